"""Zips that lie, burst, repeat themselves or break off."""

import struct
from pathlib import Path
from warnings import catch_warnings, simplefilter
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from hostile.base import ONE_CELL, good, good_parts, inflated, put, sheet_part
from hostile.kinds import Kind, kind
from support.packages import pack, parts

MIB = 1 << 20
CENTRAL = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"
END = b"PK\x05\x06"
_PROGRESS = sheet_part("指标进度").encode()


def _entry_field(data: bytes, name: bytes, offset: int, value: bytes) -> bytes:
    """The zip with a field of one entry's record in the list of entries overwritten."""
    spoilt = bytearray(data)
    at = data.find(CENTRAL)
    while data[at + 46 : at + 46 + len(name)] != name:
        at = data.index(CENTRAL, at + 4)
    spoilt[at + offset : at + offset + len(value)] = value
    return bytes(spoilt)


def _end_field(data: bytes, offset: int, value: bytes) -> bytes:
    at = data.rfind(END)
    return data[: at + offset] + value + data[at + offset + len(value) :]


@kind("S104")
def zip_bomb_one_part(folder: Path) -> Path:
    """A worksheet of 300 MB of blanks in 300 kB."""
    others = parts({"表": ONE_CELL})
    del others["xl/worksheets/sheet1.xml"]
    return inflated(folder / "表.xlsx", {"xl/worksheets/sheet1.xml": 300 * MIB}, others)


@kind("S104")
def zip_bomb_by_ratio(folder: Path) -> Path:
    """40 MB that were 40 kB: below the largest size of a part, but no sheet compresses so well."""
    others = parts({"表": ONE_CELL})
    del others["xl/worksheets/sheet1.xml"]
    return inflated(folder / "表.xlsx", {"xl/worksheets/sheet1.xml": 40 * MIB}, others)


@kind("S104")
def zip_bomb_many_parts(folder: Path) -> Path:
    """Ten sheets of 30 MB each: every one would pass, together they are too much."""
    others = parts({f"表{n}": ONE_CELL for n in range(1, 11)})
    for name in [name for name in others if "/sheet" in name]:
        others[name] = ONE_CELL + " " * (30 * MIB)
    return put(folder, pack(others), "表.xlsx")


@kind("S104")
def zip_bomb_styles(folder: Path) -> Path:
    """A style list of 64 MB."""
    others = parts({"表": ONE_CELL}, styles="")
    del others["xl/styles.xml"]
    return inflated(folder / "表.xlsx", {"xl/styles.xml": 64 * MIB}, others)


@kind("S104")
def zip_bomb_content_types(folder: Path) -> Path:
    """The first part that anybody opens is the bomb."""
    others = parts({"表": ONE_CELL})
    del others["[Content_Types].xml"]
    return inflated(folder / "表.xlsx", {"[Content_Types].xml": 64 * MIB}, others)


@kind("S110")
def zip_in_zip(folder: Path) -> Path:
    """Zips in zips: nothing inside is opened, and the outermost is no workbook."""
    data = b"x" * MIB
    for level in range(12):
        data = pack({f"{level}-{n}.zip": data for n in range(2 if level < 4 else 1)})
    return put(folder, data, "表.xlsx")


@kind("S104")
def entries_100_000(folder: Path) -> Path:
    """A hundred thousand empty entries."""
    with ZipFile(folder / "表.xlsx", "w") as archive:
        for name, content in parts({"表": ONE_CELL}).items():
            archive.writestr(name, content)
        for n in range(100_000):
            archive.writestr(ZipInfo(f"x/{n}"), b"")
    return folder / "表.xlsx"


@kind("S101")
def overlapping_entries(folder: Path) -> Path:
    """Two hundred names for one compressed body, each of them 8 MB: the overlap is seen before the sizes add up."""
    body = pack({"a": bytes(8 * MIB)})
    start, directory = body.find(LOCAL), body.find(CENTRAL)
    record = body[directory : body.rfind(END)]
    records = b"".join(record[:-1] + bytes((n,)) for n in range(33, 127))
    end = struct.pack("<4s4H2LH", END, 0, 0, 94, 94, len(records), directory, 0)
    return put(folder, body[start:directory] + records + end, "表.xlsx")


@kind("S101")
def size_declared_too_small(folder: Path) -> Path:
    """The list says that a sheet holds 10 bytes."""
    return put(folder, _entry_field(good(), _PROGRESS, 24, struct.pack("<L", 10)))


@kind("S101")
def size_declared_too_large(folder: Path) -> Path:
    """The list says that a sheet holds 100,000 bytes more than it does."""
    return put(folder, _entry_field(good(), _PROGRESS, 24, struct.pack("<L", 150_000)))


@kind("S104")
def size_declared_4_gb(folder: Path) -> Path:
    """The list says that a sheet holds nearly 4 GB."""
    return put(folder, _entry_field(good(), _PROGRESS, 24, struct.pack("<L", 0xFFFFFFF0)))


@kind("S101")
def compressed_size_lies(folder: Path) -> Path:
    """The list says that a sheet's compressed body is longer than the file; its length and check sum are right."""
    return put(folder, _entry_field(good(), _PROGRESS, 20, struct.pack("<L", 0x7FFFFFFF)))


@kind("S101")
def checksum_wrong(folder: Path) -> Path:
    """A sheet's check sum is another sheet's."""
    return put(folder, _entry_field(good(), _PROGRESS, 16, struct.pack("<L", 12345)))


@kind("S101")
def local_header_elsewhere(folder: Path) -> Path:
    """The list points beyond the end for a sheet's body."""
    return put(folder, _entry_field(good(), _PROGRESS, 42, struct.pack("<L", 0x7FFFFFF0)))


@kind("S101")
def local_header_of_another(folder: Path) -> Path:
    """The list points to another part's body for a sheet."""
    return put(folder, _entry_field(good(), _PROGRESS, 42, struct.pack("<L", 0)))


@kind("S101")
def entry_count_lies(folder: Path) -> Path:
    """The end record claims a list of 2 GB."""
    return put(folder, _end_field(good(), 12, struct.pack("<L", 0x7FFFFFFF)))


@kind("S101")
def directory_offset_lies(folder: Path) -> Path:
    """The end record says that the list starts far beyond the end."""
    return put(folder, _end_field(good(), 16, struct.pack("<L", 0x7FFFFFFF)))


@kind("S101")
def directory_overwritten(folder: Path) -> Path:
    """The list of entries is noise."""
    data = good()
    at = data.find(CENTRAL)
    return put(folder, data[:at] + b"\xa5" * 400 + data[at + 400 :])


@kind("S101")
def duplicate_entries(folder: Path) -> Path:
    """A sheet twice: one program would show the one, another the other."""
    with catch_warnings():
        simplefilter("ignore")
        path = put(folder, good_parts())
        with ZipFile(path, "a") as archive:
            archive.writestr(sheet_part("指标进度"), ONE_CELL)
    return path


@kind("S101")
def duplicate_entries_by_case(folder: Path) -> Path:
    """A sheet twice, the second in capitals: part names do not tell case apart."""
    return put(folder, {**good_parts(), sheet_part("指标进度").upper(): ONE_CELL})


def _escaping(number: int, name: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, {**good_parts(), name: "x"})

    make.__doc__ = f"An entry named {name}."
    return Kind(f"escaping_entry_{number}", make, frozenset({"S101"}), together=True)


ESCAPING = tuple(
    _escaping(n, name)
    for n, name in enumerate(
        (
            "../../etc/cron.d/x",
            "..\\..\\x.exe",
            "/etc/passwd",
            "C:/Windows/x.dll",
            "xl/../../x",
            "//server/share/x",
        )
    )
)


@kind("S102")
def encrypted_entry(folder: Path) -> Path:
    """A zip with a password of its own."""
    return put(folder, _entry_field(good(), _PROGRESS, 8, struct.pack("<H", 1)))


@kind("S101")
def unknown_compression(folder: Path) -> Path:
    """A method that no zip program knows."""
    return put(folder, _entry_field(good(), _PROGRESS, 10, struct.pack("<H", 77)))


@kind("S101")
def compressed_by_bzip2(folder: Path) -> Path:
    """A method that spreadsheets do not use, and whose bombs are a thousand times denser."""
    return put(folder, pack(good_parts(), ZIP_BZIP2))


@kind("S101")
def compressed_by_lzma(folder: Path) -> Path:
    """Another one that takes as much memory as the file asks for."""
    return put(folder, pack(good_parts(), ZIP_LZMA))


@kind("")
def nothing_compressed(folder: Path) -> Path:
    """Stored only: unusual, but a sound workbook."""
    return put(folder, pack(good_parts(), ZIP_STORED))


@kind("")
def shuffled_entries(folder: Path) -> Path:
    """All parts in reverse order: allowed."""
    return put(folder, dict(reversed(good_parts().items())))


@kind("S101")
def comment_full_of_end_records(folder: Path) -> Path:
    """The archive's comment holds the mark of the list's end a thousand times."""
    path = put(folder, good())
    with ZipFile(path, "a") as archive:
        archive.comment = (END + b"x") * 1000
    return path


@kind("S101")
def noise_after_the_end(folder: Path) -> Path:
    """100 kB behind the end of the zip: whether it is all there cannot be told."""
    return put(folder, good() + b"\x5a" * 100_000)


@kind("")
def program_before_the_zip(folder: Path) -> Path:
    """A sound zip with one more local header in front of it."""
    stray = struct.pack("<4s5H3L2H", LOCAL, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"x"
    return put(folder, stray + good())


@kind("S110")
def only_the_end_of_a_zip(folder: Path) -> Path:
    """An empty archive."""
    return put(folder, END + bytes(18))


@kind("S101")
def only_the_beginning_of_a_zip(folder: Path) -> Path:
    """Four bytes."""
    return put(folder, LOCAL)


@kind("S101")
def half_overwritten_with_inflated(folder: Path) -> Path:
    """A copy whose second half never arrived, in a file of the right length, with a sound list at the end."""
    data = good()
    at = data.find(CENTRAL)
    half = at // 2
    return put(folder, data[:half] + bytes(at - half) + data[at:])


@kind("S101")
def downloads_mixed(folder: Path) -> Path:
    """The first half of one workbook and the second half of itself again."""
    data = good()
    half = len(data) // 2
    return put(folder, data[:half] + data[half:] + data[half:])


def _truncated(percent: int) -> Kind:
    def make(folder: Path) -> Path:
        data = good()
        return put(folder, data[: len(data) * percent // 100])

    make.__doc__ = f"The first {percent} % of a workbook."
    return Kind(f"truncated_at_{percent:02}", make, frozenset({"S101"}), together=True)


TRUNCATED = tuple(_truncated(percent) for percent in range(0, 100, 5))


def _stretched(percent: int) -> Kind:
    def make(folder: Path) -> Path:
        data = good()
        cut = len(data) * percent // 100
        return put(folder, data[:cut] + bytes(len(data) - cut))

    make.__doc__ = f"The first {percent} % of a workbook, the rest zeros."
    return Kind(f"zeros_after_{percent:02}", make, frozenset({"S101"}), together=True)


STRETCHED = tuple(_stretched(percent) for percent in (0, 1, 25, 50, 75, 99))
