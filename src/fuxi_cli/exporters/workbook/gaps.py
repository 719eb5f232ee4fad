"""差距清单: every quota that is behind or unmet, worst first, and what it takes to make up for it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import Gap, elapsed_months, months_left
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.wording import YEAR_NOTE, due_now, year_quota
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import LIGHT_FILLS, MARK_FILL, standing
from fuxi_cli.exporters.workbook.matrix import missing_formula, rate_formula
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import CARRIED, Cell, Formula, Marked, Value, amount, decimals, result

SHEET = "差距清单"
LAGGING = ("unmet", "far_behind", "behind")
"""Worst first."""
_COLUMNS = (
    Column("序号", 6, "number"),
    Column("单位", 12, "centre"),
    Column("指标", 15, "centre"),
    Column("计量\n单位", 6, "centre"),
    Column("任务数", 7.5, "number"),
    Column("累计完成", 11, "number"),
    Column("完成率", 9, "share"),
    Column("序时\n应完成", 8, "number"),
    Column("落后\n百分点", 8, "number"),
    Column("差额", 7.5, "number"),
    Column("预计\n完成", 8, "number"),
    Column("月均需\n完成", 8, "number"),
    Column("完成时限", 12, "date"),
    Column("亮灯", 14, "centre"),
    Column("依据", 13, "centre"),
)
_OF_YEAR = (
    Column("本年\n任务", 7.5, "number"),
    Column("其中\n结转", 7.5, "number"),
    Column("本年\n差额", 7.5, "number"),
)
"""After 任务数, in plans whose quotas have several due dates."""
_QUOTA = 4


def _columns(plan: Plan) -> tuple[Column, ...]:
    return (*_COLUMNS[: _QUOTA + 1], *_OF_YEAR, *_COLUMNS[_QUOTA + 1 :]) if plan.staged else _COLUMNS


def worst_first(gaps: Sequence[Gap]) -> list[Gap]:
    """Due and unmet, then far behind, then behind; the widest lag first, and the widest gap among equal ones."""
    behind = [gap for gap in gaps if gap.status in LAGGING]
    return sorted(behind, key=lambda gap: (LAGGING.index(gap.status), -(gap.lag or 0), -(gap.gap or 0)))


def draw(book: Book) -> None:
    summary = book.summary
    columns = _columns(summary.plan)
    page = Page(book, SHEET, [column.width for column in columns])
    gaps = [p.gap for p in summary.progress]
    behind = worst_first(gaps)
    page.top(f"{summary.period.chinese}差距清单", *_notes(gaps, behind))
    area = page.table(columns, (_row(book, n, gap) for n, gap in enumerate(behind, start=1)), _nothing(gaps))
    page.filter(area, len(columns))
    page.line(
        "序时应完成：到截止日按序时应当完成的数，不可拆分的对象向下取整。落后百分点：应完成比例减完成率。"
        "预计完成：照目前速度到方案期末能完成的数。月均需完成：差额除以到完成时限剩下的整月数。",
        font_size=10,
    )
    if summary.plan.staged:
        page.line(YEAR_NOTE, font_size=10)
    page.finish(area.head, 3, landscape=True)


def _notes(gaps: Sequence[Gap], behind: Sequence[Gap]) -> Iterator[str]:
    if behind:
        units = len({gap.reporter.id for gap in behind})
        yield f"滞后和到期未完成的共 {len(behind)} 项，涉及 {units} 个单位，从重到轻排列。"
    without = [gap for gap in gaps if gap.actual is None]
    if without:
        names = list(dict.fromkeys(clean(gap.reporter.name) for gap in without))
        shown = "、".join(names[:8]) + (f"等 {len(names)} 个单位" if len(names) > 8 else "")
        yield f"另有 {len(without)} 项没有可用数，无法判断是否滞后：{shown}。"


def _nothing(gaps: Sequence[Gap]) -> str:
    if not gaps:
        return "本方案没有分解到各单位的任务数。"
    known = any(gap.actual is not None for gap in gaps)
    return "没有滞后或到期未完成的任务。" if known else "各单位都没有可用数，无法判断是否滞后。"


def _row(book: Book, number: int, gap: Gap) -> Iterator[Cell]:
    summary = book.summary
    places = decimals(gap.quota.value, gap.actual)
    plain, rounded = amount(places), amount(max(places, 1))
    yield number
    yield gap.reporter.name
    yield gap.indicator.short
    yield gap.indicator.unit
    yield Marked(gap.quota.value, num_format=plain)
    if summary.plan.staged:
        carried = gap.stage.carried if gap.stage else None
        for one in (year_quota(gap), carried, gap.missing):
            yield Marked(one, num_format=plain)
    yield (
        Marked(gap.actual, MARK_FILL, num_format=amount(places, CARRIED))
        if gap.carried_forward
        else Marked(gap.actual, num_format=plain)
    )
    yield rate_formula("{累计完成}", "{任务数}", gap.rate)
    due = due_now(gap)
    yield Marked(due, num_format=plain if due.denominator == 1 and not places else rounded)
    yield Marked(_lag(gap), num_format="0.0")
    yield Marked(missing_formula("{累计完成}", "{任务数}", gap.gap), num_format=plain)
    yield Marked(_forecast(summary, gap), num_format=rounded)
    yield Marked(_needed(summary, gap), num_format=rounded)
    yield gap.due
    light = gap.light or ""
    yield Marked(standing(gap, summary.plan), LIGHT_FILLS.get(light, MARK_FILL), light == "red")
    yield gap.quota.clause


def _lag(gap: Gap) -> Value:
    """Live where the due share can be seen in the row."""
    if gap.lag is None:
        return None
    if not gap.quota.value:
        return gap.lag
    return Formula("MAX({序时\n应完成}/{任务数}-{完成率},0)*100", result(gap.lag))


def _forecast(summary: Summary, gap: Gap) -> Value:
    if gap.forecast is None:
        return None
    elapsed = elapsed_months(summary.plan, summary.period)
    return Formula(f"{{累计完成}}/{elapsed}*{summary.plan.months}", result(gap.forecast))


def _needed(summary: Summary, gap: Gap) -> Value:
    if gap.needed_per_month is None:
        return None
    left = Fraction(months_left(summary.plan, gap.quota, summary.period))
    return Formula(f"{{差额}}/{left}", result(gap.needed_per_month))
