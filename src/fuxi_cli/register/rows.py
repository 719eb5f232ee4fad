"""Records as the project knows them, and as rows of the tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, RowMapping, Table

from fuxi_cli.core.filed import (
    Closing,
    Filed,
    FiledFigure,
    FiledFinding,
    FiledObject,
    FiledTask,
    Ran,
)
from fuxi_cli.core.period import Period
from fuxi_cli.register import schema

PARTS: tuple[tuple[str, Table, type[Any]], ...] = (
    ("figures", schema.figures, FiledFigure),
    ("tasks", schema.tasks, FiledTask),
    ("objects", schema.objects, FiledObject),
    ("findings", schema.findings, FiledFinding),
)
"""Field of a dossier, its table, and what a row of it is."""


def row_of_filed(filed: Filed) -> dict[str, Any]:
    return {**filed._asdict(), "period": filed.period and str(filed.period)}


def filed_of_row(row: RowMapping | Mapping[str, Any]) -> Filed:
    values = dict(row)
    if values["period"] is not None:
        values["period"] = Period.parse(values["period"])
    return Filed(**values)


def rows_of_parts(parts: Sequence[Any], number: int) -> list[dict[str, Any]]:
    return [
        {"submission": number, "position": position, **part._asdict()} for position, part in enumerate(parts)
    ]


def part_of_row(kind: type[Any], row: Row[Any]) -> Any:
    """The columns after ``submission`` and ``position`` are the fields, in their order."""
    return kind(*row[2:])


def ran_of_row(row: Row[Any]) -> Ran:
    return Ran(*tuple(row))


def closing_of_row(row: RowMapping, papers: Sequence[tuple[str, str]]) -> Closing:
    return Closing(**{**row, "period": Period.parse(row["period"]), "papers": tuple(papers)})
