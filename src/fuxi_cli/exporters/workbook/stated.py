"""上报数据: what the reporters state on indicators of which nobody owes a quota. It is added up, and not judged."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from fuxi_cli.core.plan import Indicator, Reporter
from fuxi_cli.core.progress import STATUSES
from fuxi_cli.core.totals import Reported
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import MARK_FILL
from fuxi_cli.exporters.workbook.matrix import adds_up
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import CARRIED, NONE, Cell, Formula, Marked, amount, decimals, result

SHEET = "上报数据"


def draw(book: Book) -> None:
    """Nothing where every figure belongs to a quota."""
    by = {(one.reporter.id, one.indicator.id): one for one in book.summary.report.reported}
    if not by:
        return
    indicators = [i for i in book.summary.plan.indicators if any(id == i.id for _, id in by)]
    reporters = [r for r in book.summary.plan.reporters if any(id == r.id for id, _ in by)]
    columns = [
        Column("序号", 6, "number"),
        Column("单位", 14, "centre"),
        *(Column(f"{clean(i.short)}\n（{clean(i.unit)}）", 13, "number") for i in indicators),
    ]
    page = Page(book, SHEET, [column.width for column in columns])
    page.top(
        f"{book.summary.period.chinese}各单位上报数据",
        "这些指标没有给报送单位分任务，只报累计完成数，不亮灯、不排名；合计对照方案的总目标，见“总览”。",
    )
    places = {
        i.id: decimals(*(one.actual for one in by.values() if one.indicator.id == i.id)) for i in indicators
    }
    rows = (_row(n, reporter, indicators, by, places) for n, reporter in enumerate(reporters, start=1))
    area = page.table(columns, rows, "没有上报的数据。")
    page.total(columns, tuple(_total(indicators, by, places, area.first + 1, area.last + 1)))
    page.line(
        f"“{NONE}”表示不用报。没有可用数的写明原因，不按 0 计，不计入合计；“{CARRIED}”是上一次接收的数。",
        font_size=10,
    )
    page.finish(area.head, 2, landscape=True)


def _row(
    number: int,
    reporter: Reporter,
    indicators: Sequence[Indicator],
    by: dict[tuple[str, str], Reported],
    places: dict[str, int],
) -> Iterator[Cell]:
    yield number
    yield reporter.name
    for indicator in indicators:
        one = by.get((reporter.id, indicator.id))
        if one is None:
            yield None
        elif one.actual is None:
            yield Marked(STATUSES.get(one.status, one.status), MARK_FILL)
        elif one.carried_forward:
            yield Marked(one.actual, MARK_FILL, num_format=amount(places[indicator.id], CARRIED))
        else:
            yield Marked(one.actual, num_format=amount(places[indicator.id]))


def _total(
    indicators: Sequence[Indicator],
    by: dict[tuple[str, str], Reported],
    places: dict[str, int],
    first: int,
    last: int,
) -> Iterator[Cell]:
    yield None
    yield "合计"
    for number, indicator in enumerate(indicators, start=2):
        known = [o.actual for o in by.values() if o.indicator.id == indicator.id and o.actual is not None]
        whose = sum(1 for _, id in by if id == indicator.id)
        if not adds_up(indicator) and whose > 1:
            yield "不宜合计"
            continue
        column = xl_col_to_name(number)
        cells = f"{column}{first}:{column}{last}"
        total = sum(known, Decimal(0)) if known else None
        formula = Formula(f'IF(COUNT({cells})=0,"{NONE}",SUM({cells}))', result(total))
        yield Marked(formula, num_format=amount(places[indicator.id]))
