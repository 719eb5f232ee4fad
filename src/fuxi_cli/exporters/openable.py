"""What openpyxl must not be given to load: small packages that it would blow up to gigabytes."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from openpyxl.utils.cell import range_boundaries

_MOST_COVERED = 500_000
"""Cells under merged ranges and links of many cells: openpyxl makes an object for each."""
_AREA = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^<>]*?\bref\s*=\s*[\"']([^\"']*)")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")
_RAW = ("xl/media/", "xl/printersettings/", "xl/vbaproject.bin", "xl/embeddings/")
"""Parts that are never parsed."""


def openable(content: bytes, most_bytes: int) -> bool:
    """Whether loading the package is safe and quick; ``most_bytes`` of XML is the most. Raises what ZipFile raises."""
    with ZipFile(BytesIO(content)) as package:
        parts = [e for e in package.infolist() if not e.filename.lower().startswith(_RAW)]
        if sum(entry.file_size for entry in parts) > most_bytes:
            return False
        covered = 0
        for entry in parts:
            xml = package.read(entry)
            if xml.startswith(_OTHER_ENCODINGS) or any(mark in xml for mark in _DECLARED):
                return False
            # ``sheet_parts`` finds cells by patterns, and a comment may hold what looks like a million of them.
            if b"sheetData" in xml and b"<!" in xml:
                return False
            if b"mergeCell" in xml or b"hyperlink" in xml:
                covered += sum(_covered(xml))
        return covered <= _MOST_COVERED


def _covered(xml: bytes) -> Iterator[int]:
    for found in _AREA.finditer(xml):
        if b":" in found[1] or b"&" in found[1]:
            left, top, right, bottom = range_boundaries(found[1].decode("ascii").replace("$", ""))
            yield (right - left + 1) * (bottom - top + 1)
