"""Who leads a task when: posts that changed hands, whether one leader follows the other without overlap or gap."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from fuxi_cli.core.plan import Leader, Plan, Task

_DAY = timedelta(days=1)


class Clash(NamedTuple):
    """Two leaders of one unit are in office for a task at once, on the days from ``first`` to ``last``."""

    before: Leader
    after: Leader
    first: date
    last: date


class Vacancy(NamedTuple):
    """A unit has nobody in office for a task on the days from ``first`` to ``last``."""

    unit: str
    first: date
    last: date


def span(plan: Plan, task: Task) -> tuple[date, date]:
    """The days on which somebody must answer for a task: while this revision is in force, until the task is due."""
    return max(plan.start.first_day, plan.revision), max(task.due, plan.revision)


def clashes(task: Task) -> Iterator[Clash]:
    """Leaders whose days in office are stated, and overlap. Leaders without days share their post on purpose."""
    for leaders in _posts(task):
        for before, after in pairwise(leaders):
            if before.until is None or after.since is None or after.since <= before.until:
                first = after.since or before.since or date.min
                last = min(before.until or date.max, after.until or date.max)
                yield Clash(before, after, first, last)


def vacancies(plan: Plan, task: Task) -> Iterator[Vacancy]:
    """Where the days stated leave a unit without a leader."""
    first, last = span(plan, task)
    everybody = {leader.unit for leader in task.leaders if leader.since is None and leader.until is None}
    for leaders in _posts(task):
        unit, day = leaders[0].unit, first
        if unit in everybody:
            continue
        for leader in leaders:
            if leader.since is not None and day < leader.since and day <= last:
                yield Vacancy(unit, day, min(leader.since - _DAY, last))
            day = max(day, leader.until + _DAY if leader.until is not None else last + _DAY)
        if day <= last:
            yield Vacancy(unit, day, last)


def _posts(task: Task) -> Iterator[list[Leader]]:
    """The leaders of each unit whose days in office are stated, the earliest first."""
    units = dict.fromkeys(leader.unit for leader in task.leaders)
    for unit in units:
        dated = [one for one in task.leaders if one.unit == unit and (one.since or one.until)]
        if dated:
            yield sorted(dated, key=lambda one: (one.since or date.min, one.until or date.max))
