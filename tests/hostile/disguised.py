"""Every other kind of file under every name that a workbook may have."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from hostile.base import good, put
from hostile.kinds import Kind
from support.packages import pack

EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".csv")
_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _office(kind: str, part: str) -> bytes:
    content = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return pack(
        {
            _TYPES: f'<Types xmlns="t"><Override PartName="/{part}" ContentType="{content}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="r"><Relationship Id="r" Type="{relation}" Target="{part}"/></Relationships>',
            part: "<x/>",
        }
    )


_NOISE = b"\xfb" + Random(4).randbytes(20_000)
CONTENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "S110"),
    "photograph": (lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "S110"),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n", "S110"),
    "rtf": (lambda: b"{\\rtf1\\ansi x}", "S110"),
    "word": (lambda: _office("wordprocessingml.document", "word/document.xml"), "S110"),
    "slides": (lambda: _office("presentationml.presentation", "ppt/presentation.xml"), "S110"),
    "old_word": (lambda: _OLE + "WordDocument\0".encode("utf-16-le") + bytes(4000), "S110"),
    "zip": (lambda: pack({"说明.txt": "x"}), "S110"),
    "rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100), "S110"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00" + bytes(100), "S110"),
    "encrypted": (lambda: _OLE + "EncryptedPackage\0".encode("utf-16-le") + bytes(4000), "S102"),
    "noise": (lambda: _NOISE, "S101"),
    "program": (lambda: b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 10, "S101"),
    "nothing": (lambda: b"", "S101"),
    "zeros": (lambda: bytes(5000), "S101"),
}


def _kinds() -> tuple[Kind, ...]:
    return tuple(
        _one(name, content, codes, extension)
        for name, (content, codes) in CONTENTS.items()
        for extension in EXTENSIONS
    )


def _one(name: str, content: Callable[[], bytes], codes: str, extension: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, content(), f"360731_于都县_2022-06{extension}")

    make.__doc__ = f"{name} as {extension}"
    return Kind(f"{name}_as_{extension[1:]}", make, frozenset(codes.split()), together=True)


OTHERS = _kinds()
RENAMED = tuple(
    _one("workbook", good, "S103", extension) for extension in EXTENSIONS if extension not in (".xlsx",)
)
