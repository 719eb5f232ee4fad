"""Colours, and lights in words: every light can be told without its colour."""

from typing import Any

from fuxi_cli.core.duties import TASK_STATUSES, Duty
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import LIGHTS, STATUSES, Gap
from fuxi_cli.core.words import clean

HEAD_FILL, SUB_FILL, TOTAL_FILL, MARK_FILL = "#2E6B4F", "#DCE9E2", "#EEF3F0", "#EDEDED"
LIGHT_FILLS = {"green": "#C6E0B4", "yellow": "#FFE699", "red": "#F4A7A0", "blue": "#BDD7EE"}
BAR = "#A9D08E"
REPORTING_FILLS = {
    "on_time": "#C6E0B4", "nil": "#E2EFDA", "late": "#FFE699", "returned": "#F8CBAD", "unreadable": "#F8CBAD",
    "missing": "#F4A7A0",
}  # fmt: skip
SEVERITY_FILLS = {"error": "#F4A7A0", "warning": "#FFE699", "info": "#BDD7EE"}
INK = "#262626"

KINDS: dict[str, dict[str, Any]] = {
    "text": {"align": "left", "text_wrap": True, "indent": 1},
    "centre": {"align": "center", "text_wrap": True},
    "number": {"align": "center", "num_format": "#,##0", "shrink": True},
    "share": {"align": "center", "num_format": "0.0%", "shrink": True},
    "date": {"align": "center", "num_format": "yyyy-mm-dd", "shrink": True},
}
"""How the cells of a column look, by what it holds. A number too wide is made smaller, never ``####``."""

_BY_PACE = ("on_pace", "behind", "far_behind")
"""Statuses that only say how far below pace: the plan has its own words for them."""


def short(light: str) -> str:
    """``红``: what a light's cells begin with, and what counts them."""
    return LIGHTS[light][0]


def standing(gap: Gap, plan: Plan) -> str:
    """``红 严重滞后``; without a light the status alone."""
    word = STATUSES.get(gap.status, gap.status)
    if gap.light is None:
        return word
    if gap.status in _BY_PACE:
        word = clean(plan.lights.word(gap.light))
    return f"{short(gap.light)} {word}"


def duty_standing(duty: Duty) -> str:
    """``红 逾期``; what is due on the as-of day itself is not yet days late."""
    word = TASK_STATUSES.get(duty.status, duty.status)
    if duty.status == "overdue" and duty.days_left == 0:
        word = "到期未完成"
    return f"{short(duty.light)} {word}" if duty.light else word
