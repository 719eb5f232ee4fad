"""Counties × indicators at a glance: figures, words and colour in each cell."""

from collections.abc import Iterator, Mapping, Sequence

from fuxi_cli.core.plan import Indicator, Plan, Reporter
from fuxi_cli.core.progress import Gap, Total
from fuxi_cli.core.words import plain
from fuxi_cli.exporters.page.markup import Html, join, tag
from fuxi_cli.exporters.page.table import Cell, Column, Row, table
from fuxi_cli.exporters.page.words import (
    NOTHING,
    carried,
    lamp,
    named,
    rate,
    several_units,
    tone,
    verdict_of,
)

_TONES = ("red", "yellow", "none", "blue", "green", "met")
_BESIDE = 10
"""Indicators beside each other at the most: a sheet of A4 and a screen hold no more; the others follow below."""


def heading(gaps: Sequence[Gap]) -> str:
    """What the section is called."""
    return "县区进度" if {gap.reporter.kind for gap in gaps} == {"county"} else "各单位进度"


def heat_map(gaps: Sequence[Gap], found: Sequence[Total], plan: Plan | None) -> Iterator[Html]:
    """Nothing for a single reporter: the list of its gaps says the same."""
    reporters = list(dict.fromkeys(gap.reporter for gap in gaps))
    if len(reporters) < 2:
        return
    indicators = list(dict.fromkeys(gap.indicator for gap in gaps))
    by_place = {(gap.reporter.id, gap.indicator.id): gap for gap in gaps}
    sums: dict[str | None, Total] = {
        total.target.indicator: total for total in found if total.target.indicator
    }
    yield _legend(gaps, plan)
    mixed = several_units(gaps)
    parts = -(-len(indicators) // _BESIDE)
    for number in range(parts):
        beside = indicators[number * _BESIDE : (number + 1) * _BESIDE]
        caption = "各单位累计完成数/任务数" + ("" if mixed else f"（单位：{beside[0].unit}）")
        if parts > 1:
            first = number * _BESIDE + 1
            caption += f"，第 {first} 至 {first + len(beside) - 1} 项指标"
        columns = [Column("单位", text=True), *(Column(named(one, mixed)) for one in beside)]
        rows = [_row(reporter, beside, by_place, plan) for reporter in reporters]
        foot = _foot(beside, sums) if any(one.id in sums for one in beside) else None
        yield table(f"heat-{number + 1}", caption, columns, rows, "heat", foot)


def _row(
    reporter: Reporter,
    beside: Sequence[Indicator],
    by_place: Mapping[tuple[str, str], Gap],
    plan: Plan | None,
) -> Row:
    return (reporter.name, *(_cell(by_place.get((reporter.id, one.id)), plan) for one in beside))


def _cell(gap: Gap | None, plan: Plan | None) -> Cell:
    """``3/7`` over its verdict; without a figure the reason over the quota."""
    if gap is None:
        return Cell(NOTHING, kind="empty")
    word = verdict_of(gap, plan)
    done = NOTHING if gap.actual is None else plain(gap.actual)
    mark = carried() if gap.carried_forward and gap.actual is not None else None
    return Cell(
        join(f"{done}/{plain(gap.quota.value)}", mark, tag("small", word)), kind=tone(gap.status, gap.light)
    )


def _foot(beside: Sequence[Indicator], sums: Mapping[str | None, Total]) -> Row:
    cells = []
    for one in beside:
        total = sums.get(one.id)
        if total is None or total.actual is None or total.target.value is None:
            cells.append(Cell(NOTHING))
        else:
            done = f"{plain(total.actual)}/{plain(total.target.value)}"
            cells.append(Cell(join(done, tag("small", rate(total.rate)))))
    return ("合计/目标", *cells)


def _legend(gaps: Sequence[Gap], plan: Plan | None) -> Html:
    """What the colours that are in the map mean, worst first."""
    seen = {(tone(gap.status, gap.light), gap.light, verdict_of(gap, plan)) for gap in gaps}
    ordered = sorted(seen, key=lambda one: (_TONES.index(one[0]), one[2]))
    return tag(
        "ul",
        *(tag("li", lamp(light, word, kind)) for kind, light, word in ordered),
        class_="legend",
        aria_label="图例",
    )
