"""Runs over the inbox: when each began, on which machine, and how it ended."""

from sqlalchemy import Connection, func, insert, select, update

from fuxi_cli.core.filed import Ran
from fuxi_cli.register.rows import ran_of_row
from fuxi_cli.register.schema import runs


def add_run(connection: Connection, started: str, host: str, pid: int, version: str) -> int:
    number = (connection.scalar(select(func.max(runs.c.number))) or 0) + 1
    ran = Ran(number, started, None, host, pid, version, None)
    connection.execute(insert(runs), [ran._asdict()])
    return number


def finish_run(connection: Connection, number: int, **columns: object) -> None:
    connection.execute(update(runs).where(runs.c.number == number).values(**columns))


def last_runs(connection: Connection, last: int) -> list[Ran]:
    """The newest first."""
    rows = connection.execute(select(runs).order_by(runs.c.number.desc()).limit(last))
    return [ran_of_row(row) for row in rows]


def note_cut_off(connection: Connection) -> None:
    """Whoever has the lock knows: runs that have not ended never will."""
    connection.execute(update(runs).where(runs.c.outcome.is_(None)).values(outcome="cut off"))


def unfinished_run(connection: Connection) -> Ran | None:
    """The newest of those that are going on, as far as the register knows."""
    going_on = select(runs).where(runs.c.outcome.is_(None)).order_by(runs.c.number.desc()).limit(1)
    row = connection.execute(going_on).first()
    return None if row is None else ran_of_row(row)
