"""Tables of the circular: as wide as the text, header rows repeated on every page, no row torn."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from xml.sax.saxutils import escape

from fuxi_cli.exporters.circular.blocks import Column, Table
from fuxi_cli.exporters.circular.page import TEXT_TWIPS

_LARGE, _SMALL = 21, 18
"""五号 and 小五 in half points."""
_MARGIN = 20
_HIGH, _LOW = 425, 340
_ONE_PAGE = 24
"""So many rows of the greater height stand on a page with a title."""
_TOGETHER = 3
"""So many rows stay together at the beginning of a table, and at its end."""
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2DCDB"/>'
_HEAD_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table(block: Table) -> str:
    """The table as WordprocessingML."""
    widths = _widths(block.columns)
    size = _LARGE if sum(column.width for column in block.columns) <= TEXT_TWIPS / 10 / _LARGE else _SMALL
    height = _HIGH if len(block.rows) <= _ONE_PAGE else _LOW
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    parts = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>",
        *_head(block.columns, widths, size),
    ]
    last = len(block.rows) - 1
    held = {*range(_TOGETHER - 1), *range(max(last - _TOGETHER + 1, 0), last)}
    for number, row in enumerate(block.rows):
        bold = block.last_is_total and number == last
        cells = "".join(
            _cell(
                text,
                widths[n],
                "CellLeft" if block.columns[n].left else "Cell",
                size,
                bold=bold,
                more=_SHADE if (number, n) in block.marks else "",
                held=number in held,
            )
            for n, text in enumerate(row)
        )
        parts.append(_row(cells, height))
    return "".join(parts) + "</w:tbl>"


def _widths(columns: Sequence[Column]) -> list[int]:
    """Twips: the columns' own proportions, together as wide as the text."""
    whole = sum(column.width for column in columns)
    ends = accumulate((column.width for column in columns), initial=0.0)
    places = [round(end / whole * TEXT_TWIPS) for end in ends]
    return [after - before for before, after in pairwise(places)]


def _head(columns: Sequence[Column], widths: Sequence[int], size: int) -> Iterator[str]:
    """One header row, or two when columns have something in common."""
    if not any(column.group for column in columns):
        cells = (
            _cell(c.title, w, "CellHead", size, more=_HEAD_SHADE)
            for c, w in zip(columns, widths, strict=True)
        )
        yield _row("".join(cells), _LOW, header=True)
        return
    upper, lower, n = [], [], 0
    while n < len(columns):
        column, span = columns[n], 1
        if column.group:
            while n + span < len(columns) and columns[n + span].group == column.group:
                span += 1
            wide = sum(widths[n : n + span])
            upper.append(
                _cell(column.group, wide, "CellHead", size, f'<w:gridSpan w:val="{span}"/>', _HEAD_SHADE)
            )
            for c, w in zip(columns[n : n + span], widths[n : n + span], strict=True):
                lower.append(_cell(c.title, w, "CellHead", size, more=_HEAD_SHADE))
        else:
            start, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
            upper.append(_cell(column.title, widths[n], "CellHead", size, start, _HEAD_SHADE))
            lower.append(_cell("", widths[n], "CellHead", size, rest, _HEAD_SHADE))
        n += span
    yield _row("".join(upper), _LOW, header=True)
    yield _row("".join(lower), _LOW, header=True)


def _row(cells: str, height: int, header: bool = False) -> str:
    repeat = "<w:tblHeader/>" if header else ""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeat}</w:trPr>{cells}</w:tr>'


def _cell(
    text: str,
    width: int,
    style: str,
    size: int,
    merge: str = "",
    more: str = "",
    bold: bool = False,
    held: bool = False,
) -> str:
    shape = f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    words = f'<w:r><w:rPr>{shape}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{more}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if held else ""}</w:pPr>{words}</w:p></w:tc>'
    )
