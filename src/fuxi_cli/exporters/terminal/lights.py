"""Lights in colour and in words."""

from rich.text import Text

from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import LIGHTS, STATUSES, Gap

STYLES = {"green": "green", "yellow": "yellow", "red": "bold red", "blue": "bright_blue"}
_BY_PACE = ("on_pace", "behind", "far_behind")
"""Statuses that only say how far below pace: the plan has its own words for them."""


def lamp(light: str | None, words: str) -> Text:
    """A dot in the light's colour and the words; the words alone where there is no light."""
    if light is None:
        return Text(words, style="dim")
    return Text.assemble(("●", STYLES[light]), " ", (words, STYLES[light]))


def light_of(gap: Gap, plan: Plan | None) -> Text:
    """``● 黄灯 滞后``"""
    word = STATUSES.get(gap.status, gap.status)
    if gap.light is None:
        return lamp(None, word)
    if plan is not None and gap.status in _BY_PACE:
        word = plan.lights.word(gap.light)
    return lamp(gap.light, f"{LIGHTS[gap.light]} {word}")


def short_light(light: str) -> Text:
    """``●黄``, for a cell of the matrix."""
    return Text(f"●{LIGHTS[light][0]}", style=STYLES[light])
