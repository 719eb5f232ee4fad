"""What a file is by its first bytes, whatever its name says."""

from importlib import import_module
from os.path import splitext
from typing import NamedTuple

SPREADSHEETS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "html", "xml")
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
    "csv": (".csv", ".tsv", ".txt"),
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
_TEXT_KINDS = "fuxi_cli.readers.text.kind"
_CONTAINER_KINDS = "fuxi_cli.readers.biff.kind"


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
    kind: str = import_module(_TEXT_KINDS).text_kind(data, suffix)
    return kind


def _ole_kind(data: bytes) -> str:
    kind: str = import_module(_CONTAINER_KINDS).container_kind(data)
    return kind
