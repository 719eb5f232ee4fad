"""Figures and lights as the page shows them: a colour never stands without a word."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.duties import TASK_STATUSES, Duty
from fuxi_cli.core.plan import Indicator, Plan
from fuxi_cli.core.progress import LIGHTS, STATUSES, Gap
from fuxi_cli.core.words import half_up, percent
from fuxi_cli.exporters.page.markup import Html, tag
from fuxi_cli.exporters.wording import figure

NOTHING = "—"
"""Stands where there is nothing to compute; never 0."""
CARRIED = "沿用"
WORST_FIRST = (
    "unmet", "far_behind", "behind", "not_reported", "returned", "cannot_judge", "due_soon", "in_progress",
    "on_pace", "met",
)  # fmt: skip
LAGGING = WORST_FIRST[:3]
TASKS_WORST_FIRST = ("overdue", "behind", "due_soon", "not_reported", "in_progress", "done_late", "done")
_BY_PACE = ("on_pace", "behind", "far_behind")
"""Statuses that only say how far below pace: the plan has its own words for them."""


def amount(value: Decimal | Fraction | None, indicator: Indicator) -> str:
    """A quantity; a computed one with one decimal where objects are counted, two where something is measured."""
    return NOTHING if value is None else figure(value, 1 if indicator.counted else 2)


def points(lag: Fraction | None) -> str:
    """Percentage points with one decimal, half up."""
    return NOTHING if lag is None else str(half_up(lag, 1))


def rate(value: Fraction | None) -> str:
    return NOTHING if value is None else percent(value)


def verdict_of(gap: Gap, plan: Plan | None) -> str:
    """``正常``, ``严重滞后``: the plan's own word where the light says all, else the status."""
    if plan is not None and gap.light and gap.status in _BY_PACE:
        return plan.lights.word(gap.light)
    return STATUSES.get(gap.status, gap.status)


def tone(status: str, light: str | None) -> str:
    """The class that colours something and gives it its mark."""
    return "met" if status in ("met", "done", "done_late") else light or "none"


def lamp(light: str | None, word: str, status: str = "") -> Html:
    """``红灯 严重滞后`` as a badge whose style adds colour and mark; without a light the word alone."""
    return tag("span", f"{LIGHTS[light]} {word}" if light else word, class_=f"lamp {tone(status, light)}")


def carried() -> Html:
    return tag("span", CARRIED, class_="carried")


def urgency(duty: Duty) -> str:
    """``逾期 5 天``; what is due on the as-of day itself is not yet days late."""
    if duty.status == "overdue" and duty.days_left is not None:
        return f"逾期 {-duty.days_left} 天" if duty.days_left else "到期未完成"
    return TASK_STATUSES.get(duty.status, duty.status)


def several_units(gaps: Iterable[Gap]) -> bool:
    return len({gap.indicator.unit for gap in gaps}) > 1


def named(indicator: Indicator, with_unit: bool) -> str:
    """The short name; with its unit where the indicators have several."""
    return f"{indicator.short}（{indicator.unit}）" if with_unit else indicator.short


def counted(parts: Iterable[tuple[str, int]], measure: str) -> str:
    """``按时 18 家、迟报 1 家``: nothing is said of what is 0."""
    return "、".join(f"{word} {n} {measure}" for word, n in parts if n)
