"""A forked child lets go of its parent's connections, without a word to the database.

fuxi forks worker processes while the register is open. Such a child inherits every connection, and three things must not
happen: that it uses one (two processes speaking on one socket, or SQLite's notion of locks that the child does not hold),
that it closes one (psycopg would end the parent's session, SQLite may tidy up a log that is in use), and that it keeps
one alive after its parent was killed, with the advisory lock of a session that nobody leads any more.
"""

import os
from collections.abc import Callable
from typing import Any
from weakref import WeakSet

from sqlalchemy import Engine, event

_engines: "WeakSet[Engine]" = WeakSet()
_open: dict[int, Any] = {}
"""Open connections of the driver, by identity."""
_kept: list[Any] = []
"""In a child: its parent's connections, so that they are never finalised there."""


def watch(engine: Engine) -> None:
    """Have this engine's connections left alone by children."""
    _engines.add(engine)

    @event.listens_for(engine, "connect")
    def opened(connection: Any, record: Any) -> None:  # noqa: ARG001
        _open[id(connection)] = connection

    def closed(connection: Any, *record: Any) -> None:  # noqa: ARG001
        _open.pop(id(connection), None)

    for name in ("close", "close_detached"):
        event.listen(engine, name, closed)


def _let_go() -> None:
    _kept.extend(_open.values())
    _open.clear()
    for connection in _kept:
        socket: Callable[[], int] | None = getattr(connection, "fileno", None)
        if socket is not None:
            _unplug(socket)
    for engine in list(_engines):
        engine.dispose(close=False)


def _unplug(socket: Callable[[], int]) -> None:
    """Put nothing in a socket's place, so that the server sees it end with its parent; its number stays taken."""
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, socket())
        os.close(nowhere)
    except Exception:  # closed already: nothing to let go of
        return


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
