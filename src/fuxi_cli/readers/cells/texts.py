"""Cells that hold words: free text, a choice from a list, a telephone number, a code."""

import re
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from fuxi_cli.core.plan import Field
from fuxi_cli.core.words import fold, has_control, show
from fuxi_cli.readers.cells.parsed import NOTHING, Parsed, is_placeholder, normalised, squeezed

_PHONE = re.compile(r"[0-9+()\-]{5,20}")
_DASHES = str.maketrans("‐‑‒–—―−", "-------")
_PHONE_LIKE = "含区号的电话号码（5 至 20 位，只用数字、“-”、“+”和括号）"
_DIGITS_LOST = "按文本格式填写的号码（数字超过 15 位时，表格软件已把末尾几位改成 0）"


def visible(text: str) -> str:
    """Text without control and invisible formatting characters; line breaks stay."""
    return "".join(char for char in text if not has_control(char)).strip()


def read_text(raw: object, field: Field) -> Parsed:
    """Words as they stand, without white space around them; a number in the cell as its digits."""
    if not isinstance(raw, str):
        if isinstance(raw, float) and isfinite(raw) and abs(raw) >= 10**15:
            return Parsed(None, "bad-format", _DIGITS_LOST)
        return _judged(_worded(raw), field)
    text = raw.strip()
    if has_control(text):
        text = visible(text)
        if not text:
            return Parsed(None, "control-characters")
        value = _judged(text, field)
        return (
            value if value.value is None and value.notice else Parsed(value.value, "control-characters", text)
        )
    return _judged(text, field)


def _worded(raw: object) -> str:
    if isinstance(raw, float):
        if not isfinite(raw):
            return str(raw)
        return str(int(raw)) if raw.is_integer() else show(raw)
    if isinstance(raw, datetime) and not (raw.hour or raw.minute or raw.second):
        return raw.date().isoformat()
    return show(raw) if isinstance(raw, (bool, Decimal, date)) else str(raw)


def _judged(text: str, field: Field) -> Parsed:
    if field.enum:
        choice = _choice(text, field.enum)
        if choice is not None:
            return Parsed(choice) if squeezed(choice) == squeezed(text) else normalised(choice)
    if not field.required and is_placeholder(text):
        return NOTHING
    if field.enum:
        return Parsed(None, "not-in-list", "、".join(field.enum))
    if field.format == "uscc":
        return Parsed(text.upper() if text.isascii() and text.isalnum() else fold(text).upper())
    if field.format == "phone" and not _is_phone(text):
        return Parsed(text, "bad-format", _PHONE_LIKE)
    if field.pattern and not re.fullmatch(field.pattern, fold(text), re.IGNORECASE):
        return Parsed(text, "bad-format", field.note or "规定的写法")
    return Parsed(text)


def _choice(text: str, choices: tuple[str, ...]) -> str | None:
    folded = fold(text)
    return next((choice for choice in choices if fold(choice) == folded), None)


def _is_phone(text: str) -> bool:
    folded = fold(text).translate(_DASHES)
    return bool(_PHONE.fullmatch(folded)) and sum(char.isdigit() for char in folded) >= 5
