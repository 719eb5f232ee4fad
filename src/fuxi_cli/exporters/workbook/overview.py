"""总览: what a leader sees first. Headline figures, the plan's targets, the lights counted, charts."""

from collections import Counter
from typing import Any

from fuxi_cli.exporters.workbook import charts, goals, headline, lights
from fuxi_cli.exporters.workbook.board import COLUMNS, NAME_COLUMNS, WIDTH, Board
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import short
from fuxi_cli.exporters.workbook.matrix import Matrix
from fuxi_cli.exporters.xlsx_style import MUTED

SHEET = "总览"
_FEW = 10
"""Up to so many indicators a chart has upright columns, and all stands on one page."""
_HALF_PAGE = 18
"""Up to so many indicators both tables stand on one page."""
_SCALE = 68
"""Per cent at which the board fits the width of a portrait page, also where a wider font stands in for 宋体."""


def draw(book: Book, matrix: Matrix) -> None:
    board = Board(book, SHEET)
    board.top(book.heading)
    top = headline.reserve(board)
    rows = tuple(goals.goals(matrix))
    first_goal = goals.draw(board, matrix, rows)
    first_light = lights.draw(board, matrix, rows, first_goal)
    headline.draw(board, matrix, top, first_light + len(matrix.indicators))
    _Charts(board, matrix, first_goal, first_light).draw()
    board.finish(landscape=False)
    if len(matrix.indicators) > _FEW:
        # Pages of their own for the tables and the charts: those breaks hold only at a fixed scale.
        board.sheet.fit_page = False
        board.sheet.set_print_scale(_SCALE)
        breaks = [first_light + len(matrix.indicators) + 2]
        if len(matrix.indicators) > _HALF_PAGE:
            breaks.insert(0, first_light - 2)
        board.sheet.set_h_pagebreaks(breaks)
    board.sheet.freeze_panes(2, 0)
    board.sheet.activate()


class _Charts:
    def __init__(self, board: Board, matrix: Matrix, first_goal: int, first_light: int) -> None:
        self.board, self.matrix = board, matrix
        self.first_goal, self.first_light = first_goal, first_light
        self.many = len(matrix.indicators) > _FEW

    def draw(self) -> None:
        board, progress = self.board, self.matrix.summary.progress
        known = any(p.gap.actual is not None for p in progress)
        if not self.matrix or not known:
            board.line(
                "各单位都没有可用数，不作图。" if self.matrix else "没有可作图的数。", font_color=MUTED
            )
            return
        board.caption("三、图示")
        height = 22 * len(self.matrix.indicators) + 140 if self.many else 320
        rows = -(-(height + 8) // 20)
        for row in range(board.row, board.row + rows):
            board.sheet.set_row(row, 15)
        wide = int((WIDTH * 7 + 5) * COLUMNS / 2) - 6
        for number, chart in enumerate((self._rates(), self._stack())):
            chart.set_size({"width": wide, "height": height})
            place = {"x_offset": 2, "y_offset": 2, "object_position": 1}
            board.sheet.insert_chart(board.row, number * COLUMNS // 2, chart, place)
        board.row += rows

    def _rates(self) -> Any:
        """How far each indicator has come, beside how far it should be."""
        workbook = self.board.book.workbook
        chart = workbook.add_chart({"type": "bar" if self.many else "column"})
        chart.add_series(
            {
                "name": "完成率",
                "categories": self._column(self.first_light, 0),
                "values": self._column(self.first_goal, goals.RATE_COLUMN),
                "fill": {"color": charts.DONE},
                "data_labels": charts.labels("0.0%"),
                "gap": 60,
            }
        )
        pace = {
            "name": "序时进度",
            "categories": self._column(self.first_light, 0),
            "values": self._column(self.first_goal, goals.PACE_COLUMN),
        }
        if self.many:
            chart.add_series({**pace, "fill": {"color": "#BFBFBF"}})
        else:
            line = workbook.add_chart({"type": "line"})
            line.add_series({**pace, "line": {"color": charts.PACE, "width": 1.75, "dash_type": "dash"}})
            chart.combine(line)
        charts.finish(chart, "完成率与序时进度", share=True, horizontal=self.many)
        return chart

    def _stack(self) -> Any:
        chart = self.board.book.workbook.add_chart(
            {"type": "bar" if self.many else "column", "subtype": "stacked"}
        )
        counts = Counter(p.gap.light for p in self.matrix.summary.progress)
        for number, light in enumerate((*lights.LIGHTS, None)):
            if not counts[light]:
                continue
            name = f"{short(light)}灯" if light else "没有可用数"
            chart.add_series(
                {
                    "name": name,
                    "categories": self._column(self.first_light, 0),
                    "values": self._column(self.first_light, NAME_COLUMNS + number),
                    "gap": 60,
                    "data_labels": charts.labels("0;;"),
                    **charts.fill(light),
                }
            )
        charts.finish(chart, "各指标亮灯（单位数）", horizontal=self.many)
        return chart

    def _column(self, first: int, column: int) -> list[Any]:
        return [SHEET, first, column, first + len(self.matrix.indicators) - 1, column]
