"""Where a register is: a file, or a PostgreSQL database."""

import os
from typing import NamedTuple

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from fuxi_cli.core.errors import FuxiError

_SQLITE = "sqlite:///"
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")

_SECRETS = ("password", "sslpassword", "passfile")
"""Where else in a URL a password may stand."""


class Place(NamedTuple):
    """``path`` of the file, absolute; or ``url`` of the database."""

    path: str | None
    url: URL | None

    @property
    def shown(self) -> str:
        """What a message calls it; never with a password."""
        if self.url is None:
            return str(self.path)
        # Whatever stands in the query may be a secret too.
        bare = URL.create(
            "postgresql", self.url.username, None, self.url.host, self.url.port, self.url.database
        )
        return bare.render_as_string()

    def without_secrets(self, words: str) -> str:
        """Somebody else's words, in which the password might stand."""
        secrets = [] if self.url is None else [self.url.password, *map(self.url.query.get, _SECRETS)]
        for secret in secrets:
            if isinstance(secret, str) and len(secret) > 2:
                words = words.replace(secret, "***")
        return words


def find_place(url: str) -> Place:
    """Raises FuxiError for anything but ``sqlite:///FILE`` and ``postgresql://…``."""
    if url.startswith(_SQLITE):
        # Not by the rules of URLs: a folder may well be called “50%” or “报表?”.
        path = url.removeprefix(_SQLITE)
        if not path:
            raise FuxiError("登记簿的网址 sqlite:/// 后面没有写文件名。")
        return Place(os.path.abspath(path), None)
    scheme = url.partition(":")[0]
    if scheme not in _POSTGRESQL:
        raise FuxiError(
            f"不认识的登记簿类型“{scheme}”：请在 fuxi.toml 的 register 里写一个文件名（SQLite），"
            "或写 postgresql://用户:密码@主机:端口/数据库（PostgreSQL）。"
        )
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    # An “@” in the host is what a password with such a sign leaves behind.
    if parsed is None or not parsed.database or "@" in (parsed.host or ""):
        # The URL itself is not repeated: there may be a password in it.
        raise FuxiError(
            "登记簿的 PostgreSQL 网址写得不对：应为 postgresql://用户:密码@主机:端口/数据库；"
            "密码里的 @ : / # % 等符号要写成 %40 %3A %2F %23 %25。"
        )
    return Place(None, parsed.set(drivername="postgresql+psycopg"))
