"""How the accepted submissions of a month stand to each other, as the tables have them."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from fuxi_cli.core.filed import Filed
from fuxi_cli.core.period import Period
from fuxi_cli.register.batches import batches
from fuxi_cli.register.rows import filed_of_row
from fuxi_cli.register.schema import figures, submissions
from fuxi_cli.register.superseding import superseded


def standing(
    connection: Connection, plan: str, period: Period, upto: int | None = None
) -> list[tuple[Filed, int | None]]:
    """Each accepted submission, and the number of the one that counts in its place; later ones than ``upto`` apart."""
    columns = submissions.c
    wanted = select(submissions).where(
        columns.plan == plan, columns.period == str(period), columns.status == "accepted"
    )
    if upto is not None:
        wanted = wanted.where(columns.number <= upto)
    month = [filed_of_row(row) for row in connection.execute(wanted.order_by(columns.number)).mappings()]
    tables = _reporters(connection, [each.number for each in month if each.reporter is None])
    by = superseded(month, tables)
    return [(each, by[each.number]) for each in month]


def _reporters(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The reporters in the figures of these submissions, each once, in the order of the figures."""
    reporters: dict[int, dict[str, None]] = defaultdict(dict)
    for batch in batches(numbers):
        wanted = select(figures.c.submission, figures.c.reporter).where(figures.c.submission.in_(batch))
        for number, reporter in connection.execute(wanted.order_by(figures.c.submission, figures.c.position)):
            reporters[number][reporter] = None
    return {number: list(names) for number, names in reporters.items()}
