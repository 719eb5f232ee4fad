"""What is asked of the submissions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Dossier, Filed
from fuxi_cli.core.period import Period
from fuxi_cli.register.rows import PARTS, filed_of_row, part_of_row
from fuxi_cli.register.schema import contents, submissions
from fuxi_cli.register.standing import standing


def filed_where(connection: Connection, *conditions: ColumnElement[bool]) -> list[Filed]:
    """By number."""
    wanted = select(submissions).where(*conditions).order_by(submissions.c.number)
    return [filed_of_row(row) for row in connection.execute(wanted).mappings()]


def as_of(connection: Connection, filed: Sequence[Filed], upto: int) -> list[Filed]:
    """The same submissions with ``superseded_by`` as it was when ``upto`` was the last one."""
    months = {(each.plan, each.period) for each in filed if each.accepted and each.plan and each.period}
    then = {
        each.number: by for plan, period in months for each, by in standing(connection, plan, period, upto)
    }
    return [each._replace(superseded_by=then.get(each.number)) for each in filed]


def whole_dossier(connection: Connection, number: int) -> Dossier:
    """Raises FuxiError for a number that is not there."""
    filed = filed_where(connection, submissions.c.number == number)
    if not filed:
        raise FuxiError(f"登记簿里没有第 {number} 号收件。")
    parts: dict[str, tuple[Any, ...]] = {}
    for field, table, kind in PARTS:
        rows = connection.execute(
            select(table).where(table.c.submission == number).order_by(table.c.position)
        )
        parts[field] = tuple(part_of_row(kind, row) for row in rows)
    content = connection.scalar(select(contents.c.content).where(contents.c.submission == number))
    return Dossier(filed[0], content, **parts)


def months_with(connection: Connection, plan: str) -> list[Period]:
    """Months that have an accepted submission."""
    columns = submissions.c
    wanted = select(columns.period).where(columns.plan == plan, columns.status == "accepted").distinct()
    return sorted(Period.parse(text) for text in connection.scalars(wanted) if text is not None)


def contents_of(connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
    wanted = select(contents.c.submission, contents.c.content).where(contents.c.submission.in_(numbers))
    return {number: bytes(content) for number, content in connection.execute(wanted)}


def greatest_receipt(connection: Connection) -> str | None:
    receipt: str | None = connection.scalar(select(func.max(submissions.c.receipt)))
    return receipt
