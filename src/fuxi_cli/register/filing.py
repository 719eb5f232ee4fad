"""Filing: the rows of whole dossiers, and who supersedes whom after that."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, bindparam, func, insert, select, tuple_, update

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Dossier, Filed
from fuxi_cli.core.period import Period
from fuxi_cli.register.batches import batches
from fuxi_cli.register.rows import PARTS, row_of_filed, rows_of_parts
from fuxi_cli.register.schema import contents, submissions
from fuxi_cli.register.standing import standing

_Item = TypeVar("_Item")

Month = tuple[str, Period]
"""Plan and period."""

_AT_ONCE = 100
"""Dossiers in memory."""


def add(connection: Connection, dossiers: Iterable[Dossier], keep_numbers: bool = False) -> list[Filed]:
    """Insert them, numbered on from the last; with ``keep_numbers`` those that have numbers keep them.

    The dossiers are taken as they come, a few in memory at a time. ``superseded_by`` is left open: see ``settle``.
    Raises FuxiError for a receipt, or accepted content, known already.
    """
    last = connection.scalar(select(func.max(submissions.c.number))) or 0
    filed: list[Filed] = []
    for batch in batches(dossiers, _AT_ONCE):
        _refuse_known(connection, [dossier.filed for dossier in batch])
        numbered: list[tuple[int, Dossier]] = []
        for dossier in batch:
            number = dossier.filed.number if keep_numbers and dossier.filed.number else last + 1
            last = max(last, number)
            numbered.append((number, dossier))
        new = [dossier.filed._replace(number=number, superseded_by=None) for number, dossier in numbered]
        connection.execute(insert(submissions), [row_of_filed(each) for each in new])
        _add_parts(connection, numbered)
        filed += new
    return filed


def _add_parts(connection: Connection, numbered: Sequence[tuple[int, Dossier]]) -> None:
    for field, table, _ in PARTS:
        rows = [row for number, dossier in numbered for row in rows_of_parts(getattr(dossier, field), number)]
        if rows:
            connection.execute(insert(table), rows)
    kept = [
        {"submission": number, "content": dossier.content}
        for number, dossier in numbered
        if dossier.content is not None
    ]
    if kept:
        connection.execute(insert(contents), kept)


def _refuse_known(connection: Connection, filed: Sequence[Filed]) -> None:
    """The database would refuse them too, in words that help nobody."""
    columns = submissions.c
    receipts = [each.receipt for each in filed]
    hashes = [(each.plan, each.sha256) for each in filed if each.accepted]
    receipt, accepted = _first_twice(receipts), _first_twice(hashes)
    for batch in batches(receipts):
        known = select(columns.receipt).where(columns.receipt.in_(batch))
        receipt = receipt or connection.scalars(known).first()
    for pairs in batches(hashes):
        same = tuple_(columns.plan, columns.sha256).in_(pairs)
        kept = select(columns.plan, columns.sha256).where(same, columns.status == "accepted")
        accepted = accepted or next(((plan, sha256) for plan, sha256 in connection.execute(kept)), None)
    if receipt is not None:
        raise FuxiError(f"回执号 {receipt} 已经在登记簿里，同一份收件不能登记两次。")
    if accepted is not None:
        raise FuxiError(f"内容相同的文件（SHA-256 {accepted[1][:12]}…）已经接收过，不能再接收一次。")


def _first_twice(items: Iterable[_Item]) -> _Item | None:
    return next((item for item, times in Counter(items).items() if times > 1), None)


def months_of(filed: Iterable[Filed]) -> set[Month]:
    """The months in which something was accepted."""
    return {(each.plan, each.period) for each in filed if each.accepted and each.plan and each.period}


def settle(connection: Connection, months: Iterable[Month]) -> None:
    """Work out again which accepted submissions of these months are superseded, and by which."""
    for plan, period in sorted(months):
        changed = [
            {"changed": each.number, "by": by}
            for each, by in standing(connection, plan, period)
            if by != each.superseded_by
        ]
        if changed:
            by_number = update(submissions).where(submissions.c.number == bindparam("changed"))
            connection.execute(by_number.values(superseded_by=bindparam("by")), changed)
