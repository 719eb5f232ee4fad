"""Every figure of 《指标口径与计算方法》 is what the program works out."""

import json
from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from docs.manual import ROOT, tables, written
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.progress import LIGHTS, STATUSES, Gap, due_share, judge, quota_pace
from fuxi_cli.core.ranking import ranking
from fuxi_cli.core.words import half_up, percent, plain
from fuxi_cli.pipeline import open_plan

PAGE = written()["docs/指标口径与计算方法.md"]
INDICATOR = "base"


@cache
def plan() -> Plan:
    return open_plan("ganzhou-selenium-2022")


def gap(
    quota: str, actual: str, month: str = "2022-06", indicator: str = INDICATOR, name: str = "示例县"
) -> Gap:
    owed = next(q for q in plan().quotas if q.indicator == indicator)
    period = Period.parse(month)
    reporter = Reporter(name, name, "county")
    return judge(
        plan(), reporter, owed._replace(value=Decimal(quota), reporter=name), Decimal(actual), period, last_day(period)
    )  # fmt: skip


def last_day(period: Period) -> date:
    return date(period.year, period.month, monthrange(period.year, period.month)[1])


def tenth(value: Fraction | None) -> str:
    assert value is not None
    return f"{half_up(value, 1):f}"


def short(value: Fraction | None) -> str:
    return plain(Decimal(tenth(value)))


def due(one: Gap, period: Period) -> str:
    share = quota_pace(plan(), one.quota, period, last_day(period))
    return short(due_share(one.quota.value, share, one.indicator) * Fraction(one.quota.value))


@pytest.mark.parametrize("row", tables(PAGE, "任务数 | 累计完成 | 完成率 | 差额 | 超额"))
def test_rate_and_gap(row: list[str]) -> None:
    one = gap(*row[:2])
    assert one.rate is not None
    assert row[2:] == [percent(one.rate), plain(one.gap), plain(one.surplus)]


@pytest.mark.parametrize("row", tables(PAGE, "任务数 | 报告期 | 序时进度 | 应完成"))
def test_pace(row: list[str]) -> None:
    one = gap(row[0], "0", row[1])
    assert row[2:] == [percent(one.pace), due(one, Period.parse(row[1]))]


@pytest.mark.parametrize("row", tables(PAGE, "任务数 | 累计完成 | 报告期 | 应完成 | 落后 | 灯 | 情况"))
def test_lights(row: list[str]) -> None:
    one = gap(*row[:3])
    assert one.light is not None
    assert row[3:] == [
        due(one, Period.parse(row[2])),
        tenth(one.lag),
        LIGHTS[one.light],
        STATUSES[one.status],
    ]


@pytest.mark.parametrize("row", tables(PAGE, "任务数 | 累计完成 | 报告期 | 期末预计 | 月均需"))
def test_forecast(row: list[str]) -> None:
    one = gap(*row[:3])
    assert row[3:] == [short(one.forecast), short(one.needed_per_month)]


def test_totals() -> None:
    """examples/submissions: other tests hold that expected.json is what the program gives."""
    report = json.loads((ROOT / "examples/submissions/2022-06/expected.json").read_text(encoding="utf-8"))
    totals = {total["indicator"]: total for total in report["totals"]}
    by_name = {
        target.name: totals[target.indicator] for target in plan().targets if target.indicator in totals
    }
    for name, wanted, actual, rate, left in tables(PAGE, "目标 | 要求 | 累计完成 | 完成率 | 还差"):
        total = by_name[name]
        assert [total["target"], total["actual"], total["gap"]] == [int(wanted), int(actual), int(left)]
        assert f"{total['rate'] * 100:.1f}%" == rate


def test_ranking() -> None:
    rows = tables(PAGE, "单位 | 甲指标 | 乙指标 | 得分 | 名次")
    gaps = [
        gap(quota, actual, indicator=indicator, name=row[0])
        for row in rows
        for indicator, (actual, quota) in zip(
            ("base", "product"), (cell.split("/") for cell in row[1:3]), strict=True
        )
    ]
    ranked = {one.reporter.name: one for one in ranking(plan(), gaps)}
    for name, _, _, score, rank in rows:
        found = ranked[name].score
        assert found is not None
        assert [percent(found), str(ranked[name].rank)] == [score, rank]


def test_the_lights_are_the_plans() -> None:
    rule = plan().lights
    assert (rule.measure, rule.green_below, rule.yellow_up_to) == ("points", 10, 30)
    assert plan().calendar.due_soon_days == 60
    assert plan().cap == 1
