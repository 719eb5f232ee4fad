"""The page in a real browser: nothing leaves it, it sorts and filters, prints, fits a phone, and can be read by all.

axe-core is not part of the project: ``FUXI_AXE`` names its ``axe.min.js`` (``npm pack axe-core``).
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fuxi_cli.exporters import export
from fuxi_cli.pipeline.summarising import summarise
from support.chromium import CHROMIUM, MISSING, Browser, browser
from support.corrected import forty
from support.samples import EXAMPLES
from support.summaries import nobody, summary, wide_plan

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason=MISSING)]
AXE = os.environ.get("FUXI_AXE")
DESKTOP, PHONE = (1440, 900, False), (375, 800, True)
PAGES = ("summary", "report", "nobody", "wide")
VISIBLE = "[...document.querySelectorAll('#{table} tbody tr')].filter((row) => row.offsetParent !== null)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as files, as somebody would get them by mail."""
    made = tmp_path_factory.mktemp("pages")
    june = summarise([str(EXAMPLES / "submissions" / "2022-06")])
    contents = {
        "summary": export(june, "html", "summary"),
        "report": export(june.report, "html"),
        "nobody": export(summary(done=nobody), "html", "summary"),
        "wide": export(summary(wide_plan()), "html", "summary"),
        "corrected": export(summary()._replace(corrections=forty()), "html", "summary"),
    }
    for name, content in contents.items():
        (made / f"{name}.html").write_bytes(content)
    return made


def show(chromium: Browser, path: Path, size: tuple[int, int, bool] = DESKTOP) -> Browser:
    chromium.size(*size)
    chromium.open(path)
    return chromium


def column(chromium: Browser, table: str, title: str) -> list[str]:
    """What a column shows, top-down, in the rows that can be seen."""
    at = (
        f"[...document.querySelectorAll('#{table} thead th')].findIndex((th) => th.textContent === '{title}')"
    )
    found: list[str] = chromium.run(
        f"{VISIBLE.format(table=table)}.map((row) => row.cells[{at}].textContent.trim())"
    )
    return found


def header(table: str, title: str) -> str:
    """JavaScript for the header of a column."""
    return f"[...document.querySelectorAll('#{table} thead th')].find((th) => th.textContent === '{title}')"


def control(label: str, table: str) -> str:
    """JavaScript for what stands under a label above a table."""
    filters = f"document.getElementById('{table}').closest('.frame').previousElementSibling"
    return f"[...{filters}.querySelectorAll('label')].find((one) => one.textContent.startsWith('{label}')).lastChild"


def choose(chromium: Browser, table: str, label: str, value: str) -> None:
    chromium.run(
        f"(() => {{ const one = {control(label, table)}; one.value = '{value}';"
        " one.dispatchEvent(new Event(one.tagName === 'SELECT' ? 'change' : 'input')); })()"
    )


def click(chromium: Browser, expression: str) -> None:
    chromium.run(f"{expression}.click()")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_leaves_and_nothing_is_complained_of(
    name: str, size: tuple[int, int, bool], chromium: Browser, folder: Path
) -> None:
    path = folder / f"{name}.html"
    show(chromium, path, size)
    assert chromium.requests == [path.as_uri()]
    assert chromium.complaints == []
    assert chromium.run("document.documentElement.scrollWidth") == size[0]
    assert chromium.run("getComputedStyle(document.querySelector('nav')).position") == "sticky"


def test_a_page_that_did_fetch_or_fail_would_be_noticed(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text('<img src="http://example.invalid/x.png"><script>nothing.at.all</script>', "utf-8")
    show(chromium, path)
    assert "http://example.invalid/x.png" in chromium.requests
    assert any("nothing is not defined" in complaint for complaint in chromium.complaints)


def test_the_policy_stops_what_is_not_the_pages_own(chromium: Browser, folder: Path, tmp_path: Path) -> None:
    """Even if a text came through as markup, it could neither run nor fetch."""
    path = tmp_path / "changed.html"
    text = (folder / "nobody.html").read_text("utf-8")
    bad = '<script>document.title = "x"</script><img src="http://example.invalid/x.png" onerror="document.title=1">'
    path.write_text(text.replace("</h1>", f"</h1>{bad}"), "utf-8")
    show(chromium, path)
    assert chromium.run("document.title").endswith("调度情况")
    assert len([one for one in chromium.complaints if "Content Security Policy" in one]) >= 2


@pytest.mark.parametrize("title", ["完成率", "任务数", "月均需", "本月新增", "累计完成"])
def test_figures_are_sorted_as_numbers(title: str, chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "summary.html")
    before = column(chromium, "gaps", title)
    for way in ("ascending", "descending"):
        click(chromium, f"{header('gaps', title)}.querySelector('button')")
        assert chromium.run(f"{header('gaps', title)}.getAttribute('aria-sort')") == way
        assert chromium.run("document.querySelectorAll('#gaps [aria-sort]').length") == 1
        shown = column(chromium, "gaps", title)
        assert sorted(shown) == sorted(before)
        words = [one for one in shown if not re.match(r"[\d.]+", one)]
        assert shown[len(shown) - len(words) :] == words, "words stand after figures, whichever way"
        figures = [float(re.match(r"[\d.]+", one)[0]) for one in shown if one not in words]  # type: ignore[index]
        assert figures == sorted(figures, reverse=way == "descending")


def test_lights_are_sorted_by_how_bad_they_are(chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "summary.html")
    click(chromium, f"{header('gaps', '亮灯')}.querySelector('button')")
    click(chromium, f"{header('gaps', '亮灯')}.querySelector('button')")
    shown = column(chromium, "gaps", "亮灯")
    assert (shown[0], shown[-1]) == ("绿灯 已完成", "红灯 严重滞后")


def test_the_keyboard_sorts(chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "report.html")
    chromium.run(f"{header('findings', '规则')}.querySelector('button').focus()")
    chromium.press("Enter", 13, "\r")
    shown = column(chromium, "findings", "规则")
    assert shown == sorted(shown)
    assert len(set(shown)) > 5


def test_the_first_tab_offers_to_skip_and_every_focus_shows(chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "summary.html")
    stops = set()
    for number in range(40):
        chromium.press("Tab", 9)
        state = chromium.run(
            "(() => { const at = document.activeElement; const box = at.getBoundingClientRect();"
            " return [at.textContent.trim().slice(0, 8), getComputedStyle(at).outlineStyle, box.width * box.height,"
            " box.left] })()"
        )
        assert state[1] == "solid", state
        assert state[2] > 0
        if not number:
            assert state[0] == "跳到正文"
            assert state[3] >= 0
        stops.add(state[0])
    assert len(stops) > 15


def test_filters_narrow_down_together_and_are_cleared(chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "summary.html")
    said = "document.getElementById('gaps').closest('.frame').previousElementSibling.querySelector('output').value"
    assert chromium.run(said) == "显示 108 行，共 108 行"
    choose(chromium, "gaps", "亮灯", "红灯 严重滞后")
    assert set(column(chromium, "gaps", "亮灯")) == {"红灯 严重滞后"}
    assert chromium.run(said) == "显示 10 行，共 108 行"
    choose(chromium, "gaps", "指标", "龙头企业")
    assert set(column(chromium, "gaps", "指标")) == {"龙头企业"}
    choose(chromium, "gaps", "查找", "赣县")
    assert column(chromium, "gaps", "单位") == ["赣县区"]
    click(
        chromium,
        "document.getElementById('gaps').closest('.frame').previousElementSibling.querySelector('button')",
    )
    assert chromium.run(said) == "显示 108 行，共 108 行"


def test_corrections_are_sorted_and_filtered(chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "corrected.html")
    assert chromium.complaints == []
    click(chromium, f"{header('corrections', '增减')}.querySelector('button')")
    shown = column(chromium, "corrections", "增减")
    known = [one for one in shown if one != "—"]
    assert shown == [*sorted(known, key=float), *["—"] * (40 - len(known))]
    choose(chromium, "corrections", "月份", "2022年5月")
    choose(chromium, "corrections", "单位", "乙县")
    assert set(column(chromium, "corrections", "月份")) == {"2022年5月"}
    assert set(column(chromium, "corrections", "单位")) == {"乙县"}


def test_findings_are_filtered_by_grade(chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "report.html")
    choose(chromium, "findings", "级别", "强制")
    assert set(column(chromium, "findings", "级别")) == {"强制"}
    assert len(column(chromium, "findings", "级别")) == 7


def test_without_scripts_all_is_there_but_the_controls(chromium: Browser, folder: Path) -> None:
    chromium.scripts(False)
    try:
        show(chromium, folder / "summary.html")
        assert chromium.run("document.querySelectorAll('button, select, input, .filters').length") == 0
        assert len(column(chromium, "gaps", "单位")) == 108
        assert chromium.complaints == []
    finally:
        chromium.scripts(True)


def test_it_prints_on_a4_without_controls_and_as_filtered(chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "summary.html")
    whole = _paper(chromium)
    choose(chromium, "gaps", "亮灯", "红灯 严重滞后")
    filtered = _paper(chromium)
    assert 2 < len(filtered) < len(whole)
    for width, height in {*whole, *filtered}:
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (297, 210)
    chromium.call("Emulation.setEmulatedMedia", media="print")
    try:
        shown = "[...document.querySelectorAll('nav, .filters, .skip')].filter((one) => one.offsetParent !== null)"
        assert chromium.run(f"{shown}.length") == 0
        cut = "[...document.querySelectorAll('.frame')].filter((one) => one.clientHeight < one.scrollHeight - 1).length"
        assert chromium.run(cut) == 0
    finally:
        chromium.call("Emulation.setEmulatedMedia", media="")


def _paper(chromium: Browser) -> list[tuple[float, float]]:
    """Width and height of every printed page, in points."""
    printed = chromium.pdf()
    assert printed.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    return [(float(width), float(height)) for width, height in boxes]


def test_a_hundred_counties_can_be_used(chromium: Browser, folder: Path) -> None:
    show(chromium, folder / "wide.html")
    assert len(column(chromium, "gaps", "单位")) == 4000
    choose(chromium, "gaps", "单位", "示例77县")
    assert set(column(chromium, "gaps", "单位")) == {"示例77县"}
    click(chromium, f"{header('gaps', '差额')}.querySelector('button')")
    shown = [int(one) for one in column(chromium, "gaps", "差额")]
    assert shown == sorted(shown)
    assert len(shown) == 40
    sticky = "getComputedStyle(document.querySelector('#gaps thead th')).position"
    assert chromium.run(sticky) == "sticky"


@pytest.mark.skipif(not AXE, reason="FUXI_AXE does not name axe-core's axe.min.js (npm pack axe-core)")
@pytest.mark.parametrize("name", ["summary", "report", "nobody"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_violation(
    name: str, size: tuple[int, int, bool], chromium: Browser, folder: Path
) -> None:
    show(chromium, folder / f"{name}.html", size)
    told = _axe(chromium)
    assert told["violations"] == []
    assert told["passes"] > 20


@pytest.mark.skipif(not AXE, reason="FUXI_AXE does not name axe-core's axe.min.js (npm pack axe-core)")
def test_axe_would_find_one(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text('<p style="color:#aaa">淡淡的字</p><img src="data:,">', "utf-8")
    show(chromium, path)
    found = {one["id"] for one in _axe(chromium)["violations"]}
    assert {"color-contrast", "image-alt", "html-has-lang"} <= found


def _axe(chromium: Browser) -> Any:
    """What axe-core says with all its rules."""
    assert AXE is not None
    chromium.run(f"{Path(AXE).read_text('utf-8')};0")
    told = chromium.run(
        "axe.run(document).then((all) => JSON.stringify({passes: all.passes.length, violations: all.violations.map("
        "(one) => ({id: one.id, help: one.help, nodes: one.nodes.map((node) => node.html.slice(0, 200))}))}))"
    )
    return json.loads(told)
