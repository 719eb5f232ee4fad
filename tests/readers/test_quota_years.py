"""quotas.csv with several years: rows per due date, columns per year, declared totals."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters import export
from fuxi_cli.pipeline import lint
from support.years import QUOTAS, plan_folder, plan_of

HEAD = "县（市、区）,认定示范基地（个）|2023年,认定示范基地（个）|2024年,认定示范基地（个）|合计\n"


def amounts(plan: Plan, reporter: str = "甲县", indicator: str = "bases") -> list[tuple[str, Decimal]]:
    one = plan.reporter(reporter)
    quota = plan.quota(one.id, indicator) if one else None
    assert quota is not None
    assert (quota.due, quota.value) == (quota.stages[-1] if quota.stages else (quota.due, quota.value))
    return [(str(due), amount) for due, amount in quota.stages]


def test_two_header_rows(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    assert plan.staged
    assert amounts(plan) == [("2023-12-31", 2), ("2024-12-31", 5), ("2025-12-31", 6)]
    assert amounts(plan, indicator="area") == [
        ("2023-12-31", Decimal("0.1")), ("2024-12-31", Decimal("0.3")), ("2025-12-31", Decimal("0.65")),
    ]  # fmt: skip
    # A year without an amount before the last one asks for nothing.
    assert amounts(plan, "乙县", "area") == [("2023-12-31", 0), ("2024-12-31", Decimal("0.5"))]
    assert plan.declared_totals == (("bases", 7), ("area", Decimal("1.15")))


@pytest.mark.parametrize("year", ["2023", "2023年", "2023-12-31"])
def test_a_row_per_reporter_and_due_date(tmp_path: Path, year: str) -> None:
    text = f"县（市、区）,年份,认定示范基地（个）\n甲县,2024年,3\n甲县,{year},2\n甲县,合计,5\n乙县,2025年,1\n"
    plan = plan_of(tmp_path, quotas=text)
    assert amounts(plan) == [("2023-12-31", 2), ("2024-12-31", 5)]
    assert amounts(plan, "乙县") == []


def test_years_in_one_header(tmp_path: Path) -> None:
    assert amounts(plan_of(tmp_path, quotas=f"{HEAD}甲县,2,3,5\n")) == [("2023-12-31", 2), ("2024-12-31", 5)]


def test_cumulative_years(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, years="cumulative", quotas=f"{HEAD}甲县,2,5,5\n")
    assert amounts(plan) == [("2023-12-31", 2), ("2024-12-31", 5)]
    assert "P101" not in {f.rule.code for f in lint(str(tmp_path / "shili-2023-2025"))[1]}


def test_cumulative_years_do_not_fall(tmp_path: Path) -> None:
    with pytest.raises(FuxiError) as raised:
        plan_of(tmp_path, years="cumulative", quotas=f"{HEAD}甲县,5,2,\n")
    assert "quotas.csv!C2" in str(raised.value)
    assert "比上一个时限的 5 还小" in str(raised.value)


def test_a_wrong_word_for_what_years_mean(tmp_path: Path) -> None:
    with pytest.raises(FuxiError) as raised:
        plan_of(tmp_path, years="each")
    assert "quotas.years" in str(raised.value)
    assert "own、cumulative" in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "cell", "provided", "expected"),
    [
        ("0.35,0.65", "0.35,0.66", "I3", "0.66", "0.65"),
        ("甲县,2,3,1,6", "甲县,2,3,1,5", "E3", "5", "6"),
        ("0.1,0.7,0.35", "0.1,0.71,0.35", "G5", "0.71", "0.7"),
        ("合计,2,3,2,7", "合计,2,3,2,8", "E5", "8", "7"),
    ],
)
def test_a_total_that_differs_names_its_cell(
    tmp_path: Path, old: str, new: str, cell: str, provided: str, expected: str
) -> None:
    assert QUOTAS.count(old) == 1
    plan_folder(tmp_path, quotas=QUOTAS.replace(old, new))
    found = lint(str(tmp_path / "shili-2023-2025"))[1]
    assert {f.rule.code for f in found} == {"P101"}
    assert (cell, Decimal(provided), Decimal(expected)) in {
        (f.place.cell, f.provided, f.expected) for f in found
    }


def test_right_totals_are_silent(tmp_path: Path) -> None:
    plan_folder(tmp_path)
    assert lint(str(tmp_path / "shili-2023-2025"))[1] == []


@pytest.mark.parametrize(
    ("row", "clean"),
    [
        ("甲县,合计,5", True),
        ("甲县,合计,6", False),
        ("合计,2023,2", True),
        ("合计,2023,3", False),
        ("合计,,5", True),
    ],
)
def test_totals_of_a_table_with_due_dates(tmp_path: Path, row: str, clean: bool) -> None:
    text = f"县（市、区）,年份,认定示范基地（个）\n甲县,2023,2\n甲县,2024,3\n{row}\n"
    plan_folder(tmp_path, quotas=text)
    found = lint(str(tmp_path / "shili-2023-2025"))[1]
    assert [f.rule.code for f in found if f.rule.code == "P101"] == ([] if clean else ["P101"])


def test_a_unit_in_a_header_with_a_year(tmp_path: Path) -> None:
    plan_folder(tmp_path, quotas=HEAD.replace("（个）|2023年", "（家）|2023年") + "甲县,2,3,5\n乙县,1,,1\n")
    found = [f for f in lint(str(tmp_path / "shili-2023-2025"))[1] if f.rule.code == "P105"]
    assert [(f.place.cell, f.provided) for f in found] == [("B1", "家")]


def test_a_year_outside_the_plan_is_found_in_its_column(tmp_path: Path) -> None:
    plan_folder(tmp_path, quotas=HEAD.replace("|2024年", "|2026年") + "甲县,2,3,5\n乙县,1,,1\n")
    found = [f for f in lint(str(tmp_path / "shili-2023-2025"))[1] if f.rule.code == "P107"]
    assert [(f.place.cell, str(f.provided)) for f in found] == [("C1", "2026-12-31")]


def test_the_targets_tell_the_years(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    quota = json.loads(export(plan, "json", of="targets"))["quotas"][0]
    assert [one["own"] for one in quota["years"]] == [2, 3, 1]
    told = export(plan, "csv", of="targets").decode("utf-8-sig")
    assert "其中年度任务数,100001,甲县,bases,认定示范基地,个,不少于,3,2024-12-31" in told
