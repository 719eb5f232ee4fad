"""更正: the figures of closed months that were changed later, old beside new; only where there are any."""

from collections.abc import Iterator, Sequence

from fuxi_cli.core.amendments import ABOUT, UNREPORTED, Amendment, amount_of
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import MARK_FILL
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import NONE, Cell, Formula, Marked, amount, decimals, number, result

SHEET = "更正"
_COLUMNS = (
    Column("序号", 6, "number"),
    Column("月份", 13, "centre"),
    Column("报送单位", 16, "centre"),
    Column("指标", 20, "centre"),
    Column("计量\n单位", 8, "centre"),
    Column("原数", 12, "number"),
    Column("更正后", 12, "number"),
    Column("增减", 12, "number"),
    Column("收到日期", 13, "date"),
)
# 0.7 − 0.6 in binary fractions is not quite 0.1.
_CHANGE = f'IF(COUNT({{原数}},{{更正后}})=2,ROUND({{更正后}}-{{原数}},10),"{NONE}")'


def draw(book: Book, found: Sequence[Amendment]) -> None:
    says = book.summary.plan.says
    page = Page(book, SHEET, [column.width for column in _COLUMNS])
    page.top(
        f"{book.summary.period.chinese}更正情况",
        f"{says('已封账月份的更正')}{amount_of(found)}。",
        ABOUT,
    )
    columns = [column._replace(title=says(column.title)) for column in _COLUMNS]
    area = page.table(columns, (_row(one, n) for n, one in enumerate(found, start=1)), "没有更正。")
    page.filter(area, len(_COLUMNS))
    page.finish(area.head, 4, landscape=True)


def _row(one: Amendment, place: int) -> Iterator[Cell]:
    places = decimals(one.old, one.new)
    yield place
    yield one.period.chinese
    yield one.reporter
    yield one.short
    yield one.unit or None
    for value in (one.old, one.new):
        yield Marked(UNREPORTED, MARK_FILL) if value is None else Marked(value, num_format=amount(places))
    known = number(one.old) is not None and number(one.new) is not None
    change = Formula(_CHANGE, result(one.difference if known else None))
    yield Marked(change, num_format=f"+{amount(places)};-{amount(places)};0")
    yield one.received_on
