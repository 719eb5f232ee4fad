"""The circular on paper, as LibreOffice prints it: margins, lines, characters, page numbers, repeated headers.

方正小标宋简体, 仿宋_GB2312 and 楷体_GB2312 are not on every computer (and not on this one, most likely): another font
stands in for them, and everything measured here must hold whatever that font is.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from exporters.meetings import large_plan, meeting
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.exporters.circular.blocks import Circular, Paragraph
from fuxi_cli.exporters.circular.paper import render
from fuxi_cli.pipeline.summarising import summarise
from support.builders import JUNE
from support.corrected import forty
from support.libreoffice import convert_all, needs_libreoffice
from support.samples import EXAMPLES

pytestmark = [
    pytest.mark.libreoffice,
    needs_libreoffice,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed"),
]
MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM
LINES, CHARACTERS = 22, 28


class Line(NamedTuple):
    """Where a line of text stands on its page, in points from the left and from above."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def fonts(pdf: Path) -> str:
    return subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True, text=True).stdout


def pages(pdf: Path) -> list[list[Line]]:
    """The lines of every page, the pieces of one line joined, from above."""
    out = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, check=True).stdout
    found = []
    for page in ElementTree.fromstring(out).iter("{http://www.w3.org/1999/xhtml}page"):
        assert round(float(page.get("width", 0)) / MM) == 210
        assert round(float(page.get("height", 0)) / MM) == 297
        words = [
            Line(*(float(w.get(k, 0)) for k in ("xMin", "yMin", "xMax", "yMax")), w.text or "")
            for w in page.iter("{http://www.w3.org/1999/xhtml}word")
        ]
        found.append(_joined(words))
    return found


def _joined(words: list[Line]) -> list[Line]:
    rows: list[list[Line]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if rows and abs((rows[-1][0].top + rows[-1][0].bottom) / 2 - middle) < 6:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [
        Line(
            min(w.left for w in row),
            min(w.top for w in row),
            max(w.right for w in row),
            max(w.bottom for w in row),
            "".join(w.text for w in sorted(row)),
        )
        for row in rows
    ]


def body(page: list[Line]) -> list[Line]:
    return [line for line in page if not re.fullmatch(r"—\d+—", line.text)]


def _prose() -> bytes:
    """Nothing but full lines of Chinese."""
    text = "一二三四五六七八九十" * 200
    letter = Circular("", ("通报",), "各单位：", (Paragraph(text),), (), "示例办公室", "年月日", "")
    return render(letter, JUNE)


def _large() -> Summary:
    of = large_plan(100, 2)
    return meeting({(q.reporter, q.indicator): int(q.reporter[-1]) for q in of.quotas}, of)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The circulars, as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("circulars")
    contents = {
        "prose": _prose(),
        "june": export(summarise([str(EXAMPLES / "submissions" / "2022-06")]), "docx", "summary"),
        "large": export(_large(), "docx", "summary"),
        "corrected": export(meeting({})._replace(corrections=forty()), "docx", "summary"),
    }
    for name, content in contents.items():
        (folder / f"{name}.docx").write_bytes(content)
    made = convert_all([folder / f"{name}.docx" for name in contents], "pdf", folder)
    return {name: made[f"{name}.docx"] for name in contents}


@pytest.fixture(scope="module")
def prose(printed: dict[str, Path]) -> list[list[Line]]:
    return pages(printed["prose"])


@pytest.fixture(scope="module")
def june(printed: dict[str, Path]) -> list[list[Line]]:
    return pages(printed["june"])


def test_a_full_page_has_22_lines_of_28_characters(prose: list[list[Line]]) -> None:
    full = prose[1:-1]
    assert len(full) >= 2
    for page in full:
        lines = body(page)
        assert [len(line.text) for line in lines] == [CHARACTERS] * LINES


def test_full_lines_fill_the_text_area(prose: list[list[Line]]) -> None:
    for line in body(prose[1]):
        assert abs(line.left - LEFT) < 1.5 * MM
        assert abs(line.right - RIGHT) < 1.5 * MM
        assert line.top > TOP - 2 * MM
        assert line.bottom < BOTTOM + 2 * MM
    middles = [(line.top + line.bottom) / 2 for line in body(prose[1])]
    pitch = (middles[-1] - middles[0]) / (LINES - 1)
    assert abs(pitch - 225 * MM / LINES) < 0.2


def test_page_numbers_stand_outside_below_the_text(june: list[list[Line]]) -> None:
    for number, page in enumerate(june, start=1):
        [line] = [line for line in page if re.fullmatch(r"—\d+—", line.text)]
        assert line.text == f"—{number}—"
        assert BOTTOM + 4 * MM < (line.top + line.bottom) / 2 < BOTTOM + 14 * MM
        one = 14 + 2 * MM
        distance = RIGHT - line.right if number % 2 else line.left - LEFT
        assert 0 < distance < one


def test_nothing_stands_outside_the_margins(june: list[list[Line]]) -> None:
    for page in june:
        for line in body(page):
            assert line.left > LEFT - 2 * MM, line
            # A stop may hang over the end of its line.
            assert line.right < RIGHT + 7 * MM, line
            assert line.top > TOP - 2 * MM, line
            assert line.bottom < BOTTOM + 2 * MM, line


def test_the_letter_and_each_annex_begin_as_they_should(june: list[list[Line]]) -> None:
    first = [line.text for line in body(june[0])]
    assert first[0] == "代拟稿"
    assert first[2:4] == ["赣州市富硒产业发展办公室关于2022年6月", "富硒产业发展工作进展情况的通报"]
    heads = [body(page)[0].text for page in june]
    assert [head for head in heads if re.fullmatch(r"附件\d", head)] == [f"附件{n}" for n in range(1, 5)]
    assert len(june) <= 12


def test_a_long_table_has_its_header_on_every_page(printed: dict[str, Path]) -> None:
    found = pages(printed["large"])
    on = [page for page in found if any(re.match(r"\d+示例\d+县\d", line.text) for line in page)]
    assert len(on) > 3
    assert all(
        any("综合完成率" in line.text or "指标" in line.text or "报送日期" in line.text for line in page)
        for page in on
    )


def test_many_corrections_stand_on_pages_of_their_own_within_the_margins(printed: dict[str, Path]) -> None:
    found = pages(printed["corrected"])
    on = [page for page in found if any("更正后" in line.text for line in page if "收到日期" in line.text)]
    assert len(on) == 2
    rows = [line for page in on for line in page if re.match(r"\d+2022年[45]月", line.text)]
    assert len(rows) == 40
    assert all(
        line.left > LEFT - 2 * MM and line.right < RIGHT + 2 * MM for page in on for line in body(page)
    )


def test_every_character_has_a_font(printed: dict[str, Path]) -> None:
    used = fonts(printed["june"]).splitlines()[2:]
    assert used
    assert all(line.split()[-5] == "yes" for line in used), "embedded"
