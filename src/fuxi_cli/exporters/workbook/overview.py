"""总览: what a leader sees first. Headline figures, the plan's targets, the lights counted, charts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from fuxi_cli.core.plan import Indicator, Target
from fuxi_cli.core.progress import STATUSES, Gap, Total, rate
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook import charts
from fuxi_cli.exporters.workbook.looks import LIGHT_FILLS, MARK_FILL, SUB_FILL, TOTAL_FILL, short
from fuxi_cli.exporters.workbook.matrix import (
    ACTUAL,
    LIGHT,
    QUOTA,
    UNREPORTED,
    Matrix,
    actual_sum,
    adds_up,
    missing_formula,
    quota_sum,
    rate_formula,
    share_due,
)
from fuxi_cli.exporters.workbook.page import Book, Page
from fuxi_cli.exporters.workbook.values import NONE, Cell, Formula, Marked, amount, decimals, result
from fuxi_cli.exporters.xlsx_style import HEAD_FONT, MUTED, lines

SHEET = "总览"
_COLUMNS, _WIDTH, _NAME_COLUMNS = 10, 10.5, 3
_LIGHTS = ("green", "yellow", "red", "blue")
_TARGET_HEADS = ("方案目标", "任务合计", "累计完成", "完成率", "序时进度", "差额", "进展")
_FEW = 10
"""Up to so many indicators a chart has upright columns."""


class _Goal(NamedTuple):
    """A row of the targets' table: an indicator, a plan-level target, or both."""

    indicator: Indicator | None
    total: Total | None
    name: str


def draw(book: Book, matrix: Matrix) -> None:
    page = book.page(SHEET, [_WIDTH] * _COLUMNS)
    page.top(book.heading)
    drawing = _Drawing(page, matrix)
    drawing.headline()
    drawing.targets()
    drawing.lights()
    drawing.charts()
    page.finish(landscape=False)
    page.sheet.freeze_panes(2, 0)
    page.sheet.activate()


class _Drawing:
    def __init__(self, page: Page, matrix: Matrix) -> None:
        self.page, self.matrix, self.summary = page, matrix, page.book.summary
        self.goals = tuple(self._goals())
        self.first_goal = self.first_light = 0

    def _goals(self) -> Iterator[_Goal]:
        """A row for each indicator, then the targets that no reporter owes."""
        totals = list(self.summary.report.totals)
        for indicator in self.matrix.indicators:
            mine = next((t for t in totals if t.target.indicator == indicator.id), None)
            if mine is not None:
                totals.remove(mine)
            yield _Goal(indicator, mine, mine.target.name if mine else indicator.name)
        for total in totals:
            yield _Goal(self.summary.plan.indicator(total.target.indicator or ""), total, total.target.name)

    # The headline figures

    def headline(self) -> None:
        """Six figures in large print, each with what it is and what stands behind it."""
        tiles = list(self._tiles())
        page, row = self.page, self.page.row
        for offset, height in enumerate((20, 34, 20)):
            page.sheet.set_row(row + offset, height)
        spans = ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9))
        for (first, last), (name, figure, note) in zip(spans, tiles, strict=True):
            looks: tuple[dict[str, Any], ...] = (
                {"font_color": MUTED, "font_size": 10, "bottom": 0},
                {"font_name": HEAD_FONT, "font_size": 22, "font_color": charts.DONE, "top": 0, "bottom": 0},
                {"font_size": 10, "top": 0, "shrink": True},
            )
            for offset, (value, look) in enumerate(zip((name, figure, note), looks, strict=True)):
                self._over(row + offset, first, last, value, "centre", text_wrap=False, bg_color=SUB_FILL, **look)
        page.row = row + 3
        page.gap()

    def _tiles(self) -> Iterator[tuple[str, Cell, str]]:
        report = self.summary.report
        standing = Counter(one.status for one in report.reporting)
        accepted = sum(standing[status] for status in ("on_time", "late", "nil"))
        faults = _listed(
            (standing["missing"], "未报"),
            (standing["returned"] + standing["unreadable"], "退回"),
            (standing["late"], "迟报"),
        )
        yield "已接收 / 应报送单位", f"{accepted} / {len(report.reporting)}", faults or "全部按时报送"
        gaps = [p.gap for p in self.summary.progress]
        lights = Counter(gap.light for gap in gaps)
        done = sum(1 for gap in gaps if gap.status == "met")
        unknown = sum(1 for gap in gaps if gap.actual is None)
        yield "任务指标（项）", len(gaps), _listed((done, "已完成"), (unknown, "无可用数")) or "尚无完成的"
        yield (
            "滞后指标（项）",
            lights["yellow"] + lights["red"],
            _listed((lights["red"], "红灯"), (lights["yellow"], "黄灯")) or "没有滞后的",
        )
        duties = Counter(duty.status for duty in self.summary.duties)
        finished = duties["done"] + duties["done_late"]
        overdue = duties["overdue"]
        yield (
            "重点任务（项）",
            len(self.summary.duties),
            _listed((finished, "已完成"), (overdue, "逾期")) or "没有逾期的",
        )
        counts = report.counts()
        found = counts["error"] + counts["warning"]
        yield "审核问题（条）", found, _listed((counts["error"], "强制"), (counts["warning"], "核实")) or "没有问题"

    # The targets

    def targets(self) -> None:
        page = self.page
        page.caption("一、目标完成情况")
        self._head("目标", _TARGET_HEADS)
        self.first_goal = page.row
        for goal in self.goals:
            self._goal(goal)
        if not self.goals:
            self._over(page.row, 0, _COLUMNS - 1, "本方案没有定量目标。", "centre")
            page.row += 1
        page.line(self._about(), font_size=10, font_color=MUTED)
        page.gap(6)

    def _goal(self, goal: _Goal) -> None:
        page, row = self.page, self.page.row
        self._name(row, clean(goal.name))
        for number, (cell, kind) in enumerate(self._goal_cells(goal, row)):
            page.put(row, _NAME_COLUMNS + number, cell, kind)
        page.row += 1

    def _goal_cells(self, goal: _Goal, row: int) -> Iterator[tuple[Cell, str]]:
        indicator, total = goal.indicator, goal.total
        owed = indicator if indicator is not None and indicator in self.matrix.indicators else None
        gaps = self.matrix.gaps(owed) if owed is not None else []
        wanted = total.target.value if total is not None else None
        unit = total.target.unit if total is not None else indicator.unit if indicator else ""
        done = total.actual if total is not None else actual_sum(gaps)
        if owed is not None and not adds_up(owed):
            done = None
        places = amount(decimals(wanted, done, *(gap.quota.value for gap in gaps)))
        column = lambda number: xl_rowcol_to_cell(row, _NAME_COLUMNS + number)  # noqa: E731
        # The goal is what the plan states; without one, what its reporters owe together.
        against = wanted if wanted is not None else quota_sum(gaps) if gaps and adds_up(gaps[0].indicator) else None
        goal_cell = column(0) if wanted is not None else column(1)
        yield Marked(wanted, num_format=_with_unit(places, total.target if total else None, unit)), "number"
        if owed is None or not adds_up(owed):
            yield None, "number"
            yield Marked("未分解" if owed is None else "不宜合计", MARK_FILL), "number"
        else:
            yield self._link(owed, QUOTA, quota_sum(gaps), NONE, places), "number"
            yield self._link(owed, ACTUAL, done, UNREPORTED, places), "number"
        yield rate_formula(column(2), goal_cell, rate(done, against)), "share"
        yield (share_due(self.summary.plan, self.summary, owed, gaps) if owed is not None else None), "share"
        missing = None if done is None or against is None else max(against - done, type(done)(0))
        yield Marked(missing_formula(column(2), goal_cell, missing), num_format=places), "number"
        yield self._state(total, gaps), "centre"

    def _link(self, indicator: Indicator, part: int, value: Any, otherwise: str, places: str) -> Cell:
        return Marked(Formula(self.matrix.total(indicator, part), result(value, otherwise)), num_format=places)

    @staticmethod
    def _state(total: Total | None, gaps: Sequence[Gap]) -> Cell:
        if total is None:
            return None
        word = STATUSES.get(total.status, total.status)
        fills = {"met": LIGHT_FILLS["green"], "unmet": LIGHT_FILLS["red"]}
        return Marked(word, fills.get(total.status, None if gaps else MARK_FILL), total.status == "unmet")

    def _about(self) -> str:
        """What the figures hold: whose are carried forward, whose are missing."""
        carried = {p.gap.reporter.name for p in self.summary.progress if p.gap.carried_forward}
        missing = {p.gap.reporter.name for p in self.summary.progress if p.gap.actual is None}
        words = ["注：累计完成为各单位合计"]
        if carried:
            words.append(f"其中 {len(carried)} 个单位沿用上一次接收的数")
        if missing:
            words.append(f"{len(missing)} 个单位有没有可用数的指标，未计入")
        tail = "“未分解”的目标没有分到各单位，报送表不反映进度。" if any(
            goal.indicator is None for goal in self.goals
        ) else ""  # fmt: skip
        return f"{'，'.join(words)}。{tail}"

    # The lights

    def lights(self) -> None:
        page = self.page
        page.caption("二、各指标亮灯情况（单位数）")
        words = [f"{short(light)}灯\n{clean(self.summary.plan.lights.word(light))}" for light in _LIGHTS]
        self._head("指标", (*words, "没有\n可用数", "合计", "完成率"), 34)
        self.first_light = page.row
        for number, indicator in enumerate(self.matrix.indicators):
            self._name(page.row, clean(indicator.short))
            for offset, (cell, kind) in enumerate(self._light_cells(indicator, number)):
                page.put(page.row, _NAME_COLUMNS + offset, cell, kind)
            page.row += 1
        if self.matrix:
            self._light_total()
        else:
            self._over(page.row, 0, _COLUMNS - 1, "本方案没有分解到各单位的任务数。", "centre")
            page.row += 1
        page.gap(6)

    def _light_cells(self, indicator: Indicator, number: int) -> Iterator[tuple[Cell, str]]:
        gaps = self.matrix.gaps(indicator)
        counts = Counter(gap.light for gap in gaps)
        cells = self.matrix.span(indicator, LIGHT)
        for light in _LIGHTS:
            formula = Formula(f'COUNTIF({cells},"{short(light)}*")', counts[light])
            yield Marked(formula, LIGHT_FILLS[light] if counts[light] else None, light == "red"), "number"
        row = self.page.row
        first, last = (xl_rowcol_to_cell(row, _NAME_COLUMNS + n) for n in (0, len(_LIGHTS) - 1))
        whole = xl_rowcol_to_cell(row, _NAME_COLUMNS + len(_LIGHTS) + 1)
        without = counts[None]
        yield Marked(Formula(f"{whole}-SUM({first}:{last})", without), MARK_FILL if without else None), "number"
        yield Formula(f"COUNT({self.matrix.span(indicator, QUOTA)})", len(gaps)), "number"
        share = xl_rowcol_to_cell(self.first_goal + number, _NAME_COLUMNS + 3)
        yield Formula(share, result(self._goal_rate(self.goals[number]))), "share"

    def _goal_rate(self, goal: _Goal) -> Fraction | None:
        assert goal.indicator is not None
        gaps = self.matrix.gaps(goal.indicator)
        if not adds_up(goal.indicator):
            return None
        stated = goal.total.target.value if goal.total else None
        return rate(actual_sum(gaps), stated if stated is not None else quota_sum(gaps))

    def _light_total(self) -> None:
        page, row = self.page, self.page.row
        self._name(row, "合计", bold=True, bg_color=TOTAL_FILL)
        lights = [gap.light for i in self.matrix.indicators for gap in self.matrix.gaps(i)]
        values = [lights.count(light) for light in (*_LIGHTS, None)] + [len(lights)]
        for offset, value in enumerate(values):
            column = _NAME_COLUMNS + offset
            cells = f"{xl_rowcol_to_cell(self.first_light, column)}:{xl_rowcol_to_cell(row - 1, column)}"
            page.put(row, column, Formula(f"SUM({cells})", value), "number", bold=True, bg_color=TOTAL_FILL)
        page.put(row, _COLUMNS - 1, None, "number", bold=True, bg_color=TOTAL_FILL)
        page.row += 1

    # The charts

    def charts(self) -> None:
        page, known = self.page, any(p.gap.actual is not None for p in self.summary.progress)
        if not self.matrix or not known:
            page.line("各单位都没有可用数，不作图。" if self.matrix else "没有可作图的数。", font_color=MUTED)
            return
        many = len(self.matrix.indicators) > _FEW
        page.caption("三、图示")
        height = 22 * len(self.matrix.indicators) + 140 if many else 290
        rows = -(-height // 20)
        for row in range(page.row, page.row + rows):
            page.sheet.set_row(row, 15)
        wide = int((_WIDTH * 7 + 5) * _COLUMNS / 2) - 6
        for number, chart in enumerate((self._rates(many), self._stack(many))):
            chart.set_size({"width": wide, "height": height})
            place = {"x_offset": 2, "y_offset": 2, "object_position": 1}
            page.sheet.insert_chart(page.row, number * _COLUMNS // 2, chart, place)
        page.row += rows

    def _rates(self, many: bool) -> Any:
        """How far each indicator has come, beside how far it should be."""
        workbook = self.page.book.workbook
        chart = workbook.add_chart({"type": "bar" if many else "column"})
        chart.add_series(
            {
                "name": "完成率",
                "categories": self._column(self.first_light, 0),
                "values": self._column(self.first_goal, _NAME_COLUMNS + 3),
                "fill": {"color": charts.DONE},
                "data_labels": charts.labels("0.0%"),
                "gap": 60,
            }
        )
        pace = {
            "name": "序时进度",
            "categories": self._column(self.first_light, 0),
            "values": self._column(self.first_goal, _NAME_COLUMNS + 4),
        }
        if many:
            chart.add_series({**pace, "fill": {"color": "#BFBFBF"}})
        else:
            line = workbook.add_chart({"type": "line"})
            line.add_series({**pace, "line": {"color": charts.PACE, "width": 1.75, "dash_type": "dash"}})
            chart.combine(line)
        charts.finish(chart, "完成率与序时进度", share=True, horizontal=many)
        return chart

    def _stack(self, many: bool) -> Any:
        chart = self.page.book.workbook.add_chart(
            {"type": "bar" if many else "column", "subtype": "stacked"}
        )
        lights = (*_LIGHTS, None)
        counts = Counter(p.gap.light for p in self.summary.progress)
        for number, light in enumerate(lights):
            if not counts[light]:
                continue
            name = f"{short(light)}灯" if light else "没有可用数"
            chart.add_series(
                {
                    "name": name,
                    "categories": self._column(self.first_light, 0),
                    "values": self._column(self.first_light, _NAME_COLUMNS + number),
                    "gap": 60,
                    "data_labels": charts.labels("0;;"),
                    **charts.fill(light),
                }
            )
        charts.finish(chart, "各指标亮灯（单位数）", horizontal=many)
        return chart

    def _column(self, first: int, column: int) -> list[Any]:
        return [SHEET, first, column, first + len(self.matrix.indicators) - 1, column]

    # Cells over several columns

    def _head(self, name: str, titles: Sequence[str], height: float = 26) -> None:
        page = self.page
        page.sheet.set_row(page.row, height)
        page.put_head(page.row, 0, name, _NAME_COLUMNS - 1)
        for number, words in enumerate(titles):
            page.put_head(page.row, _NAME_COLUMNS + number, words)
        page.row += 1

    def _name(self, row: int, words: str, **properties: Any) -> None:
        needed = lines(words, _WIDTH * _NAME_COLUMNS - 2)
        self.page.sheet.set_row(row, max(22, needed * 15.5 + 6))
        self._over(row, 0, _NAME_COLUMNS - 1, words, "text", **properties)

    def _over(self, row: int, first: int, last: int, value: Cell, kind: str, **properties: Any) -> None:
        look = self.page.look(kind, **properties)
        self.page.sheet.merge_range(row, first, row, last, "", look)
        self.page.put(row, first, value, kind, **properties)


def _listed(*counts: tuple[int, str]) -> str:
    """``未报 1　退回 5``; what is 0 is not said."""
    return "　".join(f"{word} {number}" for number, word in counts if number)


def _with_unit(places: str, target: Target | None, unit: str) -> str:
    """A target's number with its unit: ``50个``; only units that cannot act in a number format."""
    plain = clean(unit)
    if target is None or '"' in plain or "\\" in plain or len(plain) > 12:
        return places
    return f'{places}"{plain}"'

