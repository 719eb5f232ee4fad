"""Where each key of a TOML text stands: ``tomllib`` gives values without their lines."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

Path = tuple[str, ...]


class Key(NamedTuple):
    """A key or the header of a section, with every section that it stands in."""

    path: Path
    line: int
    """Counted from 1."""


_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_TEXT = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?"{3,5}(?!")|'{3}.*?'{3,5}(?!')|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""", re.DOTALL
)
_BARE = re.compile(r"[^,\]}#\n]+")


class _Lost(Exception):
    """Here stands something that is no TOML."""


def keys(text: str) -> list[Key]:
    """Every key and header, in their order, those of one path as often as they are written.

    Of a text that is no TOML those up to its first fault.
    """
    found: list[Key] = []
    with suppress(_Lost, RecursionError):
        for key in _Scanner(text).all():
            found.append(key)
    return found


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def all(self) -> Iterator[Key]:
        above: Path = ()
        numbers: dict[Path, int] = {}
        while True:
            self._skip(_BLANK)
            if self.at >= len(self.text):
                return
            line = self._line()
            if self._takes("["):
                several = self._takes("[")
                *over, last = self._path()
                self._need("]]" if several else "]")
                above = (*_newest(over, numbers), last)
                if several:
                    numbers[above] = numbers.get(above, 0) + 1
                    above = (*above, str(numbers[above]))
                yield Key(above, line)
            else:
                yield from self._pair(above)

    def _pair(self, above: Path) -> Iterator[Key]:
        line = self._line()
        path = (*above, *self._path())
        self._need("=")
        self._skip(_SPACE)
        yield Key(path, line)
        yield from self._value(path)

    def _value(self, path: Path) -> Iterator[Key]:
        if self._takes("["):
            yield from self._list(path)
        elif self._takes("{"):
            self._skip(_BLANK)
            while not self._takes("}"):
                yield from self._pair(path)
                self._skip(_BLANK)
                self._takes(",")
                self._skip(_BLANK)
        elif self.text[self.at : self.at + 1] in ('"', "'"):
            self._match(_TEXT)
        else:
            self._match(_BARE)

    def _list(self, path: Path) -> Iterator[Key]:
        number = 0
        self._skip(_BLANK)
        while not self._takes("]"):
            number += 1
            yield from self._value((*path, str(number)))
            self._skip(_BLANK)
            self._takes(",")
            self._skip(_BLANK)

    def _path(self) -> Path:
        parts = []
        while True:
            self._skip(_SPACE)
            parts.append(_plain(self._match(_PART)))
            self._skip(_SPACE)
            if not self._takes("."):
                return tuple(parts)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise _Lost
        self.at = match.end()
        return match[0]

    def _takes(self, mark: str) -> bool:
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def _need(self, mark: str) -> None:
        self._skip(_SPACE)
        if not self._takes(mark):
            raise _Lost

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1


def _newest(path: Iterable[str], numbers: dict[Path, int]) -> Path:
    """A path in which lists of sections stand for the last section in them."""
    found: Path = ()
    for part in path:
        found = (*found, part)
        if found in numbers:
            found = (*found, str(numbers[found]))
    return found


def _plain(part: str) -> str:
    """A part of a key without its quotes."""
    if part[0] == "'":
        return part[1:-1]
    if part[0] == '"':
        with suppress(ValueError):  # \U0001F600 is TOML, not JSON: nobody calls a setting so
            return str(json.loads(part))
        return part[1:-1]
    return part
