from fuxi_cli.core.plan import Conflict
from fuxi_cli.rules import p114_document_conflict as rule
from support.builders import assert_clean, assert_finds
from support.plan_builders import line, lint_case

WORDING = Conflict("wording", ("二（一）1", "附件1"), ("新建基地", "认定“基地”"), "口径须明确。")


def test_a_document_at_one_with_itself() -> None:
    assert_clean(rule, lint_case())


def test_each_conflict_is_told_with_its_quotes() -> None:
    (found,) = assert_finds(rule, lint_case(conflicts=(WORDING,)), [line("conflicts.wording")])
    assert (
        found.message
        == "文件自身说法不一致：二（一）1写的是“新建基地”，附件1写的是“认定‘基地’”。口径须明确。"
    )
    assert (found.rule.severity, found.path, found.clause) == ("info", "plan.yaml", "二（一）1")
    assert found.provided == "新建基地；认定“基地”"


def test_long_quotes_are_told_in_full() -> None:
    long = "长" * 200
    (found,) = assert_finds(
        rule,
        lint_case(conflicts=(Conflict("wording", ("一", "二"), (long, "短"), long),)),
        [line("conflicts.wording")],
    )
    assert found.message.count(long) == 2


def test_braces_in_a_quote_are_no_placeholder() -> None:
    conflict = Conflict("wording", ("一", "二"), ("{x}", "y"), "")
    (found,) = rule.check(lint_case(conflicts=(conflict,)))
    assert "“{x}”" in found.message


def test_every_one_of_several_is_told() -> None:
    others = (WORDING, Conflict("other", ("一", "二", "三"), ("甲", "乙", "丙"), ""))
    found = assert_finds(rule, lint_case(conflicts=others), [line("conflicts.wording"), "plan.yaml"])
    assert "一写的是“甲”，二写的是“乙”，三写的是“丙”" in found[1].message
