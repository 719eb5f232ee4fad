"""排名: the places, how they came about, and how they changed. The rule stands under the table."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.plan import Indicator
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.ranking import Ranked, rule_text
from fuxi_cli.core.words import clean, half_up, plain, show
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import BAR, MARK_FILL
from fuxi_cli.exporters.workbook.matrix import RATE, Matrix
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import CARRIED, Cell, Formula, Marked

SHEET = "排名"
_SCORE_DECIMALS = 10
"""The score is rounded so far: equal scores must tie, and floats that are summed differ in the last place."""
_FEW = 8
"""Up to so many indicators each has a column: done and owed."""
_SMALL = 2
"""A quota up to this is small: one object moves its rate by half or more."""


def draw(book: Book, matrix: Matrix) -> None:
    few = len(matrix.indicators) <= _FEW
    columns = _columns(matrix, few)
    page = Page(book, SHEET, [column.width for column in columns])
    small = f"（带△的任务数不超过 {_SMALL}）" if few else ""
    page.top(
        f"{book.summary.period.chinese}进度排名",
        f"任务数小的单位多完成一个，完成率就变动很大；比较名次时请对照任务数{small}。",
    )
    first = page.row + 1
    rows = (_row(book, matrix, ranked, few, first) for ranked in book.summary.ranking)
    area = page.table(columns, rows, "没有可排名的单位。")
    page.filter(area, len(columns))
    if area.last >= area.first:
        page.sheet.conditional_format(
            area.first,
            2,
            area.last,
            2,
            {
                "type": "data_bar",
                "data_bar_2010": True,
                "bar_solid": True,
                "bar_color": BAR,
                "min_type": "num",
                "max_type": "num",
                "min_value": 0,
                "max_value": float(book.summary.plan.cap),
            },
        )
    page.line(f"排名规则：{rule_text(book.summary.plan)}")
    if any(gap.carried_forward for ranked in book.summary.ranking for gap in ranked.counted):
        page.line(f"“{CARRIED}”：本期没有可用的报送表，按上一次接收的数计算。")
    page.finish(area.head, 2, landscape=True)


def _columns(matrix: Matrix, few: bool) -> list[Column]:
    columns = [
        Column("名次", 7, "number"),
        Column("单位", 16, "centre"),
        Column("得分", 10, "share"),
        Column("上月名次", 8, "number"),
        Column("比上月", 8, "number"),
        Column("计分指标", 8, "number"),
    ]
    if few:
        columns += [Column(f"{clean(i.short)}\n累计/任务", 12, "centre") for i in matrix.indicators]
    else:
        columns += [Column("完成的指标", 10, "number"), Column("其中任务数\n不超过 2 的", 12, "number")]
        columns += [Column("单项任务数\n最小～最大", 16, "centre")]
    return [*columns, Column("说明", 18 if few else 30)]


def _row(book: Book, matrix: Matrix, ranked: Ranked, few: bool, first: int) -> Iterator[Cell]:
    yield _rank(book, ranked, first)
    yield ranked.reporter.name
    yield _score(book, matrix, ranked)
    yield ranked.before
    yield _change(ranked)
    yield len(ranked.counted)
    if few:
        yield from (_done_of(matrix, ranked, indicator) for indicator in matrix.indicators)
    else:
        gaps = (*ranked.counted, *ranked.unknown)
        quotas = sorted(gap.quota.value for gap in gaps)
        yield sum(1 for gap in ranked.counted if gap.rate is not None and gap.rate >= 1)
        yield sum(1 for quota in quotas if quota <= _SMALL)
        yield f"{plain(quotas[0])}～{plain(quotas[-1])}" if quotas else None
    yield _remark(ranked, few)


def _rank(book: Book, ranked: Ranked, first: int) -> Cell:
    """Live over the scores; ties share a place."""
    number = len(book.summary.ranking)
    if ranked.rank is None:
        return Marked("不排名", MARK_FILL)
    scores = f"$C${first + 1}:$C${first + number}"
    return Marked(Formula(f"RANK({{得分}},{scores})", ranked.rank), bold=ranked.rank <= 3)


def _score(book: Book, matrix: Matrix, ranked: Ranked) -> Cell:
    """The mean of the rates on 县区进度, each up to the cap."""
    if ranked.score is None:
        return Marked(None, MARK_FILL)
    cap = book.summary.plan.cap
    parts, weights = [], Decimal(0)
    for gap in ranked.counted:
        weight = gap.indicator.weight
        weights += weight
        times = "" if weight == 1 else f"{plain(weight)}*"
        cell = matrix.figure(ranked.reporter, gap.indicator, RATE)
        parts.append(f"{times}MIN({cell},{plain(cap)})")
    text = f"ROUND(({'+'.join(parts)})/{plain(weights)},{_SCORE_DECIMALS})"
    return Formula(text, float(half_up(ranked.score, _SCORE_DECIMALS)))


def _change(ranked: Ranked) -> Cell:
    """``↑3``, ``↓2``, ``持平``, from the two places."""
    if ranked.climbed is None:
        return None
    up, now = "{上月名次}", "{名次}"
    text = f'IF({up}>{now},"↑"&({up}-{now}),IF({up}<{now},"↓"&({now}-{up}),"持平"))'
    moved = ranked.climbed
    return Formula(text, f"↑{moved}" if moved > 0 else f"↓{-moved}" if moved < 0 else "持平")


def _done_of(matrix: Matrix, ranked: Ranked, indicator: Indicator) -> Cell:
    """``3/7``: done and owed, so that small quotas are seen as such."""
    progress = matrix.progress.get((ranked.reporter.id, indicator.id))
    if progress is None:
        return None
    gap = progress.gap
    small = "△" if gap.quota.value <= _SMALL and indicator.counted else ""
    if gap.actual is None:
        return Marked(f"未报/{show(gap.quota.value)}{small}", MARK_FILL)
    return f"{show(gap.actual)}/{show(gap.quota.value)}{small}"


def _remark(ranked: Ranked, few: bool) -> str:
    words = []
    if ranked.rank is None:
        unknown = "、".join(clean(gap.indicator.short) for gap in ranked.unknown[:3])
        more = f"等 {len(ranked.unknown)} 项" if len(ranked.unknown) > 3 else ""
        named = f"没有可用数：{unknown}{more}" if few else f"没有可用数 {len(ranked.unknown)} 项"
        words.append(named if unknown else "没有可计分的指标")
    if any(gap.carried_forward for gap in ranked.counted):
        words.append(CARRIED)
    capped = [gap for gap in ranked.counted if _over(gap)]
    if capped:
        words.append(f"超额 {len(capped)} 项")
    return "；".join(words) or "—"


def _over(gap: Gap) -> bool:
    return gap.rate is not None and gap.rate > Fraction(1)
