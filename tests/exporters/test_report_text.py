"""What the terminal report promises its readers, whatever the width and whatever stands in the workbooks."""

import re
from collections import Counter
from decimal import Decimal

import pytest
from rich.cells import cell_len

from exporters.reports import (
    AREA,
    BASES,
    BING,
    DING,
    FAR_BEYOND,
    HOSTILE,
    JIA,
    NOT_A_NUMBER,
    PLAN,
    REPORTS,
    TARGETS,
    WU,
    YEAR_END,
    YI,
    cell,
    checked,
    gap,
    gaps_only,
    office,
    report,
    task,
)
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.plan import LightRule
from fuxi_cli.core.progress import Gap, Total
from fuxi_cli.core.report import Report, RuleStatus
from fuxi_cli.core.standing import Reporting
from fuxi_cli.exporters import View, export
from fuxi_cli.exporters.terminal.gaps import worst_first
from support.changed import replace

WIDTHS = (60, 73, 80, 100, 141)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]")
SGR = re.compile(r"\x1b\[[0-9;]*m")
ALL = pytest.mark.parametrize("name", REPORTS)


def text(of: Report, width: int = 80, colour: bool = False, quiet: bool = False) -> str:
    return export(of, "text", view=View(width, colour, quiet)).decode()


def squeeze(words: str) -> str:
    return re.sub(r"\s", "", words)


@ALL
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    assert max(cell_len(line) for line in text(REPORTS[name](), width).splitlines()) <= width


@ALL
@pytest.mark.parametrize("width", WIDTHS)
def test_a_narrow_terminal_loses_no_character(name: str, width: int) -> None:
    """Lines break and table titles fold, but every character that a wide page shows is there."""
    narrow, wide = (Counter(squeeze(text(REPORTS[name](), w)).replace("-", "")) for w in (width, 300))
    assert narrow == wide


@ALL
def test_every_message_remedy_and_code_is_there_in_full(name: str) -> None:
    page = squeeze(text(REPORTS[name](), 60))
    for finding in REPORTS[name]().findings:
        if finding.rule.level is None:
            assert squeeze(finding.message) in page
            assert finding.rule.code in page
            assert squeeze(finding.remedy) in page or finding.rule.category == "progress"


def test_a_remedy_is_not_repeated_right_below_itself() -> None:
    page = text(REPORTS["findings"]())
    assert page.count(NOT_A_NUMBER.remedy) == 1
    assert "怎么改：同上。〔T102〕" in page


@ALL
def test_nothing_is_said_of_what_is_zero(name: str) -> None:
    assert not re.search(r"(?<![\d.])0 (处|份|项|家|条|个)", text(REPORTS[name]()))


@ALL
def test_without_colour_there_is_no_control_character(name: str) -> None:
    assert not CONTROL.search(text(REPORTS[name]()))


@ALL
def test_colour_adds_colour_and_nothing_else(name: str) -> None:
    coloured = text(REPORTS[name](), colour=True)
    assert "\x1b[1m" in coloured
    bare = "\n".join(line.rstrip() for line in SGR.sub("", coloured).split("\n"))
    assert bare == text(REPORTS[name]())


def test_lights_have_their_colours() -> None:
    coloured = text(office(), colour=True)
    for code, words in (("32", "●绿"), ("33", "●黄"), ("1;31", "●红")):
        assert f"\x1b[{code}m{words}" in coloured
    assert "\x1b[94m●\x1b[0m \x1b[94m蓝灯 临近到期" in coloured


def test_hostile_text_stays_text() -> None:
    """A sheet named like markup is shown as it is; escape sequences and bidi tricks are not."""
    coloured = text(office(), width=200, colour=True)
    assert "“[red]指标进度[/]”F5" in SGR.sub("", coloured)
    assert "[bold red]点我[/]" in coloured
    assert "\u202e" not in coloured
    assert "\x1b[31m\ufffd" not in coloured


@pytest.mark.parametrize("colour", [True, False])
def test_no_text_brings_its_own_control_characters(colour: bool) -> None:
    """Names, paths, clauses and explanations as well as cells; from plan files as well as from workbooks."""
    finding = replace(
        NOT_A_NUMBER.at(cell(1, 1, HOSTILE), provided=HOSTILE, field=HOSTILE),
        text=HOSTILE, path=HOSTILE, clause=HOSTILE, explained=HOSTILE,
    )  # fmt: skip
    reporter = replace(JIA, name=HOSTILE)
    indicator = replace(BASES, short=HOSTILE, unit=HOSTILE)
    gaps = tuple(replace(gap(one, BASES, "0"), reporter=reporter, indicator=indicator) for one in (JIA, YI))
    duty = Duty(
        replace(task(HOSTILE, HOSTILE, HOSTILE, YEAR_END, HOSTILE), units=(HOSTILE,)),
        "overdue",
        "red",
        -1,
        None,
    )
    target = replace(TARGETS[0], name=HOSTILE, unit=HOSTILE)
    hostile = report(
        replace(checked(HOSTILE, reporter, "returned"), findings=(finding,)),
        plan=replace(PLAN, title=HOSTILE),
        gaps=(*gaps, gap(YI, BASES, "0")),
        duties=(duty,),
        totals=(
            Total(target, Decimal(1), None, None, "met", 1, 1),
            Total(target, None, None, None, "cannot_judge"),
        ),
        reporting=(Reporting(reporter, "missing", None, YEAR_END), Reporting(YI, "on_time", None, YEAR_END)),
        rules=(RuleStatus("C101", False, HOSTILE),),
    )
    for page in (text(hostile, colour=colour), text(replace(hostile, gaps=gaps * 2), colour=colour)):
        assert "点我" in page
        assert not CONTROL.search(SGR.sub("", page))
        assert "\x1b[31m\x1b" not in page
        assert "\x1b[31mtab" not in page


@pytest.mark.parametrize("colour", [True, False])
def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, colour: bool) -> None:
    expected = text(office(), colour=colour)
    changes = {"COLUMNS": "20", "NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "dumb", "TTY_INTERACTIVE": "1"}
    for name, value in changes.items():
        monkeypatch.setenv(name, value)
    assert text(office(), colour=colour) == expected


@ALL
def test_quiet_is_the_verdict_in_one_line(name: str) -> None:
    quiet = text(REPORTS[name](), width=60, quiet=True)
    assert quiet.count("\n") == 1
    assert quiet.startswith("结论：")
    assert squeeze(text(REPORTS[name]())).endswith(squeeze(quiet))


def test_progress_findings_stand_in_the_tables_only() -> None:
    assert "Q102" in {finding.rule.code for finding in office().findings}
    assert "Q102" not in text(office())
    faults, _, rest = text(REPORTS["notes"]()).partition("二、指标进度")
    assert "Q107" not in faults
    assert "Q107" in rest


def test_progress_findings_are_not_lost_without_a_gap_table() -> None:
    assert "Q102" in text(replace(office(), gaps=()))


def test_who_did_not_report_is_named_and_never_zero() -> None:
    page = text(office(), 100)
    row = next(line for line in page.splitlines() if line.startswith("戊县"))
    assert row.split() == ["戊县", "未报", "未报", "未报"]
    assert "未报 1 家：戊县。" in page
    assert re.search(r"新建高标准示范基地 .* 3/5 +进行中", page)
    assert "不按 0 计" in page


def test_one_line_for_a_faultless_workbook() -> None:
    page = text(REPORTS["clean"]())
    assert [line for line in page.splitlines() if "丙市.xlsx" in line] == [
        "【可接收】丙市　没有发现问题　丙市.xlsx"
    ]


def test_a_table_of_many_reporters_names_the_reporter_of_each_fault() -> None:
    assert "1. 乙县　“进度表”C5 " in text(REPORTS["notes"]())


def test_a_workbook_of_another_month_says_so() -> None:
    earlier = replace(checked("丙市.xlsx", BING, "returned"), period=PLAN.start)
    assert "丙市　丙市.xlsx　报告期 2022年1月" in text(report(earlier))


def test_findings_of_a_path_without_workbook_are_shown() -> None:
    lost = NOT_A_NUMBER.at(cell(1, 1), provided="x", field="y", path="别处.xlsx", reporter=JIA.id)
    page = text(report(checked("丙市.xlsx", BING, "accepted"), period_findings=(lost,)))
    assert "【整体情况】别处.xlsx" in page
    assert "1. 甲县　“指标进度”A1 " in page


def test_long_figures_are_never_cropped() -> None:
    long = "1234567890.123456789"
    for gaps in ([gap(JIA, AREA, long)], [gap(r, AREA, long) for r in (JIA, YI, DING, WU)]):
        page = text(report(gaps=tuple(gaps)), 60)
        assert "…" not in page
        assert long in page


def test_more_indicators_than_fit_go_into_further_tables() -> None:
    gaps = []
    for number in range(14):
        indicator = replace(BASES, id=f"i{number}", short=f"指标之{chr(0x4E00 + number)}")
        gaps += [replace(gap(r, BASES, "1"), indicator=indicator) for r in (JIA, YI, BING, DING)]
    page = text(report(gaps=tuple(gaps)))
    assert all(page.count(f"指标之{chr(0x4E00 + number)}") >= 1 for number in range(14))
    assert len([line for line in page.splitlines() if line.startswith("单位 ") and "亮灯" not in line]) == 3
    assert max(map(cell_len, page.splitlines())) <= 80


def test_a_figure_that_cannot_be_judged_is_shown() -> None:
    unclear = replace(gap(WU, AREA, "4"), light=None, lag=None, status="cannot_judge")
    gaps = (gap(JIA, AREA, "1"), gap(YI, AREA, "0.3"), gap(DING, AREA, "0.01"), unclear)
    page = text(report(gaps=gaps))
    assert re.search(r"戊县 +4/10 无法判定", page)
    assert "无法判定的指标 1 项" in page


def test_plan_totals_are_not_set_beside_one_reporters_figures() -> None:
    one = replace(office(), gaps=tuple(g for g in office().gaps if g.reporter == YI), findings=())
    assert "全方案合计" not in text(one)
    assert "全方案合计" in text(office())


def test_the_plans_own_words_for_its_lights() -> None:
    words = (
        ("green", "达到序时进度"),
        ("red", "未达到序时进度"),
        ("yellow", "未达到序时进度"),
        ("blue", "临期"),
    )
    worded = replace(PLAN, lights=LightRule(words=words))
    page = text(replace(gaps_only(), plan=worded), 120)
    assert "● 黄灯 未达到序时进度" in page
    assert "● 绿灯 已完成" in page


def test_laggards_come_worst_first() -> None:
    def stands(status: str, lag: int) -> Gap:
        return replace(gap(JIA, BASES, "1"), status=status, lag=Decimal(lag))

    gaps = [
        stands("behind", 90),
        stands("met", 0),
        stands("far_behind", 40),
        stands("unmet", 5),
        stands("far_behind", 60),
    ]
    assert [(g.status, g.lag) for g in worst_first(gaps)] == [
        ("unmet", 5), ("far_behind", 60), ("far_behind", 40), ("behind", 90),
    ]  # fmt: skip


def test_explanations_stand_below_their_findings() -> None:
    page = text(office())
    assert "已说明：5月集中认定6个" in page
    assert page.index(FAR_BEYOND.code) < page.index("已说明：")
