"""plan.yaml as sections: each value taken out by the type it should have, with its line when it has another.

YAML's own guesses (``no`` is False, 0.1 is a float) are left out: every scalar stays text until a type is asked for.
"""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

import yaml

from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.period import Period
from fuxi_cli.readers.plans.faults import Faults, hidden, provided, quoted
from fuxi_cli.readers.plans.files import PLAN, Files, parse_date, parse_number, parse_share
from fuxi_cli.readers.plans.yaml_slips import explain

T = TypeVar("T")

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEPTH_LIMIT = 100
_BRACKETS = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(rf"^[-?: ]{{{_DEPTH_LIMIT}}}", re.MULTILINE)
# Aliases of aliases can name one line in more ways than there is memory for.
_LINES_LIMIT = 100_000
_NULLS = ("", "~", "null", "Null", "NULL")


def read_yaml(files: Files) -> "Section":
    """The whole of plan.yaml. Raises FuxiError with the line when it is no YAML mapping."""
    text = files.texts[PLAN]
    if _too_deep(text):
        raise files.faults.stop(PLAN, f"括号或缩进超过 {_DEPTH_LIMIT} 层。")
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise files.faults.stop(*explain(error, text)) from None
    if not isinstance(node, yaml.MappingNode):
        raise files.faults.stop(f"{PLAN} 第1行", "应为“键: 值”的形式，例如 id: my-plan。")
    _see_all(node, files.faults)
    return Section(node, "", files.faults)


def _see_all(root: yaml.Node, faults: Faults) -> None:
    """A fault for every text with characters that cannot be seen: escapes in quotes may make any."""
    found: list[tuple[int, str]] = []
    seen: set[int] = set()
    open_ = [root]
    while open_:
        node = open_.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            open_.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            open_.extend(node.value)
        elif fault := hidden(str(node.value)):
            found.append((node.start_mark.line + 1, fault))
    for line, fault in sorted(found):
        faults.add(f"{PLAN} 第{line}行", fault)


def _too_deep(text: str) -> bool:
    """Whether text nests deeper than any plan: libyaml goes down one C call per level, and the process with it."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(depth, deepest)
    return deepest > _DEPTH_LIMIT or _INDENTED.search(text) is not None


def _name(node: yaml.Node, number: int) -> str:
    """What an item of a list is called in paths: its id or name, else its number counted from 1."""
    if isinstance(node, yaml.MappingNode):
        for wanted in ("id", "name"):
            for key, value in node.value:
                if key.value == wanted and isinstance(value, yaml.ScalarNode) and value.value:
                    return str(value.value)
    return str(number)


def _text(node: yaml.Node) -> str | None:
    """A scalar's text; None for a mapping, a list or a null."""
    if not isinstance(node, yaml.ScalarNode) or (not node.style and node.value in _NULLS):
        return None
    return str(node.value).strip()


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "填的是一组“键: 值”"
    if isinstance(node, yaml.SequenceNode):
        return "填的是一个列表"
    return provided(_text(node) or "")


def _should(expected: str) -> str:
    return f"应为 {expected}" if expected[0].isascii() else f"应为{expected}"


def lines(section: "Section") -> dict[str, int]:
    """Dotted path → line, counted from 1, of everything in plan.yaml.

    A list's item goes by its id or name: ``indicators.base.operator``; without one, by its number from 1.
    """
    found: dict[str, int] = {}
    open_: list[tuple[str, yaml.Node, frozenset[int]]] = [("", section.node, frozenset())]
    while open_ and len(found) < _LINES_LIMIT:
        path, node, above = open_.pop()
        if id(node) in above:
            continue
        above |= {id(node)}
        for name, line, value in _children(node):
            below = f"{path}.{name}" if path else name
            found.setdefault(below, line)
            open_.append((below, value, above))
    return found


def _children(node: yaml.Node) -> Iterator[tuple[str, int, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value, start=1):
            yield _name(item, number), item.start_mark.line + 1, item


class Section:
    """One mapping of plan.yaml. Each method takes one key; ``close`` speaks about the keys that nobody took.

    A key without a default is required. After a fault a stand-in of the right type comes back.
    """

    def __init__(self, node: yaml.MappingNode, path: str, faults: Faults) -> None:
        self.node = node
        self.path = path
        self.faults = faults
        self._taken: list[str] = []
        self._values: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name in self._values:
                first = self._values[name].start_mark.line + 1
                self._fault(name, key, f"“{name}”写了两次，第{first}行已有；只保留一个。")
            else:
                self._values[name] = value

    def text(self, key: str, default: str | None = None) -> str:
        return self._take(key, "文字", lambda text: text, default, "")

    def number(self, key: str, default: Decimal | None = None) -> Decimal:
        return self._take(key, "数字", parse_number, default, Decimal(0))

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        def parse(text: str) -> int | None:
            return int(text) if text.isascii() and text.isdigit() and low <= int(text) <= high else None

        return self._take(key, f"{low} 至 {high} 的整数", parse, default, low)

    def share(self, key: str, default: Fraction | None = None) -> Fraction:
        return self._take(key, "0 到 1 的数或百分数", parse_share, default, Fraction(0))

    def day(self, key: str, default: date | None = None) -> date:
        return self._take(key, "日期，如 2022-12-31", parse_date, default, date.min)

    def month(self, key: str) -> Period:
        return self._take(key, "月份，如 2022-01", _period, None, Period(1, 1))

    def flag(self, key: str, default: bool) -> bool:
        words = {"true": True, "false": False}
        return self._take(key, "true 或 false", lambda text: words.get(text.lower()), default, default)

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        expected = f"{quoted(allowed)} 之一" if len(allowed) > 1 else quoted(allowed)
        return self._take(key, expected, lambda text: text if text in allowed else None, default, "")

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        node = self._node(key, "文字的列表，如 [甲, 乙]", required=default is None)
        if node is None:
            return default or ()
        if not isinstance(node, yaml.SequenceNode):
            self._fault(key, node, f"{_shown(node)}，应为文字的列表，如 [甲, 乙]。")
            return ()
        found = [_text(item) for item in node.value]
        for item, text in zip(node.value, found, strict=True):
            if not text:
                self._fault(key, item, f"列表里有一项{_shown(item)}，应为文字。")
        return tuple(text or "" for text in found)

    def section(self, key: str, required: bool = True) -> "Section | None":
        """A mapping below this one; None when it is absent or is none."""
        node = self._node(key, "一组“键: 值”", required)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self._fault(key, node, f"{_shown(node)}，应为一组“键: 值”。")
            return None
        return Section(node, self._at(key), self.faults)

    def sections(self, key: str, required: bool = False) -> "list[Section]":
        """The mappings of a list. Two with one id are a fault."""
        node = self._node(key, "一个列表", required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._fault(key, node, f"{_shown(node)}，应为一个列表，各项以“- ”开头。")
            return []
        found: dict[str, Section] = {}
        for number, item in enumerate(node.value, start=1):
            name = _name(item, number)
            if not isinstance(item, yaml.MappingNode):
                self._fault(f"{key}.{number}", item, f"{_shown(item)}，应为一组“键: 值”。")
            elif name in found:
                self._fault(
                    f"{key}.{number}", item, f"“{name}”与第{found[name].line}行重复；每一项的名称只能用一次。"
                )
            else:
                found[name] = Section(item, self._at(f"{key}.{name}"), self.faults)
        return list(found.values())

    def free_keys(self) -> tuple[str, ...]:
        """The keys of a mapping whose keys are free, all counted as taken."""
        self._taken.extend(self._values)
        return tuple(self._values)

    def may(self, key: str, take: Callable[[str], T]) -> T | None:
        """``take(key)``, or None when the key is absent or null."""
        self._taken.append(key)
        return take(key) if self._given(key) else None

    def is_text(self, key: str) -> bool:
        return self._given(key) and isinstance(self._values[key], yaml.ScalarNode)

    def value(self, key: str) -> yaml.Node | None:
        """The value of a key as it stands in the file."""
        return self._values.get(key)

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def fault(self, key: str, what: str) -> None:
        """A fault of meaning that a reader found in a value taken from here."""
        self._fault(key, self._values.get(key, self.node), what)

    def close(self) -> None:
        """Every key that no reader asked for is a fault: most are misspelt."""
        for key, value in self._values.items():
            if key not in self._taken:
                like = nearest(key, self._taken)
                hint = f"，是不是“{like}”？" if like else "。"
                allowed = quoted(dict.fromkeys(self._taken))
                self._fault(key, value, f"没有“{key}”这个键{hint}可用的键：{allowed}。", line_of_key=True)

    def _take(
        self, key: str, expected: str, parse: Callable[[str], T | None], default: T | None, stand_in: T
    ) -> T:
        node = self._node(key, expected, required=default is None)
        if node is None:
            return stand_in if default is None else default
        text = _text(node)
        value = parse(text) if text else None
        if value is None:
            self._fault(key, node, f"{_shown(node)}，{_should(expected)}。")
            return stand_in
        return value

    def _node(self, key: str, expected: str, required: bool) -> yaml.Node | None:
        """The value of a key; None, with a fault when it is required, where the key is absent or null."""
        self._taken.append(key)
        node = self._values.get(key)
        if node is None and required:
            self._fault("", self.node, f"缺少“{key}”，{_should(expected)}。")
        elif node is not None and not self._given(key):
            if required:
                self._fault(key, node, f"没有填，{_should(expected)}。")
            return None
        return node

    def _given(self, key: str) -> bool:
        node = self._values.get(key)
        return node is not None and (not isinstance(node, yaml.ScalarNode) or _text(node) is not None)

    def _at(self, key: str) -> str:
        return ".".join(part for part in (self.path, key) if part)

    def _fault(self, key: str, node: yaml.Node, what: str, line_of_key: bool = False) -> None:
        if line_of_key:
            node = next((k for k, _ in self.node.value if k.value == key), node)
        at = self._at(key)
        self.faults.add(f"{PLAN} 第{node.start_mark.line + 1}行{f' {at}' if at else ''}", what)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None
