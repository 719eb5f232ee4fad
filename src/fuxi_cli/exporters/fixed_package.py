"""Office files are zips that carry the time of writing; packed anew, the same content gives the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def repack(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with some of its parts replaced and every date fixed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            # An entry made by its name alone bears the zip format's first day, 1980-01-01.
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, changed[name] if name in changed else source.read(name))
    return buffer.getvalue()
