"""Everything wrong with a plan's files, collected, so that a clerk can mend it all in one go."""

import unicodedata
from collections.abc import Iterable

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.words import show

LIMIT = 20
LONGEST = 5000
"""Characters of one text: a key's value, a cell."""


def quoted(words: Iterable[str]) -> str:
    return "、".join(words)


def provided(text: str) -> str:
    """What stands there, as a message names it."""
    return f"填的是“{show(text)}”" if text else "没有填"


def hidden(text: str) -> str | None:
    """What is wrong with text that is far too long, or holds characters that nobody can see or no workbook may hold;
    else None."""
    if len(text) > LONGEST:
        return f"有 {len(text)} 个字，最多 {LONGEST} 个；多半是引号没有写完，或者粘贴错了内容。"
    if text.isprintable():
        return None
    for char in text:
        point = ord(char)
        if char in "\t\r\n" or unicodedata.category(char) in ("Zs", "Co"):
            continue
        if not char.isprintable() and (unicodedata.category(char) != "Cn" or point & 0xFFFE == 0xFFFE):
            return f"有看不见的字符（U+{point:04X}），请删去后重新输入。"
    return None


class Faults:
    """The faults of one plan folder. Readers go on after a fault, with a stand-in value that nobody will use."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._found: list[str] = []

    def add(self, where: str, what: str) -> None:
        self._found.append(f"{where}：{what}")

    def stop(self, where: str, what: str) -> FuxiError:
        """The error to raise for a fault after which nothing more of the folder can be read."""
        self.add(where, what)
        return self.error()

    def settle(self) -> None:
        """Raise FuxiError with all that was found; do nothing when nothing was."""
        if self._found:
            raise self.error()

    def error(self) -> FuxiError:
        lines = [
            f"方案数据有 {len(self._found)} 处错误，请改正后重试（文件夹：{self.folder}）：",
            *self._found[:LIMIT],
        ]
        if len(self._found) > LIMIT:
            lines.append(f"……另有 {len(self._found) - LIMIT} 处，改好以上各处后再看。")
        return FuxiError("\n".join(lines))
