"""A plan's own checks (审核公式) as rules: what each is called, and what it finds in a workbook or a period.

A finding is made only where a formula certainly does not hold. What rests on a blank, on a cell that could not be
read, on a baseline or an earlier period that is not known, is not judged.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from fuxi_cli.core.cases import PeriodCase, WorkbookCase
from fuxi_cli.core.check_worlds import Found, of_period, of_workbook
from fuxi_cli.core.finding import Finding, Rule, Scope
from fuxi_cli.core.formula.compiled import Compiled, compiled
from fuxi_cli.core.formula.values import shown
from fuxi_cli.core.formula.world import Spot
from fuxi_cli.core.plan import Check, Plan


def findings(case: WorkbookCase | PeriodCase, check: Check) -> Iterator[Finding]:
    """Every place where the check's formula does not hold."""
    ready = _ready(case.plan, check)
    for found in _worlds(case, check):
        for spot in _spots(found, ready):
            if (ready.when is None or ready.when.run(spot) is True) and ready.expect.run(spot) is False:
                yield _finding(case.plan, ready, check, found, spot)


def _worlds(case: WorkbookCase | PeriodCase, check: Check) -> tuple[Found, ...]:
    if isinstance(case, PeriodCase):
        return of_period(case) if check.on == "summary" else ()
    return () if check.on == "summary" else of_workbook(case)


def _spots(found: Found, ready: Compiled) -> Iterator[Spot]:
    """Each row of the check's ledger; the submission itself for a check that is about no ledger."""
    if ready.ledger is None:
        yield Spot(found.world)
        return
    for table in found.world.tables(ready.ledger.id):
        for index in range(len(table)):
            yield Spot(found.world, ready.ledger, table, index)


def _finding(plan: Plan, ready: Compiled, check: Check, found: Found, spot: Spot) -> Finding:
    place, provided = found.cell(spot, ready.cell)
    facts: dict[str, Any] = {name: shown(bound.run(spot)) for name, bound in ready.facts}
    return rule_of(check, plan).at(
        place,
        shown(provided),
        check.expect,
        reporter=found.reporter,
        clause=check.clause or None,
        **facts,
    )


def rule_of(check: Check, plan: Plan) -> Rule:
    """What the catalogue knows of a check; in its message formulas are named, for a finding to fill in."""
    return _understood(plan, check)[1]


def _rule(check: Check, ready: Compiled) -> Rule:
    severity: Any = check.severity
    scope: Scope = "period" if check.on == "summary" else "workbook"
    return Rule(check.code, check.slug, severity, ready.message, ready.remedy, scope)


_SUPPLIED = {"baseline": "基期数", "benchmark": "基准"}


def cannot_judge(check: Check, plan: Plan) -> str | None:
    """Why no submission whatever can be judged by a check: nobody supplied the baseline that it rests on."""
    for cell in _ready(plan, check).missing:
        indicator = plan.indicator(cell.of)
        name = indicator.short if indicator else cell.of
        return f"没有提供“{name}”的{_SUPPLIED[cell.kind]}，无法判定"
    return None


_kept: list[tuple[Plan, dict[Check, tuple[Compiled, Rule]]]] = []
"""The plan that was asked for last, and its checks as they were understood: a run asks them of every workbook."""


def _ready(plan: Plan, check: Check) -> Compiled:
    return _understood(plan, check)[0]


def _understood(plan: Plan, check: Check) -> tuple[Compiled, Rule]:
    if not _kept or _kept[0][0] is not plan:
        _kept[:] = [(plan, {})]
    known = _kept[0][1]
    if check not in known:
        ready = compiled(check, plan)
        known[check] = ready, _rule(check, ready)
    return known[check]


@lru_cache(maxsize=64)
def explanation(check: Check) -> str:
    """The check told as a rule's own text is: what, why, how to mend, by which clause; formulas as written."""
    where = f"只在“{check.when}”时检查；" if check.when else ""
    first = check.title or check.message
    return (
        f"{first}\n\n"
        f"检查：{where}应当满足“{check.expect}”；公式里用到的数空着、读不出或没有提供的，不判定。\n"
        f"为什么：{check.why or '本方案自定的审核公式。'}\n"
        f"怎么改：{check.remedy}\n"
        f"依据：{f'方案条款 {check.clause}。' if check.clause else '方案数据 plan.yaml 的 checks。'}"
    )
