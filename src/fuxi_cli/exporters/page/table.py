"""Tables that scroll inside their own frame, can be sorted and filtered by the script, and make sense without it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fuxi_cli.exporters.page.markup import Child, Html, join, lines, tag


class Column(NamedTuple):
    """``text``: left-aligned words, else figures, right-aligned. ``choose``: the script offers its values to filter by."""

    title: str | Html
    text: bool = False
    choose: bool = False
    kind: str = ""
    """A class of its own for the column's cells."""
    sort: bool = True


_LONG = 30
"""Rows from which on a table scrolls under its header."""


class Cell(NamedTuple):
    """A cell that needs more than its content: ``order`` is what it sorts by, ``kind`` a class."""

    content: Child
    order: int | str | None = None
    kind: str = ""


Row = Sequence[Child | Cell]


def two(first: str, second: str) -> Html:
    """A column's title that may stand in two lines, and breaks nowhere else."""
    return join(first, tag("wbr"), second)


def table(
    id: str,
    caption: str | Html,
    columns: Sequence[Column],
    rows: Iterable[Row],
    kind: str = "",
    foot: Row | None = None,
    live: bool = False,
) -> Html:
    """A table in a frame that the keyboard can reach. The first cell of a row names it. ``live``: sort and filter."""
    head = join(*(_header(column, live) for column in columns))
    written = [_row(columns, row) for row in rows]
    classes = (kind, "live" if live else "", "long" if len(written) >= _LONG else "")
    made = tag(
        "table",
        tag("caption", tag("span", caption), id=f"{id}-title"),
        tag("thead", tag("tr", head)),
        tag("tbody", Html("\n"), lines(*written), Html("\n")),
        tag("tfoot", _row(columns, foot)) if foot else None,
        id=id,
        class_=" ".join(word for word in classes if word) or None,
    )
    return tag("div", made, class_="frame", role="group", tabindex=0, aria_labelledby=f"{id}-title")


def _header(column: Column, live: bool) -> Html:
    return tag(
        "th",
        column.title,
        scope="col",
        class_=_classes(column),
        data_sort=live and column.sort,
        data_choose=live and column.choose,
    )


def _classes(column: Column, more: str = "") -> str | None:
    return " ".join(word for word in ("t" if column.text else "", column.kind, more) if word) or None


def _row(columns: Sequence[Column], row: Row) -> Html:
    cells = []
    for number, (column, given) in enumerate(zip(columns, row, strict=True)):
        cell = given if isinstance(given, Cell) else Cell(given)
        kind = _classes(column, cell.kind)
        if number:
            cells.append(tag("td", cell.content, class_=kind, data_v=cell.order))
        else:
            cells.append(tag("th", cell.content, scope="row", class_=kind, data_v=cell.order))
    return tag("tr", *cells)
