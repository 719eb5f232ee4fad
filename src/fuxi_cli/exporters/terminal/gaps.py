"""How far each quota has come: a table for a few reporters, a matrix and the laggards for many."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.plan import Indicator, Plan, Reporter
from fuxi_cli.core.progress import STATUSES, Gap
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal.console import chunks, columns_for, fill, listing, safe, table, width_of
from fuxi_cli.exporters.terminal.lights import light_of, short_light
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.wording import NOTHING, YEAR_NOTE, due_now, figure, share, staged, year_quota

FEW = 3
"""Up to so many reporters each indicator gets a row of its own."""
LAGGING = ("unmet", "far_behind", "behind")
"""What the list of laggards holds, worst first."""
_MATRIX_COLUMNS = 9
"""Terminal columns that an indicator of the matrix takes at the least."""
_FIGURES = ("任务数", "累计|完成", "完成率", "应完成", "差额/|超额", "期末|预计", "月均|需")
_FIGURES_OF_YEARS = (
    "总任|务数",
    "本年|任务",
    "累计|完成",
    "完成率",
    "应完成",
    "本年|差额",
    "总差额",
    "月均|需",
)
_LAGGARD_FIGURES = ("累计/|任务", "完成率", "应完成", "差额", "月均|需")
_CARRIED = "*"


def gap_section(gaps: Sequence[Gap], plan: Plan | None, view: View) -> Iterator[RenderableType]:
    """All gaps of a report, laid out by how many reporters there are."""
    reporters = list(dict.fromkeys(gap.reporter for gap in gaps))
    units = {gap.indicator.unit for gap in gaps}
    if len(units) == 1:
        yield listing(f"计量单位：{units.pop()}")
    if len(reporters) <= FEW:
        yield _detail(gaps, reporters, plan, view)
        if staged(gaps):
            yield listing(f"应完成：到截止日按序时应当完成的数。{YEAR_NOTE}", "dim")
        else:
            yield listing("应完成：到截止日按序时应当完成的数。期末预计：照目前速度到期能完成的数。", "dim")
    else:
        yield from _overview(gaps, reporters, plan, view)
    if any(gap.carried_forward for gap in gaps):
        yield listing(f"带 {_CARRIED} 的是沿用上一次接收的数，本期没有可用的报送表。")


def _name(indicator: Indicator, gaps: Sequence[Gap]) -> Text:
    """The short name; with its unit where the gaps have several."""
    mixed = len({gap.indicator.unit for gap in gaps}) > 1
    return safe(f"{indicator.short}（{indicator.unit}）" if mixed else indicator.short)


def _detail(
    gaps: Sequence[Gap], reporters: Sequence[Reporter], plan: Plan | None, view: View
) -> RenderableType:
    """A row per quota, under its reporter's name when there are several."""
    years = staged(gaps)
    titles = _FIGURES_OF_YEARS if years else _FIGURES
    result = table([("指标", "left"), *((title, "right") for title in titles), ("亮灯", "left")], view)
    for reporter in reporters:
        indent = ""
        if len(reporters) > 1:
            result.add_section()
            fill(result, safe(reporter.name, "bold"))
            indent = "  "
        for gap in gaps:
            if gap.reporter == reporter:
                name = Prose(_name(gap.indicator, gaps), indent)
                fill(result, name, *(_figures_of_years(gap) if years else _figures(gap)), light_of(gap, plan))
    return result


def _actual(gap: Gap) -> str:
    """What was done; a mark where it is an earlier month's figure."""
    return figure(gap.actual) + (_CARRIED if gap.carried_forward and gap.actual is not None else "")


def _figures(gap: Gap) -> list[str]:
    places = 1 if gap.indicator.counted else 2
    return [
        figure(gap.quota.value),
        _actual(gap),
        share(gap.rate),
        figure(due_now(gap), places),
        _difference(gap),
        figure(gap.forecast, places),
        figure(gap.needed_per_month, places),
    ]


def _figures_of_years(gap: Gap) -> list[str]:
    """The same with this year's quota and gap, and without the forecast: there is no room for more."""
    whole, done, rate, due, difference, _, needed = _figures(gap)
    return [whole, figure(year_quota(gap)), done, rate, due, figure(gap.missing), difference, needed]


def _difference(gap: Gap) -> str:
    """``差 4``, ``超 1``, ``0``."""
    if gap.surplus:
        return f"超 {figure(gap.surplus)}"
    return f"差 {figure(gap.gap)}" if gap.gap else figure(gap.gap)


def _overview(
    gaps: Sequence[Gap], reporters: Sequence[Reporter], plan: Plan | None, view: View
) -> Iterator[RenderableType]:
    """Reporters × indicators, as many indicators beside each other as fit, and who lags behind."""
    yield listing("每格为 累计/任务数 和亮灯；没有任务的为“-”。", "dim")
    indicators = list(dict.fromkeys(gap.indicator for gap in gaps))
    by_place = {(gap.reporter, gap.indicator): gap for gap in gaps}
    cells = [[_cell(by_place.get((reporter, one))) for reporter in reporters] for one in indicators]
    names = columns_for(reporter.name for reporter in reporters)
    for beside in chunks([columns_for(column, _MATRIX_COLUMNS) for column in cells], width_of(view) - names):
        titles = [_name(indicators[index], gaps) for index in beside]
        yield _matrix(reporters, titles, [cells[index] for index in beside], view)
        yield Text()
    behind = worst_first(gaps)
    if behind:
        yield listing(f"滞后和到期未完成的指标（{len(behind)} 项，从重到轻）：", "bold")
        yield _laggards(behind, plan, view)
    else:
        yield listing("没有滞后的指标。")


def _matrix(
    reporters: Sequence[Reporter], titles: Sequence[Text], columns: Sequence[Sequence[Text]], view: View
) -> RenderableType:
    result = table([("单位", "left")], view)
    for title, column in zip(titles, columns, strict=True):
        width = columns_for(column, _MATRIX_COLUMNS) - 2
        result.add_column(Prose(title), justify="right", min_width=width, vertical="top")
    for number, reporter in enumerate(reporters):
        fill(result, safe(reporter.name), *(column[number] for column in columns))
    return result


def _cell(gap: Gap | None) -> Text:
    """``3/7 ●黄``; ``未报`` where there is no figure, ``3/7 无法判定`` where it tells nothing."""
    if gap is None:
        return Text(NOTHING)
    word = Text(STATUSES.get(gap.status, gap.status), style="dim")
    if gap.actual is None:
        return word
    done = Text(f"{_actual(gap)}/{figure(gap.quota.value)} ")
    return done.append_text(short_light(gap.light) if gap.light else word)


def worst_first(gaps: Sequence[Gap]) -> list[Gap]:
    """What is due and unmet, then what is far behind, then what is behind; the widest lag first."""
    behind = [gap for gap in gaps if gap.status in LAGGING]
    return sorted(behind, key=lambda gap: (LAGGING.index(gap.status), -(gap.lag or 0)))


def _laggards(gaps: Sequence[Gap], plan: Plan | None, view: View) -> RenderableType:
    result = table(
        [
            ("单位", "left"),
            ("指标", "left"),
            *((title, "right") for title in _LAGGARD_FIGURES),
            ("亮灯", "left"),
        ],
        view,
    )
    for gap in gaps:
        _, _, rate, due, _, _, needed = _figures(gap)
        fill(
            result,
            safe(gap.reporter.name),
            _name(gap.indicator, gaps),
            f"{_actual(gap)}/{figure(gap.quota.value)}",
            rate,
            due,
            figure(gap.gap),
            needed,
            light_of(gap, plan),
        )
    return result
