from datetime import date

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.plan import Plan
from fuxi_cli.rules import s203_wrong_revision
from fuxi_cli.rules import s211_unchanged_revision as rule
from support.builders import YI, assert_clean, assert_finds, figure, identity, plan, workbook_case

BEFORE = plan(revision=date(2021, 12, 1))


def case(made_from: Plan | None) -> WorkbookCase:
    stamp = identity("stamp", plan="shili-2022", revision="2021-12-01")
    made = workbook_case(figure(), identities=[stamp])
    made.made_from = made_from
    return made


def test_a_revision_that_leaves_this_reporter_as_it_was() -> None:
    (found,) = assert_finds(rule, case(BEFORE), ["文件"])
    assert (found.provided, found.expected) == ("2021-12-01", "2022-01-24")
    assert_clean(s203_wrong_revision, case(BEFORE))


def test_what_changed_for_another_reporter_only() -> None:
    quotas = tuple(q._replace(value=q.value + 1) if q.reporter == YI.id else q for q in plan().quotas)
    assert_finds(rule, case(plan(revision=date(2021, 12, 1), quotas=quotas)), ["文件"])


def test_what_changed_for_this_one_is_the_other_rules() -> None:
    quotas = tuple(q._replace(value=q.value + 1) for q in plan().quotas)
    assert_clean(rule, case(plan(revision=date(2021, 12, 1), quotas=quotas)))


def test_its_own_revision() -> None:
    assert_clean(rule, case(None))
