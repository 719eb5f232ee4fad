"""The page: what it holds, that its figures are the JSON's, and that no text in it can act."""

import json
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from exporters.reports import REPORTS
from fuxi_cli.core.duties import TASK_STATUSES
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.progress import LIGHTS, STATUSES
from fuxi_cli.core.report import Report
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean, half_up, plain
from fuxi_cli.exporters import export
from fuxi_cli.exporters.page.markup import Html, escape, join, tag
from fuxi_cli.pipeline.summarising import summarise
from support import safe
from support.builders import JIA, PRODUCTS, YI, plan, quota, target, task
from support.hostile_texts import TEXTS
from support.html_page import Page
from support.samples import EXAMPLES
from support.summaries import everything, nobody, only, problem, summary, wide_plan

OWN = ("meta", "svg", "script")
NOTHING = "—"
LANDMARKS = {"header", "nav", "main", "footer"}


@cache
def june() -> Summary:
    """The example's June: eighteen counties, seven departments, six months."""
    return summarise([str(EXAMPLES / "submissions" / "2022-06")])


ONE_INDICATOR = plan(
    indicators=(PRODUCTS,), quotas=(quota(JIA, PRODUCTS, 12),), targets=(target("products", 12, indicator="products"),),
    ledgers=(),
)  # fmt: skip
MONTHS = {
    "ordinary": summary(),
    "nobody": summary(done=nobody),
    "one reporter": summary(done=only(JIA)),
    "everything done": summary(done=everything),
    "december": summary(period=Period(2022, 12)),
    "january": summary(period=Period(2022, 1)),
    "one indicator": summary(ONE_INDICATOR),
    "no tasks": summary(plan(tasks=(), targets=())),
}


NAMES = (
    *(f"report {name}" for name in REPORTS),
    *(f"summary {name}" for name in MONTHS),
    "report june",
    "summary june",
)
"""Every page that the tests look at."""


def source(name: str) -> Report | Summary:
    of, _, which = name.partition(" ")
    if which == "june":
        return june().report if of == "report" else june()
    return REPORTS[which]() if of == "report" else MONTHS[which]


def make(name: str) -> bytes:
    return export(source(name), "html", name.partition(" ")[0])


@cache
def content(name: str) -> bytes:
    return make(name)


@cache
def read(name: str) -> Page:
    return Page(content(name))


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest) -> Page:
    return read(request.param)


# Structure


@pytest.mark.parametrize("name", NAMES)
def test_it_is_safe_and_asks_for_nothing(name: str) -> None:
    safe.assert_html(content(name), OWN)


def test_landmarks_language_and_title(page: Page) -> None:
    tags = [element.tag for element in page.elements]
    assert {tag: tags.count(tag) for tag in LANDMARKS} == dict.fromkeys(LANDMARKS, 1)
    assert page.elements[0].attributes == {"lang": "zh-CN"}
    assert page.title == page.headings[0][1]
    assert "报送表审核结果" in page.title or "调度情况" in page.title


def test_headings_are_in_order(page: Page) -> None:
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_is_referred_to_is_there_once(page: Page) -> None:
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    for element in page.elements:
        for name in ("aria-labelledby", "aria-describedby"):
            assert element.attributes.get(name) in {None, *ids}
        if element.tag == "a":
            assert (element.attributes["href"] or "")[1:] in ids


def test_tables_name_their_rows_columns_and_themselves(page: Page) -> None:
    tables = [element for element in page.elements if element.tag == "table"]
    assert len(tables) == len(page.tables)
    assert all(table.caption and table.rows for table in page.tables.values())
    for element in page.elements:
        if element.tag == "th":
            assert element.attributes["scope"] == ("col" if "thead" in element.inside else "row")
    for table in page.tables.values():
        assert all(len(row) == len(table.header) for row in (*table.rows, *table.foot))
        assert all(cell for row in table.rows for title, cell in zip(table.header, row, strict=True)
                   if title not in ("进度", "时间轴"))  # fmt: skip


def test_drawings_have_words_or_are_hidden(page: Page) -> None:
    for element in page.elements:
        if element.tag == "svg":
            named = {"aria-labelledby", "aria-describedby"} <= element.attributes.keys()
            assert named != (element.attributes.get("aria-hidden") == "true")


def test_controls_are_left_to_the_script(page: Page) -> None:
    assert not {element.tag for element in page.elements} & {
        "button",
        "input",
        "select",
        "label",
        "form",
        "noscript",
    }
    assert not [element for element in page.elements if "style" in element.attributes]


def test_figures_are_right_aligned() -> None:
    table = read("summary june").tables["gaps"]
    words = {"单位", "指标", "亮灯", "完成时限", "依据"}
    for title, kind in zip(table.header, table.kinds[0], strict=True):
        assert ("t" in kind.split()) == (title in words), title


def test_the_same_inputs_give_the_same_bytes() -> None:
    for name in NAMES:
        assert make(name) == content(name)


def test_size() -> None:
    assert len(content("summary june")) < 500_000


# Figures


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


# Edge months


def test_nobody_reported() -> None:
    page = read("summary nobody")
    assert {row["累计完成"] for row in page.tables["gaps"].records()} == {"未报"}
    assert {row["名次"] for row in page.tables["ranking"].records()} == {"不排名"}
    assert {row["累计完成"] for row in page.tables["totals"].records()} == {"未报"}
    figures = page.tables["pace-figures"]
    assert {cell for row in figures.rows for cell in row[1:]} == {"未报"}
    assert len(figures.header) == 7
    assert {words for words in page.described if "应完成" in words or "没有可用的数" in words} == {
        "各月都没有可用的数。"
    }


def test_everything_done_has_nothing_that_lags() -> None:
    page = read("summary everything done")
    assert "没有滞后和到期未完成的" in page.tables["gaps"].caption
    assert {row["亮灯"] for row in page.tables["gaps"].records()} == {"绿灯 已完成"}


def test_one_reporter_with_figures() -> None:
    done = {row["单位"]: row["累计完成"] for row in read("summary one reporter").tables["gaps"].records()}
    assert done["乙县"] == "未报"
    assert done["甲县"] != "未报"


def test_worst_first() -> None:
    lamps = [row["亮灯"] for row in read("summary june").tables["gaps"].records()]
    reds = [lamp for lamp in lamps if lamp.startswith("红灯")]
    assert lamps[: len(reds)] == reds
    assert len(reds) == 10


def test_a_hundred_counties_and_forty_indicators() -> None:
    made = export(summary(wide_plan()), "html", "summary")
    safe.assert_html(made, OWN)
    page = Page(made)
    assert len(page.tables["gaps"].rows) == 4000
    maps = [table for id, table in page.tables.items() if id.startswith("heat-")]
    assert [len(table.header) for table in maps] == [11, 11, 11, 11]
    assert all(len(table.rows) == 100 for table in maps)
    assert len(page.tables["pace-figures"].rows) == 40


# Text


def hostile(text: str) -> Summary:
    """A month in which every name, title and answer is that text."""
    jia = Reporter(JIA.id, text, "county")
    indicator = PRODUCTS._replace(name=text, short=text, unit=text)
    document = plan().document._replace(number=text, title=text, issuer=text)
    leader = plan().tasks[0].leaders[0]._replace(name=text, unit=text)
    of = plan(
        title=text, short_title=text, region=text, document=document, id=text,
        reporters=(jia, YI), indicators=(indicator,), ledgers=(),
        quotas=(quota(jia, indicator, 12)._replace(clause=text), quota(YI, indicator, 3)),
        targets=(target("products", 4, indicator="products", unit=text)._replace(name=text),
                 target("none", 4)._replace(name=text, unit=text)),
        tasks=(task("1", units=(text,), name=text, short=text, leaders=(leader,), due_text=text, category=text),
               task(text, units=(text,))),
    )  # fmt: skip
    rule = (
        REPORTS["everything"]().findings[0].rule._replace(message="填的是“{provided}”", remedy="{provided}")
    )
    found = rule.at(Place(text, 5, 5), provided=text, clause=text, path=f"{text}/{text}.xlsx")
    found = found._replace(explained=text, reporter=text)
    made = summary(of, problems=[problem(jia, text, text)], findings=[found, found._replace(reporter=jia.id)])
    checked = REPORTS["everything"]().workbooks[0]._replace(path=text, sha256=text, reporter=jia)
    report = made.report._replace(workbooks=(checked,), remarks=(text,))
    return made._replace(report=report)


@pytest.mark.parametrize("key", TEXTS)
def test_no_text_acts(key: str) -> None:
    made = hostile(TEXTS[key])
    for html in (export(made, "html", "summary"), export(made.report, "html")):
        text = safe.assert_html(html, OWN)
        page = Page(html)
        assert len(page.tables["gaps"].rows) == 2
        assert clean(TEXTS[key]) in text


def test_one_function_escapes() -> None:
    assert escape('<b a="\'">&\u202e\x00\n甲') == "&lt;b a=&quot;&#x27;&quot;&gt;&amp;�� 甲"
    assert tag("p", "<", Html("<br>"), None, 3, class_="a", title='"', hidden=True, id=None) == (
        '<p class="a" title="&quot;" hidden>&lt;<br>3</p>'
    )
    assert join("<", Html("<br>")) == "&lt;<br>"
