"""The figures that a leader asks for first, and the plan's targets beside what has been done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from fuxi_cli.core.duties import TASK_STATUSES
from fuxi_cli.core.finding import SEVERITIES
from fuxi_cli.core.progress import LIGHTS, STATUSES, Gap, Total, pace
from fuxi_cli.core.report import WORKBOOK_STATUSES, Report
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.words import plain
from fuxi_cli.exporters.page.charts import bar
from fuxi_cli.exporters.page.markup import Html, tag
from fuxi_cli.exporters.page.table import Cell, Column, Row, table
from fuxi_cli.exporters.page.words import LAGGING, NOTHING, amount, counted, lamp, rate
from fuxi_cli.exporters.verdict import LEAD, verdict
from fuxi_cli.exporters.wording import asked, by_quotas, day, due_now, of_year

_TOTAL_LIGHTS = {"met": "green", "unmet": "red"}


def lead(report: Report) -> Iterator[Html]:
    """Under the page's title: which plan and day, and the verdict in a sentence."""
    words = []
    if report.plan is not None:
        words.append(f"{report.plan.title}（{report.plan.document.number}）")
    if report.period is not None:
        words.append(f"报告期：{report.period.chinese}")
    if report.as_of is not None:
        words.append(f"截止日：{day(report.as_of)}")
    if words:
        yield tag("p", *(tag("span", word) for word in words), class_="facts")
    yield tag("p", f"{LEAD}{verdict(report)}", class_="verdict")


def cards(report: Report) -> Html | None:
    """One card for each matter that the run knows of."""
    made = [*_pace(report), *_reporting(report), *_quotas(report), *_tasks(report), *_findings(report)]
    return tag("ul", *made, class_="cards") if made else None


def _card(label: str, big: str, unit: str, detail: str, tone: str = "") -> Html:
    return tag(
        "li",
        tag("p", label, class_="label"),
        tag("p", tag("strong", big), f" {unit}" if unit else None, class_="big"),
        tag("p", detail, class_="detail") if detail else None,
        class_=f"card {tone}".strip(),
    )


def _pace(report: Report) -> Iterator[Html]:
    if report.plan is not None and report.period is not None:
        span = f"{report.plan.start.chinese}至{report.plan.end.chinese}"
        big = by_quotas(report.gaps) or rate(pace(report.plan, report.period))
        year = of_year(report.gaps)
        yield _card("序时进度", big, "", f"方案期 {span}" + (f"；本年 {year}" if year else ""))


def _reporting(report: Report) -> Iterator[Html]:
    """One reporter's own workbook says nothing of who has submitted."""
    if len(report.reporting) > 1:
        by = Counter(one.status for one in report.reporting)
        taken = by["on_time"] + by["late"] + by["nil"]
        detail = counted(((word, by[status]) for status, word in REPORTING_STATUSES.items()), "家")
        tone = "part" if taken < len(report.reporting) else "good"
        yield _card("已接收的报送表", f"{taken}", f"家，应报 {len(report.reporting)} 家", detail, tone)
    elif report.workbooks:
        by = Counter(one.status for one in report.workbooks)
        detail = counted(((word, by[status]) for status, word in WORKBOOK_STATUSES.items()), "份")
        tone = "good" if by["accepted"] == len(report.workbooks) else "part"
        yield _card("报送表", f"{len(report.workbooks)}", "份", detail, tone)


def _quotas(report: Report) -> Iterator[Html]:
    if not report.gaps:
        return
    by = Counter(gap.status for gap in report.gaps)
    behind = sum(by[status] for status in LAGGING)
    detail = counted(((word, by[status]) for status, word in STATUSES.items()), "项")
    tone = "bad" if behind else "good"
    label = "滞后和到期未完成" if by["unmet"] else "滞后指标"
    yield _card(label, f"{behind}", f"项，共 {len(report.gaps)} 项", detail, tone)
    yield tag("li", tag("p", "亮灯", class_="label"), *_lights(report), class_="card")


def _lights(report: Report) -> Iterator[Html]:
    """How many of each light, and how many without one, as they have no figure or cannot be judged."""
    by = Counter(gap.light for gap in report.gaps)
    for light in ("red", "yellow", "blue", "green"):
        if by[light]:
            badge = tag("span", f"{LIGHTS[light]} {by[light]} 项", class_=f"lamp {light}")
            yield tag("p", badge)
    if by[None]:
        yield tag("p", tag("span", f"不亮灯 {by[None]} 项", class_="lamp none"))


def _tasks(report: Report) -> Iterator[Html]:
    if report.duties:
        by = Counter(duty.status for duty in report.duties)
        detail = counted(((word, by[status]) for status, word in TASK_STATUSES.items()), "项")
        pressing = by["overdue"] + by["behind"]
        unit = f"项，共 {len(report.duties)} 项"
        yield _card(
            "逾期、滞后重点任务" if by["behind"] else "逾期重点任务",
            f"{pressing}",
            unit,
            detail,
            "bad" if pressing else "good",
        )


def _findings(report: Report) -> Iterator[Html]:
    by = report.counts()
    detail = counted(((word, by[severity]) for severity, word in SEVERITIES.items()), "处")
    number = sum(by[severity] for severity in SEVERITIES)
    yield _card("审核问题", f"{number}", "处", detail or "没有发现问题", "bad" if by["error"] else "good")


def totals(report: Report) -> Iterator[Html]:
    """Targets beside their sums. Not for one reporter's own workbook: it says nothing of the plan."""
    if len({gap.reporter.id for gap in report.gaps}) < 2:
        return
    columns = (
        Column("目标", text=True), Column("要求"), Column("累计完成"), Column("序时应完成"), Column("还差"), Column("完成率"),
        Column("进度", text=True, kind="wide", sort=False), Column("计入单位"), Column("情况", text=True),
    )  # fmt: skip
    shown = [total for total in report.totals if total.counted or total.status == "not_reported"]
    if shown:
        yield tag("h3", "全方案合计")
        rows = [_total(one, report.gaps) for one in shown]
        yield table("totals", "方案目标与各单位合计", columns, rows, "figures")
        yield tag(
            "p",
            "进度条上的竖线为序时应完成数（各单位应完成数之和）。“计入单位”为有可用数的单位数/有任务的单位数；没有可用数的单位不按 0 计。",
            class_="note",
        )
    yield from _unsummed(report.totals, shown)


def _total(total: Total, gaps: Sequence[Gap]) -> Row:
    unit = total.target.unit
    owed = [gap for gap in gaps if gap.indicator.id == total.target.indicator]
    due = sum((due_now(gap) for gap in owed), Fraction(0))
    aim = total.target.value
    word = STATUSES.get(total.status, total.status)
    return (
        total.target.name,
        asked(total.target),
        Cell(word if total.actual is None else f"{plain(total.actual)}{unit}"),
        f"{amount(due, owed[0].indicator)}{unit}" if owed else NOTHING,
        NOTHING if total.gap is None else f"{plain(total.gap)}{unit}",
        rate(total.rate),
        bar(total.rate, due / Fraction(aim) if aim else None),
        f"{total.counted}/{total.owing}",
        lamp(_TOTAL_LIGHTS.get(total.status), word, total.status),
    )


def _unsummed(found: Sequence[Total], shown: Sequence[Total]) -> Iterator[Html]:
    for total in found:
        if total.reason:
            text = f"“{total.target.name}”（{asked(total.target)}）无法判定：{total.reason}。"
            yield tag("p", text, class_="note")
    others = [total.target for total in found if total not in shown and not total.reason]
    if others:
        names = "、".join(f"{target.name}（{asked(target)}）" for target in others)
        text = f"以下目标没有分到各单位或不能相加，不能由报送表合计判定：{names}。"
        yield tag("p", text, class_="note")
