"""The list of a zip's entries and their bytes: as zipfile has them, or not at all."""

import zlib
from collections.abc import Callable
from io import BytesIO
from struct import pack, unpack_from
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.ooxml.repack import repack
from fuxi_cli.readers.refusal import Refusal
from fuxi_cli.readers.zips.archive import Entry, inflate, list_entries, ordinary_entries
from fuxi_cli.readers.zips.package import open_package

_CONTENTS = {
    "a.xml": b"<a/>" * 40,
    "空/乙.xml": "乙".encode() * 9,
    "xl/empty": b"",
    "xl/b.xml": bytes(range(256)),
}


def zipped(method: int = ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", method) as archive:
        archive.comment = comment
        for name, content in _CONTENTS.items():
            archive.writestr(ZipInfo(name), content, method)
    return target.getvalue()


DATA = zipped()


def by_zipfile(data: bytes) -> dict[str, bytes | None]:
    """What zipfile makes of each entry; None where it refuses."""
    with ZipFile(BytesIO(data)) as archive:
        found = {}
        for entry in archive.infolist():
            try:
                content = archive.read(entry)
            except Exception:
                content = None
            found[entry.filename] = (
                content if content is not None and len(content) == entry.file_size else None
            )
        return found


def by_us(data: bytes, entries: list[Entry]) -> dict[str, bytes | None]:
    return {entry.name: inflate(data, entry) for entry in entries}


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_an_ordinary_zip_is_read_as_zipfile_reads_it(method: int) -> None:
    data = zipped(method)
    entries = ordinary_entries(data, 10)
    assert entries is not None
    assert entries == list_entries(data)
    assert by_us(data, entries) == _CONTENTS == by_zipfile(data)


def test_what_is_unusual_is_left_to_zipfile() -> None:
    for data in (zipped(comment=b"x"), b"before" + DATA, DATA + b"\0", DATA[:-1], b"", DATA[-22:]):
        assert ordinary_entries(data, 10) in (None, [])
    assert ordinary_entries(DATA, len(_CONTENTS) - 1) is None
    assert by_us(b"before" + DATA, list_entries(b"before" + DATA)) == _CONTENTS


@settings(deadline=None, max_examples=1500)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), min_size=1, max_size=3))
def test_of_a_damaged_zip_no_content_is_read_that_zipfile_would_not_read(
    changes: list[tuple[int, int]],
) -> None:
    damaged = bytearray(DATA)
    for place, value in changes:
        damaged[place] = value
    data = bytes(damaged)
    entries = ordinary_entries(data, 10)
    if entries is None:
        try:
            entries = list_entries(data)
        except Exception:
            return
    theirs = by_zipfile(data)
    ours = by_us(data, entries)
    assert list(ours) == list(theirs)
    for name, content in ours.items():
        assert content in (None, b"") or content == theirs[name]


def _end(data: bytearray) -> int:
    return data.rfind(b"PK\5\6")


def _directory(data: bytearray) -> int:
    return int(unpack_from("<L", data, _end(data) + 16)[0])


def _lying_size(data: bytearray) -> None:
    data[_directory(data) + 24 : _directory(data) + 28] = pack("<L", len(_CONTENTS["a.xml"]) - 1)


def _wrong_checksum(data: bytearray) -> None:
    data[_directory(data) + 16] ^= 1


def _other_name(data: bytearray) -> None:
    data[30] = ord("z")


def _shared_bytes(data: bytearray) -> None:
    """The second entry's header is said to stand where the first one's data does."""
    second = _directory(data) + 46 + len("a.xml")
    data[second + 42 : second + 46] = pack("<L", 10)


@pytest.mark.parametrize("spoil", [_lying_size, _wrong_checksum, _other_name, _shared_bytes])
def test_what_contradicts_itself_is_refused(spoil: Callable[[bytearray], None]) -> None:
    data = bytearray(DATA)
    spoil(data)
    with pytest.raises(Refusal) as refusal:
        open_package(bytes(data), Limits()).read("a.xml")
    assert refusal.value.notice.fact("cause") == "damaged"


def test_no_more_is_inflated_than_the_list_declares() -> None:
    bomb = zlib.compress(bytes(50_000_000), wbits=-15)
    local = pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(bomb), 5, 1, 0) + b"a" + bomb
    assert inflate(local, Entry("a", b"a", 0, 8, 0, len(bomb), 5, 0)) is None


@pytest.mark.parametrize(
    "rows", [b'<row r="1"/>', b'<row r="1"/>' + b" " * 3_000_000], ids=["small", "large"]
)
def test_a_repacked_workbook_is_a_sound_zip(rows: bytes) -> None:
    lean = repack([rows, memoryview(b"")], b"<sst/>", b"<styleSheet/>", date1904=True)
    assert lean.read(0) == b""
    assert lean.read(3) == b"PK\3"
    data = b"PK\3" + b"".join(iter(lambda: lean.read(1 << 26), b""))
    assert lean.read() == b""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 7
        assert b'date1904="1"' in archive.read("xl/workbook.xml")
        assert b"<sheetData>%b</sheetData>" % rows in archive.read("xl/worksheets/s0.xml")
    entries = ordinary_entries(data, 10)
    assert entries is not None
    assert by_us(data, entries) == by_zipfile(data)
