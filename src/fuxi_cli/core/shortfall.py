"""A workbook's figures beside how they stand: what the progress rules speak about."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.progress import LIGHTS, Gap, due_share
from fuxi_cli.core.submission import Figure
from fuxi_cli.core.words import half_up, show


def standing(case: WorkbookCase, status: str) -> Iterator[tuple[Figure, Gap]]:
    """The figures whose quota stands so, where the cumulative figure is known and can be (below 0: T104)."""
    by_quota = {(gap.reporter.id, gap.indicator.id): gap for gap in case.gaps}
    for figure in case.submission.figures:
        gap = by_quota.get((figure.reporter.id, figure.indicator.id))
        if gap is None or gap.status != status or figure.cumulative is None or figure.cumulative < 0:
            continue
        yield figure, gap


def due_amount(gap: Gap) -> Fraction:
    """How much of the quota is due by now."""
    return Fraction(gap.quota.value) * due_share(gap.quota.value, gap.pace, gap.indicator)


def words(gap: Gap) -> dict[str, Any]:
    """What the messages on a shortfall name, each as a clerk reads it."""
    return {
        "indicator": gap.indicator.short,
        "unit": gap.indicator.unit,
        "quota": gap.quota.value,
        "due": gap.due,
        "missing": gap.missing,
        "year": gap.stage.stage.name if gap.stage else "",
        "lag": half_up(gap.lag or Fraction(0), 1),
        "light": LIGHTS.get(gap.light or "", ""),
        "needed": _needed(gap),
    }


def _needed(gap: Gap) -> str:
    if gap.needed_per_month is None:
        return "须在到期前补齐"
    return f"往后平均每月需完成 {show(half_up(gap.needed_per_month, 1))}{gap.indicator.unit}"
