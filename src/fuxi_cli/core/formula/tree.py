"""Tokens as a tree. What binds most stands lowest: ``* /``, ``+ -``, comparison, not, and, or."""

from collections.abc import Callable
from typing import NamedTuple

from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.formula.tokens import AND, COMPARISONS, IN, NOT, OR, Token, tokens

DEEPEST = 20
"""So deep brackets, functions, 非 and minus signs may stand in each other."""


class Literal(NamedTuple):
    """A number, a date or a text as it stands."""

    kind: str
    value: object
    position: int


class Name(NamedTuple):
    name: str
    position: int


class Call(NamedTuple):
    name: str
    arguments: tuple["Node", ...]
    position: int


class Unary(NamedTuple):
    """``-`` or not."""

    sign: str
    operand: "Node"
    position: int


class Binary(NamedTuple):
    """A calculation, a comparison, and, or."""

    sign: str
    left: "Node"
    right: "Node"
    position: int


class Among(NamedTuple):
    """Whether a value is one of several: ``批次 属于 ("盘活", "提升")``."""

    item: "Node"
    choices: tuple["Node", ...]
    position: int


Node = Literal | Name | Call | Unary | Binary | Among


def parse(text: str) -> Node:
    """The formula's tree. Raises FormulaError."""
    reader = _Reader(tokens(text))
    if reader.token.kind == "end":
        raise FormulaError(0, "公式是空的。")
    node = reader.condition()
    if reader.token.kind != "end":
        raise FormulaError(reader.token.position, _stray(reader.token))
    return node


def _stray(token: Token) -> str:
    if token.kind in COMPARISONS:
        return f"多了一个“{token.text}”：比较不能连写，请写成“甲 <= 乙 且 乙 <= 丙”。"
    if token.kind == ")":
        return "多了一个“)”。"
    return f"“{token.text}”前面少了运算符号，如 + - * / = < >、且、或；“且”“或”“非”两边要有空格。"


class _Reader:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self.token
        self._at += token.kind != "end"
        return token

    def _is(self, word: str) -> bool:
        return self.token.kind == "word" and self.token.value == word

    def condition(self) -> Node:
        return self._joined(OR, lambda: self._joined(AND, self._negated))

    def _joined(self, word: str, part: Callable[[], Node]) -> Node:
        node = part()
        while self._is(word):
            position = self._next().position
            node = Binary(word, node, part(), position)
        return node

    def _negated(self) -> Node:
        if not self._is(NOT):
            return self._comparison()
        position = self._next().position
        with _Deeper(self):
            return Unary(NOT, self._negated(), position)

    def _comparison(self) -> Node:
        left = self._sum()
        if self.token.kind in COMPARISONS:
            token = self._next()
            return Binary(token.kind, left, self._sum(), token.position)
        if self._is(IN):
            position = self._next().position
            self._expect("(", "“属于”后面要写括号，如 批次 属于 (“盘活”, “提升”)")
            return Among(left, self._list(), position)
        return left

    def _sum(self) -> Node:
        node = self._product()
        while self.token.kind in ("+", "-"):
            token = self._next()
            node = Binary(token.kind, node, self._product(), token.position)
        return node

    def _product(self) -> Node:
        node = self._signed()
        while self.token.kind in ("*", "/"):
            token = self._next()
            node = Binary(token.kind, node, self._signed(), token.position)
        return node

    def _signed(self) -> Node:
        if self.token.kind != "-":
            return self._atom()
        position = self._next().position
        with _Deeper(self):
            return Unary("-", self._signed(), position)

    def _atom(self) -> Node:
        token = self._next()
        if token.kind in ("number", "date", "text"):
            return Literal(token.kind, token.value, token.position)
        if token.kind == "(":
            with _Deeper(self):
                node = self.condition()
            self._expect(")", "少了“)”")
            return node
        if token.kind != "name":
            raise FormulaError(
                token.position, f"这里是“{token.text}”，应为栏名、数字、“文字”、函数或者括号。"
            )
        if self.token.kind != "(":
            return Name(str(token.value), token.position)
        self._next()
        if self.token.kind == ")":
            self._next()
            return Call(str(token.value), (), token.position)
        return Call(str(token.value), self._list(), token.position)

    def _list(self) -> tuple[Node, ...]:
        """What stands between brackets, after the opening one, with the closing one taken."""
        with _Deeper(self):
            found = [self.condition()]
            while self.token.kind == ",":
                self._next()
                found.append(self.condition())
        self._expect(")", "少了“)”，或者两项之间少了逗号")
        return tuple(found)

    def _expect(self, kind: str, what: str) -> None:
        token = self._next()
        if token.kind != kind:
            raise FormulaError(token.position, f"{what}：这里是“{token.text}”。")


class _Deeper:
    """One level further down; the way back up when it is left."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader

    def __enter__(self) -> None:
        self._reader._depth += 1
        if self._reader._depth > DEEPEST:
            raise FormulaError(self._reader.token.position, f"括号和函数套得太深，最多 {DEEPEST} 层。")

    def __exit__(self, *_: object) -> None:
        self._reader._depth -= 1
