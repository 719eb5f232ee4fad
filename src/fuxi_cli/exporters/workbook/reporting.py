"""报送情况: who submitted how, this month and in each month so far."""

from collections import Counter
from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name

from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.standing import REPORTING_STATUSES, Reporting
from fuxi_cli.core.summary import Month
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import REPORTING_FILLS, TOTAL_FILL
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import Cell, Formula, Marked

SHEET = "报送情况"
_FIXED = (
    Column("序号", 5.5, "number"),
    Column("报送单位", 16, "centre"),
    Column("类别", 16, "centre"),
    Column("本月", 8, "centre"),
    Column("收到日期", 12, "date"),
    Column("报送时限", 12, "date"),
    Column("迟报\n天数", 7, "number"),
)
_COUNTS = (
    ("按时", ("按时", "零报告")),
    ("迟报", ("迟报",)),
    ("退回", ("退回", "无法读取")),
    ("未报", ("未报",)),
)
_MOST_MONTHS = 12
_ON_TIME = ("on_time", "nil")


def draw(book: Book) -> None:
    months = book.summary.months[-_MOST_MONTHS:]
    columns = [
        *_FIXED,
        *(Column(_month(month, months), 8.5, "centre") for month in months),
        *(Column(f"{title}\n次数", 6.5, "number") for title, _ in _COUNTS),
        Column("按时率", 9, "share"),
    ]
    page = Page(book, SHEET, [column.width for column in columns])
    found = book.summary.report.reporting
    counts = Counter(one.status for one in found)
    listed = "、".join(f"{word} {counts[s]} 家" for s, word in REPORTING_STATUSES.items() if counts[s])
    nil = book.summary.plan.says("“零报告”是本月没有进展的报送，算按时。")
    notes = [f"应报送 {len(found)} 家：{listed}。{nil}"] if found else []
    page.top(f"{book.summary.period.chinese}报送情况", *notes)
    statuses = [{one.reporter.id: one for one in month.reporting} for month in months]
    rows = (_row(book.summary.plan, one, n, statuses) for n, one in enumerate(found, start=1))
    area = page.table(columns, rows, "没有应报送的单位。")
    page.filter(area, len(columns))
    if found:
        _totals(page, columns, months, area.first, area.last)
    page.finish(area.head, 2, landscape=True)


def _month(month: Month, months: tuple[Month, ...]) -> str:
    """``6月``; with the year where the months are of several."""
    several = len({one.period.year for one in months}) > 1
    return month.period.dated(several)


def _row(plan: Plan, one: Reporting, number: int, statuses: list[dict[str, Reporting]]) -> Iterator[Cell]:
    yield number
    yield one.reporter.name
    yield plan.kind(one.reporter.kind)
    yield _status(one)
    yield one.received if one.received else _unreceived(one)
    yield one.due
    if one.status == "late" and one.received is not None:
        yield Formula("{收到日期}-{报送时限}", (one.received - one.due).days)
    else:
        yield None
    yield from (_status(month.get(one.reporter.id)) for month in statuses)
    yield from _counted(one.reporter, statuses)


def _unreceived(one: Reporting) -> str:
    return "未收到" if one.status == "missing" else "未填"


def _status(one: Reporting | None) -> Cell:
    if one is None:
        return None
    word = REPORTING_STATUSES.get(one.status, one.status)
    return Marked(word, REPORTING_FILLS.get(one.status), one.status in ("missing", "returned", "unreadable"))


def _counted(reporter: Reporter, statuses: list[dict[str, Reporting]]) -> Iterator[Cell]:
    """How often each, over the months shown, and the share on time."""
    words = [
        REPORTING_STATUSES.get(month[reporter.id].status, "") for month in statuses if reporter.id in month
    ]
    first = len(_FIXED)
    cells = f"{xl_col_to_name(first)}{{row}}:{xl_col_to_name(first + len(statuses) - 1)}{{row}}"
    for _, wanted in _COUNTS:
        text = "+".join(f'COUNTIF({cells},"{word}")' for word in wanted)
        yield Formula(text, sum(word in wanted for word in words))
    on_time = sum(word in _COUNTS[0][1] for word in words)
    titles = [f"{{{title}\n次数}}" for title, _ in _COUNTS]
    whole = "+".join(titles)
    yield Formula(f'IF({whole}=0,"—",{titles[0]}/({whole}))', on_time / len(words) if words else "—")


def _totals(page: Page, columns: list[Column], months: tuple[Month, ...], first: int, last: int) -> None:
    """How many each month, under the months; not in reach of the filter."""
    for title, wanted in _COUNTS:
        row: list[Cell] = [None] * len(columns)
        row[0] = f"{title}（家）"
        for number, month in enumerate(months):
            letter = xl_col_to_name(len(_FIXED) + number)
            cells = f"{letter}{first + 1}:{letter}{last + 1}"
            shown = {one.reporter.id for one in page.book.summary.report.reporting}
            value = sum(
                REPORTING_STATUSES.get(one.status, "") in wanted
                for one in month.reporting
                if one.reporter.id in shown
            )
            row[len(_FIXED) + number] = Formula(
                "+".join(f'COUNTIF({cells},"{word}")' for word in wanted), value
            )
        _total(page, columns, row)


def _total(page: Page, columns: list[Column], row: list[Cell]) -> None:
    """One line of totals: its name over the fixed columns, figures under the months, nothing behind them."""
    at = page.row
    page.sheet.set_row(at, 20)
    look = page.look("centre", bold=True, bg_color=TOTAL_FILL)
    page.sheet.merge_range(at, 0, at, len(_FIXED) - 1, "", look)
    page.sheet.write_string(at, 0, str(row[0]), look)
    for column in range(len(_FIXED), len(columns) - len(_COUNTS) - 1):
        page.put(at, column, row[column], "number", bold=True, bg_color=TOTAL_FILL)
    page.row += 1
