"""``fuxi.toml`` in the current folder: what the office sets for itself."""

import os
import re
from importlib import import_module
from typing import Any, NamedTuple

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.limits import MIB, Limits
from fuxi_cli.core.plan import Calendar

FILE = "fuxi.toml"
_KEYS = ("targets", "calendar", "limits")
_CALENDAR = {"due_day": (1, 31), "due_months_later": (0, 12), "due_soon_days": (0, 366)}
"""Key → the least and the most it may be."""
_LIMITS = {
    "file_mb": (1, 2048),
    "part_mb": (1, 4096),
    "total_mb": (1, 8192),
    "bomb_mb": (1, 4096),
    "bomb_ratio": (10, 100_000),
    "entries": (16, 100_000),
    "sheets": (1, 10_000),
    "cells": (1000, 1_000_000_000),
    "strings": (1000, 100_000_000),
    "text_mb": (1, 65_536),
    "merged": (100, 10_000_000),
    "samples": (1, 1000),
    "seconds": (1, 3600),
    "memory_mb": (128, 65_536),
}
"""As above. What ends in ``_mb`` is a field of ``Limits`` that ends in ``_bytes``, told in MB."""


class Settings(NamedTuple):
    """``targets``: folders of the office's own plans. ``calendar``: keys of a plan's calendar and their values."""

    targets: tuple[str, ...] = ()
    calendar: tuple[tuple[str, int], ...] = ()
    limits: Limits = Limits()

    def over(self, calendar: Calendar) -> Calendar:
        """A plan's calendar with the office's own days in place of the plan's."""
        return calendar._replace(**dict(self.calendar), set_by="office") if self.calendar else calendar


def read_settings(folder: str = ".") -> Settings:
    """The settings of a folder; none when it has no such file. Raises FuxiError naming line and key."""
    path = os.path.join(folder, FILE)
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError):
        raise FuxiError(f"{FILE} 打不开，或者不是 UTF-8 编码；请检查后另存为 UTF-8。") from None
    toml = import_module("tomllib")
    try:
        content = toml.loads(text)
    except toml.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"第{line[1]}行" if line else "文件末尾"
        raise FuxiError(f"{FILE} {where}写法不对，应为“键 = 值”；文字要加引号。") from None
    return _settings(content, text)


def _settings(content: dict[str, Any], text: str) -> Settings:
    for key in content:
        if key not in _KEYS:
            raise _fault(text, key, f"没有这个设置；可用的：{'、'.join(_KEYS)}。")
    targets = content.get("targets", [])
    if not isinstance(targets, list) or not all(isinstance(folder, str) for folder in targets):
        raise _fault(text, "targets", '应为文件夹的列表，如 ["方案"]。')
    calendar = _section(content, text, "calendar", _CALENDAR)
    limits = Limits()._replace(**dict(map(_limit, _section(content, text, "limits", _LIMITS).items())))
    return Settings(tuple(targets), tuple(calendar.items()), limits)


def _section(
    content: dict[str, Any], text: str, name: str, allowed: dict[str, tuple[int, int]]
) -> dict[str, int]:
    """A section of whole numbers, each within its bounds."""
    section = content.get(name, {})
    if not isinstance(section, dict):
        raise _fault(text, name, f"应为一节：[{name}]。")
    for key, value in section.items():
        if key not in allowed:
            raise _fault(text, key, f"[{name}] 没有这个设置；可用的：{'、'.join(allowed)}。")
        least, most = allowed[key]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise _fault(text, key, f"写的是“{value}”，应为 {least} 至 {most} 的整数。")
    return section


def _limit(item: tuple[str, int]) -> tuple[str, int]:
    key, value = item
    return (key.removesuffix("_mb") + "_bytes", value * MIB) if key.endswith("_mb") else (key, value)


def _fault(text: str, key: str, what: str) -> FuxiError:
    pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}\b")
    line = next((n for n, line in enumerate(text.splitlines(), start=1) if pattern.match(line)), 1)
    return FuxiError(f"{FILE} 第{line}行“{key}”：{what}")
