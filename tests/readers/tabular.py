"""Tables for the tests of layouts: written as text, read against the tiny plan or one with a single indicator."""

from decimal import Decimal
from typing import Any

from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Hints, Sheet, Submission
from fuxi_cli.readers.layouts.submission import introduce, understand
from support import builders
from support.sheets import sheet, workbook

PLAN = builders.plan()
ONE = builders.plan(
    indicators=(builders.BASES,),
    quotas=(builders.quota(builders.JIA, builders.BASES, 3), builders.quota(builders.YI, builders.BASES, 1)),
)
"""A plan with one indicator."""


def read(
    table: str | Sheet | list[Sheet],
    plan: Plan = PLAN,
    *,
    path: str = "报送.xlsx",
    hints: Hints | None = None,
    name: str = "Sheet1",
    **more: Any,
) -> Submission:
    """Read a table, a sheet, or several sheets."""
    sheets = (
        table
        if isinstance(table, list)
        else [sheet(name, table, **more) if isinstance(table, str) else table]
    )
    book = workbook(*sheets, path=path)
    identities, cover = introduce(book)
    return understand(book, plan, identities, cover, None, hints or Hints())


def figures(submission: Submission) -> dict[tuple[str, str], dict[str, Decimal]]:
    """(reporter, indicator id) → the measures that were read."""
    return {
        (f.reporter.name, f.indicator.id): {
            name: value
            for name in ("quota", "month", "cumulative", "rate", "gap")
            if (value := getattr(f, name)) is not None
        }
        for f in submission.figures
    }


def kinds(submission: Submission) -> list[tuple[str, str | None]]:
    return [(n.kind, n.place.cell) for n in submission.notices]


def unclear(submission: Submission) -> list[tuple[object, str | None]]:
    """The cases of S201, with their cells."""
    return [(n.fact("case"), n.place.cell) for n in submission.notices if n.kind == "layout-not-recognised"]
