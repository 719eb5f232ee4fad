"""更正 as people read them: each correction with the names and units of its plan, in order, and in a sentence."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from fuxi_cli.core.filed import Correction
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import STATUSES
from fuxi_cli.core.reporting_periods import spoken_of
from fuxi_cli.core.words import clean, plain

UNREPORTED = STATUSES["not_reported"]
"""未报: reads in place of a figure that there was none of at closing, or that was withdrawn later."""
ABOUT = (
    "原数是封账时的累计完成数，更正后是封账以后接收的报送表所填的数；"
    f"“{UNREPORTED}”是没有数或者数已撤回，不按 0 计，不计算增减。"
)
"""What the figures of a list of corrections are, in the words that every paper uses."""


class Amendment(NamedTuple):
    """A correction, and what its plan calls its parts; ids stand in for what the plan does not know."""

    correction: Correction
    reporter: str
    indicator: str
    """The indicator's full name."""
    short: str
    unit: str

    @property
    def period(self) -> Period:
        return self.correction.period

    @property
    def old(self) -> Decimal | None:
        """The cumulative figure at closing, in ``unit``."""
        return self.correction.old

    @property
    def new(self) -> Decimal | None:
        """The cumulative figure that stands now, in ``unit``."""
        return self.correction.new

    @property
    def difference(self) -> Decimal | None:
        """New less old, in ``unit``; None where one of them is 未报."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def received_on(self) -> date | None:
        """The day on the office's own clock; None when the register holds no time."""
        try:
            return datetime.fromisoformat(self.correction.received).date()
        except ValueError:
            return None

    @property
    def words(self) -> str:
        """``富硒产品由7个更正为8个``: to be led by the month and the reporter."""
        old, new = (reading(value, clean(self.unit)) for value in (self.old, self.new))
        return f"{clean(self.short)}由{old}更正为{new}"


def reading(value: Decimal | None, unit: str = "") -> str:
    """``7个``; 未报 where there is no figure."""
    return UNREPORTED if value is None else f"{plain(value)}{unit}"


def amendments(plan: Plan, corrections: Sequence[Correction]) -> tuple[Amendment, ...]:
    """By month, then in the plan's order of reporters and indicators; what the plan does not know comes last."""
    reporters = {one.id: place for place, one in enumerate(plan.reporters)}
    indicators = {one.id: place for place, one in enumerate(plan.indicators)}

    def order(one: Correction) -> tuple[Period, int, str, int, str, str]:
        return (
            one.period,
            reporters.get(one.reporter, len(reporters)),
            one.reporter,
            indicators.get(one.indicator, len(indicators)),
            one.indicator,
            one.received,
        )

    return tuple(_amendment(plan, one) for one in sorted(corrections, key=order))


def _amendment(plan: Plan, one: Correction) -> Amendment:
    one = one._replace(period=plan.as_reported(one.period))
    who = next((r.name for r in plan.reporters if r.id == one.reporter), one.reporter)
    indicator = plan.indicator(one.indicator)
    if indicator is None:
        return Amendment(one, who, one.indicator, one.indicator, "")
    return Amendment(one, who, indicator.name, indicator.short, indicator.unit)


def sentence(found: Sequence[Amendment]) -> str:
    """``2022年5月，于都县富硒产品由7个更正为8个、龙头企业由未报更正为2个，……；2022年6月，……``, without a stop.

    ``found`` in the order of ``amendments``.
    """
    said = []
    for month, of_month in groupby(found, key=lambda one: one.period):
        whose = groupby(of_month, key=lambda one: (one.correction.reporter, one.reporter))
        parts = (f"{clean(who)}{'、'.join(one.words for one in group)}" for (_, who), group in whose)
        said.append(f"{month.chinese}，{'，'.join(parts)}")
    return "；".join(said)


def change(one: Amendment, otherwise: str) -> str:
    """``+1``, ``-0.2``: what was added or taken away; ``otherwise`` where that cannot be told."""
    if one.difference is None:
        return otherwise
    return f"{'+' if one.difference > 0 else ''}{plain(one.difference)}"


def amount_of(found: Sequence[Amendment]) -> str:
    """``共 40 项，涉及 12 个单位、3 个月``"""
    units = len({one.correction.reporter for one in found})
    months = len({one.period for one in found})
    span = spoken_of(found[0].period if found else None, f"{months} 个月")
    return f"共 {len(found)} 项，涉及 {units} 个单位、{span}"
