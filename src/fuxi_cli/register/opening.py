"""Opening a register: made where there is none and one is wanted, brought up to date where it is older."""

import os
from importlib import import_module

from sqlalchemy import Connection, insert, inspect, select, text

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.register.access import Access
from fuxi_cli.register.engines import make_engine
from fuxi_cli.register.faults import RESTORE
from fuxi_cli.register.locks import run_lock
from fuxi_cli.register.places import find_place
from fuxi_cli.register.schema import HEAD, metadata, versions
from fuxi_cli.register.store import Register

_SIGNATURE = b"SQLite format 3\0"
"""How every SQLite file begins that is not empty."""
_UPGRADE_WAIT = 5
"""Seconds that an upgrade waits for a run that is going on, before it says so."""


def open_register(url: str, create: bool = False) -> Register:
    """The register at ``sqlite:///FILE`` or ``postgresql://…``; with ``create`` it is made when there is none.

    Raises FuxiError, with a message for each, when it is missing, unreadable, locked, of a newer version, or out of reach.
    """
    place = find_place(url)
    access = Access(place, make_engine(place))
    register = Register(access)
    try:
        _make_ready(access, register, create)
    except BaseException:
        register.close()
        raise
    return register


def _make_ready(access: Access, register: Register, create: bool) -> None:
    path = access.place.path
    if path is not None and not _is_there(path):
        if not create:
            raise FuxiError(
                f"登记簿 {path} 不存在：请检查 fuxi.toml 里的 register 和当前文件夹；如果文件丢失，"
                "请用备份恢复，或用 fuxi register rebuild 按 accepted/ 里的文件重建。"
            )
        _make_file(path)
    # Before anything is connected: whoever closes a file lets go of all locks that this process has on it, SQLite's too,
    # and another process would then take itself for the last and remove the log that this one still writes.
    beginning = _beginning(path) if path is not None else b""
    with access.reading() as connection:
        version = _version(connection)
    if version is None:
        if path is not None:
            _demand_database(path, beginning)
        if not create:
            raise FuxiError(f"{register.shown} 里还没有登记簿：请用 fuxi init 建立工作区，登记簿会一并建好。")
        _make_tables(access)
    elif version != HEAD:
        with run_lock(access.place, _UPGRADE_WAIT, register.going_on), access.altering() as connection:
            # Another process may have done it while this one waited.
            if (version := _version(connection)) != HEAD:
                import_module("fuxi_cli.register.upgrading").upgrade(connection, version, access.place.shown)


def _version(connection: Connection) -> str | None:
    """The migration that the tables are at; None without tables."""
    if not inspect(connection).has_table(versions.name):
        return None
    return connection.scalar(select(versions.c.version_num))


def _is_there(path: str) -> bool:
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise FuxiError(f"登记簿 {path} 打不开（{error.strerror}）：请检查它所在文件夹的权限。") from error
    return True


def _beginning(path: str) -> bytes:
    """The first bytes of a file; none where it cannot be read, which connecting to it tells better."""
    try:
        with open(path, "rb") as file:
            return file.read(len(_SIGNATURE))
    except OSError:
        return b""


def _demand_database(path: str, beginning: bytes) -> None:
    """SQLite takes a file of a few bytes for an empty database, and would write over them."""
    if beginning not in (b"", _SIGNATURE):
        raise FuxiError(f"{path} 不是登记簿，或者已损坏：请检查 fuxi.toml 里的 register；{RESTORE}")


def _make_file(path: str) -> None:
    """An empty file is an empty SQLite database."""
    try:
        with open(path, "ab"):
            pass
    except OSError as error:
        raise FuxiError(
            f"登记簿 {path} 建不了（{error.strerror}）：请检查文件夹是否存在、是否只读，磁盘是否已满。"
        ) from error


def _make_tables(access: Access) -> None:
    """All at once, as the newest migration would leave them: making a workspace does not wait for Alembic."""
    if access.place.url is None:
        access.write_ahead()
    with access.altering() as connection:
        if _version(connection) is not None:
            return
        strangers = set(inspect(connection).get_table_names()) & set(metadata.tables)
        if strangers:
            raise FuxiError(
                f"{access.place.shown} 里已有别的程序的表（{'、'.join(sorted(strangers))}），不能在这里建登记簿："
                "请换一个文件，或者换一个数据库。"
            )
        if access.place.url is not None:
            _demand_unicode(connection, access.place.shown)
        metadata.create_all(connection)
        versions.create(connection)
        connection.execute(insert(versions), [{"version_num": HEAD}])


def _demand_unicode(connection: Connection, shown: str) -> None:
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise FuxiError(
            f"数据库 {shown} 的编码是 {encoding}，存不下所有汉字：请用 CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0 另建一个。"
        )
