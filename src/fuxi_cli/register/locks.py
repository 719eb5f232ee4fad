"""One run at a time on one register, whatever the machine: a lock that vanishes with the process that holds it."""

import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text

from fuxi_cli.core.errors import FuxiError, Unfinished
from fuxi_cli.core.filed import Ran
from fuxi_cli.register.busy import Busy
from fuxi_cli.register.engines import make_lock_engine
from fuxi_cli.register.faults import explained
from fuxi_cli.register.places import Place

_KIND = 0x66757869
"""“fuxi”: the first half of our advisory locks' key; other programs lock in the same database."""
_POLL = 0.1

_SETTINGS = {
    # The session does nothing while a run goes on for long, and must not be ended for that.
    "idle_session_timeout": "0",
    # A machine that lost its power says no goodbye: the server finds out by itself, within two minutes.
    "tcp_keepalives_idle": "60",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "6",
}


def run_lock(
    place: Place, wait: float, going_on: Callable[[], Ran | None]
) -> AbstractContextManager[Callable[[], None]]:
    """Holds the lock, or raises Busy after ``wait`` seconds, with what ``going_on`` tells of the run that has it.

    What it gives is to be called now and then: it raises Unfinished when the lock was lost.
    """
    lock = _file_lock if place.url is None else _session_lock
    return lock(place, wait, going_on)


@contextmanager
def _file_lock(place: Place, wait: float, going_on: Callable[[], Ran | None]) -> Iterator[Callable[[], None]]:
    """Beside a SQLite file, ``FILE.lock``. The system takes it back from a process that ends, however it ends.

    It is a lock on the open file (flock): a forked child would share it, and keep it after its parent's death. filelock
    closes it in children (since 3.32).
    """
    lock = FileLock(f"{place.path}.lock")
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise Busy(place.shown, going_on()) from None
    except OSError as error:
        raise FuxiError(
            f"锁文件 {place.path}.lock 建不了（{error.strerror}）：请检查登记簿所在文件夹的权限（是否只读）和剩余空间。"
        ) from error
    try:
        yield lambda: None
    finally:
        lock.release()


@contextmanager
def _session_lock(
    place: Place, wait: float, going_on: Callable[[], Ran | None]
) -> Iterator[Callable[[], None]]:
    """An advisory lock of a PostgreSQL session of its own. What it gives raises Unfinished when it was lost."""
    assert place.url is not None
    engine = make_lock_engine(place.url)
    try:
        with explained(place):
            connection = engine.connect()
        with connection:
            with explained(place):
                _endure(connection)
                held = _acquire(connection, wait)
            if not held:
                raise Busy(place.shown, going_on())
            yield lambda: _still_held(place, connection)
            # Nothing is unlocked by hand: the lock ends with its session.
    finally:
        engine.dispose()


def _endure(connection: Connection) -> None:
    for name, value in _SETTINGS.items():
        # Older servers lack some, and a socket without TCP needs none.
        setting = text("SELECT set_config(name, :value, false) FROM pg_settings WHERE name = :name")
        connection.execute(setting, {"name": name, "value": value})


def _acquire(connection: Connection, wait: float) -> bool:
    schema = connection.scalar(text("SELECT current_schema()")) or ""
    # Two registers may lie in two schemas of one database.
    key = {"kind": _KIND, "schema": zlib.crc32(schema.encode()) - (1 << 31)}
    until = time.monotonic() + wait
    while True:
        if connection.scalar(text("SELECT pg_try_advisory_lock(:kind, :schema)"), key):
            return True
        left = until - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(_POLL, left))


def _still_held(place: Place, connection: Connection) -> None:
    with suppress(Exception):
        connection.scalar(text("SELECT 1"))
        return
    raise Unfinished(
        f"与登记簿 {place.shown} 的连接中断过，运行锁已经失效；本次运行到此为止，请再运行一次，不会丢失文件。"
    )
