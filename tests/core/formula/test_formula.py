"""The language itself: whatever is typed, it is understood or refused in words; what is not known is never false."""

import contextlib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fuxi_cli.core.formula.binding import bind
from fuxi_cli.core.formula.bound import Bound
from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.formula.functions import BY_NAME
from fuxi_cli.core.formula.tokens import LONGEST, WORDS, tokens
from fuxi_cli.core.formula.tree import DEEPEST, Among, Binary, Call, Literal, Name, Node, Unary, parse
from fuxi_cli.core.formula.values import UNKNOWN, both, calculate, compare, either, negated, of_cell, shown
from fuxi_cli.core.plan import Ledger, Plan
from support.builders import figure, ledger_table, submission, workbook_case
from support.formulas import ASSETS, PROJECTS, ROWS, month_before, sample_case, sample_plan, spot, value

_SAID = """
金额 批次 资产 项目 1 0.5 10% 2023-09-22 2023年9月22日 <= <> “盘活” 报告期末 😀 é
( ) （ ） , ， 、 + - * / = < > % . ' " “ ” 「 」 [ ]
"""
PIECES = st.sampled_from([*_SAID.split(), *WORDS, *BY_NAME, " ", "\n", "\0"])
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)


@given(TEXTS)
@example("((((" * 100)
@example("非 " * 200 + "1")
@example("-" * 300 + "1")
@example("1" * 500)
@example("²")
@example("9999999-99-99")
@settings(max_examples=250, deadline=None)
def test_any_text_is_understood_or_refused_in_words(text: str) -> None:
    case = sample_case()
    for ledger, row in ((PROJECTS, 2), (None, None)):
        bound, error = understood(text, case.plan, ledger)
        if error is not None:
            assert 0 <= error.position <= max(len(text), LONGEST)
            assert error.what.endswith(("。", "？"))
        if bound is not None:
            result = bound.run(spot(case, row))
            assert result is None or result is UNKNOWN or isinstance(result, bool | Fraction | date | str)


def understood(text: str, plan: Plan, ledger: Ledger | None) -> tuple[Bound | None, FormulaError | None]:
    try:
        return bind(text, plan, ledger, None), None
    except FormulaError as error:
        return None, error


NAMES = st.sampled_from(["金额", "批次", "a1", "审批日期"])
LEAVES = st.one_of(
    NAMES.map(lambda name: Name(name, 0)),
    st.integers(0, 10**6).map(lambda n: Literal("number", Fraction(n), 0)),
    st.decimals(0, 1000, places=3).map(lambda d: Literal("number", Fraction(d), 0)),
    st.dates(date(1900, 1, 1), date(2999, 1, 1)).map(lambda d: Literal("date", d, 0)),
    st.text("甲乙 ab且(", max_size=5).map(lambda t: Literal("text", t, 0)),
)


def _bigger(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=1, max_size=3).map(tuple)
    signs = st.sampled_from(["and", "or", "=", "≠", "<", "≤", ">", "≥", "+", "-", "*", "/"])
    return st.one_of(
        st.builds(Binary, signs, nodes, nodes, st.just(0)),
        st.builds(Unary, st.sampled_from(["-", "not"]), nodes, st.just(0)),
        st.builds(Among, nodes, several, st.just(0)),
        st.builds(Call, st.sampled_from(["空", "合计", "自造"]), st.just(()) | several, st.just(0)),
    )


def _written(node: Node) -> str:
    """The tree as text, every part in brackets."""
    if isinstance(node, Literal):
        if isinstance(node.value, Fraction):
            return format(Decimal(node.value.numerator) / Decimal(node.value.denominator), "f")
        return f'"{node.value}"' if node.kind == "text" else str(node.value)
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Call):
        return f"{node.name}({', '.join(map(_written, node.arguments))})"
    if isinstance(node, Unary):
        return f"({'-' if node.sign == '-' else '非'} ({_written(node.operand)}))"
    if isinstance(node, Among):
        return f"(({_written(node.item)}) 属于 ({', '.join(map(_written, node.choices))}))"
    sign = {"and": "且", "or": "或"}.get(node.sign, node.sign)
    return f"(({_written(node.left)}) {sign} ({_written(node.right)}))"


def _shape(node: Any) -> Any:
    """The tree without its positions."""
    if isinstance(node, tuple) and hasattr(node, "_replace"):
        return (type(node).__name__, *(_shape(part) for part in node[:-1]))
    return tuple(map(_shape, node)) if isinstance(node, tuple) else node


@given(st.recursive(LEAVES, _bigger, max_leaves=7))
@settings(max_examples=120, deadline=None)
def test_a_tree_written_down_reads_as_the_same_tree(node: Node) -> None:
    text = _written(node)
    with contextlib.suppress(FormulaError):
        assert _shape(parse(text)) == _shape(node)
        return
    # The only reasons to refuse what was written down so.
    with pytest.raises(FormulaError, match=r"太深|最多"):
        parse(text)


NUMBERS = st.decimals(-(10**12), 10**12, places=4, allow_nan=False)


@given(NUMBERS, NUMBERS, NUMBERS)
@settings(max_examples=60, deadline=None)
def test_arithmetic_is_exact_and_binds_as_on_paper(a: Decimal, b: Decimal, c: Decimal) -> None:
    case, x, y, z = sample_case(), Fraction(a), Fraction(b), Fraction(c)
    assert value(f"({a:f}) + ({b:f}) * ({c:f})", case) == x + y * z
    assert value(f"({a:f}) - ({b:f}) - ({c:f})", case) == x - y - z
    assert value(f"({a:f}) < ({b:f}) 或 ({a:f}) >= ({b:f})", case) is True
    if y:
        assert value(f"({a:f}) / ({b:f}) * ({b:f})", case) == x


TRUTHS = st.sampled_from([True, False, None, UNKNOWN])


@given(TRUTHS, TRUTHS)
def test_what_is_not_judged_is_never_false(one: Any, other: Any) -> None:
    assert both(one, other) == both(other, one)
    assert either(one, other) == negated(both(negated(one), negated(other)))
    if one not in (True, False):
        assert negated(one) is one
        assert both(one, True) is one
        assert both(one, False) is False
        assert either(one, True) is True
        assert either(one, False) is one


def test_a_blank_and_what_cannot_be_known_spread() -> None:
    for nothing in (None, UNKNOWN):
        assert compare("=", nothing, Fraction(1)) is nothing
        assert calculate("+", Fraction(1), nothing) is nothing
    assert compare("=", None, UNKNOWN) is UNKNOWN
    assert calculate("/", Fraction(1), Fraction(0)) is None
    assert calculate("+", date(9999, 12, 31), Fraction(1)) is UNKNOWN
    assert calculate("+", date(2022, 1, 1), Fraction(10**29)) is UNKNOWN


@pytest.mark.parametrize("cell", [Decimal("1E+999999"), Decimal("NaN"), Decimal("-1E30"), 10**31, True])
def test_what_no_office_counts_is_not_calculated_with(cell: object) -> None:
    assert of_cell(cell) is UNKNOWN


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (Fraction(1, 3), "0.3333"),
        (Fraction(1, 8), "0.125"),
        (Fraction(20), "20"),
        (Fraction(-1, 200), "-0.005"),
    ],
)
def test_a_number_is_shown_exact_where_it_ends(number: Fraction, told: str) -> None:
    assert str(shown(number)) == told


def test_bounds_are_told() -> None:
    assert parse("1+" * (LONGEST // 2 - 1) + "1")
    for text, said in (
        ("1" + " " * LONGEST, f"最多 {LONGEST} 个"),
        ("(" * (DEEPEST + 1) + "1", f"最多 {DEEPEST} 层"),
        ("1" * 31, "这个数有 31 位"),
    ):
        with pytest.raises(FormulaError, match=said):
            parse(text)
    assert parse("(" * DEEPEST + "1" + ")" * DEEPEST) == Literal("number", Fraction(1), DEEPEST)


def test_full_width_signs_are_read_and_positions_stay() -> None:
    found = tokens("（金额＋１０％）　＞　“Ａ”")
    assert [(t.kind, t.position) for t in found[:4]] == [("(", 0), ("name", 1), ("+", 3), ("number", 4)]
    assert found[-2].value == "Ａ"


def test_an_unread_cell_a_missing_column_and_a_missing_sheet_are_not_judged() -> None:
    table = ledger_table(*ROWS, of=PROJECTS)
    table.unread.add((6, "amount"))
    table.values["amount"][1] = None
    del table.columns["approved_on"]
    case = workbook_case(of=sample_plan(), sub=submission(figure(indicator=ASSETS), tables=[table]))
    for formula in ("空(金额)", "金额 > 0", "非 空(金额)", "空(审批日期)"):
        assert value(formula, case, 2) is UNKNOWN
    assert value("合计(项目, 金额)", case) is UNKNOWN
    assert value('合计(项目, 金额, 批次 = "盘活")', case) == Fraction("100.1")
    without = workbook_case(of=sample_plan(), sub=submission(figure(indicator=ASSETS)))
    assert value("行数(项目)", without) is UNKNOWN


def test_sums_are_worked_out_once_however_many_rows_ask() -> None:
    many = [{"code": f"A{n}", "amount": Decimal(1)} for n in range(400)]
    case = sample_case(*many)
    bound = bind("金额 <= 合计(项目, 金额 * 合计(项目, 金额))", case.plan, PROJECTS)
    here = [spot(case, row) for row in range(1, 401)]
    assert all(bound.run(one) for one in here)
    assert len(here[0].world.memo) == 2


def test_the_month_before_has_one_before_it() -> None:
    case = sample_case(history=[month_before(5), month_before(4)])
    assert value("上期(上期(累计(资产)))", case) == Fraction("140.3")
    assert value("上期(上期(上期(累计(资产))))", case) is UNKNOWN
