"""Strict Office Open XML (.xlsx with other namespaces and ISO dates) gives the same as the usual kind."""

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from fuxi_cli.core.place import column_letters
from fuxi_cli.core.submission import Notice, Workbook
from fuxi_cli.readers.spreadsheet import read_workbook
from support.command import fuxi
from support.packages import MAIN, OFFICE, STRICT, Content, pack, parts, relations, worksheet
from support.samples import GANZHOU

EXAMPLES = Path(__file__).parents[2] / "examples"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMES = (
    (MAIN, STRICT),
    (f"{OFFICE}/custom-properties", f"{STRICT_OFFICE}/customProperties"),
    (f"{OFFICE}/extended-properties", f"{STRICT_OFFICE}/extendedProperties"),
    (OFFICE, STRICT_OFFICE),
    (f"{_OFFICE}/custom-properties", "http://purl.oclc.org/ooxml/officeDocument/customProperties"),
    (f"{_OFFICE}/docPropsVTypes", "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes"),
    (f"{_OFFICE}/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/extendedProperties"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"),
)


def strict(content: Content) -> str:
    """A part with the namespaces that Excel writes when told to save a “Strict Open XML” workbook."""
    text = content.decode() if isinstance(content, bytes) else content
    for usual, other in NAMES:
        text = text.replace(usual, other)
    return text.replace("<workbook ", '<workbook conformance="strict" ', 1)


def saved(folder: Path, parts: dict[str, Content], name: str = "示例.xlsx") -> str:
    path = folder / name
    path.write_bytes(
        pack({n: strict(part) if n.endswith((".xml", ".rels")) else part for n, part in parts.items()})
    )
    return str(path)


def cells(folder: Path, inside: str, **options: Any) -> list[Any]:
    made = parts({"表": worksheet(f'<row r="1">{inside}</row>')}, **options)
    workbook = read_workbook(saved(folder, made))
    assert workbook.notices == []
    return workbook.sheets[0].rows[0]


def _with_iso_dates(content: str, dates: dict[str, date]) -> str:
    for address, day in dates.items():
        usual = re.compile(rf'<c r="{address}"( s="\d+")?><v>[\d.]+</v></c>')
        content, count = usual.subn(rf'<c r="{address}"\1 t="d"><v>{day.isoformat()}</v></c>', content)
        assert count == 1, address
    return content


def _to_strict(source: Path, target: Path) -> int:
    """The same workbook in Strict form, every plain date in ISO form; how many there were."""
    sheets = read_workbook(str(source)).sheets
    with ZipFile(source) as archive:
        made: dict[str, Content] = {name: archive.read(name) for name in archive.namelist()}
    count = 0
    for number, sheet in enumerate(sheets, start=1):
        dates = {
            f"{column_letters(c)}{r}": value
            for r, row in enumerate(sheet.rows, 1)
            for c, value in enumerate(row, 1)
            if isinstance(value, date)
        }
        part = f"xl/worksheets/sheet{number}.xml"
        content = made[part]
        assert isinstance(content, bytes)
        made[part] = _with_iso_dates(content.decode(), dates)
        count += len(dates)
    saved(target.parent, made, target.name)
    return count


def _picture(workbook: Workbook) -> list[tuple[object, ...]]:
    return [
        (s.name, s.rows, s.visible, s.hidden_rows, s.hidden_columns, s.merged, s.errors, s.uncalculated, s.formulas)
        for s in workbook.sheets
    ]  # fmt: skip


@pytest.mark.parametrize(
    "example", ["progress.xlsx", "city-table.xlsx", "submissions/2022-06/360702_章贡区_2022-06.xlsx"]
)
def test_an_example_in_strict_form_is_the_same_submission(tmp_path: Path, example: str) -> None:
    folders = [tmp_path / "普通", tmp_path / "严格"]
    for folder in folders:
        folder.mkdir()
    usual, other = (folder / Path(example).name for folder in folders)
    usual.write_bytes((EXAMPLES / example).read_bytes())
    dates = _to_strict(usual, other)
    assert dates > 0 or example == "city-table.xlsx"
    before, after = read_workbook(str(usual)), read_workbook(str(other))
    assert _picture(before) == _picture(after)
    assert (before.properties, before.notices) == (after.properties, after.notices)
    reports = [fuxi("check", path, "--plan", GANZHOU, "-f", "json") for path in (usual, other)]
    assert reports[0].code == reports[1].code
    jsons = [r.json for r in reports]
    for report in jsons:
        for entry in (*report["workbooks"], *report["findings"]):
            entry.update(dict.fromkeys({"path", "sha256"} & entry.keys()))
    assert jsons[0] == jsons[1]


@pytest.mark.parametrize("style", ["", ' s="0"', ' s="1"'])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2022-06-03", date(2022, 6, 3)),
        ("2022-06-03T00:00:00", date(2022, 6, 3)),
        ("2022-06-03T00:00:00.000", date(2022, 6, 3)),
        ("2022-06-03T12:30:05", datetime(2022, 6, 3, 12, 30, 5)),
        ("2022-06-03T12:30:05.500", datetime(2022, 6, 3, 12, 30, 5, 500_000)),
        ("12:30:05", time(12, 30, 5)),
        ("1899-12-30", date(1899, 12, 30)),
        # what is no date in this form stands as it is written, and is never a blank
        ("2022-02-30", "2022-02-30"),
        ("2022-06-03T12:30:05Z", "2022-06-03T12:30:05Z"),
        ("20220603", "20220603"),
        ("12022-06-03", "12022-06-03"),
    ],
)
def test_iso_dates(tmp_path: Path, style: str, written: str, read: object) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    (got,) = cells(tmp_path, f'<c r="A1"{style} t="d"><v>{written}</v></c>', styles=styles)
    assert got == read
    assert type(got) is type(read)


@pytest.mark.parametrize("before", ["", "<!-- the slow path -->"])
def test_everything_else_in_a_strict_file(tmp_path: Path, before: str) -> None:
    rows = (
        '<row r="2" hidden="1"><c r="B2" t="s"><v>0</v></c><c r="C2" t="e"><v>#REF!</v></c></row>'
        '<row r="3"><c r="A3"><f>1+1</f></c><c r="B3" t="d"><v>2022-06-03</v></c></row>'
    )
    sheet = worksheet(
        rows,
        before=f'{before}<cols><col min="2" max="2" hidden="1"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
    )
    custom = (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="fuxi_plan">'
        "<vt:lpwstr>shili</vt:lpwstr></property></Properties>"
    )
    extra = {
        "docProps/custom.xml": custom,
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"/></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
            ("rId1", "externalLinkPath", "file:///上月.xlsx")
        ),
    }
    made = parts(
        {"表": sheet},
        strings=f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><r><t>富</t></r><r><t>硒</t></r></si></sst>',
        links=(("x1", "externalLink", "externalLinks/externalLink1.xml"),),
        extra=extra,
    )
    workbook = read_workbook(saved(tmp_path, made))
    (only,) = workbook.sheets
    assert [row[1:] for row in only.rows[1:]] == [["富硒", None], [date(2022, 6, 3), None]]
    assert (only.hidden_rows, only.hidden_columns, only.merged) == ({2}, {2}, ((1, 1, 1, 3),))
    assert (only.errors, only.uncalculated, only.formulas) == ({(2, 3): "#REF!"}, {(3, 1)}, {(3, 1)})
    assert workbook.properties == {"fuxi_plan": "shili"}
    assert workbook.notices == [Notice("external-links", provided="file:///上月.xlsx")]


@pytest.mark.parametrize("percent", range(0, 95, 5))  # what is cut off last holds nothing
def test_half_a_strict_sheet(tmp_path: Path, percent: int) -> None:
    made = parts({"表": worksheet('<row r="1"><c r="A1" t="d"><v>2022-06-03</v></c></row>')})
    path = saved(tmp_path, made)
    whole = strict(made["xl/worksheets/sheet1.xml"])
    saved(tmp_path, {**made, "xl/worksheets/sheet1.xml": whole[: len(whole) * percent // 100]})
    workbook = read_workbook(path)
    assert not workbook.readable
    assert [n.kind for n in workbook.notices] == ["unreadable"]
