"""任务调整: the quotas that a revision of the plan changed, old beside new; only where one came into force."""

from collections.abc import Iterator

from fuxi_cli.core.revised import ABOUT, Adjustment, Revised
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import NONE, Cell, Formula, Marked, amount, decimals, number, result

SHEET = "任务调整"
_COLUMNS = (
    Column("序号", 6, "number"),
    Column("报送单位", 16, "centre"),
    Column("指标", 22, "centre"),
    Column("计量\n单位", 8, "centre"),
    Column("原任务数", 12, "number"),
    Column("现任务数", 12, "number"),
    Column("增减", 12, "number"),
    Column("施行日期", 13, "date"),
    Column("文号", 24, "centre"),
)
# 0.7 − 0.6 in binary fractions is not quite 0.1.
_CHANGE = f'IF(COUNT({{原任务数}},{{现任务数}})=2,ROUND({{现任务数}}-{{原任务数}},10),"{NONE}")'


def draw(book: Book, found: Revised) -> None:
    page = Page(book, SHEET, [column.width for column in _COLUMNS])
    tasks = [f"其他改动：{clean('；'.join(found.tasks))}。"] if found.tasks else []
    page.top(
        f"{book.summary.period.chinese}任务调整情况",
        f"{found.lead}，{found.quotas}。",
        *([ABOUT] if found.adjustments else []),
        *tasks,
    )
    rows = (_row(one, n, found) for n, one in enumerate(found.adjustments, start=1))
    area = page.table(_COLUMNS, rows, "任务数没有调整。")
    page.filter(area, len(_COLUMNS))
    page.finish(area.head, 3, landscape=True)


def _row(one: Adjustment, place: int, found: Revised) -> Iterator[Cell]:
    places = decimals(one.before, one.after)
    yield place
    yield clean(one.reporter.name)
    yield clean(one.indicator.short)
    yield clean(one.indicator.unit) or None
    for value in (one.before, one.after):
        yield NONE if value is None else Marked(value, num_format=amount(places))
    known = number(one.before) is not None and number(one.after) is not None
    change = Formula(_CHANGE, result(one.difference if known else None))
    yield Marked(change, num_format=f"+{amount(places)};-{amount(places)};0")
    yield found.since
    yield clean(found.new.document.number)
