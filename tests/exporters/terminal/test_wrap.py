"""Chinese lines: no wider than asked, nothing lost, no closing mark at the beginning."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from fuxi_cli.exporters.terminal.wrap import wrap


def lines(text: str, width: int) -> list[str]:
    return [line.plain for line in wrap(Text(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("填的是若干", 10, ["填的是若干"]),
        ("填的是若干", 9, ["填的是若", "干"]),
        ("填的是若干。", 10, ["填的是若", "干。"]),
        ("应填“若干”才对", 6, ["应填", "“若干”", "才对"]),
        ("用 fuxi rules 查看", 9, ["用 fuxi", "rules 查", "看"]),
        ("共有18个区", 5, ["共有", "18个", "区"]),
        ("路径/很长的/文件名", 8, ["路径/很", "长的/文", "件名"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("一二 三四", 4, ["一二", "三四"]),
    ],
)
def test_where_lines_break(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text(alphabet="一二三，。“”（）abc123 /.…％", max_size=80), st.integers(2, 30))
@example("/1234567。", 8)
def test_fits_and_loses_nothing(text: str, width: int) -> None:
    found = lines(text, width)
    assert all(cell_len(line) <= width for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="一二三四，。", min_size=1, max_size=60), st.integers(8, 30))
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    if "，，" in text or "。。" in text or "，。" in text or "。，" in text:
        return
    assert not [line for line in lines(text, width)[1:] if line[0] in "，。"]


def test_styles_stay_with_their_characters() -> None:
    text = Text.assemble("一二", ("三四", "bold"), "五")
    second = wrap(text, 6)[1]
    assert second.plain == "四五"
    assert [(span.start, span.end, span.style) for span in second.spans] == [(0, 1, "bold")]
