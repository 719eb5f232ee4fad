"""An engine for a register, with what each database needs to be safe."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, Pool, QueuePool, create_engine, event

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.register.forks import watch
from fuxi_cli.register.places import Place

_PATIENCE = 5
"""Seconds that a connection waits for another program's transaction on the same SQLite file."""
_CONNECT_SECONDS = 10
WRITES = "fuxi_writes"
"""Execution option of a connection that is going to write."""


def make_engine(place: Place) -> Engine:
    """No connection is made yet. A SQLite file must be there when one is. Raises FuxiError without a driver."""
    engine = _postgresql(place.url, QueuePool) if place.url is not None else _sqlite(str(place.path))
    watch(engine)
    return engine


def make_lock_engine(url: URL) -> Engine:
    """The same database, each connection of its own: what is held on one is held by nobody else."""
    engine = _postgresql(url, NullPool).execution_options(isolation_level="AUTOCOMMIT")
    watch(engine)
    return engine


def _sqlite(path: str) -> Engine:
    # “rw”: a register that is not there is said to be missing, and not made anew and empty.
    uri = f"{Path(path).as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
            return
        # Python's own module begins a transaction late and not before DDL. A writer waits for its turn at the start:
        # one that has read before could not wait, SQLite refuses it at once.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL, pool: type[Pool]) -> Engine:
    arguments: dict[str, Any] = {"client_encoding": "utf8", "application_name": "fuxi"}
    if "connect_timeout" not in url.query:
        arguments["connect_timeout"] = _CONNECT_SECONDS
    try:
        return create_engine(url, poolclass=pool, connect_args=arguments)
    except ImportError as error:
        raise FuxiError(
            '没有安装 PostgreSQL 的驱动程序，打不开登记簿：请运行 pip install "psycopg[binary]"，'
            "或者在 fuxi.toml 里改用文件登记簿。"
        ) from error
