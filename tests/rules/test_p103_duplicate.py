from fuxi_cli.core.plan import Reporter
from fuxi_cli.rules import p103_duplicate as rule
from support.builders import BUREAU, JIA, YI, assert_clean, assert_finds, plan, plan_case, task
from support.formulas import check, sample_plan
from support.plan_builders import lint_case, quota_rows

ROWS = quota_rows(plan())
DUE_ROWS = quota_rows(plan(), due=True)


def test_a_plan_without_duplicates() -> None:
    assert_clean(rule, lint_case())
    assert_clean(rule, lint_case(due=True))


class TestQuotas:
    def test_a_reporter_twice_is_found_at_the_second_row(self) -> None:
        (found,) = assert_finds(
            rule, lint_case([*ROWS[:3], ["3", "甲市", "1", "1", "-"], ROWS[3]]), ["quotas.csv!B4"]
        )
        assert found.provided == "甲市"
        assert "“quotas.csv”B2" in found.message

    def test_another_due_date_is_another_quota(self) -> None:
        again = ["3", "甲县", "2022-06-30", "1", "1", "-"]
        assert_clean(rule, lint_case([*DUE_ROWS[:3], again, DUE_ROWS[3]]))

    def test_the_same_due_date_written_otherwise_is_the_same(self) -> None:
        again = ["3", "甲县", "2022/12/31", "1", "1", "-"]
        assert_finds(rule, lint_case([*DUE_ROWS[:3], again, DUE_ROWS[3]]), ["quotas.csv!B4"])

    def test_two_totals_and_unknown_names_are_not_this_rules_matter(self) -> None:
        assert_clean(rule, lint_case([*ROWS[:3], ["", "丙县", "1"], ["", "丙县", "1"], ROWS[3], ROWS[3]]))


class TestReporters:
    def test_an_alias_that_another_has_is_found(self) -> None:
        shared = Reporter("360003", "丙县", "county", ("丙市", "甲 市"))
        (found,) = assert_finds(rule, lint_case(reporters=(JIA, YI, BUREAU, shared)), ["reporters.csv!D5"])
        assert found.provided == "甲 市"
        assert "“丙县”与“甲县”（“reporters.csv”B2）的编号、名称或别名都有“甲 市”" in found.message

    def test_a_name_that_is_another_ones_alias_is_found_at_the_name(self) -> None:
        assert_finds(
            rule,
            lint_case(reporters=(JIA, YI, BUREAU, Reporter("360003", "甲市", "county"))),
            ["reporters.csv!B5"],
        )

    def test_an_id_twice_is_found_at_the_id(self) -> None:
        assert_finds(
            rule,
            lint_case(ROWS, reporters=(JIA, YI, BUREAU, Reporter("360001", "丙县", "county"))),
            ["reporters.csv!A5"],
        )

    def test_a_row_given_twice_is_one_finding(self) -> None:
        (found,) = assert_finds(rule, lint_case(ROWS, reporters=(JIA, YI, BUREAU, JIA)), ["reporters.csv!A5"])
        assert found.provided == "360001、甲县、甲市"

    def test_ones_own_name_among_its_aliases_is_nothing(self) -> None:
        own = Reporter("360003", "丙县", "county", ("丙县", "丙 县"))
        assert_clean(rule, lint_case(reporters=(JIA, YI, BUREAU, own)))


class TestTasks:
    def test_an_id_twice_is_found_at_the_second(self) -> None:
        (found,) = assert_finds(rule, lint_case(tasks=(task("1"), task("2"), task("1"))), ["tasks.csv!A4"])
        assert found.provided == "1"
        assert "“tasks.csv”A2" in found.message

    def test_parts_of_a_task_are_not_the_task(self) -> None:
        assert_clean(rule, lint_case(tasks=(task("3"), task("3.1"), task("3.2"))))


def test_codes_and_names_of_a_plans_own_checks_are_used_once() -> None:
    lines = {f"checks.{n}.{name}": n * 10 + k for n in (1, 2) for k, name in enumerate(("code", "slug"))}
    same = plan_case(sample_plan(check("1 = 1"), check("1 = 1")), lines=lines)
    code, slug = assert_finds(rule, same, ["plan.yaml!20:20", "plan.yaml!21:21"])
    assert code.message == "“plan.yaml”第20行的审核公式编号“F101”与“plan.yaml”第10行重复，后一条不会运行。"
    assert slug.message == "“plan.yaml”第21行的审核公式名称“sample”与“plan.yaml”第11行重复，分不清是哪一条。"
    assert_clean(rule, plan_case(sample_plan(check("1 = 1"), check("1 = 1", code="F102", slug="other"))))
