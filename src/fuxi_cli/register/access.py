"""Connections to one register: to read or to write, each in a transaction, with errors in words that help."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from fuxi_cli.register.engines import WRITES
from fuxi_cli.register.faults import explained
from fuxi_cli.register.places import Place
from fuxi_cli.register.schema import submissions

_PATIENCE_MS = 30_000
"""How long a writer waits for another one on PostgreSQL: their transactions take seconds."""
_ALTERING = 0x66757869_00000000
"""Key of the advisory lock that whoever makes or changes the tables holds meanwhile."""


class Access:
    """What the parts of a register share. ``close`` must be called."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self.engine = engine
        self.before_writing: Callable[[], None] | None = None
        """Raises Unfinished when the lock that this process believes to hold is lost."""

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with explained(self.place), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One writer at a time, whatever its machine; everything it did, or nothing, is kept."""
        if self.before_writing is not None:
            self.before_writing()
        with explained(self.place), self.engine.connect() as connection:
            connection = connection.execution_options(**{WRITES: True})
            with connection.begin():
                if self.place.url is not None:
                    # Readers go on. On SQLite the transaction's own beginning is such a lock.
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_PATIENCE_MS}")
                    connection.exec_driver_sql(f"LOCK TABLE {submissions.name} IN SHARE ROW EXCLUSIVE MODE")
                yield connection

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """To make or change the tables themselves: one process at a time."""
        with explained(self.place), self.engine.connect() as connection:
            connection = connection.execution_options(**{WRITES: True})
            with connection.begin():
                if self.place.url is not None:
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_PATIENCE_MS}")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ALTERING})")
                yield connection

    def write_ahead(self) -> None:
        """Have SQLite keep changes in a log beside the file, from now on: readers and a writer go on side by side."""
        with explained(self.place), self.engine.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            free.exec_driver_sql("PRAGMA journal_mode = WAL")
