"""What a database complains of, said to somebody who runs an office's workspace."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from fuxi_cli.core.errors import FuxiError, Unfinished
from fuxi_cli.register.places import Place

RESTORE = "请用备份恢复，或把它改名留存，再用 fuxi register rebuild 按 accepted/ 里的文件重建。"

_SQLITE = {
    sqlite3.SQLITE_BUSY: "登记簿 {place} 正被别的程序占用：请关闭打开它的程序（数据库工具、同步或备份软件）后再试。",
    sqlite3.SQLITE_READONLY: "登记簿 {place} 不能写入：请检查这个文件、旁边同名的 -wal、-shm 文件和所在文件夹的权限（是否只读）。",
    sqlite3.SQLITE_CANTOPEN: "登记簿 {place} 打不开：请检查这个文件和它所在文件夹的权限（是否只读）。",
    sqlite3.SQLITE_IOERR: "读写登记簿 {place} 时磁盘出错（{words}）：请检查磁盘是否已满、是否还连着。",
    sqlite3.SQLITE_CORRUPT: "登记簿 {place} 已损坏：" + RESTORE,
    sqlite3.SQLITE_NOTADB: "{place} 不是登记簿，或者已损坏：请检查 fuxi.toml 里的 register；" + RESTORE,
    sqlite3.SQLITE_FULL: "磁盘已满，登记簿 {place} 没有写入：请腾出空间后再运行，不会丢失文件。",
}
_SQLITE[sqlite3.SQLITE_LOCKED] = _SQLITE[sqlite3.SQLITE_BUSY]
_SQLITE[sqlite3.SQLITE_PROTOCOL] = _SQLITE[sqlite3.SQLITE_BUSY]
_SQLITE[sqlite3.SQLITE_PERM] = _SQLITE[sqlite3.SQLITE_AUTH] = _SQLITE[sqlite3.SQLITE_CANTOPEN]

_OTHER = "登记簿 {place} 出错：{words}。"
_PASSWORD = "登记簿 {place}：用户名或密码不对；请检查 fuxi.toml 里的 register 或环境变量 FUXI_REGISTER。"
_NO_DATABASE = (
    "登记簿 {place}：服务器上没有这个数据库；请先由管理员建好（CREATE DATABASE … ENCODING 'UTF8'）。"
)
_FULL = "数据库服务器的磁盘已满，登记簿 {place} 没有写入：请管理员腾出空间后再运行，不会丢失文件。"
_RIGHTS = "登记簿 {place}：这个用户没有足够的权限（{words}）；请管理员授权。"
_LOCKED = "登记簿 {place} 正被别的程序占用（{words}）：请稍后再试。"
_AWAY = "连不上登记簿 {place}（{words}）：请检查服务器是否开着、网络是否通、地址和端口对不对。"
_NOT_LET_IN = "登记簿 {place}：数据库服务器不接受这台机器或这个用户的连接（{words}）；请找管理员。"
_CROWDED = "登记簿 {place}：数据库服务器的连接已满；请稍后再试。"
_READ_ONLY = "登记簿 {place} 不能写入：数据库只读（{words}）；请找管理员。"

_POSTGRESQL = {
    "28": _PASSWORD,
    "3D": _NO_DATABASE,
    "42501": _RIGHTS,
    "53100": _FULL,
    "55P03": _LOCKED,
    "57014": _LOCKED,
    "40P01": _LOCKED,
    "25006": _READ_ONLY,
    "08": _AWAY,
    "57P": _AWAY,
    "53300": _CROWDED,
}
"""By the beginning of the SQLSTATE, longest first."""

_REFUSED = {
    'role "': _PASSWORD,
    "角色": _PASSWORD,
    "password authentication failed": _PASSWORD,
    "no password supplied": _PASSWORD,
    "pg_hba.conf": _NOT_LET_IN,
    "too many": _CROWDED,
    "authentication failed": _PASSWORD,
    "does not exist": _NO_DATABASE,
    "密码": _PASSWORD,
    "认证失败": _PASSWORD,
    "口令": _PASSWORD,
    "不存在": _NO_DATABASE,
}
"""A server that refuses a connection gives words only, in its own language."""

_PASSING = {_SQLITE[sqlite3.SQLITE_BUSY], _SQLITE[sqlite3.SQLITE_IOERR], _SQLITE[sqlite3.SQLITE_FULL]}
_PASSING |= {_FULL, _LOCKED, _AWAY, _CROWDED}
"""What may be otherwise next time, with the same settings and the same files."""


@contextmanager
def explained(place: Place) -> Iterator[None]:
    """The one place where a database's error becomes a FuxiError; Unfinished when it may pass by itself."""
    try:
        yield
    except DBAPIError as error:
        template = _template(place, error)
        words = _first_line(place, error.orig or error)
        kind = Unfinished if template in _PASSING else FuxiError
        raise kind(template.format(place=place.shown, words=words)) from error
    except SQLAlchemyError as error:
        raise FuxiError(f"登记簿 {place.shown} 出错：{_first_line(place, error)}。") from error


def _template(place: Place, error: DBAPIError) -> str:
    if place.path is None:
        return _of_server(error) or _OTHER
    # The lowest byte is the kind of error; the others tell variants of it apart.
    return _SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF, _OTHER)


def _of_server(error: DBAPIError) -> str | None:
    state = getattr(error.orig, "sqlstate", None)
    if state:
        for length in (5, 3, 2):
            if state[:length] in _POSTGRESQL:
                return _POSTGRESQL[state[:length]]
        return None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    words = str(error.orig)
    return next((template for sign, template in _REFUSED.items() if sign in words), _AWAY)


def _first_line(place: Place, error: BaseException) -> str:
    """The database's own words, without what else libraries add to them, and without the password."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return place.without_secrets(lines[0])[:300] if lines else type(error).__name__
