"""Looking at a register without changing it: an older one is not upgraded, no run is noted as cut off."""

import os
from typing import NamedTuple

from sqlalchemy import inspect, select

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.register.access import Access
from fuxi_cli.register.engines import make_engine
from fuxi_cli.register.locks import run_lock
from fuxi_cli.register.places import find_place
from fuxi_cli.register.schema import HEAD, versions
from fuxi_cli.register.store import Register


class Seen(NamedTuple):
    """``shown``: what a message calls the register. ``version``: the migration that its tables are at."""

    shown: str
    version: str

    @property
    def current(self) -> bool:
        return self.version == HEAD

    @property
    def older(self) -> bool:
        """Made by an older fuxi: migrations are numbered."""
        return self.version.isdigit() and self.version < HEAD


def look_at(url: str) -> Seen:
    """Raises FuxiError when it is missing, unreadable, out of reach, or holds no register."""
    place = find_place(url)
    if place.path is not None and not os.path.exists(place.path):
        raise FuxiError(f"登记簿 {place.path} 不存在：请用备份恢复，或用 fuxi register rebuild 重建。")
    access = Access(place, make_engine(place))
    try:
        with access.reading() as connection:
            there = inspect(connection).has_table(versions.name)
            version = connection.scalar(select(versions.c.version_num)) if there else None
    finally:
        access.close()
    if version is None:
        raise FuxiError(f"{place.shown} 里没有登记簿：请检查 fuxi.toml 里的 register，或用 fuxi init 补建。")
    return Seen(place.shown, version)


def in_use(url: str, register: Register) -> None:
    """Raises Busy, naming the run, when another process has the register's lock."""
    with run_lock(find_place(url), 0, register.going_on):
        pass
