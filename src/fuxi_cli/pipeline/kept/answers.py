"""What reading made of workbooks that have not changed since, one row for each in an SQLite file.

Only submissions as slim as the register keeps them are held (``register.content``). A row is used for the same path, the
same size and time of change (or with ``strict`` the same bytes), the same program, plans, limits and request.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import NamedTuple

from fuxi_cli.core.limits import Limits
from fuxi_cli.pipeline.kept.states import State, fingerprint, folder, hash_of, plans_of, program, state_of
from fuxi_cli.pipeline.plans import Plans

MOST_BYTES = 256 << 20
"""How large the file may become; the answers that were not wanted for longest go first."""
_VERSION = 1
_TABLE = """CREATE TABLE IF NOT EXISTS answers (
    context TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL, sha256 TEXT NOT NULL,
    used INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (context, path)) WITHOUT ROWID"""
_AT_ONCE = 500
_FAULTS = (sqlite3.Error, OSError, ValueError, OverflowError)


class Wanted(NamedTuple):
    """One file as it is asked for. ``context``: see ``states.fingerprint``."""

    path: str
    context: str


class Answers:
    """The store of one user. ``now``: nanoseconds since 1970, when the run began."""

    def __init__(self, now: int, strict: bool = False, path: str | None = None) -> None:
        self.path = path or os.path.join(folder(), "answers.sqlite")
        self._now = now
        self._strict = strict
        self._base = ""
        self._states: dict[str, State | None] = {}
        self._new: list[tuple[Wanted, str, bytes]] = []
        self._used: list[Wanted] = []

    def context(self, store: Plans, limits: Limits, asked: object) -> str:
        """What, beside the file, settles an answer."""
        if not self._base:
            self._base = fingerprint(program(), plans_of(store.folders), store.settings, limits)
        return fingerprint(self._base, asked)

    def find(self, wanted: Sequence[Wanted]) -> dict[int, bytes]:
        """Number in ``wanted`` → the answer that is held for it."""
        for one in wanted:
            # As it is before it is read: a file that changes while it is being read is then taken for another.
            self._states[one.path] = state_of(one.path)
        found = {}
        with suppress(*_FAULTS), closing(self._open()) as connection:
            held = dict(self._held(connection, wanted))
            for number, one in enumerate(wanted):
                row = held.get((one.context, _name(one.path)))
                if row is not None and self._same(one.path, *row[:3]):
                    found[number] = row[3]
                    self._used.append(one)
        return found

    def keep(self, wanted: Wanted, sha256: str, content: bytes) -> None:
        """Hold an answer, from ``save`` on."""
        state = self._states.get(wanted.path)
        if state is not None and state.settled(self._now):
            self._new.append((wanted, sha256, content))

    def save(self) -> None:
        """Write what is to be held. Where that cannot be done, nothing happens."""
        if not self._new:
            return
        day = self._now // 86_400_000_000_000
        with suppress(*_FAULTS), closing(self._open()) as connection, connection:
            connection.executemany(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (w.context, _name(w.path), *(self._states[w.path] or ()), sha256, day, content)
                    for w, sha256, content in self._new
                ],
            )
            connection.executemany(
                "UPDATE answers SET used = ? WHERE context = ? AND path = ? AND used < ?",
                [(day, w.context, _name(w.path), day) for w in self._used],
            )
            _make_room(connection)
        self._new, self._used = [], []

    def _same(self, path: str, size: int, changed: int, sha256: str) -> bool:
        if self._strict:
            return hash_of(path) == sha256
        return self._states[path] == (size, changed)

    def _held(
        self, connection: sqlite3.Connection, wanted: Sequence[Wanted]
    ) -> Iterator[tuple[tuple[str, str], tuple[int, int, str, bytes]]]:
        for context in dict.fromkeys(one.context for one in wanted):
            paths = [_name(one.path) for one in wanted if one.context == context]
            for start in range(0, len(paths), _AT_ONCE):
                some = paths[start : start + _AT_ONCE]
                marks = ", ".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT path, size, changed, sha256, content FROM answers "
                    f"WHERE context = ? AND path IN ({marks})",
                    (context, *some),
                )
                yield from (((context, path), tuple(rest)) for path, *rest in rows)

    def _open(self) -> sqlite3.Connection:
        os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError):
                raise  # locked, or no room: another time
            os.unlink(self.path)  # damaged, and nothing in it that cannot be had again
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=1)
        try:
            # Nothing is lost with the store: it need not survive a power failure, only not be taken for whole after one.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                connection.execute("DROP TABLE IF EXISTS answers")
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {_VERSION:d}")
                os.chmod(self.path, 0o600)
        except BaseException:
            connection.close()
            raise
        return connection


def _make_room(connection: sqlite3.Connection) -> None:
    """Let the longest unwanted go until the rest takes three quarters of the room."""
    held = connection.execute("SELECT coalesce(sum(length(content)), 0) FROM answers").fetchone()[0]
    if held <= MOST_BYTES:
        return
    rows: Iterable[tuple[str, str, int]] = connection.execute(
        "SELECT context, path, length(content) FROM answers ORDER BY used, context"
    ).fetchall()
    gone = []
    for context, path, length in rows:
        if held <= MOST_BYTES * 3 // 4:
            break
        held -= length
        gone.append((context, path))
    connection.executemany("DELETE FROM answers WHERE context = ? AND path = ?", gone)


def _name(path: str) -> str:
    """A path as the store has it: names that are no text keep every byte. The file and how it was named both count, for
    a name tells of a month."""
    named = f"{os.path.abspath(path)}\0{path}"
    return hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest()
