"""Corrections of closed months that the exporters are tried with, of the tiny plan unless another one is given."""

from decimal import Decimal

from fuxi_cli.core.filed import Correction
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from support.builders import AREA, BASES, JIA, PRODUCTS, YI, decimal, plan

APRIL, MAY = Period(2022, 4), Period(2022, 5)
RECEIVED = "2022-07-03T08:15:30+08:00"


def correction(
    old: object,
    new: object,
    reporter: str = JIA.id,
    indicator: str = PRODUCTS.id,
    period: Period = MAY,
    received: str = RECEIVED,
) -> Correction:
    return Correction(period, reporter, indicator, decimal(old), decimal(new), received)


FEW = (
    correction(3, None, YI.id),
    correction("0.7", "0.65", indicator=AREA.id),
    correction(7, 8),
    correction(None, 2, indicator=BASES.id, period=APRIL),
)
"""Out of order; with a decimal that went down, one that was not reported at closing and one that was withdrawn."""


def forty(of: Plan | None = None) -> tuple[Correction, ...]:
    """Forty corrections of two months, some of them without an old or a new figure."""
    of = of or plan()
    pairs = [(r.id, i.id) for r in of.reporters for i in of.indicators]
    found = []
    for number in range(40):
        reporter, indicator = pairs[number % len(pairs)]
        old = None if number % 9 == 4 else Decimal(number)
        new = None if number % 9 == 7 else Decimal(number) + (number % 3 or Decimal("0.25"))
        period = MAY if number % 2 else APRIL
        found.append(
            Correction(period, reporter, indicator, old, new, f"2022-07-{number % 9 + 1:02}T09:00:00+08:00")
        )
    return tuple(reversed(found))
