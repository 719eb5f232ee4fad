"""Which kind of text a file is: a web page, Excel's XML of 2003, a table, or just text. Loaded for text only."""

import re

from fuxi_cli.readers.text.delimiters import looks_tabular

_SAMPLE = 64 * 1024
_HEAD = 4000
_NOT_TEXT = frozenset(range(32)) - frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")
_PROSE = (".md", ".log", ".json", ".yaml", ".yml", ".py", ".html", ".htm", ".xml")
"""Text whose name says that it is no table, though its lines may be cut alike."""
_PAGE = re.compile(
    r"<(?:!doctype html|!--|(?:html|head|meta|title|body|table|style|script|div|p|center|form|font|span|br|h[1-6])[\s/>])"
)
_TABLE = re.compile(r"<table[\s>]")
_ROW = re.compile(r"<tr[\s>]")


def text_kind(data: bytes, suffix: str) -> str:
    """A key of ``signature.NAMES``; ``unknown`` for what is no text at all."""
    text = _as_text(data[:_SAMPLE])
    if text is None:
        return "unknown"
    head = text.lstrip("\ufeff \t\r\n")[:_HEAD].lower()
    if head.startswith("<?xml") and "<html" not in head:
        return "xml" if _is_excel_xml(head) else "text"
    if _is_page(head):
        return "html"
    if head.startswith("<") and _is_excel_xml(head):
        return "xml"
    if suffix in (".csv", ".tsv"):
        return "csv"
    return "csv" if suffix not in _PROSE and looks_tabular(text) else "text"


def _as_text(sample: bytes) -> str | None:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sample.decode("utf-16", "replace")
    if not _NOT_TEXT.isdisjoint(sample):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        for cut in range(4):  # the sample may end inside a character
            try:
                return sample[: len(sample) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    text = sample.decode("utf-8", "replace")  # damaged text is text all the same: its reader says where
    return text if text.count("\ufffd") * 4 < len(text) else None


def _is_excel_xml(head: str) -> bool:
    return "urn:schemas-microsoft-com:office:spreadsheet" in head or 'progid="excel.sheet"' in head


def _is_page(head: str) -> bool:
    """A page, a piece of one, or a page saved with all that belongs to it (MHTML); not any text with a “<” in it."""
    if head.startswith("mime-version:") or ("mime-version:" in head and "multipart/related" in head):
        return True
    begins = head.startswith("<?xml") or _PAGE.match(head) is not None
    return begins or (_TABLE.search(head) is not None and _ROW.search(head) is not None)
