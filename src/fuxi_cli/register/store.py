"""The register as the rest of fuxi sees it: records in, records out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType

from sqlalchemy import delete, func, insert, select

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Closing, Dossier, Filed, Ran
from fuxi_cli.core.period import Period
from fuxi_cli.register import closing as closed
from fuxi_cli.register import filing, lookups, running
from fuxi_cli.register.access import Access
from fuxi_cli.register.batches import batches
from fuxi_cli.register.locks import run_lock
from fuxi_cli.register.schema import metadata, refreshed, runs, submissions

_CONTENTS_AT_ONCE = 50
"""Contents that are in memory together while they are streamed."""
_EXPORTED = ("submissions", "figures", "tasks", "objects", "findings", "runs", "closings")


class Register:
    """What is kept of an office's submissions. Every method may raise FuxiError; a method that writes does all or nothing."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def __enter__(self) -> "Register":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._access.close()

    @property
    def shown(self) -> str:
        """What a message calls this register: its file, or its address without a password."""
        return self._access.place.shown

    # One run at a time

    @contextmanager
    def lock(self, wait: float = 0) -> Iterator[None]:
        """Keep other runs out, whatever their machine; waits so many seconds, then raises Busy."""
        with run_lock(self._access.place, wait, self.going_on) as still_held:
            self._access.before_writing = still_held
            try:
                if self.going_on() is not None:
                    with self._access.writing() as connection:
                        running.note_cut_off(connection)
                yield
            finally:
                self._access.before_writing = None

    def going_on(self) -> Ran | None:
        """The newest run that has not finished: it is going on, or was cut off. None, too, when that cannot be read."""
        with suppress(FuxiError), self._access.reading() as connection:
            return running.unfinished_run(connection)
        return None

    def begin(self, started: str, host: str, pid: int, version: str) -> int:
        """Note a run that starts; its number. ``started`` is ISO 8601 with offset."""
        with self._access.writing() as connection:
            return running.add_run(connection, started, host, pid, version)

    def finish(
        self,
        run: int,
        finished: str,
        outcome: str,
        accepted: int,
        returned: int,
        duplicates: int,
        waiting: int,
    ) -> None:
        """Note how a run ended."""
        with self._access.writing() as connection:
            running.finish_run(
                connection,
                run,
                finished=finished,
                outcome=outcome,
                accepted=accepted,
                returned=returned,
                duplicates=duplicates,
                waiting=waiting,
            )

    def runs(self, last: int = 20) -> list[Ran]:
        """The newest first."""
        with self._access.reading() as connection:
            return running.last_runs(connection, last)

    # Submissions

    def file(self, dossiers: Iterable[Dossier]) -> list[Filed]:
        """File them all in one transaction, and settle who supersedes whom in their months.

        Gives them in the same order, with ``number`` and ``superseded_by``. Raises FuxiError, and files nothing, when a
        receipt is known already, or when something was accepted before with the same content for the same plan.
        """
        with self._access.writing() as connection:
            filed = filing.add(connection, dossiers)
            filing.settle(connection, filing.months_of(filed))
            if not filed:
                return []
            # The numbers of one filing are consecutive, and the last.
            return lookups.filed_where(connection, submissions.c.number >= filed[0].number)

    def submissions(
        self,
        period: Period | None = None,
        plan: str | None = None,
        reporter: str | None = None,
        status: str | None = None,
        upto: int | None = None,
    ) -> list[Filed]:
        """Those that fit, by number. With ``upto`` as if that number were the last: later ones supersede nothing."""
        columns = submissions.c
        wanted = {
            columns.period: period and str(period),
            columns.plan: plan,
            columns.reporter: reporter,
            columns.status: status,
        }
        conditions = [column == value for column, value in wanted.items() if value is not None]
        if upto is not None:
            conditions.append(columns.number <= upto)
        with self._access.reading() as connection:
            filed = lookups.filed_where(connection, *conditions)
            return filed if upto is None else lookups.as_of(connection, filed, upto)

    def periods(self, plan: str) -> list[Period]:
        """Months with an accepted submission, in their order."""
        with self._access.reading() as connection:
            return lookups.months_with(connection, plan)

    def contents(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """(number, content) in the order of the numbers, a few in memory at a time; numbers without content are left out."""
        for batch in batches(numbers, _CONTENTS_AT_ONCE):
            # A transaction for each batch: whoever takes the contents may take long, or fork.
            with self._access.reading() as connection:
                found = lookups.contents_of(connection, batch)
            yield from ((number, found[number]) for number in batch if number in found)

    def dossier(self, number: int) -> Dossier:
        """Everything of one submission. Raises FuxiError when there is none with this number."""
        with self._access.reading() as connection:
            return lookups.whole_dossier(connection, number)

    def by_hash(self, sha256: str) -> list[Filed]:
        with self._access.reading() as connection:
            return lookups.filed_where(connection, submissions.c.sha256 == sha256)

    def by_receipt(self, receipt: str) -> Filed | None:
        with self._access.reading() as connection:
            return next(iter(lookups.filed_where(connection, submissions.c.receipt == receipt)), None)

    def last_receipt(self) -> str | None:
        """The greatest, which is the latest: new ones must come after it even when the clock was set back."""
        with self._access.reading() as connection:
            return lookups.greatest_receipt(connection)

    # Closed months

    def close_month(self, closing: Closing, contents: Mapping[str, bytes]) -> None:
        """Keep a month's papers as they are: ``contents`` by their names. Raises FuxiError when it is closed already."""
        with self._access.writing() as connection:
            closed.add_closing(connection, closing, contents)

    def closings(self) -> list[Closing]:
        """By period, then plan."""
        with self._access.reading() as connection:
            return closed.all_closings(connection)

    def paper(self, period: Period, plan: str, name: str) -> bytes:
        """A paper of a closed month, byte for byte. Raises FuxiError when there is none of that name."""
        with self._access.reading() as connection:
            return closed.content_of_paper(connection, period, plan, name)

    # What reports were made from

    def refreshed(self, plan: str, period: Period) -> str | None:
        """The fingerprint of what the month's reports were made from; None: never made."""
        key = {"plan": plan, "period": str(period)}
        with self._access.reading() as connection:
            return connection.scalar(select(refreshed.c.fingerprint).filter_by(**key))

    def set_refreshed(self, plan: str, period: Period, fingerprint: str) -> None:
        key = {"plan": plan, "period": str(period)}
        with self._access.writing() as connection:
            connection.execute(delete(refreshed).filter_by(**key))
            connection.execute(insert(refreshed), [{**key, "fingerprint": fingerprint}])

    # The whole

    def counts(self) -> dict[str, int]:
        """Rows of each table."""
        with self._access.reading() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in metadata.tables.items()
            }

    def table(self, name: str) -> tuple[list[str], Iterator[tuple[object, ...]]]:
        """Columns, and rows as they come: text, int, bool, Decimal, date or None. For tables that may be exported."""
        if name not in _EXPORTED:
            raise FuxiError(f"登记簿里没有可导出的表“{name}”：可以是 {'、'.join(_EXPORTED)}。")
        return list(metadata.tables[name].columns.keys()), self._rows(name)

    def _rows(self, name: str) -> Iterator[tuple[object, ...]]:
        table = metadata.tables[name]
        with self._access.reading() as connection:
            wanted = select(table).order_by(*table.primary_key.columns)
            for row in connection.execution_options(yield_per=1000).execute(wanted):
                yield tuple(row)

    def rebuild(
        self, dossiers: Iterable[Dossier], closings: Sequence[tuple[Closing, Mapping[str, bytes]]]
    ) -> None:
        """Put these in the place of everything but the runs, in one transaction. Numbers that they have are kept."""
        with self._access.writing() as connection:
            for table in reversed(metadata.sorted_tables):
                if table is not runs:
                    connection.execute(delete(table))
            filed = filing.add(connection, dossiers, keep_numbers=True)
            filing.settle(connection, filing.months_of(filed))
            for closing, contents in closings:
                closed.add_closing(connection, closing, contents)
