"""A check's formulas and its message, bound to a plan."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.formula.binding import bind
from fuxi_cli.core.formula.bound import Bound
from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.formula.sides import sides
from fuxi_cli.core.formula.world import Cell
from fuxi_cli.core.plan import Check, Ledger, Plan

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SIDES = {"左边": 0, "left": 0, "右边": 1, "right": 1}
_GIVEN = {"where": "where", "位置": "where", "provided": "provided", "填报": "provided"}


class Compiled(NamedTuple):
    ledger: Ledger | None
    when: Bound | None
    expect: Bound
    cell: Cell | None
    """What a finding points at; None: the file."""
    message: str
    remedy: str
    facts: tuple[tuple[str, Bound], ...]
    """What the message and the remedy name, as they name it now."""
    missing: tuple[Cell, ...] = ()
    """Baselines and benchmarks that it rests on and that nobody supplied: it cannot be judged."""


OnFault = Callable[[str, FormulaError], None]
"""Told (key of the check, what is wrong)."""


def ledger_of(check: Check, plan: Plan) -> Ledger | None:
    """The ledger whose rows are checked."""
    return next((ledger for ledger in plan.ledgers if ledger.id == check.on), None)


def compiled(check: Check, plan: Plan) -> Compiled:
    """Raises FuxiError for formulas that do not fit the plan: a plan that was loaded has none."""

    def refuse(name: str, error: FormulaError) -> None:
        raise FuxiError(f"审核公式 {check.code} 的 {name} 第{error.position + 1}个字：{error.what}")

    found = attempt(check, plan, refuse)
    assert found is not None, "a fault was raised"
    return found


def attempt(check: Check, plan: Plan, fault: OnFault) -> Compiled | None:
    """The check bound to its plan, or None after each fault was told."""
    ledger = ledger_of(check, plan)
    faulty = False

    def tell(name: str, error: FormulaError) -> None:
        nonlocal faulty
        faulty = True
        fault(name, error)

    bound: dict[str, Bound | None] = {}
    for name, text, kind in (
        ("when", check.when, "truth"),
        ("expect", check.expect, "truth"),
        ("at", check.at, None),
    ):
        try:
            bound[name] = bind(text, plan, ledger, kind) if text is not None else None
        except FormulaError as error:
            tell(name, error)
    facts: list[tuple[str, Bound]] = []
    words = {
        name: _words(text, check, plan, ledger, facts, partial(tell, name))
        for name, text in (("message", check.message), ("remedy", check.remedy))
    }
    at, expect = bound.get("at"), bound.get("expect")
    if at is not None and not any(cell.in_workbook for cell in at.cells):
        tell("at", FormulaError(0, "没有写到哪一格；应为栏名，或者 累计(指标) 这样的写法。"))
    if faulty or expect is None:
        return None
    named = (*expect.cells, *(w.cells if (w := bound["when"]) else ()))
    cells = [cell for cell in (at.cells if at is not None else named) if cell.in_workbook]
    first = next((c for c in cells if c.kind != "column"), next(iter(cells), None))
    missing = tuple(cell for cell in named if not cell.in_workbook and not _supplied(cell, plan))
    return Compiled(
        ledger, bound["when"], expect, first, words["message"], words["remedy"], tuple(facts), missing
    )


def _supplied(cell: Cell, plan: Plan) -> bool:
    known = plan.baselines if cell.kind == "baseline" else plan.benchmarks
    return any(one.indicator == cell.of for one in known)


def _words(
    text: str,
    check: Check,
    plan: Plan,
    ledger: Ledger | None,
    facts: list[tuple[str, Bound]],
    fault: Callable[[FormulaError], None],
) -> str:
    """The template with a plain name in place of each formula; the formulas go to ``facts``."""
    stray = re.sub(_PLACEHOLDER, lambda m: "\0" * len(m[0]), text)
    for brace in "{}":
        if brace in stray:
            fault(FormulaError(stray.index(brace), f"“{brace}”没有配对；花括号里写公式，如 {{处置日期}}。"))
            return ""

    def put(match: re.Match[str]) -> str:
        inside = match[1].strip()
        if inside in _GIVEN:
            return "{" + _GIVEN[inside] + "}"
        try:
            bound = _said(inside, check, plan, ledger)
        except FormulaError as error:
            fault(FormulaError(match.start(1) + error.position, error.what))
            return ""
        facts.append((f"v{len(facts)}", bound))
        return f"{{{facts[-1][0]}}}"

    return _PLACEHOLDER.sub(put, text)


def _said(inside: str, check: Check, plan: Plan, ledger: Ledger | None) -> Bound:
    """What a placeholder stands for: a side of ``expect``, or a formula."""
    if inside in _SIDES:
        return sides(check.expect, plan, ledger)[_SIDES[inside]]
    return bind(inside, plan, ledger, None)
