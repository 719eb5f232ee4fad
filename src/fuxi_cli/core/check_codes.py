"""Codes of a plan's own checks, F001 to F999, and what they are about. Light: what does not run checks asks only
this."""

from collections.abc import Iterable

from fuxi_cli.core.plan import Check, Plan

FAMILY = "F"
SUBMISSION, SUMMARY = "submission", "summary"
"""What a check is about when it is about no ledger's rows."""
HEAD = "F000"
"""The rule that stands for all of them where no plan is known."""
_DIGITS = frozenset("0123456789")


def well_formed(code: str) -> bool:
    return len(code) == len(HEAD) and code[0] == FAMILY and set(code[1:]) <= _DIGITS and code != HEAD


def possible(prefix: str) -> bool:
    """Whether codes of some plan's checks may begin so."""
    return prefix[:1] == FAMILY and len(prefix) <= len(HEAD) and set(prefix[1:]) <= _DIGITS


def defined(plan: Plan | None) -> dict[str, Check]:
    """The checks that can run, by code and in its order: a code that is none, or is another's, is lint's to tell."""
    found: dict[str, Check] = {}
    for check in _of(plan):
        if well_formed(check.code):
            found.setdefault(check.code, check)
    return dict(sorted(found.items()))


def _of(plan: Plan | None) -> Iterable[Check]:
    return plan.checks if plan is not None else ()
