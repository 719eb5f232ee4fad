"""The parts of a yearly assessment as data, and how their figures are written.

Shares are exact ``Fraction``; they are rounded only in the words. What cannot be judged is never a 0: a part that
there is nothing for (no task due yet) is ``not_applicable``, one whose facts nobody reported is ``unknown``.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import AssessmentRule, Plan
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.words import clean, half_up, plain

PARTS = {"completion": "指标完成", "tasks": "重点任务", "timely": "按时报送", "clean": "报送质量"}


class Counted(NamedTuple):
    """One of the things that a part's share is the mean of: an indicator, a task, a month."""

    name: str
    words: str
    """How it stands: ``4/7＝57.1%``, ``逾期``, ``迟报``."""
    share: Fraction
    """What it earns of what it could."""
    weight: Fraction = Fraction(1)


class Part(NamedTuple):
    """One part of one reporter's score. ``share`` is None unless ``verdict`` is ``judged``."""

    id: str
    maximum: Decimal
    """The points that it is worth."""
    verdict: str
    """``judged``; ``not_applicable``: there is nothing to judge; ``unknown``: there is, and nobody knows how it stands."""
    share: Fraction | None
    counted: tuple[Counted, ...]
    working: str

    @property
    def name(self) -> str:
        return PARTS[self.id]

    @property
    def points(self) -> Fraction | None:
        return None if self.share is None else self.share * Fraction(self.maximum)


class Record(NamedTuple):
    """One month of one reporter. ``doubts``: codes of the 核实 findings that its accepted submission leaves unexplained."""

    period: Period
    standing: Reporting
    doubts: tuple[str, ...] = ()
    shared: bool = False
    """It has no submission of its own, but stands in a table of several reporters: nothing is known of how it reported."""


class Led(NamedTuple):
    """The tasks that one reporter leads, as its own last accepted submission tells them."""

    duties: tuple[Duty, ...] = ()
    carried_forward: bool = False
    """The submission is one of an earlier month."""


class Facts(NamedTuple):
    """All that one reporter's score is made from."""

    plan: Plan
    rule: AssessmentRule
    as_of: date
    gaps: Sequence[Gap] = ()
    records: Sequence[Record] = ()
    led: Led = Led()


def score(value: Fraction) -> str:
    """Points as they are printed: two decimals, half up."""
    return format(half_up(value, 2), "f")


def number(value: Fraction | Decimal) -> str:
    """A number of a working, without trailing zeros."""
    return plain(half_up(Fraction(value), 3))


def share_words(value: Fraction) -> str:
    """A share that a plan sets: 50%."""
    return f"{number(value * 100)}%"


def mean_of(counted: Sequence[Counted]) -> Fraction:
    """The mean of the shares, by weight."""
    return sum((c.share * c.weight for c in counted), Fraction(0)) / sum(c.weight for c in counted)


def worked(counted: Sequence[Counted], maximum: Decimal) -> str:
    """The working of a plain mean: ``5.5÷6×15＝13.75 分。``"""
    earned = sum((one.share for one in counted), Fraction(0))
    points = earned / len(counted) * Fraction(maximum)
    return f"{number(earned)}÷{len(counted)}×{number(maximum)}＝{score(points)} 分。"


def unjudged(id: str, maximum: Decimal, verdict: str, why: str) -> Part:
    """A part without a share, and why."""
    return Part(id, maximum, verdict, None, (), clean(why))
