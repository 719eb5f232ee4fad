"""One cell → a value of its field's type, with what must be said about it (SPEC section 4, "Cells").

Nothing here changes a file or guesses: a value is read when it is certain, else refused with a notice.
"""

from collections.abc import Collection
from operator import eq
from typing import Any

from fuxi_cli.core.plan import Field
from fuxi_cli.core.words import has_control
from fuxi_cli.readers.cells.dates import parse_period, read_date
from fuxi_cli.readers.cells.numbers import read_number, read_share, read_year
from fuxi_cli.readers.cells.parsed import NOTHING, AsShown, Parsed, is_placeholder
from fuxi_cli.readers.cells.texts import read_text, visible

__all__ = ["Parsed", "is_placeholder", "parse", "parse_column", "parse_period"]


_LONGEST_PLACEHOLDER = 6
_NOTHING = type(None)
_TEXT = {str}


def parse(raw: object, field: Field, unit: str | None = None) -> Parsed:
    """Read one cell as its field's type. ``unit`` is what the header or the row states, where that is not the
    field's own; plain numbers are then converted. A blank cell is nothing: that it is required, the caller says.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return NOTHING
    if field.type == "text":
        return read_text(raw, field)
    if isinstance(raw, str) and not raw.isprintable() and has_control(raw):
        return _without_invisible(raw, field, unit)
    parsed = _measured(raw, field, unit)
    if parsed.notice == "normalised" and isinstance(raw, AsShown):
        return Parsed(parsed.value)
    return parsed


def _measured(raw: object, field: Field, unit: str | None) -> Parsed:
    match field.type:
        case "count" | "number":
            return read_number(raw, field, unit)
        case "share":
            return read_share(raw, unit)
        case "year":
            return read_year(raw)
        case "date":
            return NOTHING if not field.required and is_placeholder(raw) else read_date(raw)
    raise ValueError(f"unknown field type: {field.type!r}")


def _without_invisible(raw: str, field: Field, unit: str | None) -> Parsed:
    """Invisible characters around a number or date do no harm; inside it they may hide what it shows."""
    text = visible(raw)
    if not text:
        return Parsed(None, "control-characters")
    parsed = _measured(text if text in raw else raw, field, unit)
    if parsed == NOTHING:
        return Parsed(None, "control-characters")  # a placeholder for nothing, but not that alone
    if parsed.value is None or parsed.notice not in (None, "normalised"):
        return parsed
    return Parsed(parsed.value, "control-characters", parsed.value)


def parse_column(
    raws: list[Any], field: Field, unit: str | None = None
) -> tuple[list[Any], list[tuple[int, Parsed]]]:
    """Read a whole column: the values, and (index, Parsed) of each cell that something must be said about.

    The same as ``parse`` cell by cell, but each distinct content is read once: ledgers have 200,000 rows.
    """
    kinds = set(map(type, raws))
    kinds.discard(_NOTHING)
    free = field.type == "text" and not (field.enum or field.pattern or field.format)
    if len(kinds) > 1:
        return _mixed(raws, field, unit, free)
    distinct = set(raws)
    distinct.discard(None)
    if free and kinds == _TEXT and _stand(distinct):
        return list(raws), []
    parsed = {raw: Parsed(raw) if free and _stands(raw) else parse(raw, field, unit) for raw in distinct}
    values = {raw: one.value for raw, one in parsed.items()}
    odd = {raw for raw, one in parsed.items() if one.notice is not None}
    noticed = [(index, parsed[raw]) for index, raw in enumerate(raws) if raw in odd] if odd else []
    return list(map(values.get, raws)), noticed


def _mixed(
    raws: list[Any], field: Field, unit: str | None, free: bool
) -> tuple[list[Any], list[tuple[int, Parsed]]]:
    """A column of values of several types: 1 and True are not one content."""
    values: list[Any] = []
    noticed: list[tuple[int, Parsed]] = []
    seen: dict[type, dict[Any, Parsed]] = {}
    for index, raw in enumerate(raws):
        if raw is None or (free and _stands(raw)):
            values.append(raw)
            continue
        known = seen.setdefault(type(raw), {})
        parsed = known.get(raw)
        if parsed is None:
            parsed = known[raw] = parse(raw, field, unit)
        values.append(parsed.value)
        if parsed.notice is not None:
            noticed.append((index, parsed))
    return values, noticed


def _stands(raw: Any) -> bool:
    """Whether a free text is read as it stands: longer than any placeholder, and nothing in it to clean."""
    return type(raw) is str and len(raw) > _LONGEST_PLACEHOLDER and raw.isprintable() and raw == raw.strip()


def _stand(texts: Collection[str]) -> bool:
    """The same of many texts, without looking at them one by one."""
    return (
        min(map(len, texts), default=0) > _LONGEST_PLACEHOLDER
        and "".join(texts).isprintable()
        and all(map(eq, texts, map(str.strip, texts)))
    )
