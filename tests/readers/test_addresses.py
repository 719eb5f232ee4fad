"""A notice names the cell that the clerk sees, in every format: through blank, skipped, hidden and merged rows."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuxi_cli.readers.layouts.submission import understand
from fuxi_cli.readers.spreadsheet import read_workbook
from support import builders
from support.sheets import sheet, workbook

PLAN = builders.plan()
Cells = dict[tuple[int, int], str]
"""(row, column), counted from 1 → text."""


def layout(above: int, left: int, gap: int, bad: int) -> tuple[Cells, tuple[int, int], int]:
    """A city table with a title, blank rows above and between, blank columns before; one cell holds no number.

    Also where that cell is, and the last row of the title.
    """
    title, header = 1 + above, 2 + above
    texts = [("甲县", "2", "1"), ("乙县", "1", "2")]
    cells: Cells = {(title, 1 + left): "2022年6月各县累计完成情况"}
    for column, text in enumerate(("县区", "示范基地", "产品"), start=1 + left):
        cells[header, column] = text
    place = (0, 0)
    for number, row_texts in enumerate(texts):
        row = header + 1 + number * (1 + gap)
        for offset, text in enumerate(row_texts):
            cells[row, 1 + left + offset] = text
        if number == bad // 2:
            place = (row, 2 + left + bad % 2)
            cells[place] = "若干"
    return cells, place, title


def grid(cells: Cells) -> list[list[str]]:
    rows, columns = max(r for r, _ in cells), max(c for _, c in cells)
    return [[cells.get((r, c), "") for c in range(1, columns + 1)] for r in range(1, rows + 1)]


def as_xlsx(path: Path, cells: Cells, merged: tuple[int, int], hidden: int) -> Path:
    with xlsxwriter.Workbook(path / "示例.xlsx") as book:
        sheet = book.add_worksheet("全市进度")
        row, column = merged
        for (r, c), text in cells.items():
            if (r, c) == merged:
                sheet.merge_range(row - 1, column - 1, row - 1, column + 1, text)
            elif text.isdigit():
                sheet.write_number(r - 1, c - 1, float(text))
            else:
                sheet.write_string(r - 1, c - 1, text)
        sheet.set_row(hidden - 1, None, None, {"hidden": True})
    return path / "示例.xlsx"


def as_csv(path: Path, cells: Cells, _: tuple[int, int], __: int) -> Path:
    target = path / "示例.csv"
    target.write_text("".join(",".join(row) + "\r\n" for row in grid(cells)), "gb18030", newline="")
    return target


def as_html(path: Path, cells: Cells, merged: tuple[int, int], hidden: int) -> Path:
    lines = []
    for r, row in enumerate(grid(cells), start=1):
        tds = ""
        for c, text in enumerate(row, start=1):
            if r == merged[0] and merged[1] < c <= merged[1] + 2:
                continue
            tds += f"<td colspan=3>{text}" if (r, c) == merged else f"<td>{text}"
        lines.append(("<tr style='display:none'>" if r == hidden else "<tr>") + tds)
    (path / "示例.xls").write_text(f"<html><meta charset=utf-8><table>{''.join(lines)}</table>", "utf-8")
    return path / "示例.xls"


def as_xml(path: Path, cells: Cells, merged: tuple[int, int], hidden: int) -> Path:
    rows = ""
    for r in sorted({row for row, _ in cells}):
        inner = ""
        for (_, c), text in sorted((place, text) for place, text in cells.items() if place[0] == r):
            across = ' ss:MergeAcross="2"' if (r, c) == merged else ""
            kind = "Number" if text.isdigit() else "String"
            inner += f'<Cell ss:Index="{c}"{across}><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'
        rows += f'<Row ss:Index="{r}"{" ss:Hidden=" + chr(34) + "1" + chr(34) if r == hidden else ""}>{inner}</Row>'
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    (path / "示例.xml").write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{namespace}" xmlns:ss="{namespace}"><Worksheet ss:Name="全市进度">'
        f"<Table>{rows}</Table></Worksheet></Workbook>",
        "utf-8",
    )
    return path / "示例.xml"


FORMATS: dict[str, Callable[[Path, Cells, tuple[int, int], int], Path]] = {
    "xlsx": as_xlsx, "csv": as_csv, "html": as_html, "xml": as_xml
}  # fmt: skip


@pytest.mark.parametrize("format", list(FORMATS))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 6), st.integers(0, 4), st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_a_notice_names_the_true_cell(
    tmp_path: Path, format: str, above: int, left: int, gap: int, bad: int, hide_it: bool
) -> None:
    cells, place, title = layout(above, left, gap, bad)
    merged, hidden = (title, 1 + left), place[0] if hide_it else max(1, title - 1)
    path = FORMATS[format](tmp_path, cells, merged, hidden)
    submission = understand(read_workbook(str(path)), PLAN, [], None, None)
    assert submission.layout is not None
    noticed = [(n.place.row, n.place.column) for n in submission.notices if n.kind == "not-a-number"]
    assert noticed == [place]
    for figure in submission.figures:
        for where in figure.places.values():
            assert (where.row, where.column) in cells
    hidden_rows = {n.place.row for n in submission.notices if n.kind == "hidden-row"}
    assert hidden_rows == ({hidden} & {row for row, _ in cells} if format != "csv" else set())


@pytest.mark.parametrize(
    ("quota", "done", "rate", "read"), [(4, 3, 75.0, "0.75"), (4, 3, 0.75, None), (4, 0, 0.0, "0")]
)
def test_a_header_of_per_cent_counts_in_a_city_table(
    quota: int, done: int, rate: float, read: str | None
) -> None:
    table = f"""
        | 2022年6月进度表
        | 县区 | 示范基地 | | | 产品 | |
        | | 任务 | 累计 | 完成率（%） | 任务 | 累计 | 完成率（%）
        | 甲县 | {quota} | {done} | {rate} | 4 | 4 | 100
        | 乙县 | 4 | 4 | 100 | 4 | 4 | 100
    """
    submission = understand(workbook(sheet("全市进度", table), path="汇总.xlsx"), PLAN, [], None, None)
    figure = next(f for f in submission.figures if f.place("rate").cell == "D4")
    assert figure.rate == (None if read is None else Decimal(read))
    noticed = [(n.kind, n.place.cell) for n in submission.notices if n.kind == "ambiguous-percent"]
    assert noticed == ([("ambiguous-percent", "D4")] if read is None else [])
