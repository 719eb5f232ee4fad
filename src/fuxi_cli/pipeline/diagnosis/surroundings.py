"""The system, its language, and the console that the command was typed in."""

import locale
import os
import platform
import sys
from collections.abc import Iterator
from importlib import import_module

from fuxi_cli.core.diagnosis import Console, Look

_ROOM = 80
"""Columns that tables and help pages are made for."""
_UTF8 = ("utf-8", "utf8", "cp65001")
_CHINESE = (*_UTF8, "gbk", "gb2312", "gb18030", "cp936", "cp54936")


def look(console: Console) -> Iterator[Look]:
    yield Look("system", "系统", "操作系统", platform.platform(terse=True))
    yield from _language()
    yield from _file_names()
    yield _encoding(console)
    yield from _code_page()
    yield _width(console)


def _language() -> Iterator[Look]:
    language = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG")
    language = language or locale.getlocale()[0] or "没有设置"
    yield Look("language", "系统", "系统语言", f"{language}，文本编码 {locale.getpreferredencoding(False)}")


def _file_names() -> Iterator[Look]:
    encoding = sys.getfilesystemencoding()
    if encoding.lower() in _UTF8:
        yield Look("file_names", "系统", "文件名编码", encoding)
    else:
        remedy = "中文文件名可能出错；请设环境变量 PYTHONUTF8=1。"
        yield Look("file_names", "系统", "文件名编码", encoding, "wrong", remedy)


def _encoding(console: Console) -> Look:
    name = console.encoding
    if name is None:
        return Look("console", "系统", "窗口编码", "输出不到窗口（重定向或管道）；输出一律是 UTF-8")
    if name.lower() in _CHINESE:
        return Look("console", "系统", "窗口编码", f"{name}；输出一律是 UTF-8")
    remedy = "窗口显示不了中文时：Windows 先运行 chcp 65001；Linux 把系统语言设为 zh_CN.UTF-8 或 C.UTF-8。"
    return Look("console", "系统", "窗口编码", name, "note", remedy)


def _code_page() -> Iterator[Look]:
    """On Windows: what other programs take the output of fuxi for."""
    if sys.platform != "win32":
        return
    kernel = import_module("ctypes").windll.kernel32
    page = int(kernel.GetConsoleOutputCP())
    found = f"{page or '没有窗口'}（系统 {int(kernel.GetACP())}）"
    if page in (0, 65001):
        yield Look("code_page", "系统", "代码页", found)
    else:
        remedy = "窗口里显示正常；把输出交给别的程序（管道）时若有乱码，先运行 chcp 65001，或用 -o 存成文件。"
        yield Look("code_page", "系统", "代码页", found, "note", remedy)


def _width(console: Console) -> Look:
    if console.width >= _ROOM:
        return Look("width", "系统", "窗口宽度", f"{console.width} 列")
    remedy = f"不到 {_ROOM} 列，表格会折行；请把窗口拉宽，或把字号改小。"
    return Look("width", "系统", "窗口宽度", f"{console.width} 列", "note", remedy)
