"""One cell → a value of its field's type, with what must be said about it (SPEC section 4, "Cells").

Nothing here changes a file or guesses: a value is read when it is certain, else refused with a notice.
"""

from typing import Any

from fuxi_cli.core.plan import Field
from fuxi_cli.core.words import has_control
from fuxi_cli.readers.cells.dates import parse_period, read_date
from fuxi_cli.readers.cells.numbers import read_number, read_share, read_year
from fuxi_cli.readers.cells.parsed import NOTHING, AsShown, Parsed, is_placeholder
from fuxi_cli.readers.cells.texts import read_text, visible

__all__ = ["Parsed", "is_placeholder", "parse", "parse_column", "parse_period"]


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
    values: list[Any] = []
    noticed: list[tuple[int, Parsed]] = []
    seen: dict[type, dict[Any, Parsed]] = {}
    free = field.type == "text" and not (field.enum or field.pattern or field.format)
    for index, raw in enumerate(raws):
        if raw is None:
            values.append(None)
            continue
        kind = type(raw)
        if free and kind is str and len(raw) > 6 and raw.isprintable() and raw == raw.strip():
            values.append(raw)  # longer than any placeholder, and as it stands
            continue
        known = seen.setdefault(kind, {})
        parsed = known.get(raw)
        if parsed is None:
            parsed = known[raw] = parse(raw, field, unit)
        values.append(parsed.value)
        if parsed.notice is not None:
            noticed.append((index, parsed))
    return values, noticed
