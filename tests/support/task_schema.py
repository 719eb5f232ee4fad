"""What Windows Task Scheduler accepts as a task: the parts of its schema that a scheduled command needs.

After "Task Scheduler Schema" (learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema) and [MS-TSCH] 2.5. Most parts
may hold their children in any order (``xs:all``); triggers may not (``xs:sequence``): what every trigger has comes first, in
its own order, then what the kind of trigger adds.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
Check = Callable[[str], bool]


def _one_of(*words: str) -> Check:
    return lambda text: text in words


def _matching(pattern: str) -> Check:
    return lambda text: re.fullmatch(pattern, text) is not None


def _whole(least: int, most: int) -> Check:
    return lambda text: text.isdigit() and least <= int(text) <= most


def _path(text: str) -> bool:
    # A quoted WorkingDirectory is accepted and then not found, when the task starts.
    return 0 < len(text) <= 260 and not text.startswith('"')


_text = bool
_boolean = _one_of("true", "false")
_duration = _matching(r"P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_moment = _matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?")
_empty = _one_of("")


class Part(NamedTuple):
    """An element with children. ``children``: name → what it may hold."""

    children: dict[str, "Part | Check"]
    ordered: bool = False
    needed: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    """Children that may stand more than once."""


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_EVERY_TRIGGER: dict[str, Part | Check] = {
    "Enabled": _boolean,
    "StartBoundary": _moment,
    "EndBoundary": _moment,
    "Repetition": Part(
        {"Interval": _duration, "Duration": _duration, "StopAtDurationEnd": _boolean}, needed=("Interval",)
    ),
    "ExecutionTimeLimit": _duration,
}
_CALENDAR = Part(
    {
        **_EVERY_TRIGGER,
        "RandomDelay": _duration,
        "ScheduleByDay": Part({"DaysInterval": _whole(1, 365)}),
        "ScheduleByWeek": Part(
            {"WeeksInterval": _whole(1, 52), "DaysOfWeek": Part(dict.fromkeys(_DAYS, _empty))}
        ),
        "ScheduleByMonth": Part(
            {
                "DaysOfMonth": Part({"Day": _matching(r"[1-9]|[12]\d|3[01]|Last")}, repeated=("Day",)),
                "Months": Part(dict.fromkeys(_MONTHS, _empty)),
            }
        ),
    },
    ordered=True,
    attributes=("id",),
)
_SETTINGS = Part(
    {
        **dict.fromkeys(
            (
                "AllowStartOnDemand",
                "DisallowStartIfOnBatteries",
                "StopIfGoingOnBatteries",
                "AllowHardTerminate",
                "StartWhenAvailable",
                "RunOnlyIfNetworkAvailable",
                "WakeToRun",
                "Enabled",
                "Hidden",
                "RunOnlyIfIdle",
                "UseUnifiedSchedulingEngine",
                "DisallowStartOnRemoteAppSession",
            ),
            _boolean,
        ),
        "RestartOnFailure": Part(
            {"Interval": _duration, "Count": _whole(1, 255)}, needed=("Interval", "Count")
        ),
        "MultipleInstancesPolicy": _one_of("Parallel", "Queue", "IgnoreNew", "StopExisting"),
        "ExecutionTimeLimit": _duration,
        "Priority": _whole(0, 10),
    }
)
TASK = Part(
    {
        "RegistrationInfo": Part(
            {**dict.fromkeys(("URI", "Source", "Author", "Version", "Description"), _text), "Date": _moment}
        ),
        "Triggers": Part({"CalendarTrigger": _CALENDAR}, repeated=("CalendarTrigger",)),
        "Settings": _SETTINGS,
        "Principals": Part(
            {
                "Principal": Part(
                    {
                        "UserId": _text,
                        "LogonType": _one_of("S4U", "Password", "InteractiveToken"),
                        "GroupId": _text,
                        "DisplayName": _text,
                        "RunLevel": _one_of("LeastPrivilege", "HighestAvailable"),
                    },
                    attributes=("id",),
                )
            },
            needed=("Principal",),
        ),
        "Actions": Part(
            {
                "Exec": Part(
                    {"Command": _path, "Arguments": _text, "WorkingDirectory": _path},
                    needed=("Command",),
                    attributes=("id",),
                )
            },
            needed=("Exec",),
            attributes=("Context",),
            repeated=("Exec",),
        ),
    },
    needed=("Actions",),
    attributes=("version",),
)


def faults(task: Element) -> Iterator[str]:
    """What Task Scheduler would refuse in a task, said by place."""
    if task.tag != NAMESPACE + "Task":
        yield f"{task.tag} is no Task"
        return
    yield from _of(task, TASK, "Task")
    if task.get("version", "1.3") != "1.3":
        yield "the documented schema is that of version 1.3"
    known = {principal.get("id") for principal in task.iter(NAMESPACE + "Principal")}
    yield from (
        f"no principal {actions.get('Context')}"
        for actions in task.iter(NAMESPACE + "Actions")
        if actions.get("Context") not in {None, *known}
    )
    ids = [element.get("id") for element in task.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        yield f"ids are not unique: {ids}"


def _of(element: Element, part: Part, place: str) -> Iterator[str]:
    names = [child.tag.removeprefix(NAMESPACE) for child in element]
    yield from (f"{place} has no {name}" for name in part.needed if name not in names)
    yield from (f"{place} has an attribute {name}" for name in element.attrib if name not in part.attributes)
    yield from (
        f"{place} has {name} twice"
        for name in sorted(set(names))
        if names.count(name) > 1 and name not in part.repeated
    )
    if part.ordered:
        order = [list(part.children).index(name) for name in names if name in part.children]
        if order != sorted(order):
            yield f"{place} has its parts out of order: {', '.join(names)}"
    for name, child in zip(names, element, strict=True):
        inside = part.children.get(name)
        if inside is None:
            yield f"{place} may not have {name}"
        elif isinstance(inside, Part):
            yield from _of(child, inside, f"{place}/{name}")
        elif len(child) or not inside(child.text or ""):
            yield f"{place}/{name} may not be {child.text!r}"
