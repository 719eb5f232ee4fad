"""What the names of a formula mean: columns of its ledger, indicators, ledgers, days of the plan."""

from collections.abc import Iterable
from typing import NamedTuple

from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.formula.tokens import WORDS
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan import Field, Indicator, Ledger, Plan
from fuxi_cli.core.words import key

DAYS = {
    "报告期初": "period_start", "报告期末": "period_end", "方案开始": "plan_start", "方案结束": "plan_end",
}  # fmt: skip
"""Days that every formula may name, in Chinese and English."""
_LISTED = 12


class Scope(NamedTuple):
    """Where names are looked up. ``ledger``: whose row the formula is about; None: no row's."""

    plan: Plan
    ledger: Ledger | None = None

    def field(self, name: str) -> Field | None:
        return next((f for f in self._columns() if key(name) in (key(f.name), key(f.title))), None)

    def _columns(self) -> tuple[Field, ...]:
        return self.ledger.fields if self.ledger else ()

    def day(self, name: str) -> str | None:
        """The day that a name means, by its English name."""
        folded = name.casefold()
        return DAYS.get(name) or (folded if folded in DAYS.values() else None)

    def unknown(self, name: str, position: int) -> FormulaError:
        """What to say of a name that means nothing here."""
        if self.indicator_named(name):
            what = f"“{name}”是指标，要写明用哪个数，如 累计({name})、本月({name})、任务({name})。"
            return FormulaError(position, what)
        titles = [f.title for f in self._columns()]
        names = [f.name for f in self._columns()]
        if not self.ledger:
            what = f"没有“{name}”：不是逐行检查的公式里只能用 {_some(DAYS)}，以及函数，如 累计(指标)、合计(台账, 栏)。"
            return FormulaError(position, _near(what, name, DAYS) + _joined(name))
        what = f"台账“{self.ledger.name}”没有“{name}”这一栏；可用的：{_some([*titles, *DAYS])}。"
        return FormulaError(position, _near(what, name, [*titles, *names, *DAYS]) + _joined(name))

    def indicator_named(self, name: str) -> Indicator | None:
        found = (i for i in self.plan.indicators if key(name) in (key(i.id), *map(key, i.names())))
        return next(found, None)

    def indicator(self, name: str, position: int) -> Indicator:
        """The indicator of that id or name. Raises FormulaError."""
        found = self.indicator_named(name)
        if found is not None:
            return found
        names = [word for i in self.plan.indicators for word in (i.short, i.name, i.id)]
        shown = [i.short for i in self.plan.indicators]
        what = f"没有指标“{name}”；有：{_some(shown) or '（方案没有指标）'}。"
        raise FormulaError(position, _near(what, name, names))

    def one_ledger(self, name: str, position: int) -> Ledger:
        """The ledger of that id or name. Raises FormulaError."""
        for ledger in self.plan.ledgers:
            if key(name) in (key(ledger.id), key(ledger.name), key(ledger.sheet)):
                return ledger
        names = [word for one in self.plan.ledgers for word in (one.name, one.id)]
        shown = [one.name for one in self.plan.ledgers]
        what = f"没有台账“{name}”；有：{_some(shown) or '（方案没有台账）'}。"
        raise FormulaError(position, _near(what, name, names))


def _near(what: str, name: str, known: Iterable[str]) -> str:
    like = nearest(name, known)
    return f"{what}是不是“{like}”？" if like else what


def _joined(name: str) -> str:
    """A hint for a name with a word in it that was meant to join: nothing parts 甲且乙."""
    inside = next((word for word in WORDS if not word.isascii() and word in name), None)
    return f"如果“{inside}”是连接两个条件的，它的两边要有空格。" if inside else ""


def _some(names: Iterable[str]) -> str:
    found = list(dict.fromkeys(names))
    return "、".join(found[:_LISTED]) + (f"等 {len(found)} 个" if len(found) > _LISTED else "")
