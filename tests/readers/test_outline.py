"""Hidden columns and merged ranges: what the quick reading finds is what the parser finds, however it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.ooxml import outline
from fuxi_cli.readers.ooxml.outline import Outline, parse_outline, read_outline
from fuxi_cli.readers.refusal import Refusal
from fuxi_cli.readers.zips.markup import utf8
from support.packages import worksheet
from support.xml_documents import attributes, element, sequence

LIMITS = Limits()
_START, _END = b"<sheetData>", b"</sheetData>"

_NAMES = ["min", "max", "hidden", "width", "ref", "x:hidden", "customWidth"]
_ATTRIBUTES = attributes(_NAMES)
_EMPTY = element(st.sampled_from(["col", "mergeCell", "pane", "x"]), _ATTRIBUTES, st.just(""))
_INNER = element(
    st.sampled_from(["cols", "mergeCells", "sheetView", "filter"]), _ATTRIBUTES, sequence(_EMPTY)
)
_COLUMN = st.one_of(
    st.builds(
        '<col min="{}" max="{}" {}/>'.format,
        st.integers(1, 9),
        st.integers(1, 9),
        st.sampled_from(['hidden="1"', "hidden='true'", 'width="0"', 'width="8.5"', 'hidden="false"']),
    ),
    _EMPTY,
)
_SECTION = st.one_of(
    sequence(_COLUMN).map(lambda inside: f"<cols>{inside}</cols>"),
    sequence(st.sampled_from(['<mergeCell ref="A1:B2"/>', '<mergeCell ref="$C$3"/>'])).map(
        lambda inside: f"<mergeCells>{inside}</mergeCells>"
    ),
    element(st.sampled_from(["sheetPr", "sheetViews", "autoFilter", "extLst"]), _ATTRIBUTES, sequence(_INNER)),
    _INNER,
)  # fmt: skip
_HEADS = st.sampled_from(
    ["", "", '<?xml version="1.0" encoding="UTF-8"?>', "<?xml version='1.0' standalone='yes'?>\n", " "]
)


@settings(deadline=None, max_examples=600)
@given(_HEADS, sequence(_SECTION), sequence(_SECTION))
def test_the_quick_reading_finds_what_the_parser_finds(head: str, before: str, after: str) -> None:
    xml = (head + worksheet("", before, after)).encode()
    start, end = xml.find(_START) + len(_START), xml.rfind(_END)
    try:
        expected = parse_outline(xml, "示例", LIMITS)
    except Refusal:
        expected = None
    quick = outline._plain_outline(xml[:start] + xml[end:])
    assert quick is None or quick == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<cols><col min="2" max="3" hidden="1"/></cols>', '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'),
        (
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1"/><cols>\n<col max="3" min="2" width="0"/></cols>',
            '<sheetProtection sheet="1"/><mergeCells>\n<mergeCell ref="C1:A1" /></mergeCells>'
            "<dataValidations><dataValidation><formula1>0</formula1></dataValidation></dataValidations>",
        ),
    ],
)  # fmt: skip
def test_what_programs_write_is_read_quickly(before: str, after: str) -> None:
    xml = worksheet("", before, after).encode()
    start, end = xml.find(_START) + len(_START), xml.rfind(_END)
    expected = Outline({2, 3}, [(1, 1, 1, 3)])
    assert outline._plain_outline(xml[:start] + xml[end:]) == expected
    assert parse_outline(xml, "示例", LIMITS) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- <cols> --><cols><col min='1' max='1' hidden='1'/></cols>", ""),
        ('<x:cols><x:col min="1" max="1" hidden="1"/></x:cols>', ""),
        ("", '<cols><col min="1" max="1" hidden="1"/></cols>'),
        ('<cols/><cols><col min="1" max="1" hidden="1"/></cols>', ""),
        ('<cols><col min="&#49;" max="1" hidden="1"/></cols>', ""),
        ('<cols><col min="1" max="1" hidden = "1"/></cols>', ""),
        ('<cols><col min="1" max="1" width="1e-999"/></cols>', ""),
    ],
)
def test_columns_hidden_in_unusual_ways_are_found(before: str, after: str) -> None:
    xml = worksheet("", before, after).encode()
    start, end = xml.find(_START) + len(_START), xml.rfind(_END)
    assert read_outline(xml, start, end, "示例", LIMITS).hidden_columns == {1}


def test_ranges_below_the_sheets_own_level_do_not_count() -> None:
    after = '<extLst><ext><mergeCells><mergeCell ref="A1:C1"/></mergeCells></ext></extLst>'
    xml = utf8(worksheet("", "", after).encode(), "示例")
    start, end = xml.find(_START) + len(_START), xml.rfind(_END)
    assert read_outline(xml, start, end, "示例", LIMITS).merged == []


@pytest.mark.parametrize("spoiled", ["", "<!-- -->"])
def test_too_many_ranges_are_refused(spoiled: str) -> None:
    ranges = '<mergeCell ref="A1:B1"/>' * 4
    after = f"{spoiled}<mergeCells>{ranges}</mergeCells>"
    xml = worksheet("", "", after).encode()
    start, end = xml.find(_START) + len(_START), xml.rfind(_END)
    with pytest.raises(Refusal) as refusal:
        read_outline(xml, start, end, "示例", Limits(merged=3))
    assert refusal.value.notice.kind == "oversized"
