"""What makes an output safe, for every format: each function fails when something in it could act."""

import base64
import csv
import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import load_workbook

INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode categories that a terminal or a reader's eye may be misled by."""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LIVE = tuple("=+-@＝＋－＠\t\r\n")
PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
_FETCHING = re.compile(
    r"(?i)WEBSERVICE|HYPERLINK|IMPORT|RTD|DDE|CALL|REGISTER|EXEC|INDIRECT|ENCODEURL|FILTERXML|[\[\]|\\]|//"
)
_FORMULA_TAGS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"}
_ACTIVE_PARTS = re.compile(
    r"(?i)externallinks?/|vbaproject|macrosheets/|dialogsheets/|embeddings/|activex/|ctrlprops/|connections|"
    r"querytables/|pivotcache|customxml/|oleobject|webextensions|richdata|attachedtoolbars|\.bin$"
)


def invisible(text: str, besides: str = "\n") -> str:
    """The characters of a text that must not reach a screen."""
    return "".join(c for c in text if c not in besides and unicodedata.category(c) in INVISIBLE)


def assert_terminal(content: bytes, coloured: bytes | None = None) -> str:
    """Text for a terminal; with colour it is the same text with nothing but colours in it."""
    text = content.decode("utf-8")
    assert not invisible(text), repr(invisible(text)[:20])
    if coloured is not None:
        without = COLOUR.sub("", coloured.decode("utf-8"))
        assert not invisible(without), repr(invisible(without)[:20])
        squeezed, same = (re.sub(r" +\n", "\n", one) for one in (without, text))
        assert squeezed == same
    return text


def assert_json(content: bytes) -> Any:
    """Strict JSON in UTF-8, no key twice, no NaN; and what a terminal shows of it is harmless."""
    text = content.decode("utf-8")
    assert not invisible(text), repr(invisible(text)[:20])

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({name for name, _ in pairs}) == len(pairs), pairs
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=once)


def assert_csv(content: bytes) -> list[list[str]]:
    """CSV that Excel opens by a double click, also where it splits at semicolons; every row as wide as the header."""
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert not invisible(text, "\r\n"), repr(invisible(text, "\r\n")[:20])
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    for cell in (cell for row in rows for cell in row):
        assert_cell(cell)
        for piece in re.split(r"[;|]", cell)[1:]:
            assert_cell(piece.strip(' "'))
    return rows


def assert_cell(cell: str) -> None:
    stripped = cell.strip(" \u3000\xa0")
    assert PLAIN_NUMBER.fullmatch(stripped) or not stripped.startswith(LIVE), cell[:60]


def xml_parts(content: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """Every XML part of an office file. Each is well-formed and declares nothing."""
    with ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            assert not name.startswith("/")
            assert ".." not in name
            if name.endswith((".xml", ".rels", ".vml")):
                part = package.read(name)
                assert b"<!DOCTYPE" not in part, name
                assert b"<!ENTITY" not in part, name
                yield name, ElementTree.fromstring(part)


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def assert_xlsx(content: bytes, own: Collection[str] = ()) -> None:
    """A workbook in which no formula lives but ``own`` (without “=”), and nothing points out of it."""
    for name, root in xml_parts(content):
        assert not _ACTIVE_PARTS.search(name), name
        for element in root.iter():
            _assert_xlsx_element(name, element, own)
    with ZipFile(io.BytesIO(content)) as package:
        assert "macroEnabled" not in package.read("[Content_Types].xml").decode()
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert str(cell.value).lstrip("=") in own, (sheet.title, cell.coordinate, cell.value)
                assert not (cell.hyperlink and cell.hyperlink.target), cell.coordinate


def _assert_xlsx_element(name: str, element: ElementTree.Element, own: Collection[str]) -> None:
    tag = _local(element)
    text = element.text or ""
    if tag == "f" and "worksheets/" in name:
        assert text in own, (name, text)
        assert element.get("t") in (None, "normal"), (name, text)
    if tag == "c":
        assert element.get("t") in (None, "n", "s", "str", "b", "e", "d", "inlineStr"), element.attrib
    if tag in _FORMULA_TAGS:
        assert not _FETCHING.search(re.sub(r'"[^"]*"', '""', text)), (name, tag, text)
    if tag == "Relationship":
        assert element.get("TargetMode") != "External", (name, element.attrib)
    if tag == "hyperlink":
        assert not any(key.endswith("}id") for key in element.attrib), (name, element.attrib)


def formulas(content: bytes) -> set[str]:
    """The formulas in the cells of a workbook, without “=”."""
    return {
        element.text or ""
        for name, root in xml_parts(content)
        for element in root.iter()
        if _local(element) == "f" and "worksheets/" in name
    }


def assert_docx(content: bytes) -> str:
    """A document without fields, links, objects and hidden characters; its text."""
    words = []
    with ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            assert not re.search(r"(?i)embeddings|vbaproject|activex", name), name
            assert not re.search(rb"<!DOCTYPE|<!ENTITY|TargetMode=.External", part), name
            assert not re.search(
                rb"<w:(fldSimple|fldChar|instrText|hyperlink|altChunk|object|control)\b", part
            ), name
        for element in ElementTree.fromstring(package.read("word/document.xml")).iter():
            if _local(element) == "t":
                words.append(element.text or "")
        ElementTree.fromstring(package.read("docProps/core.xml"))
    text = "\n".join(words)
    assert not invisible(text), repr(invisible(text)[:20])
    return text


class _Tags(HTMLParser):
    _FORBIDDEN = frozenset(
        (
            "script",
            "iframe",
            "object",
            "embed",
            "applet",
            "link",
            "base",
            "form",
            "input",
            "frame",
            "svg",
            "math",
        )
    )

    def __init__(self, own: Collection[str] = ()) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.own = own
        self.assets: dict[str, list[str]] = {"script": [], "style": []}
        self.policy = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in self._FORBIDDEN or tag in self.own, tag
        self._inside = tag
        named = dict(attrs)
        if "meta" in self.own and named.get("http-equiv") == "Content-Security-Policy":
            assert not self.policy, "two policies"
            self.policy = named.get("content") or ""
            return
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            outward = re.search(
                r"(?i)javascript:|vbscript:|data:|^\s*(https?:)?//|url\s*\(|expression\s*\(", value or ""
            )
            assert not outward, (tag, name, value)
            assert name not in ("http-equiv", "srcdoc", "formaction"), (tag, name)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in self.assets:
            self.assets[self._inside].append(data)
        else:
            self.words.append(data)


def assert_html(content: bytes, own: Collection[str] = ()) -> str:
    """A page without script, and without anything from elsewhere; its text.

    ``own``: elements that the page itself brings along. With ``meta`` it brings a policy, which must forbid all but
    the one style and the one script that the page holds.
    """
    text = content.decode("utf-8")
    assert not invisible(text), repr(invisible(text)[:20])
    page = _Tags(own)
    page.feed(text)
    page.close()
    if "meta" in own:
        (script,), (style,) = page.assets["script"], page.assets["style"]
        script_hash, style_hash = (
            base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (script, style)
        )
        assert page.policy == (
            f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
            "base-uri 'none'; form-action 'none'"
        )
        assert not re.search(r"(?i)@import|url\(|https?:|//[a-z]", style), "the style fetches something"
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp|https?:", script
        )
    return "".join(page.words)


def assert_markdown(content: bytes) -> str:
    """Markdown without tags, links and images from data; tables are as wide as their headers."""
    text = content.decode("utf-8")
    assert not invisible(text), repr(invisible(text)[:20])
    assert not re.search(r"(?<!\\)<(?=[A-Za-z/!?])", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    width = 0
    for line in text.split("\n"):
        bars = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not (bars and width and bars != width), line
        width = bars
    return text


def tree(folder: Path) -> set[Path]:
    """Everything below a folder, links not followed."""
    found, open_ = set(), [folder]
    while open_:
        for path in open_.pop().iterdir():
            found.add(path)
            if path.is_dir() and not path.is_symlink():
                open_.append(path)
    return found


def assert_names(written: Collection[Path], folder: Path) -> None:
    """Written files stand in the folder itself, under names that every system takes, no two of them alike."""
    alike = set()
    for path in written:
        assert path.parent == folder, path
        name = path.name
        assert not invisible(name, ""), repr(name)
        assert not set(name) & set('<>:"/\\|?*\n\t\r'), name
        assert not name.startswith((".", "~", " ")), name
        assert not name.endswith((".", " ")), name
        assert not DEVICES.fullmatch(path.stem), name
        assert len(name.encode()) <= 255, name
        key = unicodedata.normalize("NFC", name).casefold()
        assert key not in alike, name
        alike.add(key)
