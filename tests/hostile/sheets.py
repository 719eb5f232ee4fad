"""Sheets that claim, spread, merge or repeat more than any computer holds."""

from pathlib import Path

from fuxi_cli.core.place import column_letters
from hostile.base import NAME, changed, good_parts, one_sheet, put, rows, sheet_part
from hostile.kinds import kind
from support.packages import MAIN, pack, parts, worksheet

_PROGRESS = sheet_part("指标进度")
_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def _texts(count: int, unique: int, texts: str) -> str:
    return f'<sst xmlns="{MAIN}" count="{count}" uniqueCount="{unique}">{texts}</sst>'


@kind("S104")
def far_corner(folder: Path) -> Path:
    """A value in A1 and one in XFD1048576: the rectangle between them has 17 thousand million cells."""
    return put(folder, one_sheet(worksheet(_FAR)))


@kind("S104")
def far_corner_in_the_official_form(folder: Path) -> Path:
    """A stray value in the last cell of an otherwise sound sheet."""
    return put(
        folder,
        changed(
            _PROGRESS, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
    )


@kind("S104")
def far_corner_behind_a_prefix(folder: Path) -> Path:
    """The same, written as another program might."""
    xml = worksheet(_FAR).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    return put(folder, one_sheet(xml))


@kind("S104")
def far_corners_of_many_sheets(folder: Path) -> Path:
    """A hundred sheets that each reach just less far than would be too far."""
    xml = worksheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="100000"><c r="CU100000"><v>1</v></c></row>'
    )
    return put(folder, pack(parts({f"表{n}": xml for n in range(100)})))


@kind("S101")
def address_beyond_the_last_row(folder: Path) -> Path:
    """A cell in row 9999999."""
    return put(folder, one_sheet(worksheet('<row r="9999999"><c r="A9999999"><v>1</v></c></row>')))


@kind("S101")
def address_beyond_the_last_column(folder: Path) -> Path:
    """A cell in column ZZZ."""
    return put(folder, one_sheet(worksheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')))


@kind("S101")
def address_of_a_thousand_letters(folder: Path) -> Path:
    """An address that overflows any number."""
    return put(folder, one_sheet(worksheet(f'<row r="1"><c r="{"A" * 1000}1"><v>1</v></c></row>')))


@kind("S101")
def row_zero(folder: Path) -> Path:
    """Rows count from 1."""
    return put(folder, one_sheet(worksheet('<row r="0"><c r="A0"><v>1</v></c></row>')))


@kind("S101")
def row_of_5_000_digits(folder: Path) -> Path:
    """A row number longer than Python converts."""
    return put(folder, one_sheet(worksheet(f'<row r="{"9" * 5000}"><c><v>1</v></c></row>')))


@kind("S201")
def cells_out_of_order(folder: Path) -> Path:
    """Rows upwards and cells to the left."""
    xml = (
        '<row r="3"><c r="B3"><v>3</v></c><c r="A3"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    )
    return put(folder, one_sheet(worksheet(xml)))


@kind("S201")
def one_cell_many_times(folder: Path) -> Path:
    """A1 a hundred thousand times."""
    cells = '<c r="A1"><v>1</v></c>' * 100_000
    return put(folder, one_sheet(worksheet(f'<row r="1">{cells}</row>')))


@kind("S104")
def ten_million_cells(folder: Path) -> Path:
    """A sheet of 11,000 rows whose last column is ALL."""
    xml = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="ALL{n}"><v>1</v></c></row>' for n in range(1, 11_001)
    )
    return put(folder, one_sheet(worksheet(xml)))


@kind("S201")
def just_below_the_limit_of_cells(folder: Path) -> Path:
    """A rectangle of 9.9 million places with two values: allowed, and must still fit into the memory."""
    xml = '<row r="1"><c r="A1"><v>1</v></c></row><row r="99000"><c r="CV99000"><v>1</v></c></row>'
    return put(folder, one_sheet(worksheet(xml)))


@kind("S201")
def dense_200_000_rows(folder: Path) -> Path:
    """A million numbers: large, honest and no form of ours."""
    cells = "".join(f'<c r="{c}{{0}}"><v>1</v></c>' for c in "ABCDE")
    return put(folder, one_sheet(worksheet(rows(200_000, cells))))


@kind("S201")
def a_million_formatted_blanks(folder: Path) -> Path:
    """Formatting dragged down to the last row."""
    return put(folder, one_sheet(worksheet(rows(1_048_576, ""))))


@kind("S201")
def dimension_claims_everything(folder: Path) -> Path:
    """The sheet says that it reaches to XFD1048576; one cell is there."""
    xml = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>')
    return put(folder, one_sheet(xml))


@kind("")
def dimension_claims_one_cell(folder: Path) -> Path:
    """The sheet says A1, as WPS writes it; its table is there all the same."""
    return put(folder, changed(_PROGRESS, '<dimension ref="A1:I10"/>', '<dimension ref="A1"/>'))


@kind("")
def dimension_is_nonsense(folder: Path) -> Path:
    """The sheet's range is no range."""
    return put(folder, changed(_PROGRESS, '<dimension ref="A1:I10"/>', '<dimension ref="ZZZZZ0:-1"/>'))


@kind("S104")
def merges_200_000(folder: Path) -> Path:
    """Two hundred thousand merged ranges on a sheet of one cell."""
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 200_001))
    return put(
        folder,
        one_sheet(
            worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=f"<mergeCells>{merged}</mergeCells>")
        ),
    )


@kind("S404")
def merges_99_000_in_the_official_form(folder: Path) -> Path:
    """As many merged ranges as are allowed, all over the data rows of a ledger."""
    merged = "".join(f'<mergeCell ref="E{6 + n % 2}:F{6 + n % 2}"/>' for n in range(99_000))
    return put(
        folder,
        changed(sheet_part("台账-示范基地"), '<mergeCells count="3">', f'<mergeCells count="99003">{merged}'),
    )


@kind("S404")
def one_merge_over_everything(folder: Path) -> Path:
    """The whole sheet as one merged range."""
    return put(folder, changed(_PROGRESS, "</mergeCells>", '<mergeCell ref="A1:XFD1048576"/></mergeCells>'))


@kind("")
def merge_backwards_and_beyond(folder: Path) -> Path:
    """Merged ranges with their corners swapped, and outside of any sheet, beside the table."""
    return put(
        folder,
        changed(
            _PROGRESS,
            "</mergeCells>",
            '<mergeCell ref="L9:K8"/><mergeCell ref="A1:ZZZ9"/><mergeCell ref="?"/></mergeCells>',
        ),
    )


@kind("S104")
def texts_claimed_4_thousand_million(folder: Path) -> Path:
    """A list of shared texts that claims to be endless; the parser would set aside memory for it."""
    strings = _texts(4294967295, 4294967295, "<si><t>x</t></si>")
    return put(folder, one_sheet(worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings=strings))


@kind("S104")
def texts_claimed_with_zeros(folder: Path) -> Path:
    """The same number with zeros before it."""
    strings = _texts(1, 1, "<si><t>x</t></si>").replace(
        'uniqueCount="1"', f'uniqueCount="{"0" * 40}99999999999"'
    )
    return put(folder, one_sheet(worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings=strings))


@kind("S104")
def texts_four_million(folder: Path) -> Path:
    """Four million empty texts."""
    return put(
        folder,
        one_sheet(
            worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
            strings=_texts(1, 1, "<si/>" * 4_000_000),
        ),
    )


@kind("S104")
def one_long_text_in_many_cells(folder: Path) -> Path:
    """A text of 1 MB in fifty thousand cells: 50 GB when copied for each."""
    strings = _texts(50_000, 1, f"<si><t>{'长' * 350_000}</t></si>")
    return put(folder, one_sheet(worksheet(rows(50_000, '<c r="A{0}" t="s"><v>0</v></c>')), strings=strings))


@kind("S101")
def text_numbers_beyond_the_list(folder: Path) -> Path:
    """Cells that name texts which are not there."""
    xml = worksheet(
        '<row r="1"><c r="A1" t="s"><v>99999999999999999999</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>7</v></c></row>'
    )
    return put(folder, one_sheet(xml, strings=_texts(1, 1, "<si><t>x</t></si>")))


@kind("S201")
def one_text_of_30_mb(folder: Path) -> Path:
    """One cell that holds a library."""
    xml = worksheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"长" * 10_000_000}</t></is></c></row>')
    return put(folder, one_sheet(xml))


@kind("S201")
def rich_text_of_200_000_runs(folder: Path) -> Path:
    """One text in two hundred thousand pieces."""
    runs = "<r><t>长</t></r>" * 200_000
    return put(
        folder,
        one_sheet(
            worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
            strings=_texts(1, 1, f"<si>{runs}</si>"),
        ),
    )


@kind("S402")
def every_column_hidden_many_times(folder: Path) -> Path:
    """Fifty thousand times all columns hidden."""
    cols = '<col min="1" max="16384" hidden="1"/>' * 50_000
    return put(folder, changed(_PROGRESS, "<cols>", f"<cols>{cols}"))


@kind("S401")
def every_row_hidden(folder: Path) -> Path:
    """All rows of the table hidden."""
    return put(folder, changed(_PROGRESS, '<row r="', '<row hidden="1" r="', count=-1))


@kind("S201")
def header_of_16_384_columns(folder: Path) -> Path:
    """Fifteen rows that fill every column with a header's text."""
    cells = "".join(f'<c r="{column_letters(c)}{{0}}" t="s"><v>0</v></c>' for c in range(1, 16_385))
    strings = _texts(1, 1, "<si><t>累计完成</t></si>")
    return put(folder, one_sheet(worksheet(rows(15, cells)), strings=strings))


@kind("S305")
def official_header_repeated(folder: Path) -> Path:
    """A header row in which a heading stands two thousand times more."""
    extra = "".join(
        f'<c r="{column_letters(c)}4" t="inlineStr"><is><t>累计完成</t></is></c>' for c in range(11, 2011)
    )
    result = good_parts()
    xml = bytes(result[_PROGRESS]).decode()
    at = xml.index("</row>", xml.index('<row r="4"'))
    result[_PROGRESS] = xml[:at] + extra + xml[at:]
    return put(folder, result, NAME)


@kind("S306")
def official_header_with_2_000_unknown(folder: Path) -> Path:
    """A header row with two thousand headings that nobody knows, each of a thousand characters."""
    extra = "".join(
        f'<c r="{column_letters(c)}4" t="inlineStr"><is><t>{"累计" * 500}{c}</t></is></c>'
        for c in range(11, 2011)
    )
    result = good_parts()
    xml = bytes(result[_PROGRESS]).decode()
    at = xml.index("</row>", xml.index('<row r="4"'))
    result[_PROGRESS] = xml[:at] + extra + xml[at:]
    return put(folder, result, NAME)


@kind("")
def ledger_of_50_000_blank_rows(folder: Path) -> Path:
    """A ledger whose rows go on, formatted and empty, for fifty thousand rows."""
    part = sheet_part("台账-示范基地")
    more = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(100, 50_100))
    return put(folder, changed(part, "</sheetData>", more + "</sheetData>"))
