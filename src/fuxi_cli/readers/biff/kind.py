"""Whose file a compound file is: by the streams in its root, for an embedded document has such streams further down."""

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.biff.compound import Compound
from fuxi_cli.readers.refusal import Refusal

_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "powerpoint"),
)


def container_kind(data: bytes) -> str:
    """A kind as ``signature`` names it, or ``unknown``. A damaged container is told by the names in its bytes."""
    try:
        container = Compound(data, Limits())
    except Refusal:
        return next((kind for name, kind in _STREAMS if f"{name}\0".encode("utf-16-le") in data), "unknown")
    return next((kind for name, kind in _STREAMS if container.has(name)), "unknown")
