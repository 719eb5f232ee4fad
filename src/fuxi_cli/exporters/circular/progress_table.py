"""Reporters × indicators, in as many tables as the width of a page needs."""

from collections.abc import Mapping, Sequence

from fuxi_cli.core.progress import STATUSES, Gap
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean, plain
from fuxi_cli.exporters.circular import facts
from fuxi_cli.exporters.circular.blocks import Column, Table
from fuxi_cli.exporters.circular.phrases import name, rate, width

ROOM = 51
"""Characters of table text beside each other on a page, narrow ones among them."""
NONE = "—"
_UNKNOWN = {"not_reported": "未报", "returned": "退回"}
"""What stands in place of a figure that there is none of."""
BAD = ("behind", "far_behind", "unmet")

_Sized = tuple[facts.Overall, tuple[float, ...]]
"""An indicator and the widths of its columns."""
_HEADS = ("任务", "累计", "完成率", "状态")
_LEAST = (2.5, 2.5, 3.7, 4.3)
_MOST_NAME = 12


def progress(summary: Summary, head: str, marked: Mapping[str, str]) -> tuple[Table, ...]:
    """As many tables as it takes. ``head``: what reporters are; ``marked``: reporter → its row's remark."""
    who = facts.owing(summary)
    first = Column(head, min(max(4.6, *(width(name(r)) + 0.6 for r in who)), _MOST_NAME))
    last = (Column("备注", 5.5),) if marked else ()
    room = ROOM - sum(column.width for column in (first, *last))
    groups = _packed(_sized(summary), room)
    return tuple(_table(summary, first, group, last, marked) for group in groups)


def _table(
    summary: Summary,
    first: Column,
    group: Sequence[_Sized],
    last: Sequence[Column],
    marked: Mapping[str, str],
) -> Table:
    by_id = {(p.gap.reporter.id, p.gap.indicator.id): p.gap for p in summary.progress}
    found = [one for one, _ in group]
    columns = [first]
    for one, widths in group:
        label = f"{clean(one.indicator.short)}（{clean(one.indicator.unit)}）"
        columns += [Column(t, w, group=label) for t, w in zip(_HEADS, widths, strict=True)]
    rows, marks = [], set()
    for number, reporter in enumerate(facts.owing(summary)):
        row = [name(reporter)]
        for one in found:
            gap = by_id.get((reporter.id, one.indicator.id))
            if gap is not None and gap.status in BAD:
                marks.add((number, len(row) + len(_HEADS) - 1))
            row += _cells(gap)
        rows.append((*row, *[marked.get(reporter.id, "")] * len(last)))
    total = [cell for one in found for cell in sums(one)]
    rows.append(("合计", *total, *[""] * len(last)))
    return Table(
        "", (*columns, *last), tuple(rows), _notes(summary, found, bool(marks)), True, frozenset(marks)
    )


def _sized(summary: Summary) -> list[_Sized]:
    """Each indicator once, with columns as wide as its figures need."""
    gaps: dict[str, list[Gap]] = {}
    for p in summary.progress:
        gaps.setdefault(p.gap.indicator.id, []).append(p.gap)
    found: dict[str, _Sized] = {}
    for one in facts.overall(summary):
        cells = [*map(_cells, gaps[one.indicator.id]), sums(one)]
        figures = (
            max(low, *(width(row[n]) + (0.9 if n == 2 else 0.6) for row in cells))
            for n, low in enumerate(_LEAST[:3])
        )
        found.setdefault(one.indicator.id, (one, (*figures, _LEAST[3])))
    return list(found.values())


def _packed(sized: Sequence[_Sized], room: float) -> list[Sequence[_Sized]]:
    """The indicators in groups that fit beside each other; groups of one size where that works."""
    groups: list[list[_Sized]] = [[]]
    for one in sized:
        if groups[-1] and _together(groups[-1]) + sum(one[1]) > room:
            groups.append([])
        groups[-1].append(one)
    each = -(-len(sized) // len(groups))
    even = [sized[n : n + each] for n in range(0, len(sized), each)]
    return even if all(_together(group) <= room or len(group) == 1 for group in even) else [*groups]


def _together(group: Sequence[_Sized]) -> float:
    return sum(sum(widths) for _, widths in group)


def _cells(gap: Gap | None) -> list[str]:
    if gap is None:
        return [NONE] * 4
    actual = _UNKNOWN.get(gap.status, NONE) if gap.actual is None else plain(gap.actual)
    return [plain(gap.quota.value), actual, rate(gap.rate), STATUSES[gap.status]]


def sums(one: facts.Overall) -> list[str]:
    """The same for all reporters together."""
    if one.target is None:
        return [NONE] * 4
    return [
        plain(one.target),
        NONE if one.actual is None else plain(one.actual),
        rate(one.rate),
        STATUSES[one.status],
    ]


def _notes(summary: Summary, group: Sequence[facts.Overall], lagging: bool) -> tuple[str, ...]:
    said = []
    if lagging and summary.plan.lights.yellow_up_to is None:
        said.append("“滞后”“到期未完成”为红灯")
    elif lagging:
        said.append("“滞后”为黄灯，“严重滞后”“到期未完成”为红灯")
    if any(one.counted < one.owing and one.actual is not None for one in group):
        said.append("合计为有可用数的单位之和")
    if any(one.target is not None and one.target != one.quotas for one in group):
        said.append("合计行的任务数为方案的总目标")
    return (f"注：{'；'.join(said)}。",) if said else ()
