"""Compound files and record streams that lie: each is refused with its reason, or read as it truly is; none costs much."""

import tracemalloc
from pathlib import Path
from struct import pack, pack_into, unpack_from
from typing import Any

import pytest

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice, Workbook
from fuxi_cli.core.words import clean, show
from fuxi_cli.readers.biff.kind import container_kind
from fuxi_cli.readers.spreadsheet import DEFAULT_LIMITS, read_workbook
from support import biff
from support.compound_files import END, compound

MIB = 1024 * 1024
LONG = "".join(f"第{n}行的说明" for n in range(900))
"""Makes the stream too long for the small sectors."""


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def read(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Workbook:
        (tmp_path / "示例.xls").write_bytes(content)
        return read_workbook(str(tmp_path / "示例.xls"), limits)

    return read


def refused(workbook: Workbook) -> Notice:
    assert not workbook.readable
    (notice,) = workbook.notices
    assert show(notice.provided) == clean(notice.provided)
    return notice


def cause(workbook: Workbook) -> object:
    return refused(workbook).fact("cause")


def long_file(shift: int = 9) -> bytes:
    sheets = [("表", biff.label(0, 0, LONG) + biff.number(1, 0, 6)), ("二", biff.number(0, 0, 7))]
    return compound({"Workbook": biff.stream(sheets), "\x05SummaryInformation": bytes(100)}, shift=shift)


def changed(content: bytes, at: int, value: int) -> bytes:
    result = bytearray(content)
    pack_into("<I", result, at, value)
    return bytes(result)


def directory(content: bytes) -> int:
    """Where the directory lies in a file with sectors of 512 bytes."""
    return (unpack_from("<I", content, 48)[0] + 1) * 512


def fat(content: bytes) -> int:
    return (unpack_from("<I", content, 76)[0] + 1) * 512


def workbook_entry(content: bytes) -> int:
    start = directory(content)
    return next(
        at for at in range(start, start + 512, 128) if content[at : at + 16] == "Workbook".encode("utf-16-le")
    )


class TestContainer:
    @pytest.mark.parametrize("shift", [9, 12])
    def test_sectors_of_either_size(self, read: Any, shift: int) -> None:
        assert [s.rows[0] for s in read(long_file(shift)).sheets] == [[LONG], [7.0]]

    @pytest.mark.parametrize("shift", [9, 12])
    def test_small_streams(self, read: Any, shift: int) -> None:
        stream = biff.stream([("表", biff.number(0, 0, 6))])
        assert read(compound({"Workbook": stream}, shift=shift)).sheets[0].rows == [[6.0]]

    def test_more_tables_than_the_header_can_list(self, read: Any) -> None:
        cells = b"".join(biff.number(row, column, row) for row in range(65_536) for column in range(7))
        content = biff.workbook([("表", cells)])
        assert unpack_from("<I", content, 44)[0] > 109
        sheet = read(content).sheets[0]
        assert (len(sheet.rows), sheet.rows[-1]) == (65_536, [65_535.0] * 7)

    def test_cut_off_at_every_twentieth(self, read: Any) -> None:
        content = long_file()
        for part in range(20):
            workbook = read(content[: len(content) * part // 20])
            assert refused(workbook).kind == "unreadable", part

    def test_a_cut_stream_of_records(self, read: Any) -> None:
        stream = biff.stream(
            [("表", biff.number(0, 0, 6) + biff.label(1, 0, "甲")), ("二", biff.number(0, 0, 7))]
        )
        for end in range(4, len(stream)):
            assert not read(compound({"Workbook": stream[:end]})).readable, end

    def test_a_chain_without_end(self, read: Any) -> None:
        content = long_file()
        start = unpack_from("<I", content, workbook_entry(content) + 116)[0]
        for target in (start, start + 1):
            assert cause(read(changed(content, fat(content) + 4 * (start + 2), target))) == "damaged"

    def test_a_directory_without_end(self, read: Any) -> None:
        content = long_file()
        sector = unpack_from("<I", content, 48)[0]
        assert cause(read(changed(content, fat(content) + 4 * sector, sector))) == "damaged"

    def test_a_list_of_tables_without_end(self, read: Any) -> None:
        content = bytearray(
            biff.workbook([("表", b"".join(biff.number(r, 0, r) for r in range(65_536)) * 8)])
        )
        difat = unpack_from("<I", content, 68)[0]
        pack_into("<I", content, (difat + 1) * 512 + 508, difat)
        pack_into("<109I", content, 76, *[0xFFFFFFFF] * 109)
        assert cause(read(bytes(content))) == "damaged"

    def test_a_tree_of_names_without_end(self, read: Any) -> None:
        content = long_file()
        for offset in (68, 72):
            at = workbook_entry(content) + offset
            for number in (1, 2, 0xFFFFFFF0):
                assert read(changed(content, at, number)).readable, (offset, number)

    @pytest.mark.parametrize("size", [0xFFFFFFFF, 0x7FFFFFFF, 100_000])
    def test_a_stream_longer_than_the_file(self, read: Any, size: int) -> None:
        content = long_file()
        assert cause(read(changed(content, workbook_entry(content) + 120, size))) == "damaged"

    def test_a_stream_outside_the_file(self, read: Any) -> None:
        content = long_file()
        assert cause(read(changed(content, workbook_entry(content) + 116, 0x00FFFFFF))) == "damaged"

    @pytest.mark.parametrize(
        ("at", "value"), [(30, 0x0006000A), (30, 0x00060010), (30, 0x0007_0009), (48, END), (48, 0xFFFF)]
    )
    def test_a_header_that_makes_no_sense(self, read: Any, at: int, value: int) -> None:
        assert cause(read(changed(long_file(), at, value))) == "damaged"

    def test_no_tables_at_all(self, read: Any) -> None:
        content = bytearray(long_file())
        content[76:512] = b"\xff" * 436
        assert cause(read(bytes(content))) == "damaged"

    def test_a_directory_of_many_names(self, read: Any) -> None:
        stream = biff.stream([("表", b"")])
        content = compound({"Workbook": stream}, tuple(f"MBD{n:05}" for n in range(5000)))
        assert refused(read(content)).kind == "oversized"

    def test_no_stream_of_records(self, read: Any) -> None:
        content = compound({"Other": bytes(5000)})
        assert not read(content).readable

    def test_an_embedded_document_does_not_make_it_one(self) -> None:
        stream = biff.stream([("表", biff.label(0, 0, "WordDocument\0"))])
        assert container_kind(compound({"Workbook": stream})) == "xls"
        assert container_kind(compound({"WordDocument": bytes(5000)})) == "word"
        assert container_kind(compound({"EncryptedPackage": bytes(5000)})) == "encrypted"
        assert container_kind(compound({"示例": bytes(10)})) == "unknown"

    def test_names_in_capitals(self, read: Any) -> None:
        assert read(compound({"WORKBOOK": biff.stream([("表", biff.number(0, 0, 6))])})).readable


class TestRecords:
    def test_a_record_longer_than_the_stream(self, read: Any) -> None:
        stream = biff.stream([("表", pack("<HH", 0x203, 0xFFFF))])
        assert cause(read(compound({"Workbook": stream}))) == "damaged"

    @pytest.mark.parametrize(
        "kind", [0xFD, 0x203, 0x27E, 0x205, 0x06, 0x204, 0x208, 0x7D, 0xE5, 0xBD, 0x225, 0x81]
    )
    def test_records_that_are_too_short(self, read: Any, kind: int) -> None:
        for size in range(3):
            workbook = read(biff.one_sheet(biff.record(kind, bytes(size))))
            assert cause(workbook) == "damaged" if not workbook.readable else workbook.sheets[0].rows == []

    @pytest.mark.parametrize("kind", [0x42, 0x22, 0x85, 0x41E, 0xE0, 0xFC, 0x18, 0x1AE, 0x23])
    def test_shared_records_that_are_too_short(self, read: Any, kind: int) -> None:
        assert cause(read(biff.one_sheet(shared_records=biff.record(kind, b"\1")))) == "damaged"

    def test_a_sheet_that_is_elsewhere(self, read: Any) -> None:
        for start in (0, 5, 0xFFFFFFFF, 0x7FFFFFFF):
            content = biff.workbook(
                [("表", b"")], biff.record(0x85, pack("<IBB", start, 0, 0), biff.wide("乙", "<B"))
            )
            assert cause(read(content)) == "damaged", start

    def test_sheets_that_share_their_records(self, read: Any) -> None:
        """One long sheet listed 200 times would be read 200 times."""
        body = biff.bof(biff.SHEET) + biff.number(0, 0, 6) + biff.EOF
        names = [f"表{n}" for n in range(200)]
        stream = biff.join([(name, b"") for name in names], [body, *[b""] * 199], b"", biff.BIFF8)
        at = stream.index(body)
        listed = b"".join(biff.record(0x85, pack("<IBB", at, 0, 0), biff.wide(name, "<B")) for name in names)
        start = len(biff.bof(biff.GLOBALS))
        stream = stream[:start] + listed + stream[start + len(listed) :]
        assert cause(read(compound({"Workbook": stream}))) == "damaged"

    def test_sheets_within_sheets(self, read: Any) -> None:
        inner = biff.bof(biff.SHEET) + biff.number(0, 0, 6) + biff.EOF
        outer = biff.bof(biff.SHEET) + inner + biff.EOF
        stream = biff.join([("外", b""), ("内", b"")], [outer, b""], b"", biff.BIFF8)
        at = stream.rindex(inner)
        listed = stream.index(biff.wide("内", "<B")) - 6
        assert cause(read(compound({"Workbook": changed(stream, listed, at)}))) == "damaged"

    def test_a_substream_that_never_ends(self, read: Any) -> None:
        stream = biff.stream([("表", biff.bof(biff.CHART) * 1000)])
        assert cause(read(compound({"Workbook": stream}))) == "damaged"

    def test_columns_that_no_sheet_has(self, read: Any) -> None:
        many = biff.record(0xBD, pack("<HH", 0, 250), pack("<HI", 0, 6) * 20, pack("<H", 269))
        for cell in (
            biff.number(0, 256, 1),
            biff.text(0, 0xFFFF, 0),
            biff.bool_or_error(0, 300, 7, True),
            many,
        ):
            content = biff.one_sheet(cell, shared_records=biff.shared([biff.wide("甲")]))
            assert cause(read(content)) == "bad-address"

    def test_an_error_in_a_column_that_no_sheet_has(self, read: Any) -> None:
        assert cause(read(biff.one_sheet(biff.formula(0, 400, biff.stored(2, 7))))) == "bad-address"


class TestTexts:
    def test_a_text_that_is_not_there(self, read: Any) -> None:
        content = biff.one_sheet(biff.text(0, 0, 5), shared_records=biff.shared([biff.wide("甲")]))
        assert cause(read(content)) == "damaged"

    def test_more_texts_claimed_than_there_are(self, read: Any) -> None:
        texts = biff.shared([biff.wide("甲")], distinct=1_000_000)
        assert read(biff.one_sheet(biff.text(0, 0, 0), shared_records=texts)).sheets[0].rows == [["甲"]]

    def test_more_texts_claimed_than_anybody_has(self, read: Any) -> None:
        texts = biff.shared([biff.wide("甲")], distinct=0xFFFFFFFF)
        assert refused(read(biff.one_sheet(biff.text(0, 0, 0), shared_records=texts))).kind == "oversized"

    @pytest.mark.parametrize(
        "text", [pack("<HB", 0xFFFF, 1), pack("<HB", 9, 0) + b"ab", pack("<HBH", 1, 8, 0xFFFF) + b"a",
                 pack("<HBI", 1, 4, 0xFFFFFFFF) + b"a", b"\1", pack("<HB", 2, 1) + b"abc"],
    )  # fmt: skip
    def test_a_text_that_ends_too_early(self, read: Any, text: bytes) -> None:
        assert cause(read(biff.one_sheet(shared_records=biff.shared([text])))) == "damaged"

    def test_a_long_text_in_very_many_cells(self, read: Any) -> None:
        cells = b"".join(biff.text(row, 0, 0) for row in range(20_000))
        texts = biff.continued(
            0xFC, [pack("<II", 1, 1) + pack("<HB", 60_000, 0) + b"a" * 8000, *[b"\0" + b"a" * 8000] * 7]
        )
        workbook = read(biff.workbook([("表", cells)], texts))
        assert (refused(workbook).kind, refused(workbook).fact("what")) == ("oversized", "文本总量")


class TestBounds:
    def test_very_many_sheets(self, read: Any) -> None:
        content = biff.workbook([(f"表{n}", b"") for n in range(10_000)])
        assert (refused(read(content)).kind, refused(read(content)).fact("what")) == ("oversized", "工作表数")

    def test_a_far_corner(self, read: Any) -> None:
        assert refused(read(biff.one_sheet(biff.number(65_535, 255, 1)))).fact("what") == "内容范围"

    def test_far_cells_in_many_sheets_cost_little(self, read: Any) -> None:
        content = biff.workbook([(f"表{n}", biff.number(65_535, 0, 1)) for n in range(100)])
        with memory() as peak:
            workbook = read(content, DEFAULT_LIMITS._replace(file_bytes=MIB))
        assert len(workbook.sheets) == 100
        assert workbook.sheets[99].at(65_536, 1) == 1.0
        assert peak() < 80 * MIB

    def test_far_cells_together(self, read: Any) -> None:
        content = biff.workbook([(f"表{n}", biff.number(65_535, 0, 1)) for n in range(200)])
        assert refused(read(content)).fact("what") == "内容范围"

    def test_merged_ranges(self, read: Any) -> None:
        ranges = biff.merged(*[(0, 1, 0, 1)] * 1000)
        workbook = read(biff.one_sheet(*[ranges] * 10), DEFAULT_LIMITS._replace(merged=9999))
        assert refused(workbook).fact("what") == "合并区域数"

    def test_formulas_and_errors_of_all_sheets(self, read: Any) -> None:
        formulas = b"".join(biff.formula(0, column, 1.0) for column in range(6))
        errors = b"".join(biff.bool_or_error(0, column, 7, True) for column in range(5))
        content = biff.workbook([("一", formulas), ("二", errors)])
        assert read(content, DEFAULT_LIMITS._replace(cells=44)).readable
        assert refused(read(content, DEFAULT_LIMITS._replace(cells=40))).fact("what") == "公式和出错单元格数"


class TestNames:
    @pytest.mark.parametrize(
        "name",
        ["../../a", "[red]", "\x1b[31m", "\u202e甲", "a\0b", "<script>", "", "x" * 255, "\ud800", "表\r\n表"],
    )
    def test_any_name_can_be_shown(self, read: Any, name: str) -> None:
        content = _named(name)
        (sheet,) = read(content).sheets
        assert clean(sheet.name).isprintable() or sheet.name == ""
        assert refused(read(_named(name, biff.number(0, 999, 1)))).kind == "unreadable"


def _named(name: str, cells: bytes = b"") -> bytes:
    encoded = name.encode("utf-16-le", "surrogatepass")
    made = biff.stream([("N" * (len(encoded) // 2), cells)])
    place = made.index("N".encode("utf-16-le") * (len(encoded) // 2)) if name else 0
    return compound({"Workbook": made[:place] + encoded + made[place + len(encoded) :]})


class memory:
    """How much more the block needs at its height than before."""

    def __enter__(self) -> Any:
        tracemalloc.start()
        return lambda: self.peak

    def __exit__(self, *_: object) -> None:
        self.peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
