"""fuxi.toml as values and as text: reads it, and says what is wrong with it, where."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from typing import Any

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.words import clean
from fuxi_cli.readers.plans.faults import hidden, quoted
from fuxi_cli.readers.settings.toml_keys import Path, keys

_LONGEST = 60
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate", "twice")
"""Words of tomllib for a key or a section that stands there already."""
_WIDE = "“”‘’＝：，。［］【】｛｝"
_QUOTED = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*'""")
_KEY = re.compile(r"""\s*\[*\s*["']?([^\s"'=\[\]]+)""")


class Document:
    """``content`` is what the file says; ``name`` what messages call it. Raises FuxiError for what is no TOML."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        # As tomllib counts lines.
        self._text = text.replace("\r\n", "\n")
        self.content = self._parse()
        self._see_all((), self.content)

    def section(self, path: Path, allowed: Iterable[str] | None = None) -> dict[str, Any]:
        """The section at a path, empty when there is none. Only the keys ``allowed`` may stand in it; None: any."""
        found = self.content
        for part in path:
            found = found.get(part, {})
        if not isinstance(found, dict):
            here = self._header(path)
            raise self.fault(
                path, f"写的是{shown(found)}，应为一节：单独一行写 {here}，下面每行写一个“键 = 值”。"
            )
        for key in found:
            if allowed is not None and key not in allowed:
                raise self.fault((*path, key), self._unknown(path, key, list(allowed)))
        return found

    def _unknown(self, path: Path, key: str, allowed: list[str]) -> str:
        like = nearest(key, allowed)
        hint = f"，是不是“{like}”？" if like else "。"
        place = f"{self._header(path)} 里" if path else ""
        return f"{place}没有这个设置{hint}可用的：{quoted(allowed)}。"

    def whole(self, path: Path, value: object, least: int, most: int) -> int:
        """A whole number within its bounds."""
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.fault(path, f"写的是{shown(value)}，应为 {least} 至 {most} 的整数。")
        return value

    def text(self, path: Path, value: object, expected: str, secret: bool = False) -> str:
        """A text that is not empty. ``secret``: what stands there is not repeated."""
        if not isinstance(value, str):
            what = "不是文字" if secret else f"写的是{shown(value)}"
            raise self.fault(path, f"{what}，应为{expected}，要加引号。")
        if not value.strip():
            raise self.fault(path, f"没有填，应为{expected}；不用这个设置时请删去这一行。")
        return value

    def texts(self, path: Path, value: object, expected: str, example: str) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        if not isinstance(value, list):
            raise self.fault(path, f"写的是{shown(value)}，应为{expected}的列表，如 {example}。")
        for number, item in enumerate(value, start=1):
            if not isinstance(item, str) or not item.strip():
                raise self.fault(path, f"第{number}项写的是{shown(item)}，应为{expected}，如 {example}。")
        return tuple(value)

    def fault(self, path: Path, what: str) -> FuxiError:
        """The error that names file, line and key."""
        return FuxiError(f"{self.name} 第{self.line(path)}行“{clean('.'.join(path))}”：{what}")

    def line(self, path: Path) -> int:
        """The line of a key, or of the nearest section above it that is written out. Counted from 1."""
        while path not in self._lines and path:
            path = path[:-1]
        return self._lines.get(path, 1)

    @cached_property
    def _lines(self) -> dict[Path, int]:
        found: dict[Path, int] = {}
        for key in keys(self._text):
            for length in range(1, len(key.path) + 1):
                found.setdefault(key.path[:length], key.line)
        return found

    @staticmethod
    def _header(path: Path) -> str:
        return f"[{'.'.join(path)}]"

    def _see_all(self, path: Path, value: object) -> None:
        """Refuse characters that nobody can see: a folder's name or a rule's code is not what it seems with them."""
        if isinstance(value, dict):
            for key, below in value.items():
                if fault := hidden(key):
                    raise self.fault((*path, key), fault)
                self._see_all((*path, key), below)
        elif isinstance(value, list):
            for below in value:
                self._see_all(path, below)
        elif isinstance(value, str) and (fault := hidden(value) or _broken(value)):
            raise self.fault(path, fault)

    def _parse(self) -> dict[str, Any]:
        toml = import_module("tomllib")
        try:
            content: dict[str, Any] = toml.loads(self._text, parse_float=Decimal)
        except toml.TOMLDecodeError as error:
            raise self._explained(str(error)) from None
        except RecursionError:
            raise FuxiError(f"{self.name}：括号的层数太多，请检查是不是少写了一个括号。") from None
        except (ValueError, ArithmeticError):  # a number of thousands of digits
            raise FuxiError(f"{self.name}：里面有写得过长的数，请检查。") from None
        return content

    def _explained(self, problem: str) -> FuxiError:
        if any(word in problem for word in _TWICE) and (fault := self._twice()):
            return fault
        match = re.search(r"line (\d+)", problem)
        if match is None:
            return FuxiError(f"{self.name} 文件末尾写法不对：引号或者括号没有写完。")
        number = int(match[1])
        line = self._text.split("\n")[number - 1]
        key = _KEY.match(line)
        where = f"第{number}行“{clean(key[1])[:_LONGEST]}”" if key and key[1][0] != "#" else f"第{number}行"
        return FuxiError(f"{self.name} {where}：{_why(line, problem)}")

    def _twice(self) -> FuxiError | None:
        first: dict[Path, int] = {}
        for key in keys(self._text):
            if key.path in first:
                where = f"第{key.line}行“{clean('.'.join(key.path))}”"
                return FuxiError(f"{self.name} {where}：写了两次，第{first[key.path]}行已有；只保留一个。")
            first[key.path] = key.line
        return None


def shown(value: object) -> str:
    """What stands there, as a message names it."""
    if isinstance(value, bool):
        return f"“{str(value).lower()}”"
    if isinstance(value, dict):
        return "一节"
    if isinstance(value, list):
        return "一个列表"
    text = clean(value)
    return f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”"


def _broken(text: str) -> str | None:
    return "有换行或制表符，请删去。" if any(c in "\t\r\n" for c in text) else None


def _why(line: str, problem: str) -> str:
    """What is wrong with a line, in words that help."""
    if any(word in problem for word in _TWICE):
        return "前面已经写过；同一个设置只能写一次。"
    if "\\" in line and ("escape" in problem or "hex" in problem or "\\" in problem):
        return r"双引号里的 \ 有特别的意思；路径里的 \ 请改成 /，或把双引号改成单引号。"
    bare = _QUOTED.sub("", line).partition("#")[0]
    wide = next((char for char in bare if char in _WIDE), None)
    if wide:
        return f"用了中文标点 {wide} ，引号、等号、方括号、逗号都要用英文的。"
    if bare.count("{") > bare.count("}"):
        return "花括号里的内容要写在同一行。"
    return "写法不对，应为“键 = 值”；文字要加英文引号，节名要单独一行写在方括号里。"
