from fuxi_cli.core.cases import PlanSource
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan_places import line, quota_table, record, task
from support.builders import plan
from support.plan_builders import lint_case, quota_rows

SOURCE = PlanSource(
    "示例",
    tasks=(("id", "name"), ("1", "甲"), ("", ""), ("2", "乙")),
    lines={"targets": 10, "targets.bases": 11, "targets.bases.value": 13},
)


def test_a_line_or_the_nearest_one_above() -> None:
    assert line(SOURCE, "targets", "bases", "value") == Place("plan.yaml", 13)
    assert line(SOURCE, "targets", "bases", "due") == Place("plan.yaml", 11)
    assert line(SOURCE, "targets", "other", "due") == Place("plan.yaml", 10)
    assert line(SOURCE, "conflicts", "other") == Place("plan.yaml")


def test_records_are_counted_over_blank_lines() -> None:
    assert task(SOURCE, 0, "id") == Place("tasks.csv", 2, 1)
    assert task(SOURCE, 1, "name") == Place("tasks.csv", 4, 2)


def test_a_record_or_column_that_is_not_there_is_named_as_near_as_can_be() -> None:
    assert task(SOURCE, 1, "due") == Place("tasks.csv", 4, 0)
    assert task(SOURCE, 2, "id") == Place("tasks.csv")
    assert record("reporters.csv", (), 0, "id") == Place("reporters.csv")


def test_columns_are_told_apart_in_any_order() -> None:
    table = quota_table(
        lint_case(
            [["种植面积（万亩）", "截止日期", "序号", "单位", "基地"], ["1", "2022-6-30", "1", "甲县", "3"]]
        )
    )
    assert (table.reporter, table.due) == (4, 2)
    assert table.indicators == {"area": 1, "bases": 5}
    assert table.header("bases") == "基地"
    assert table.header("products") == ""
    (row,) = table.entries()
    assert (row.name, row.due, row.total, row.place) == (
        "甲县",
        (2022, 6, 30),
        False,
        Place("quotas.csv", 2, 4),
    )


def test_the_total_is_told_by_its_words() -> None:
    assert [row.total for row in quota_table(lint_case()).entries()] == [False, False, True]
    rows = quota_rows(plan())
    assert [row.total for row in quota_table(lint_case([rows[0], ["合 计", "", "4"]])).entries()] == [True]


def test_an_empty_table_has_no_columns() -> None:
    table = quota_table(lint_case([]))
    assert (table.reporter, table.due, table.indicators, list(table.entries())) == (0, 0, {}, [])


def test_the_nearest_name() -> None:
    assert nearest("赣县", ["赣县区", "于都县"]) == "赣县区"
    assert nearest("西湖区", ["赣县", "于都"]) is None
