"""The fonts of the papers: there, or which others will stand in. A paper is right all the same: fonts are not embedded,
and what counts are those of the machine that opens or prints it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from fuxi_cli.core.diagnosis import Look

_SECONDS = 20
_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"


class Font(NamedTuple):
    """``names``: what systems call it. ``alike``: what looks the same, or nearly."""

    name: str
    used: str
    names: tuple[str, ...]
    alike: tuple[str, ...] = ()


FONTS = (
    Font("方正小标宋简体", "通报标题", ("FZXiaoBiaoSong-B05S",), ("方正小标宋_GBK", "FZXiaoBiaoSong-B05")),
    Font("仿宋_GB2312", "通报正文", ("FangSong_GB2312",), ("仿宋", "FangSong", "STFangsong")),
    Font("楷体_GB2312", "通报二级标题", ("KaiTi_GB2312",), ("楷体", "KaiTi", "STKaiti")),
    Font("黑体", "通报一级标题、表头", ("SimHei",), ("Heiti SC", "STHeiti")),
    Font("宋体", "表格、页码", ("SimSun",), ("NSimSun", "STSong", "Songti SC")),
)


def look() -> Iterator[Look]:
    families = installed()
    for font in FONTS:
        id, title = f"font.{font.names[0]}", font.name
        if families is None:
            yield Look(id, "字体", title, f"这台电脑上看不出（{font.used}）", "unknown")
        elif _first(families, (font.name, *font.names)):
            yield Look(id, "字体", title, f"有（{font.used}）")
        else:
            instead = _first(families, font.alike) or _stand_in(font.name)
            found = f"没有，用“{instead}”代替（{font.used}）" if instead else f"没有（{font.used}）"
            remedy = "在这台电脑上打印前请装上这种字体；在装有它的电脑上打开，字体仍是对的。"
            yield Look(id, "字体", title, found, "note", remedy)


def installed() -> frozenset[str] | None:
    """Names of the fonts that are installed, in small letters; None where that cannot be told."""
    if sys.platform == "win32":
        return _registry()
    listed = _ask("fc-list", ":", "family")
    if not listed:
        return None
    return frozenset(name.strip().lower() for line in listed.split("\n") for name in line.split(","))


def _registry() -> frozenset[str]:
    """``SimSun & NSimSun (TrueType)``: every font for all users, and those of this one."""
    registry = import_module("winreg")
    found: set[str] = set()
    for root in (registry.HKEY_LOCAL_MACHINE, registry.HKEY_CURRENT_USER):
        try:
            with registry.OpenKey(root, _KEY) as key:
                for number in range(registry.QueryInfoKey(key)[1]):
                    names = registry.EnumValue(key, number)[0].partition(" (")[0]
                    found.update(name.strip().lower() for name in names.split("&"))
        except OSError:
            continue
    return frozenset(found)


def _stand_in(name: str) -> str | None:
    """What fontconfig takes instead."""
    return _ask("fc-match", "-f", "%{family[0]}", f"{name}:lang=zh-cn") or None


def _ask(*command: str) -> str | None:
    if sys.platform == "win32" or shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace").strip()


def _first(families: frozenset[str], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name.lower() in families), None)
