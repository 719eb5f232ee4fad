"""台账汇总: every object that counts, of all ledgers in one table that can be filtered."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from fuxi_cli.core.plan import Field, Ledger
from fuxi_cli.core.summary import Item, Summary
from fuxi_cli.core.words import clean, show
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import MARK_FILL
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import CARRIED, Cell, Marked

SHEET = "台账汇总"
_COLUMNS = (
    Column("序号", 6, "number"),
    Column("台账", 14, "centre"),
    Column("报送单位", 12, "centre"),
    Column("对象名称", 32),
    Column("日期", 12, "date"),
    Column("其他登记内容", 66),
    Column("备注", 8, "centre"),
)
MOST = 20000
"""So many are listed; what goes beyond is said."""


def draw(book: Book) -> None:
    summary = book.summary
    page = Page(book, SHEET, [column.width for column in _COLUMNS])
    items = _by_ledger(summary)
    page.top(f"{summary.period.chinese}台账汇总", *_notes(summary, items))
    carried = {(p.gap.reporter.id, p.gap.indicator.id) for p in summary.progress if p.gap.carried_forward}
    rows = (_row(item, n, carried) for n, item in enumerate(items[:MOST], start=1))
    area = page.table(_COLUMNS, rows, "没有计入累计完成的台账对象。")
    page.filter(area, len(_COLUMNS))
    page.finish(area.head, 4, landscape=True)


def _by_ledger(summary: Summary) -> list[Item]:
    """What counts, by ledger in the plan's order, and then by reporter as it came."""
    order = {ledger.id: number for number, ledger in enumerate(summary.plan.ledgers)}
    counting = [item for item in summary.items if item.counts]
    return sorted(counting, key=lambda item: order.get(item.ledger.id, len(order)))


def _notes(summary: Summary, items: list[Item]) -> Iterator[str]:
    counts = Counter(clean(item.ledger.name) for item in items if item.ledger.indicator is not None)
    if counts:
        yield f"计入累计完成的对象共 {sum(counts.values())} 个：{_listed(counts, '个')}。"
    registered = Counter(clean(item.ledger.name) for item in items if item.ledger.indicator is None)
    if registered:
        yield f"登记的对象（不计入累计完成）共 {sum(registered.values())} 个：{_listed(registered, '个')}。"
    others = Counter(item.why_not or "" for item in summary.items if not item.counts)
    if others:
        yield f"另有 {sum(others.values())} 行没有计入，没有列出：{_listed(others, '行')}。"
    if len(items) > MOST:
        yield f"对象较多，本表列出前 {MOST} 个，其余 {len(items) - MOST} 个没有列出。"


def _listed(counts: Counter[str], measure: str) -> str:
    return "、".join(f"{name} {number} {measure}" for name, number in counts.items())


def _row(item: Item, number: int, carried: set[tuple[str, str]]) -> Iterator[Cell]:
    key = _key(item.ledger)
    dated = next((field for field in item.ledger.fields if field.dated), None)
    day = item.values.get(dated.name) if dated else None
    yield number
    yield item.ledger.name
    yield item.reporter.name
    yield _shown(item.values.get(key.name)) if key else None
    yield day if isinstance(day, date) else None
    rest = [field for field in item.ledger.fields if field is not key and field is not dated]
    yield "；".join(_told(item, rest)) or None
    taken = (item.reporter.id, item.ledger.indicator) in carried
    yield Marked(CARRIED, MARK_FILL) if taken else None


def _told(item: Item, fields: list[Field]) -> Iterator[str]:
    """``面积：737亩``; what is not filled in is left out."""
    for field in fields:
        value = item.values.get(field.name)
        if value is not None:
            yield f"{clean(field.title)}：{_shown(value)}{clean(field.unit or '')}"


def _key(ledger: Ledger) -> Field | None:
    """What people call the object: the ledger's first column."""
    return ledger.fields[0] if ledger.fields else None


def _shown(value: object) -> str | None:
    if value is None:
        return None
    return clean(value) if isinstance(value, str) else show(value)
