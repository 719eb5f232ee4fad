"""年度考核: the scores of each kind of reporter, with the working of each; only where an assessment was asked for."""

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_col_to_name

from fuxi_cli.core.assessment import Assessment, Group, Review
from fuxi_cli.core.plan import Weights
from fuxi_cli.core.scoring.parts import PARTS
from fuxi_cli.core.words import clean, half_up
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import MARK_FILL
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import Cell, Formula, Marked

SHEET = "年度考核"
_SCORE_DECIMALS = 10
"""Equal scores must tie, and floats that are summed differ in the last place."""
_POINTS = "0.00"
_FIRST_PART = 3
_VERDICTS = {"unknown": "情况不明"}
_WIDTHS = (7.0, 18.0, 10.0)
_PART_WIDTH, _REMARKS_WIDTH = 11.0, 62.0


def draw(book: Book, assessment: Assessment) -> None:
    most = max((len(_worth(group.weights)) for group in assessment.groups), default=0)
    page = Page(book, SHEET, [*_WIDTHS, *([_PART_WIDTH] * most), _REMARKS_WIDTH])
    page.top(f"{book.summary.period.chinese}年度考核得分测算", *map(clean, assessment.remarks))
    for number, group in enumerate(assessment.groups):
        _group(page, group, most, number)
    if not assessment.groups:
        page.line("没有可考核的单位。")
    for group in assessment.groups:
        page.caption(f"{group.name}计分过程")
        page.pairs((clean(review.reporter.name), _working(review)) for review in group.reviews)
    page.caption("考核办法")
    for paragraph in assessment.method:
        page.line(clean(paragraph))
    page.finish(landscape=True)
    page.sheet.freeze_panes(2, 2)


def _worth(weights: Weights) -> list[str]:
    """The parts that count for something."""
    return [part for part, maximum in weights._asdict().items() if maximum]


def _group(page: Page, group: Group, most: int, number: int) -> None:
    """A table of the reporters that are ranked together; it has as many columns as that with most parts."""
    parts = _worth(group.weights)
    spare = [Column("—", _PART_WIDTH, "number")] * (most - len(parts))
    columns = [
        Column("名次", _WIDTHS[0], "number"),
        Column("单位", _WIDTHS[1], "centre"),
        Column("得分", _WIDTHS[2], "number"),
        *(Column(PARTS[part], _PART_WIDTH, "number") for part in parts),
        *spare,
        Column("说明", _REMARKS_WIDTH),
    ]
    page.caption(f"{'一二三四五六七八九十'[number]}、{group.name}")
    page.head([column.title for column in columns])
    maxima = [getattr(group.weights, part) for part in parts]
    full: list[Cell] = [None, "满分", 100, *maxima, *([None] * len(spare)), None]
    page.total(columns, full)
    first = page.row
    for review in group.reviews:
        page.record(columns, tuple(_row(group, review, parts, len(spare), first)))
    page.gap()


def _row(group: Group, review: Review, parts: Sequence[str], spare: int, first: int) -> Iterator[Cell]:
    """``first``: the row of the first reporter, counted from 0; the full points stand above it."""
    if review.rank is None:
        yield Marked("不排名", MARK_FILL)
    else:
        last = first + len(group.reviews)
        yield Formula(f"RANK({{得分}},$C${first + 1}:$C${last})", review.rank)
    yield review.reporter.name
    yield _total(review, parts, first)
    for part in parts:
        made = review.part(part)
        if made is None or made.points is None:
            verdict = made.verdict if made is not None else ""
            yield Marked(_VERDICTS.get(verdict, "不评"), MARK_FILL)
        else:
            yield Marked(made.points, num_format=_POINTS)
    yield from [None] * spare
    yield "\n".join(map(clean, review.remarks)) or None


def _working(review: Review) -> str:
    parts = [f"{part.name}：{clean(part.working)}" for part in review.parts]
    return "\n".join([*parts, f"得分：{clean(review.working)}"])


def _total(review: Review, parts: Sequence[str], first: int) -> Cell:
    """Live: the points over the full points of what was judged, out of a hundred."""
    if review.total is None:
        return Marked("暂不评分", MARK_FILL)
    left, right = (xl_col_to_name(column) for column in (_FIRST_PART, _FIRST_PART + len(parts) - 1))
    own, full = f"{left}{{row}}:{right}{{row}}", f"{left}${first}:{right}${first}"
    text = f"ROUND(SUM({own})/SUMPRODUCT(ISNUMBER({own})*{full})*100,{_SCORE_DECIMALS})"
    return Marked(Formula(text, float(half_up(review.total, _SCORE_DECIMALS))), bold=True, num_format=_POINTS)
