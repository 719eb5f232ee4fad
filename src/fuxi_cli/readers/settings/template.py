"""The fuxi.toml of a new workspace: every setting, with what holds where it is not set."""

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib.resources import files

from fuxi_cli.core.plan import LightRule, Plan

_TASKS_EXAMPLE = Decimal(50)
"""Of a plan whose tasks never turn yellow."""
_PLACE = re.compile(r"@([a-z_]+)@")


def settings_text(plan: Plan, reference: str, register: str, targets: Sequence[str]) -> str:
    """``reference``, ``register`` and ``targets`` as they are to stand in the file."""
    yellow_after = plan.lights.task_yellow_after
    values = {
        "plan": quoted(reference),
        "register": quoted(register),
        "targets": f"[{', '.join(map(quoted, targets))}]",
        "due_day": str(plan.calendar.due_day),
        "due_months_later": str(plan.calendar.due_months_later),
        "due_soon_days": str(plan.calendar.due_soon_days),
        "lights": "\n".join(_lights(plan.lights)),
        "yellow_after": str(_TASKS_EXAMPLE if yellow_after is None else yellow_after),
    }
    text = files("fuxi_cli.readers.settings").joinpath("fuxi.toml").read_text("utf-8")
    return _PLACE.sub(lambda place: values[place[1]], text)


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    # JSON leaves DEL alone, TOML does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _lights(rule: LightRule) -> Iterator[str]:
    yield "#[lights.quotas]"
    yield f"#measure = {quoted(rule.measure)}"
    green, bound = (
        ("below", rule.green_below) if rule.green_below is not None else ("up_to", rule.green_up_to)
    )
    yield f"#green = {{{green} = {bound or 0}}}"
    if rule.yellow_up_to is not None:
        yield f"#yellow = {{up_to = {rule.yellow_up_to}}}"
    if rule.red_after_months is not None:
        yield f"#red_after_months = {rule.red_after_months}"
    words = ", ".join(f"{light} = {quoted(word)}" for light, word in rule.words)
    yield f"#words = {{{words}}}"
