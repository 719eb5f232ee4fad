"""Finds the rules by walking the ``rules`` folder; selects, runs and explains them.

No rule imports this, and adding a rule changes nothing here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple

from fuxi_cli import rules
from fuxi_cli.core import check_codes
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.finding import Finding, Rule, Scope, Severity
from fuxi_cli.core.flood import fold_findings
from fuxi_cli.core.nearest import is_it
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import RuleStatus

_DIGITS_MEANT = str.maketrans("OIL", "011")


class Entry(NamedTuple):
    """A rule, the function that finds its breaches, and the text that explains it."""

    rule: Rule
    check: Callable[[Any], Iterator[Finding]]
    text: str


@cache
def codes() -> dict[str, str]:
    """Code → module name, of every rule file; the file's name carries the code."""
    names = sorted(module.name for module in iter_modules(rules.__path__))
    return {name.partition("_")[0].upper(): name for name in names}


@cache
def load(code: str) -> Entry:
    """Import one rule. Raises FuxiError for a code that does not exist."""
    if code not in codes():
        raise FuxiError(f"没有编号为 {code} 的规则；用 fuxi rules 查看全部规则。" + _hint(code))
    module = import_module(f"{rules.__name__}.{codes()[code]}")
    return Entry(module.RULE, module.check, (module.__doc__ or "").strip())


def _hint(code: str) -> str:
    """The code that was probably meant: letters typed for digits first."""
    return is_it(code[:1] + code[1:].translate(_DIGITS_MEANT), codes())


def of_plan(plan: Plan | None) -> list[Entry]:
    """The rules that a plan defines for itself, by code. For a plan that has none nothing is loaded."""
    checks = check_codes.defined(plan)
    if not checks:
        return []
    look: Callable[..., Iterator[Finding]] = load(check_codes.HEAD).check
    # Loaded by name: only plans with checks of their own pay for the language that these are written in.
    plan_checks = import_module("fuxi_cli.core.plan_checks")
    return [
        Entry(plan_checks.rule_of(check, plan), partial(look, only=check), plan_checks.explanation(check))
        for check in checks.values()
    ]


def _idle(plan: Plan | None) -> dict[str, str]:
    """Code → why a rule of the plan's own can judge nothing."""
    checks = check_codes.defined(plan)
    if plan is None or not checks:
        return {}
    cannot_judge = import_module("fuxi_cli.core.plan_checks").cannot_judge
    return {code: why for code, check in checks.items() if (why := cannot_judge(check, plan))}


@dataclass(frozen=True)
class Selection:
    """Which rules a run uses: code prefixes to select (empty: all) and to ignore; and how severe each is."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ignored_by_office: tuple[str, ...] = ()
    """As ``ignore``, said in fuxi.toml."""
    severities: tuple[tuple[str, Severity], ...] = ()
    """Code → the severity that an office gives a rule in place of its own."""

    def __post_init__(self) -> None:
        for prefix in (*self.select, *self.ignore, *self.ignored_by_office):
            if not check_codes.possible(prefix) and not any(code.startswith(prefix) for code in codes()):
                raise FuxiError(
                    f"没有以“{prefix}”开头的规则编号；用 fuxi rules 查看全部规则。" + _hint(prefix)
                )

    def reason_to_skip(self, code: str) -> str | None:
        """Why a rule is not used; None when it is. The longer prefix wins between the two lists."""
        chosen = _longest(self.select, code)
        for ignored, why in (
            (self.ignore, "按 --ignore 略过"),
            (self.ignored_by_office, "按 fuxi.toml 略过"),
        ):
            if 0 < _longest(ignored, code) >= chosen:
                return why
        if self.select and not chosen:
            return "未在 --select 中选定"
        return None

    def entries(self, *scopes: Scope, without: str = "", plan: Plan | None = None) -> Iterator[Entry]:
        """The selected rules of those scopes, by code, and the plan's own. Families in ``without`` are not even
        loaded."""
        for code in codes():
            if code == check_codes.HEAD:
                yield from self._own(plan, scopes)
            elif code[0] not in without and self.reason_to_skip(code) is None:
                entry = load(code)
                if entry.rule.scope in scopes:
                    yield self._as_set(entry)

    def _own(self, plan: Plan | None, scopes: tuple[Scope, ...]) -> Iterator[Entry]:
        idle = _idle(plan)
        for entry in of_plan(plan):
            code = entry.rule.code
            if entry.rule.scope in scopes and code not in idle and self.reason_to_skip(code) is None:
                yield self._as_set(entry)

    def fit(self, plan: Plan) -> None:
        """Raises FuxiError when somebody chose a code of checks that the plan does not have."""
        own = check_codes.defined(plan)
        for prefix in (*self.select, *self.ignore):
            if check_codes.possible(prefix) and not any(code.startswith(prefix) for code in own):
                known = "、".join(own) or "（没有）"
                raise FuxiError(f"方案“{plan.title}”没有编号为“{prefix}”的审核公式；有：{known}。")

    def _as_set(self, entry: Entry) -> Entry:
        severity = dict(self.severities).get(entry.rule.code, entry.rule.severity)
        if severity == entry.rule.severity:
            return entry
        return entry._replace(rule=entry.rule._replace(severity=severity))


def _longest(prefixes: Iterable[str], code: str) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)


def run(
    case: Any, entries: Iterable[Entry], path: str | None = None, reporter: str | None = None
) -> list[Finding]:
    """Everything those rules find in a case, with the path and reporter filled in where a rule left them open.

    A finding is of its entry's rule: as severe as an office says that it is.
    """
    found: list[Finding] = []
    for entry in entries:
        for finding in fold_findings(entry.check(case)):
            of_rule = finding if finding.rule is entry.rule else finding._replace(rule=entry.rule)
            found.append(of_rule.within(path, reporter))
    return found


def statuses(
    selection: Selection, ran: set[str], why_not: Callable[[str], str], plan: Plan | None = None
) -> tuple[RuleStatus, ...]:
    """Ran or skipped, and why, for every rule of the catalogue and of the plan. ``why_not`` tells why a selected rule
    did not run, by its code: it need not be loaded for that."""
    result = []
    own, idle = list(check_codes.defined(plan)), _idle(plan)
    for code in (c for head in codes() for c in (own if head == check_codes.HEAD else (head,))):
        skipped = selection.reason_to_skip(code)
        if skipped is None and code not in ran:
            skipped = idle.get(code) or why_not(code)
        result.append(RuleStatus(code, skipped is None, skipped))
    return tuple(result)
