"""The functions of the formula language. Each is bound by hand: what it takes is a name, a value or a condition."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from fuxi_cli.core.formula.bound import Binder, Bound
from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.formula.tree import Call, Literal, Name, Node
from fuxi_cli.core.formula.values import DATE, NUMBER, TEXT, TRUTH, UNKNOWN, negated
from fuxi_cli.core.formula.world import Cell, Spot
from fuxi_cli.core.plan import Ledger
from fuxi_cli.core.words import fold, half_up


class Function(NamedTuple):
    """``usage`` shows how it is written; ``least`` to ``most`` arguments."""

    chinese: str
    english: str
    usage: str
    least: int
    most: int
    bind: Callable[[Binder, Call], Bound]


def _named(node: Node, what: str) -> str:
    """The name that an argument is: 龙头企业, or “leading-1bn” in quotes."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Literal) and node.kind == "text":
        return str(node.value)
    raise FormulaError(node.position, f"这里应为{what}的名称或编号；编号里有连字符的要加引号。")


def _figure(measure: str) -> Callable[[Binder, Call], Bound]:
    def bind(binder: Binder, call: Call) -> Bound:
        node = call.arguments[0]
        indicator = binder.scope.indicator(_named(node, "指标"), node.position).id
        cell = Cell("figure", indicator, measure)
        return Bound(NUMBER, lambda spot: spot.world.figure(indicator, measure), (cell,))

    return bind


def _given(which: str) -> Callable[[Binder, Call], Bound]:
    """A number that the office supplies beside the plan."""

    def bind(binder: Binder, call: Call) -> Bound:
        node = call.arguments[0]
        indicator = binder.scope.indicator(_named(node, "指标"), node.position).id
        cell = Cell(which, indicator, "")
        return Bound(NUMBER, lambda spot: getattr(spot.world, which)(indicator), (cell,))

    return bind


def _blank(binder: Binder, call: Call) -> Bound:
    value = binder.value(call.arguments[0])

    def run(spot: Spot) -> Any:
        found = value.run(spot)
        return UNKNOWN if found is UNKNOWN else found is None

    return Bound(TRUTH, run, value.cells)


def _filled(binder: Binder, call: Call) -> Bound:
    blank = _blank(binder, call)
    return blank._replace(run=lambda spot: negated(blank.run(spot)))


def _sum(binder: Binder, call: Call) -> Bound:
    return _over_rows(binder, call, call.arguments[1], call.arguments[2:])


def _count(binder: Binder, call: Call) -> Bound:
    return _over_rows(binder, call, None, call.arguments[1:])


def _over_rows(binder: Binder, call: Call, summand: Node | None, condition: tuple[Node, ...]) -> Bound:
    node = call.arguments[0]
    ledger = binder.scope.one_ledger(_named(node, "台账"), node.position)
    inside = binder.within(ledger)
    value = inside.of_kind(summand, NUMBER) if summand is not None else None
    wanted = inside.of_kind(condition[0], TRUTH) if condition else None
    named = [c for b in (value, wanted) if b for c in b.cells if c.kind == "row"]
    cells = tuple(Cell("column", ledger.id, c.name) for c in named) or (Cell("column", ledger.id, ""),)
    here = object()

    def run(spot: Spot) -> Any:
        return spot.world.once(here, lambda: _added_up(spot, ledger, value, wanted))

    return Bound(NUMBER, run, cells)


def _added_up(spot: Spot, ledger: Ledger, value: Bound | None, wanted: Bound | None) -> Any:
    """The sum over the rows whose condition holds. A row whose condition rests on a blank is not among them, and a
    blank amount adds nothing; what could not be read makes the whole unknown."""
    tables = spot.world.tables(ledger.id)
    if not tables:
        return UNKNOWN
    total = Fraction(0)
    for table in tables:
        for index in range(len(table)):
            row = Spot(spot.world, ledger, table, index)
            chosen = wanted.run(row) if wanted else True
            amount = (value.run(row) if value else Fraction(1)) if chosen is True else None
            if chosen is UNKNOWN or amount is UNKNOWN:
                return UNKNOWN
            total += amount or 0
    return total


def _date(_: Binder, call: Call) -> Bound:
    parts = [int(n.value) for n in call.arguments if isinstance(n, Literal) and isinstance(n.value, Fraction)]
    if len(call.arguments) != 3 or len(parts) != 3:
        raise FormulaError(call.position, "日期要写年、月、日三个数，如 日期(2023, 9, 22)。")
    try:
        day = date(*parts)
    except (ValueError, OverflowError):
        raise FormulaError(call.position, "没有这一天；应如 日期(2023, 9, 22)。") from None
    return Bound(DATE, lambda _spot: day, ())


def _previous(binder: Binder, call: Call) -> Bound:
    value = binder.value(call.arguments[0])

    def run(spot: Spot) -> Any:
        earlier = spot.earlier()
        return UNKNOWN if earlier is None else value.run(earlier)

    return Bound(value.kind, run, value.cells)


def _absolute(binder: Binder, call: Call) -> Bound:
    return _on_numbers(binder, call, lambda values: abs(values[0]))


def _largest(binder: Binder, call: Call) -> Bound:
    return _on_numbers(binder, call, max)


def _smallest(binder: Binder, call: Call) -> Bound:
    return _on_numbers(binder, call, min)


def _rounded(binder: Binder, call: Call) -> Bound:
    places = call.arguments[1]
    ok = isinstance(places, Literal) and isinstance(places.value, Fraction) and places.value in range(7)
    if not ok or not isinstance(places, Literal) or not isinstance(places.value, Fraction):
        raise FormulaError(places.position, "小数位数应为 0 至 6 的整数，如 四舍五入(面积, 2)。")
    digits = int(places.value)
    return _on_numbers(
        binder, call._replace(arguments=call.arguments[:1]), lambda v: Fraction(half_up(v[0], digits))
    )


def _on_numbers(binder: Binder, call: Call, work: Callable[[list[Fraction]], Fraction]) -> Bound:
    """A function of numbers: blank when one is blank, unknown when one is."""
    arguments = [binder.of_kind(node, NUMBER) for node in call.arguments]

    def run(spot: Spot) -> Any:
        values = [argument.run(spot) for argument in arguments]
        if UNKNOWN in values:
            return UNKNOWN
        return None if None in values else work(values)

    return Bound(NUMBER, run, tuple(cell for argument in arguments for cell in argument.cells))


def _contains(binder: Binder, call: Call) -> Bound:
    text, part = (binder.of_kind(node, TEXT) for node in call.arguments)

    def run(spot: Spot) -> Any:
        whole, piece = text.run(spot), part.run(spot)
        if whole is UNKNOWN or piece is UNKNOWN:
            return UNKNOWN
        return None if whole is None or piece is None else fold(piece) in fold(whole)

    return Bound(TRUTH, run, (*text.cells, *part.cells))


def _length(binder: Binder, call: Call) -> Bound:
    text = binder.of_kind(call.arguments[0], TEXT)

    def run(spot: Spot) -> Any:
        found = text.run(spot)
        return Fraction(Decimal(len(fold(found)))) if isinstance(found, str) else found

    return Bound(NUMBER, run, text.cells)


FUNCTIONS = (
    Function("空", "blank", "空(栏)", 1, 1, _blank),
    Function("非空", "filled", "非空(栏)", 1, 1, _filled),
    Function("本月", "month", "本月(指标)", 1, 1, _figure("month")),
    Function("累计", "cumulative", "累计(指标)", 1, 1, _figure("cumulative")),
    Function("任务", "quota", "任务(指标)", 1, 1, _figure("quota")),
    Function("合计", "sum", "合计(台账, 数, 条件)", 2, 3, _sum),
    Function("行数", "count", "行数(台账, 条件)", 1, 2, _count),
    Function("上期", "previous", "上期(值)", 1, 1, _previous),
    Function("基期", "baseline", "基期(指标)", 1, 1, _given("baseline")),
    Function("基准", "benchmark", "基准(指标)", 1, 1, _given("benchmark")),
    Function("日期", "date", "日期(年, 月, 日)", 3, 3, _date),
    Function("绝对值", "abs", "绝对值(数)", 1, 1, _absolute),
    Function("四舍五入", "round", "四舍五入(数, 位数)", 2, 2, _rounded),
    Function("最大", "max", "最大(数, 数, …)", 2, 9, _largest),
    Function("最小", "min", "最小(数, 数, …)", 2, 9, _smallest),
    Function("包含", "contains", "包含(文字, 文字)", 2, 2, _contains),
    Function("字数", "length", "字数(文字)", 1, 1, _length),
)
_ALSO = {"本期": "本月", "本季": "本月", "本年": "本月", "计数": "行数", "求和": "合计"}
_WORDED = {name: function for function in FUNCTIONS for name in (function.chinese, function.english)}
BY_NAME = _WORDED | {also: _WORDED[name] for also, name in _ALSO.items()}
"""Every name of a function, in Chinese and English; 本月 is also what a quarterly plan calls 本季."""
