"""The verdict: what was found and what to do, and not a word on what is 0."""

from datetime import date

import pytest

from exporters.reports import (
    BASES,
    BING,
    DING,
    EXCEEDS,
    FAR_BEYOND,
    FIRMS,
    JIA,
    NORMALISED,
    NOT_A_NUMBER,
    TASKS,
    YI,
    cell,
    checked,
    gap,
    report,
)
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.report import Report
from fuxi_cli.core.standing import Reporting
from fuxi_cli.exporters.verdict import verdict
from support.changed import replace

ERROR = NOT_A_NUMBER.at(cell(6, 5), provided="若干", field="本月新增")
OTHER = EXCEEDS.at(cell(8, 5), provided=4, cumulative=3)
WARNING = FAR_BEYOND.at(cell(5, 6), provided=21, expected=7, times=3)
EXPLAINED = replace(WARNING, explained="已认定，文号见台账。")
HINT = NORMALISED.at(cell(5, 5), provided="７", expected=7)


@pytest.mark.parametrize(
    ("findings", "status", "expected"),
    [
        ([], "accepted", "1 份报送表没有发现问题，可以接收。"),
        ([ERROR, OTHER, WARNING], "returned", "1 份报送表，强制 2 处、核实 1 处，应退回修改。"),
        ([WARNING], "accepted", "1 份报送表，核实 1 处，可以接收，核实问题须写明原因。"),
        ([EXPLAINED], "accepted", "1 份报送表，核实 1 处（已说明 1 处），可以接收。"),
        ([HINT], "accepted", "1 份报送表，提示 1 处，可以接收。"),
        ([ERROR], "unreadable", "1 份报送表，强制 1 处，无法读取，应重新报送。"),
        ([HINT], "skipped", "1 份报送表，提示 1 处，未检查。"),
    ],
)
def test_one_workbook(findings: list, status: str, expected: str) -> None:
    assert verdict(report(checked("甲县.xlsx", JIA, status, *findings))) == expected


def test_several_workbooks_are_counted_by_what_becomes_of_them() -> None:
    files = [
        checked("甲.xlsx", JIA, "returned", ERROR),
        checked("乙.xlsx", YI, "accepted", EXPLAINED, HINT),
        checked("丙.xlsx", BING, "accepted"),
        checked("丁.xlsx", DING, "unreadable", OTHER),
    ]
    assert verdict(report(*files)) == (
        "4 份报送表，强制 2 处、核实 1 处（已说明 1 处）、提示 1 处，2 份可以接收、1 份应退回修改、1 份无法读取。"
    )


def test_all_faultless() -> None:
    files = [checked("甲.xlsx", JIA, "accepted"), checked("乙.xlsx", YI, "accepted")]
    assert verdict(report(*files)) == "2 份报送表均没有发现问题，可以接收。"


def test_nothing_to_check() -> None:
    assert verdict(Report(None, None, None, True)) == "没有可检查的报送表。"


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ([gap(JIA, BASES, "7")], "没有滞后的指标。"),
        ([gap(JIA, BASES, "1"), gap(JIA, FIRMS, None)], "滞后指标 1 项、没有可用数的指标 1 项。"),
        ([gap(JIA, BASES, "1"), gap(YI, BASES, "0"), gap(YI, FIRMS, "1")], "滞后指标 2 项（2 个单位）。"),
        ([replace(gap(JIA, BASES, "1"), status="unmet")], "到期未完成指标 1 项。"),
        ([gap(JIA, BASES, None)], "没有可用数的指标 1 项。"),
    ],
)
def test_progress(gaps: list, expected: str) -> None:
    assert (
        verdict(report(checked("甲.xlsx", JIA, "accepted"), gaps=tuple(gaps))).partition("；")[2] == expected
    )


def test_tasks_and_submissions() -> None:
    day = date(2022, 7, 5)
    of = report(
        checked("甲.xlsx", JIA, "accepted"),
        duties=(Duty(TASKS[0], "overdue", "red", -3, None), Duty(TASKS[1], "done", "green", None, None)),
        reporting=(
            Reporting(JIA, "late", day, day),
            Reporting(YI, "missing", None, day),
            Reporting(BING, "on_time", day, day),
        ),
    )
    assert verdict(of).endswith("；逾期任务 1 项；未报 1 家、迟报 1 家。")
