"""Values that the Tab key offers: plans, periods, reporters, rules. Whatever goes wrong, nothing is offered."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from fuxi_cli import catalogue
from fuxi_cli.core import check_codes
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period, Quarter, Year
from fuxi_cli.core.plan import Plan
from fuxi_cli.pipeline.plans import Plans

_FEW = 20
"""So many rules at most are loaded for their texts."""

Offered = Iterator[tuple[str, str]]


def offer(what: str, given: Mapping[str, Any], incomplete: str) -> list[tuple[str, str]]:
    """(value, what it is) of those that begin as what is typed does. ``given``: the command's options so far."""
    values = {"plans": _plans, "periods": _periods, "reporters": _reporters, "rules": _rules, "codes": _codes}
    with suppress(Exception):  # a broken plan is told when a command uses it, not while one is typed
        return [one for one in values[what](given, incomplete) if one[0].startswith(incomplete)]
    return []


def _plans(given: Mapping[str, Any], incomplete: str) -> Offered:  # noqa: ARG001
    store = Plans(tuple(given.get("targets") or ()))
    for id in store.ids:
        revisions = store.revisions(id)
        yield id, revisions[-1].title if revisions else ""
        if len(revisions) > 1:
            yield from ((f"{id}@{one.revision}", f"{one.title}（{one.revision}版）") for one in revisions)


def _meant(given: Mapping[str, Any]) -> list[Plan]:
    """The plan that the command names, or fuxi.toml; else the newest revision of every plan."""
    chosen = given.get("plan") or given.get("reference")
    store = Plans(tuple(given.get("targets") or ()), chosen)
    reference = chosen or store.settings.plan
    if reference:
        return [store.load(reference, None)]
    found = []
    for id in store.ids:
        with suppress(FuxiError):
            found.append(store.load(id, None))
    return found


def _periods(given: Mapping[str, Any], incomplete: str) -> Offered:  # noqa: ARG001
    """Periods that have begun; all of a plan's where none has."""
    today = Period.of(date.today())
    seen: set[str] = set()
    for plan in _meant(given):
        periods = plan.periods()
        for period in [one for one in periods if one.month_first <= today] or periods:
            typed = _typed(period)
            if typed not in seen:
                seen.add(typed)
                yield typed, period.chinese


def _typed(period: Period) -> str:
    if isinstance(period, Quarter):
        return f"{period.year}Q{(period.month - 1) // 3 + 1}"
    return f"{period.year}年度" if isinstance(period, Year) else str(period)


def _reporters(given: Mapping[str, Any], incomplete: str) -> Offered:  # noqa: ARG001
    """Whoever owes a workbook, not named yet."""
    named = set(given.get("reporters") or ())
    for plan in _meant(given):
        for reporter in plan.owing():
            if reporter.name not in named:
                named.add(reporter.name)
                yield reporter.name, plan.title


def _rules(given: Mapping[str, Any], incomplete: str) -> Offered:
    """Of a list as ``S,T101`` the last."""
    before, comma, last = incomplete.rpartition(",")
    for code, text in _codes(given, last):
        yield before + comma + code, text


def _codes(given: Mapping[str, Any], incomplete: str) -> Offered:
    wanted = incomplete.upper()
    found = [c for c in catalogue.codes() if c.startswith(wanted) and c != check_codes.HEAD]
    for code in found:
        rule = catalogue.load(code).rule if len(found) <= _FEW else None
        yield incomplete + code[len(incomplete) :], rule.message if rule else ""
    if check_codes.possible(wanted or check_codes.FAMILY):
        for plan in _meant(given):
            for code, check in check_codes.defined(plan).items():
                yield incomplete + code[len(incomplete) :], check.message
