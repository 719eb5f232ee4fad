"""The summary workbook: every figure is the summary's, what is missing says so, and it can be printed."""

import io
import re
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.progress import STATUSES, Gap
from fuxi_cli.core.ranking import rule_text
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export, formats
from fuxi_cli.exporters.workbook import findings as findings_sheet
from support.book_cases import CASES, FIGURES, spread, summary, wide_plan
from support.builders import AREA, BASES, JIA, LEDGER, PRODUCTS, YI, plan, task
from support.hostile_texts import TEXTS
from support.safe import assert_xlsx, formulas

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

SHEETS = [
    "总览", "县区进度", "排名", "差距清单", "重点任务", "报送情况", "困难问题", "审核问题", "台账汇总", "逐月趋势", "说明",
]  # fmt: skip
FAULT = Rule(
    "C101", "month-exceeds-cumulative", "error", message="填的是“{provided}”。", remedy="请核对“{provided}”。"
)


@cache
def made(case: str) -> tuple[Summary, bytes]:
    data = CASES[case]()
    return data, export(data, "xlsx", "summary")


@cache
def opened(content: bytes, values: bool = True) -> Workbook:
    """To be looked at only: the tests share it."""
    return load_workbook(io.BytesIO(content), data_only=values)


def table(sheet: Worksheet, first_title: str) -> tuple[dict[str, int], int]:
    """Column by title, and the first row, of the table whose header begins with that title."""
    for row in sheet.iter_rows():
        if row[0].value == first_title:
            titles = {
                str(cell.value).replace("\n", ""): cell.column for cell in row if cell.value is not None
            }
            return titles, row[0].row + 1
    raise AssertionError(f"no table with {first_title} in {sheet.title}")


def records(sheet: Worksheet, first_title: str) -> list[dict[str, Any]]:
    """The rows of a table as dicts, up to the first row that has no border."""
    titles, row = table(sheet, first_title)
    found = []
    while sheet.cell(row, len(titles)).border.left.style:
        found.append({title: sheet.cell(row, column).value for title, column in titles.items()})
        row += 1
    return found


def blocks(sheet: Worksheet) -> dict[tuple[str, str], list[Any]]:
    """(reporter, indicator's header) → the six cells of 县区进度; the 合计 row is there as well."""
    heads = {column: cell.value for column, cell in enumerate(sheet[3], 1) if cell.value and column > 2}
    found, row = {}, 5
    while sheet.cell(row, 1).value is not None:
        name = "合计" if sheet.cell(row, 1).value == "合计" else sheet.cell(row, 2).value
        for column, header in heads.items():
            found[name, header] = [sheet.cell(row, column + n) for n in range(6)]
        row += 1
        if name == "合计":
            break
    return found


def approx(value: Any) -> Any:
    return pytest.approx(float(value), rel=1e-12, abs=1e-12)


def same(cell: Any, value: Any) -> None:
    """A number is that number; where there is none stands a word, never 0 and never nothing."""
    if value is None:
        assert isinstance(cell, str), cell
        assert cell.strip()
    else:
        assert cell == approx(value)


@pytest.mark.parametrize("case", CASES)
def test_all_sheets_are_there_in_order_and_the_bytes_are_always_the_same(case: str) -> None:
    data, content = made(case)
    extra = ["更正"] * bool(data.corrections) + ["年度考核"] * bool(data.assessment)
    assert opened(content).sheetnames == [*SHEETS[:-1], *extra, SHEETS[-1]]
    assert export(data, "xlsx", "summary") == content


def test_the_format_is_found() -> None:
    assert "xlsx" in formats("summary")


@pytest.mark.parametrize("case", CASES)
def test_every_figure_of_the_counties_is_the_reports(case: str) -> None:
    data, content = made(case)
    if not data.progress:
        pytest.skip("nothing is owed")
    cells = blocks(opened(content)["县区进度"])
    for progress in data.progress:
        gap = progress.gap
        block = cells[gap.reporter.name, gap.indicator.header]
        for cell, value in zip(
            block, (gap.quota.value, progress.month, gap.actual, gap.rate, gap.gap), strict=False
        ):
            same(cell.value, value)
        assert block[2].number_format.endswith('（沿用）"') == (
            gap.carried_forward and gap.actual is not None
        )
        if gap.actual is None:
            assert block[2].value == STATUSES[gap.status]
        assert_light(block[5], gap, data)
    owed = {p.gap.indicator for p in data.progress}
    assert len(cells) == len(owed) * (len({p.gap.reporter.id for p in data.progress}) + 1)


def assert_light(cell: Any, gap: Gap, data: Summary) -> None:
    """Colour and words."""
    if gap.light is None:
        assert cell.value == STATUSES[gap.status]
    else:
        word = {"green": "绿", "yellow": "黄", "red": "红", "blue": "蓝"}[gap.light]
        assert cell.value.startswith(f"{word} ")
        assert cell.value[2:] in (STATUSES[gap.status], data.plan.lights.word(gap.light))
    assert cell.fill.fgColor.rgb not in (None, "00000000", "FFFFFFFF")


@pytest.mark.parametrize("case", CASES)
def test_the_totals_are_the_reports(case: str) -> None:
    data, content = made(case)
    sheet = opened(content)["总览"]
    rows = {row["目标"]: row for row in records(sheet, "目标")} if data.report.totals else {}
    for total in data.report.totals:
        row = rows[total.target.name]
        same(row["方案目标"], total.target.value)
        same(row["累计完成"], total.actual)
        same(row["完成率"], total.rate)
        same(row["差额"], total.gap)
        assert row["进展"] == STATUSES[total.status]


@pytest.mark.parametrize("case", CASES)
def test_totals_and_rates_are_live(case: str) -> None:
    data, content = made(case)
    if not data.progress:
        pytest.skip("nothing is owed")
    cells = blocks(opened(content, values=False)["县区进度"])
    for (name, _), block in cells.items():
        if name == "合计":
            assert all(cell.data_type == "f" for cell in block)
        elif block[0].value != "—":
            assert block[3].data_type == block[4].data_type == "f"


@pytest.mark.parametrize("case", CASES)
def test_the_ranking_is_the_summarys_with_its_rule(case: str) -> None:
    data, content = made(case)
    sheet = opened(content)["排名"]
    rows = records(sheet, "名次") if data.ranking else []
    assert len(rows) == len(data.ranking)
    for row, ranked in zip(rows, data.ranking, strict=True):
        assert row["单位"] == ranked.reporter.name
        assert row["名次"] == (ranked.rank or "不排名")
        if ranked.score is None:
            assert row["得分"] == "—"
        else:
            assert row["得分"] == pytest.approx(float(ranked.score), abs=1e-10)
        assert row["上月名次"] == (ranked.before or "—")
        moved = ranked.climbed
        expected = "—" if moved is None else f"↑{moved}" if moved > 0 else f"↓{-moved}" if moved else "持平"
        assert row["比上月"] == expected
    assert any(rule_text(data.plan) in str(row[0].value) for row in sheet.iter_rows())


def test_ties_share_a_place() -> None:
    data, content = made("june")
    places = [row["名次"] for row in records(opened(content)["排名"], "名次")]
    assert places[1] == places[2] == 2
    assert places[3] == 4
    assert len(places) == len(data.ranking)


@pytest.mark.parametrize("case", CASES)
def test_the_list_of_gaps_holds_all_that_lag_worst_first(case: str) -> None:
    data, content = made(case)
    behind = [p.gap for p in data.progress if p.gap.status in ("behind", "far_behind", "unmet")]
    rows = records(opened(content)["差距清单"], "序号")
    if not behind:
        assert rows == []
        said = "".join(str(row[0].value) for row in opened(content)["差距清单"].iter_rows(max_row=8))
        assert "没有" in said
        return
    by_place = {(gap.reporter.name, gap.indicator.short): gap for gap in behind}
    assert len(rows) == len(behind) == len(by_place)
    order = []
    for row in rows:
        gap = by_place[row["单位"], row["指标"]]
        order.append((["unmet", "far_behind", "behind"].index(gap.status), -(gap.lag or 0)))
        figures = (
            gap.quota.value,
            gap.actual,
            gap.rate,
            gap.lag,
            gap.gap,
            gap.forecast,
            gap.needed_per_month,
        )
        titles = ("任务数", "累计完成", "完成率", "落后百分点", "差额", "预计完成", "月均需完成")
        for title, value in zip(titles, figures, strict=True):
            same(row[title], value)
        assert row["完成时限"] == datetime.combine(gap.quota.due, datetime.min.time())
    assert order == sorted(order)


def test_the_tasks_come_by_light_with_who_answers_and_what_is_left() -> None:
    data, content = made("june")
    rows = records(opened(content)["重点任务"], "序号")
    assert len(rows) == len(data.duties) == 22
    by_id = {duty.task.id: duty for duty in data.duties}
    for row in rows:
        duty = by_id[row["序号"]]
        assert row["牵头单位"] == duty.task.lead
        assert all(leader.name in row["责任领导"] for leader in duty.task.leaders)
        assert row["剩余天数"] == ("已完成" if duty.days_left is None else duty.days_left)
    lights = [by_id[row["序号"]].light for row in rows]
    assert lights[0] == "red"
    assert by_id[rows[-1]["序号"]].status == "done"


def test_who_submitted_how_by_name_and_by_month() -> None:
    data, content = made("june")
    sheet = opened(content)["报送情况"]
    rows = {row["报送单位"]: row for row in records(sheet, "序号") if isinstance(row["序号"], int)}
    assert len(rows) == len(data.report.reporting)
    for month in data.months:
        for one in month.reporting:
            assert rows[one.reporter.name][f"{month.period.month}月"] == REPORTING_STATUSES[one.status]
    late = next(one for one in data.report.reporting if one.status == "late")
    assert late.received is not None
    assert rows[late.reporter.name]["迟报天数"] == (late.received - late.due).days
    for one in data.report.reporting:
        statuses = [s.status for m in data.months for s in m.reporting if s.reporter == one.reporter]
        row = rows[one.reporter.name]
        assert row["按时次数"] == sum(s in ("on_time", "nil") for s in statuses)
        assert row["未报次数"] == statuses.count("missing")
        assert row["按时率"] == approx(row["按时次数"] / len(statuses))


def test_problems_findings_and_objects_are_all_listed() -> None:
    data, content = made("june")
    book = opened(content)
    assert [(r["报送单位"], r["困难和问题"]) for r in records(book["困难问题"], "序号")] == [
        (p.reporter.name, p.issue.text) for p in data.problems
    ]
    found = records(book["审核问题"], "序号")
    assert sorted(row["规则"] for row in found) == sorted(f.rule.code for f in data.report.findings)
    levels = [row["级别"] for row in found]
    assert levels == sorted(levels, key=["强制", "核实", "提示", "进度"].index)
    objects = records(book["台账汇总"], "序号")
    assert len(objects) == sum(item.counts for item in data.items)
    taken = {p.gap.reporter.name for p in data.progress if p.gap.carried_forward}
    assert {row["报送单位"] for row in objects if row["备注"] == "沿用"} <= taken


def test_the_months_are_the_summarys() -> None:
    data, content = made("june")
    sheet = opened(content)["逐月趋势"]
    rows = {row["指标"]: row for row in records(sheet, "指标")}
    for month in data.months:
        for total in month.totals:
            indicator = data.plan.indicator(total.target.indicator or "")
            if indicator is not None:
                assert rows[indicator.short][f"{month.period.month}月"] == total.actual


def test_the_assessment_is_the_summarys_with_its_working() -> None:
    data, content = made("assessed")
    assert data.assessment is not None
    sheet = opened(content)["年度考核"]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    rows = {row[1].value: row for row in sheet.iter_rows() if isinstance(row[3].value, (int, float, str))}
    for group in data.assessment.groups:
        for review in group.reviews:
            row = rows[review.reporter.name]
            assert row[0].value == (review.rank or "不排名")
            if review.total is None:
                assert row[2].value == "暂不评分"
            else:
                assert row[2].value == pytest.approx(float(review.total), abs=1e-10)
            for cell, part in zip(row[3:], review.parts, strict=False):
                same(cell.value, part.points)
            assert review.working in text
            assert all(part.working in text for part in review.parts)
    assert all(paragraph in text for paragraph in (*data.assessment.method, *data.assessment.remarks))


def test_the_notes_name_plan_hashes_and_rules() -> None:
    data, content = made("june")
    text = "\n".join(str(c.value) for row in opened(content)["说明"].iter_rows() for c in row if c.value)
    assert data.plan.sha256 in text
    assert all(source.sha256 in text and source.path in text for source in data.sources)
    assert all(status.code in text for status in data.report.rules)
    assert data.plan.document.number in text


@pytest.mark.parametrize("case", CASES)
def test_no_cell_of_a_table_is_blank(case: str) -> None:
    """A boxed cell holds something, unless it lies under a merged one."""
    for sheet in opened(made(case)[1]).worksheets:
        covered = {cell for area in sheet.merged_cells.ranges for cell in area.cells}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.border.left.style and (cell.row, cell.column) not in covered:
                    assert cell.value not in (None, ""), (sheet.title, cell.coordinate)


@pytest.mark.parametrize("case", CASES)
def test_each_sheet_can_be_printed(case: str) -> None:
    for sheet in opened(made(case)[1]).worksheets:
        assert sheet.page_setup.paperSize == "9" or int(sheet.page_setup.paperSize) == 9
        assert "&P" in sheet.oddFooter.center.text
        assert sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.scale <= 100
        assert sheet.freeze_panes or "没有" in str(sheet["A3"].value)
        assert sheet.title in ("总览", "逐月趋势", "年度考核", "说明", "县区进度") or sheet.print_title_rows


def test_words_and_numbers_fit_their_columns() -> None:
    """No ``####``: a number is made smaller rather than hidden; words wrap."""
    for sheet in opened(made("june")[1]).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.border.left.style and isinstance(cell.value, (int, float, datetime)):
                    width = sheet.column_dimensions[get_column_letter(cell.column)].width
                    assert cell.alignment.shrink_to_fit or width > 8, (sheet.title, cell.coordinate)
                elif cell.border.left.style and cell.value:
                    assert cell.alignment.wrap_text or cell.alignment.shrink_to_fit, (
                        sheet.title,
                        cell.coordinate,
                    )


@pytest.mark.parametrize("indicators", [1, 2, 3, 12, 23])
def test_each_page_of_the_counties_has_its_title_and_whole_blocks(indicators: int) -> None:
    of = wide_plan(3, indicators)
    sheet = opened(export(summary(spread(of), of), "xlsx", "summary"))["县区进度"]
    titles = [cell.value for cell in sheet[1] if cell.value]
    assert len(titles) == -(-indicators // 2)
    assert all((brk.id - 2) % 6 == 0 for brk in sheet.col_breaks.brk)
    assert len(sheet.col_breaks.brk) == len(titles) - 1
    if len(titles) > 10:
        assert titles[10].endswith("（十一）")


def test_a_ceiling_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_sheet, "MOST", 3)
    found = [FAULT.at(Place("指标进度", 5, n), provided=str(n)) for n in range(1, 8)]
    sheet = opened(export(summary(FIGURES, findings=found), "xlsx", "summary"))["审核问题"]
    assert len(records(sheet, "序号")) == 3
    assert any("前 3 条，其余 4 条没有列出" in str(row[0].value) for row in sheet.iter_rows())


def test_a_figure_that_no_spreadsheet_can_hold_is_told_in_words() -> None:
    data = summary({(JIA.id, "products"): "1E+400", (YI.id, "products"): 3})
    cells = blocks(opened(export(data, "xlsx", "summary"))["县区进度"])
    assert isinstance(cells[JIA.name, PRODUCTS.header][2].value, str)
    assert cells[JIA.name, PRODUCTS.header][3].value == "—"


def hostile(text: str) -> Summary:
    """A summary in which every text of plan and workbooks is that text."""
    clean = text.replace("\ud800", "")
    reporters = (JIA._replace(name=clean), YI._replace(name=f"{clean}乙"))
    indicators = tuple(i._replace(name=clean, short=clean, unit=clean) for i in (BASES, PRODUCTS, AREA))
    of = plan(
        title=clean,
        office=clean,
        short_title=clean,
        reporters=(*reporters, plan().reporters[2]),
        indicators=indicators,
        tasks=(
            task(name=clean, short=clean, due_text=clean),
            task("2", units=(clean,), recurrence="monthly"),
        ),
        ledgers=(LEDGER._replace(name=clean),),
        targets=tuple(t._replace(name=clean, unit=clean) for t in plan().targets),
    )
    found: list[Finding] = [
        FAULT.at(Place(clean, 5, 1), provided=text, path=f"{clean}.xlsx", reporter=JIA.id, clause=clean)
    ]
    return summary(FIGURES, of, statuses={JIA.id: "returned"}, findings=found, text=clean)


@pytest.fixture(scope="module")
def own() -> set[str]:
    """The formulas of a workbook with harmless texts."""
    return formulas(export(hostile("示例"), "xlsx", "summary"))


@pytest.mark.parametrize("key", TEXTS)
def test_no_text_acts(own: set[str], key: str) -> None:
    """The formulas are the same whatever the texts are, and none of them holds a text of the data."""
    assert not any("示例" in formula for formula in own)
    content = export(hostile(TEXTS[key]), "xlsx", "summary")
    assert formulas(content) == own
    assert_xlsx(content, own)
    for sheet in load_workbook(io.BytesIO(content), data_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08]", str(cell.value)), (
                    cell.coordinate
                )
