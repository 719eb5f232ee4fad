"""重点任务: the tasks by light, the most pressing first, with who leads, who answers for it and how long is left."""

from collections import Counter
from collections.abc import Iterator

from fuxi_cli.core.duties import TASK_STATUSES, Duty
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import LIGHT_FILLS, MARK_FILL, duty_standing
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import Cell, Formula, Marked

SHEET = "重点任务"
_LEADERS = "责任领导"
_COLUMNS = (
    Column("序号", 5.5, "centre"),
    Column("亮灯", 13, "centre"),
    Column("重点工作", 46),
    Column("牵头单位", 15, "centre"),
    Column("配合单位", 22),
    Column(_LEADERS, 27),
    Column("时限\n要求", 8, "centre"),
    Column("截止日期", 12, "date"),
    Column("剩余天数", 9, "number"),
)
_ORDER = ("red", "yellow", "blue", None, "green")
_DONE = ("done", "done_late")
_DAYS = '0"天";"超 "0"天";"已到期"'
_MOST_UNITS = 8


def pressing_first(duty: Duty) -> tuple[bool, int, int]:
    """What is done comes last; among the rest the worse light, and then the nearer day, comes first."""
    days = duty.days_left if duty.days_left is not None else 0
    return duty.status in _DONE, _ORDER.index(duty.light), days


def draw(book: Book) -> None:
    summary = book.summary
    led = any(duty.task.leaders for duty in summary.duties)
    columns = _COLUMNS if led or not summary.duties else tuple(c for c in _COLUMNS if c.title != _LEADERS)
    page = Page(book, SHEET, [column.width for column in columns])
    duties = sorted(summary.duties, key=pressing_first)
    counts = Counter(duty.status for duty in duties)
    listed = "、".join(
        f"{word} {counts[status]} 项" for status, word in TASK_STATUSES.items() if counts[status]
    )
    page.top(
        f"{summary.period.chinese}重点任务进展情况",
        *([f"重点任务共 {len(duties)} 项：{listed}。"] if duties else []),
    )
    area = page.table(columns, (_row(book, duty, led) for duty in duties), "本方案没有列出重点任务。")
    page.filter(area, len(columns))
    recurring = [clean(task.short) for task in summary.plan.tasks if task.recurrence]
    if recurring:
        page.line(
            f"注：{'、'.join(recurring)}等经常性工作按次检查，没有开展的列在“审核问题”表。", font_size=10
        )
    page.finish(area.head, 3, landscape=True)


def _row(book: Book, duty: Duty, led: bool) -> Iterator[Cell]:
    """``led``: the plan names leaders, and there is a column for them."""
    task = duty.task
    yield task.id
    yield Marked(duty_standing(duty), LIGHT_FILLS.get(duty.light or "", MARK_FILL), duty.light == "red")
    yield task.name
    yield task.lead
    yield _some(task.units[1:])
    if led:
        yield "\n".join(clean(f"{leader.name}（{leader.unit}）") for leader in task.leaders) or None
    yield task.due_text
    yield task.due
    if duty.days_left is None:
        yield Marked("已完成" if duty.status in _DONE else None)
    else:
        as_of = book.as_of
        day = f"DATE({as_of.year},{as_of.month},{as_of.day})"
        yield Marked(Formula(f"{{截止日期}}-{day}", duty.days_left), num_format=_DAYS)


def _some(units: tuple[str, ...]) -> str | None:
    """The units beside the lead; of very many, the first and how many."""
    if len(units) <= _MOST_UNITS:
        return "、".join(units) or None
    return f"{'、'.join(units[:_MOST_UNITS])}等 {len(units)} 个单位"
