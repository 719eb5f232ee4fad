"""困难问题: what the reporters ask to have solved, by indicator and task."""

from collections import Counter
from collections.abc import Iterator

from fuxi_cli.core.summary import Problem, Summary
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import Cell, Marked

SHEET = "困难问题"
_COLUMNS = (
    Column("序号", 6, "number"),
    Column("涉及指标或任务", 20, "centre"),
    Column("报送单位", 15, "centre"),
    Column("困难和问题", 48),
    Column("建议", 38),
    Column("需协调单位", 20, "centre"),
)
_OTHER = "其他"
_MOST = 2000


def draw(book: Book) -> None:
    summary = book.summary
    page = Page(book, SHEET, [column.width for column in _COLUMNS])
    problems = _by_subject(summary)
    counts = Counter(clean(problem.about or _OTHER) for problem in problems)
    units = len({problem.reporter.id for problem in problems})
    listed = "、".join(f"{about} {number} 条" for about, number in counts.items())
    notes = [f"{units} 个单位提出 {len(problems)} 条：{listed}。"] if problems else []
    if len(problems) > _MOST:
        notes.append(f"本表列出前 {_MOST} 条。")
    page.top(f"{summary.period.chinese}困难问题汇总", *notes)
    rows = (_row(problem, n) for n, problem in enumerate(problems[:_MOST], start=1))
    area = page.table(_COLUMNS, rows, "本期已接收的报送表没有提出困难问题。")
    page.filter(area, len(_COLUMNS))
    page.finish(area.head, 2, landscape=True)


def _by_subject(summary: Summary) -> list[Problem]:
    """In the order of the plan's indicators and then its tasks; what names neither comes last."""
    plan = summary.plan
    order = [*(i.short for i in plan.indicators), *(task.short for task in plan.tasks)]
    places = {name: number for number, name in reversed(list(enumerate(order)))}
    return sorted(summary.problems, key=lambda problem: places.get(problem.about or "", len(order)))


def _row(problem: Problem, number: int) -> Iterator[Cell]:
    yield number
    yield problem.about or (Marked(f"{_OTHER}（{problem.issue.about}）") if problem.issue.about else _OTHER)
    yield problem.reporter.name
    yield problem.issue.text
    yield problem.issue.advice or None
    yield problem.issue.units or None
