"""What a file is by its first bytes, whatever its name says."""

from os.path import splitext
from typing import NamedTuple

SPREADSHEETS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "xml")
"""Kinds that hold tables, whether or not they can be read yet."""

NAMES = {
    "xlsx": "Excel 工作簿（.xlsx）",
    "xlsm": "启用宏的 Excel 工作簿（.xlsm）",
    "xls": "旧版 Excel 或 WPS 表格（.xls、.et）",
    "xlsb": "二进制 Excel 工作簿（.xlsb）",
    "ods": "开放文档表格（.ods）",
    "csv": "CSV 文本表格",
    "xml": "XML 表格（2003 版）",
    "text": "文本文件",
    "html": "网页文件",
    "pdf": "PDF 文件",
    "word": "Word 文档",
    "powerpoint": "PPT 演示文稿",
    "image": "图片",
    "archive": "压缩包",
    "rtf": "RTF 文档",
}
_EXTENSIONS = {
    "xlsx": (".xlsx", ".xltx"),
    "xlsm": (".xlsm", ".xltm", ".xlam"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "xlsb": (".xlsb",),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".tsv"),
    "xml": (".xml",),
    "text": (".txt", ".log", ".md", ".json", ".xml"),
    "html": (".html", ".htm", ".mht"),
    "pdf": (".pdf",),
    "word": (".doc", ".docx", ".wps"),
    "powerpoint": (".ppt", ".pptx", ".dps"),
    "image": (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
    "archive": (".zip", ".rar", ".7z", ".gz"),
    "rtf": (".rtf",),
}
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"{\\rtf", "rtf"),
    (b"\x09\x08", "xls"),
    (b"\x09\x04", "xls"),
    (b"\x09\x02", "xls"),
    (b"\x09\x00\x04\x00", "xls"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "powerpoint"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_TEXT_SAMPLE = 64 * 1024
_NOT_TEXT = frozenset(range(32)) - frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")


class Signature(NamedTuple):
    """``kind`` is a key of NAMES, or ``zip``, ``encrypted``, ``empty``, ``zeros`` or ``unknown``."""

    kind: str
    extension: str
    """As the file's name has it, in lower case with its dot; empty when there is none."""

    @property
    def name(self) -> str:
        return NAMES.get(self.kind, "")

    @property
    def agrees(self) -> bool:
        """The extension is one that this kind of file goes by."""
        return self.extension in _EXTENSIONS.get(self.kind, ())


def recognise(path: str, data: bytes) -> Signature:
    """What the content is. A zip is only called ``zip``: what it holds is told by its parts."""
    return Signature(_kind(data, extension(path)), extension(path))


def extension(path: str) -> str:
    return splitext(path)[1].lower()


def _kind(data: bytes, suffix: str) -> str:
    if not data:
        return "empty"
    magic = next((kind for prefix, kind in _MAGIC if data.startswith(prefix)), None)
    if magic == "ole":
        return _ole_kind(data)
    if magic:
        return magic
    if not data.strip(b"\0"):
        return "zeros"
    text = _as_text(data[:_TEXT_SAMPLE])
    return "unknown" if text is None else _text_kind(text, suffix)


def _ole_kind(data: bytes) -> str:
    """By the names in the container's directory, which are UTF-16; the directory may lie anywhere."""
    for name, kind in _OLE_STREAMS:
        if f"{name}\0".encode("utf-16-le") in data:
            return kind
    return "unknown"


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
    return None


def _text_kind(text: str, suffix: str) -> str:
    head = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in head or 'progid="excel.sheet"' in head:
        return "xml"
    if head.startswith(("<!doctype html", "<html", "mime-version:")) or "<html" in head or "<table" in head:
        return "html"
    return "csv" if suffix in _EXTENSIONS["csv"] else "text"
