"""Every figure of the page is the JSON's."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from exporters.pages import NAMES, OWN, content, june, read, source
from fuxi_cli.core.duties import TASK_STATUSES
from fuxi_cli.core.progress import LIGHTS, STATUSES
from fuxi_cli.core.report import Report
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean, half_up, plain
from fuxi_cli.exporters import export
from support import safe
from support.html_page import Page

NOTHING = "—"


def share(value: float | None) -> str:
    return NOTHING if value is None else f"{half_up(Decimal(str(value)) * 100, 1)}%"


def number(value: float | None) -> str:
    return NOTHING if value is None else plain(Decimal(str(value)))


def rounded(value: float | None, places: int) -> str:
    return NOTHING if value is None else plain(half_up(Fraction(str(value)), places))


def as_json(report: Report) -> Any:
    return json.loads(export(report, "json"), parse_float=str)


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> tuple[Any, Page, Report]:
    """What the JSON tells, the page read back, and the report that both were made from."""
    made = source(request.param)
    report = made.report if isinstance(made, Summary) else made
    return as_json(report), read(request.param), report


def test_every_figure_of_a_gap_equals_the_json(case: tuple[Any, Page, Report]) -> None:
    told, page, report = case
    if not told["gaps"]:
        assert "gaps" not in page.tables
        return
    names = {gap.reporter.id: gap.reporter.name for gap in report.gaps}
    ways = {gap.indicator.id: gap.indicator for gap in report.gaps}
    mixed = len({gap["unit"] for gap in told["gaps"]}) > 1
    rows = {(row["单位"], row["指标"]): row for row in page.tables["gaps"].records()}
    assert len(rows) == len(told["gaps"])
    for gap in told["gaps"]:
        one = ways[gap["indicator"]]
        row = rows[names[gap["reporter"]], f"{one.short}（{one.unit}）" if mixed else one.short]
        places = 1 if one.counted else 2
        known = gap["actual"] is not None
        carried = "沿用" if gap["carried_forward"] and known else ""
        assert row["任务数"] == number(gap["quota"])
        assert row["累计完成"] == (number(gap["actual"]) + carried if known else STATUSES[gap["status"]])
        assert row["完成率"] == share(gap["rate"])
        assert row["序时进度"] == share(gap["pace"])
        assert row["差额"] == number(gap["gap"])
        assert row["超额"] == number(gap["surplus"])
        assert row["期末预计"] == rounded(gap["forecast"], places)
        assert row["月均需"] == rounded(gap["needed_per_month"], places)
        assert row["完成时限"] == gap["due"]
        assert row["依据"] == gap["clause"]
        lag = gap["lag_points"]
        assert row["滞后百分点"] == (NOTHING if lag is None else str(half_up(Fraction(str(lag)), 1)))
        assert row["亮灯"].startswith(LIGHTS[gap["light"]] if gap["light"] else STATUSES[gap["status"]])


def test_every_quota_is_in_the_heat_map_with_its_word(case: tuple[Any, Page, Report]) -> None:
    told, page, report = case
    maps = [table for id, table in page.tables.items() if id.startswith("heat-")]
    if len({gap["reporter"] for gap in told["gaps"]}) < 2:
        assert not maps
        return
    cells = {}
    for table in maps:
        for row in table.records():
            cells.update({(row["单位"], title): cell for title, cell in row.items() if title != "单位"})
    mixed = len({gap["unit"] for gap in told["gaps"]}) > 1
    for gap in report.gaps:
        one = gap.indicator
        cell = cells.pop((gap.reporter.name, f"{one.short}（{one.unit}）" if mixed else one.short))
        done = NOTHING if gap.actual is None else plain(gap.actual)
        mark = "沿用" if gap.carried_forward and gap.actual is not None else ""
        lead = f"{done}/{plain(gap.quota.value)}{mark}"
        assert cell.startswith(lead)
        assert report.plan is not None
        words = {STATUSES[gap.status], *([report.plan.lights.word(gap.light)] if gap.light else [])}
        assert cell.removeprefix(lead) in words
    assert set(cells.values()) <= {NOTHING}


def test_every_total_equals_the_json(case: tuple[Any, Page, Report]) -> None:
    told, page, report = case
    names = {total.target.indicator or total.target.id: total.target for total in report.totals}
    rows = {row["目标"]: row for row in page.tables["totals"].records()} if "totals" in page.tables else {}
    shown = 0
    for total in told["totals"]:
        aim = names[total["indicator"]]
        row = rows.get(aim.name)
        if row is not None:
            shown += 1
            known = total["actual"] is not None
            assert row["累计完成"] == (
                number(total["actual"]) + aim.unit if known else STATUSES[total["status"]]
            )
            assert row["完成率"] == share(total["rate"])
            assert row["还差"] == (number(total["gap"]) + aim.unit if known else NOTHING)
            assert row["情况"].endswith(STATUSES[total["status"]])
        elif len({gap["reporter"] for gap in told["gaps"]}) > 1:
            assert total["actual"] is None
    assert shown == len(rows)


def test_every_task_equals_the_json(case: tuple[Any, Page, Report]) -> None:
    told, page, report = case
    shorts = {duty.task.id: duty.task for duty in report.duties}
    rows = {row["序号"]: row for row in page.tables["tasks"].records()} if told["tasks"] else {}
    assert set(rows) == {one["id"] for one in told["tasks"]}
    for one in told["tasks"]:
        row = rows[one["id"]]
        assert row["重点任务"] == shorts[one["id"]].short
        assert row["牵头单位"] == one["lead"]
        assert row["责任领导"] == "、".join(dict.fromkeys(one["leaders"]))
        assert row["剩余天数"] == (NOTHING if one["days_left"] is None else str(one["days_left"]))
        words = (TASK_STATUSES[one["status"]], "到期未完成")
        assert any(word in row["亮灯"] for word in words)
        assert row["亮灯"].startswith(LIGHTS[one["light"]] if one["light"] else words)


def test_reporting_equals_the_json(case: tuple[Any, Page, Report]) -> None:
    told, page, report = case
    names = {one.reporter.id: one.reporter.name for one in report.reporting}
    rows = {row["单位"]: row for row in page.tables["reporting"].records()} if told["reporting"] else {}
    assert len(rows) == len(told["reporting"])
    for one in told["reporting"]:
        row = rows[names[one["reporter"]]]
        assert row["本期"] == REPORTING_STATUSES[one["status"]]
        assert row["报送日期"] == (one["received"] or NOTHING)


def test_every_finding_is_there(case: tuple[Any, Page, Report]) -> None:
    told, page, report = case
    rows = page.tables["findings"].records() if told["findings"] else []
    assert sorted(row["规则"] for row in rows) == sorted(one["code"] for one in told["findings"])
    for one in report.findings:
        texts = [row["问题和改法"] for row in rows if row["规则"] == one.rule.code]
        assert any(clean(one.message) in text and clean(one.remedy) in text for text in texts)


def test_months_and_places_of_the_summary() -> None:
    page = read("summary june")
    gaps = {(row["单位"], row["指标"]): row for row in page.tables["gaps"].records()}
    reporting = {one.reporter.id: one.status for one in june().report.reporting}
    for one in june().progress:
        cell = gaps[one.gap.reporter.name, one.gap.indicator.short]["本月新增"]
        absent = REPORTING_STATUSES[reporting[one.gap.reporter.id]]
        assert cell == (absent if one.month is None else plain(one.month))
    ranked = page.tables["ranking"].records()
    assert [row["单位"] for row in ranked] == [one.reporter.name for one in june().ranking]
    for row, one in zip(ranked, june().ranking, strict=True):
        assert row["名次"] == ("不排名" if one.rank is None else str(one.rank))
        assert row["得分"] == share(None if one.score is None else float(one.score))
    assert "各项指标权重相等" in safe.assert_html(content("summary june"), OWN)


def test_curves_tell_the_months_totals() -> None:
    page = read("summary june")
    rows = {row["指标"]: row for row in page.tables["pace-figures"].records()}
    drawn = dict(zip(rows, page.described, strict=False))
    for month in june().months:
        for total in month.totals:
            indicator = june().plan.indicator(total.target.indicator or "")
            if indicator is not None:
                shown = rows[indicator.short][f"{month.period.month}月"]
                assert shown == share(None if total.rate is None else float(total.rate))
                assert f"{month.period.month}月{shown}（应完成" in drawn[indicator.short]


def test_a_check_report_has_no_months() -> None:
    page = read("report june")
    assert not page.described
    assert not {"pace-figures", "ranking", "problems"} & set(page.tables)
