"""Native charts that can be read in print: Chinese fonts, dark lines, patterns beside colours, figures at the bars."""

from typing import Any

from xlsxwriter.chart import Chart

from fuxi_cli.exporters.xlsx_style import BODY_FONT, HEAD_FONT

DONE, PACE = "#3E7D5E", "#1F1F1F"
GRID = "#D9D9D9"
LIGHT_PATTERNS = {
    "green": ("#A9D08E", None),
    "yellow": ("#FFD966", "wide_upward_diagonal"),
    "red": ("#E0695D", None),
    "blue": ("#9DC3E6", "wide_downward_diagonal"),
    None: ("#F2F2F2", None),
}
"""Colour and pattern: without colour the pattern tells them apart."""
LINE_LOOKS = (
    ("#2E6B4F", "solid", "circle"), ("#C55A11", "solid", "square"), ("#2F5597", "solid", "triangle"),
    ("#7F6000", "dash", "diamond"), ("#7030A0", "dash", "x"), ("#A31515", "dash", "plus"),
    ("#00707A", "long_dash", "star"), ("#595959", "long_dash", "short_dash"),
)  # fmt: skip
"""Colour, dash and marker of one line after the other."""


def finish(chart: Chart, heading: str, *, share: bool = False, horizontal: bool = False) -> None:
    """Title, legend and axes as every chart of the workbook has them."""
    font: dict[str, Any] = {"name": BODY_FONT, "size": 9}
    heading_font = {"name": HEAD_FONT, "size": 12, "bold": False}
    chart.set_title({"name": heading, "name_font": heading_font, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font})
    values: dict[str, Any] = {
        "num_font": font,
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.75}},
        "line": {"none": True},
    }
    values["num_format"] = "0%" if share else "0"
    names: dict[str, Any] = {"num_font": font, "line": {"color": "#7F7F7F"}}
    if horizontal:
        # The first name stands on top.
        chart.set_y_axis({**names, "reverse": True})
        chart.set_x_axis(values)
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)
    chart.set_chartarea({"border": {"color": "#A6A6A6", "width": 0.75}})


def labels(format: str | None = None) -> dict[str, Any]:
    """Figures at the bars."""
    found: dict[str, Any] = {"value": True, "font": {"name": BODY_FONT, "size": 9}}
    if format:
        found["num_format"] = format
    return found


def fill(light: str | None) -> dict[str, Any]:
    """How a bar of one light is filled."""
    colour, pattern = LIGHT_PATTERNS[light]
    border = {"border": {"color": "#595959", "width": 0.5}}
    if pattern:
        return {"pattern": {"pattern": pattern, "fg_color": "#8C8C8C", "bg_color": colour}, **border}
    return {"fill": {"color": colour}, **border}
