"""A formula's text as tokens. Full-width signs are read as what they look like; positions stay those of the text."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.formula.errors import FormulaError

LONGEST = 1000
"""So many characters a formula may have."""
_DIGITS = 30
"""So many digits a number may have."""

AND, OR, NOT, IN = "and", "or", "not", "in"
WORDS = {
    "and": AND, "且": AND, "并且": AND, "or": OR, "或": OR, "或者": OR,
    "not": NOT, "非": NOT, "in": IN, "属于": IN,
}  # fmt: skip
"""Words that join and turn round conditions, in English and Chinese."""
_SIGNS = {
    "==": "=", "=": "=", "<>": "≠", "!=": "≠", "≠": "≠", "<=": "≤", "≤": "≤", ">=": "≥", "≥": "≥",
    "<": "<", ">": ">", "+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "/": "/", "÷": "/",
    "(": "(", ")": ")", ",": ",", "、": ",",
}  # fmt: skip
COMPARISONS = ("=", "≠", "<", "≤", ">", "≥")
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "”": "”"}
_NAMES = {"[": "]", "「": "」", "【": "】"}
_WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)} | {"　": " "}
_DAY = r"(\d{4})(?:-(\d{1,2})-(\d{1,2})(?![\d])|年(\d{1,2})月(\d{1,2})日)"
_NUMBER = r"\d+(\.\d+)?%?"
_WORD = r"[^\W\d]\w*"


class Token(NamedTuple):
    """``kind``: number, date, text, name (also a quoted one), word (and, or, not, in), a sign itself, or end."""

    kind: str
    value: object
    position: int
    text: str


def tokens(text: str) -> list[Token]:
    """Raises FormulaError for what no token begins with."""
    if len(text) > LONGEST:
        raise FormulaError(LONGEST, f"公式有 {len(text)} 个字，最多 {LONGEST} 个；请拆成几条。")
    return [*_tokens(text), Token("end", None, len(text.rstrip()), "公式的结尾")]


def _tokens(text: str) -> Iterator[Token]:
    narrow = "".join(_WIDE.get(char, char) for char in text)
    at = 0
    while at < len(text):
        char = narrow[at]
        if char.isspace():
            at += 1
            continue
        if text[at] in _QUOTES or char in _QUOTES or text[at] in _NAMES or char in _NAMES:
            token = _quoted(text, narrow, at)
        elif char.isascii() and char.isdigit():
            token = _number(narrow, at)
        else:
            token = _word_or_sign(narrow, at)
        yield token
        at += len(token.text)


def _quoted(text: str, narrow: str, at: int) -> Token:
    pairs = {**_QUOTES, **_NAMES}
    opening = text[at] if text[at] in pairs else narrow[at]
    closing = pairs[opening]
    source = text if text[at] in pairs else narrow
    end = source.find(closing, at + 1)
    if end < 0:
        raise FormulaError(at, f"“{text[at]}”没有配对的“{closing}”。")
    inside = text[at + 1 : end]
    if opening in _NAMES:
        if not inside.strip():
            raise FormulaError(at, "括起来的名称是空的。")
        return Token("name", inside.strip(), at, text[at : end + 1])
    return Token("text", inside, at, text[at : end + 1])


def _number(narrow: str, at: int) -> Token:
    day = re.compile(_DAY, re.ASCII).match(narrow, at)
    if day:
        year, *rest = (int(part) for part in day.groups() if part)
        try:
            return Token("date", date(year, *rest), at, day[0])
        except ValueError:
            raise FormulaError(at, f"“{day[0]}”不是正确的日期，应如 2023-09-22。") from None
    found = re.compile(_NUMBER, re.ASCII).match(narrow, at)
    assert found is not None, "called at a digit"
    number = found[0]
    if len(number) > _DIGITS:
        raise FormulaError(at, f"这个数有 {len(number)} 位，最多 {_DIGITS} 位。")
    share = 100 if number.endswith("%") else 1
    return Token("number", Fraction(Decimal(number.rstrip("%"))) / share, at, number)


def _word_or_sign(narrow: str, at: int) -> Token:
    for length in (2, 1):
        sign = narrow[at : at + length]
        if sign in _SIGNS:
            return Token(_SIGNS[sign], _SIGNS[sign], at, sign)
    word = re.compile(_WORD).match(narrow, at)
    if word is None:
        allowed = "栏名、数字、日期、“文字”、函数、括号和 + - * / = <> < <= > >="
        raise FormulaError(at, f"“{narrow[at]}”不能用在公式里；可以用的：{allowed}。")
    joining = WORDS.get(word[0].casefold())
    return Token("word" if joining else "name", joining or word[0], at, word[0])
