"""A plan was revised between two periods: what that changes for one reporter, and every quota, old beside new."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple, TypeVar

from fuxi_cli.core.plan import Indicator, Ledger, Plan, Quota, Reporter, Task
from fuxi_cli.core.words import clean, plain

NO_QUOTA = "—"
"""Reads in place of a quota that there was none of, or that is no more."""
ABOUT = f"原任务数是上一报告期适用的版次下达的，现任务数自本报告期起适用；“{NO_QUOTA}”是没有下达任务数，不按 0 计。"
"""What the figures of a list of adjustments are, in the words that every paper uses."""


class Adjustment(NamedTuple):
    """One reporter's quota on one indicator, before and after. None: it had, or has, none."""

    reporter: Reporter
    indicator: Indicator
    old: Quota | None
    new: Quota | None

    @property
    def before(self) -> Decimal | None:
        """In the indicator's unit."""
        return self.old.value if self.old else None

    @property
    def after(self) -> Decimal | None:
        return self.new.value if self.new else None

    @property
    def difference(self) -> Decimal | None:
        """New less old; None where there is none of one of them."""
        return None if self.old is None or self.new is None else self.new.value - self.old.value

    @property
    def words(self) -> str:
        """``富硒产品由7个调整为8个``: to be led by the reporter."""
        name, unit = clean(self.indicator.short), clean(self.indicator.unit)
        if self.old is None or self.new is None:
            owed = self.old or self.new
            assert owed is not None
            return f"{name}{'取消' if self.old else '新下达'}{plain(owed.value)}{unit}"
        if self.old.value == self.new.value:
            return f"{name}完成时限由{_day(self.old.due)}调整为{_day(self.new.due)}"
        return f"{name}由{plain(self.old.value)}{unit}调整为{plain(self.new.value)}{unit}"


class Revised(NamedTuple):
    """The revision in force in the last period, the one in force now, and every quota that differs."""

    old: Plan
    new: Plan
    adjustments: tuple[Adjustment, ...]
    tasks: tuple[str, ...] = ()
    """What changed of the plan's tasks, their leaders and deadlines, in Chinese."""

    @property
    def since(self) -> date:
        """The day from which the new one applies."""
        return self.new.revision

    @property
    def lead(self) -> str:
        """``自2022年6月1日起执行示例〔2022〕5号《示例通知》``"""
        document = self.new.document
        return f"自{_day(self.since)}起执行{clean(document.number)}《{clean(document.title)}》"

    @property
    def quotas(self) -> str:
        """``任务数调整共 40 项，涉及 12 个单位``"""
        return f"任务数调整{amount_of(self)}" if self.adjustments else "任务数没有调整"

    @property
    def remark(self) -> str:
        """For whoever reads the figures without the list of what changed."""
        tasks = f"，重点任务有 {len(self.tasks)} 处改动" if self.tasks else ""
        return (
            f"本报告期适用方案 {self.new.revision} 版次（{self.new.document.number}），"
            f"上一报告期适用 {self.old.revision} 版次；{self.quotas}{tasks}。"
        )


def revised(old: Plan, new: Plan, day: date) -> Revised | None:
    """What changed from the revision of one period to that of the next; None where it is the same one.

    ``day``: the later period's last day, on which leaders are in office.
    """
    if old.id != new.id or old.revision == new.revision:
        return None
    return Revised(old, new, tuple(_adjustments(old, new)), tuple(_changed_tasks(old.tasks, new.tasks, day)))


def _adjustments(old: Plan, new: Plan) -> Iterator[Adjustment]:
    """In the newer revision's order of reporters and indicators; what it lacks comes last."""
    reporters = _united(new.reporters, old.reporters)
    indicators = _united(new.indicators, old.indicators)
    for reporter in reporters:
        for indicator in indicators:
            before, after = old.quota(reporter.id, indicator.id), new.quota(reporter.id, indicator.id)
            if _owed(before) != _owed(after):
                yield Adjustment(reporter, indicator, before, after)


_Part = TypeVar("_Part", bound=Reporter | Indicator)


def _united(now: Sequence[_Part], before: Sequence[_Part]) -> tuple[_Part, ...]:
    known: set[str] = {one.id for one in now}
    return (*now, *(one for one in before if one.id not in known))


def _owed(quota: Quota | None) -> tuple[object, ...] | None:
    return None if quota is None else (quota.value, quota.due, quota.stages)


def sentence(adjustments: Iterable[Adjustment]) -> str:
    """``于都县富硒产品由7个调整为8个、龙头企业新下达2个，瑞金市……``, without a stop."""
    whose = groupby(adjustments, key=lambda one: one.reporter)
    return "，".join(f"{clean(who.name)}{'、'.join(one.words for one in group)}" for who, group in whose)


def dropped(found: Revised) -> tuple[Indicator, ...]:
    """The indicators that the newer revision has no more."""
    return tuple(one for one in found.old.indicators if found.new.indicator(one.id) is None)


def amount_of(found: Revised) -> str:
    """``共 40 项，涉及 12 个单位``"""
    units = len({one.reporter.id for one in found.adjustments})
    return f"共 {len(found.adjustments)} 项，涉及 {units} 个单位"


def reading(value: Decimal | None, unit: str = "") -> str:
    """``7个``; a dash where there is no quota."""
    return NO_QUOTA if value is None else f"{plain(value)}{unit}"


def change(one: Adjustment, otherwise: str) -> str:
    """``+1``, ``-0.2``; ``otherwise`` where that cannot be told."""
    if one.difference is None:
        return otherwise
    return f"{'+' if one.difference > 0 else ''}{plain(one.difference)}"


def changed_for(old: Plan, new: Plan, reporter: Reporter, day: date) -> tuple[str, ...]:
    """What of a reporter's form differs between two revisions, in Chinese; nothing when its form is the same.

    ``day``: the period's last day, on which leaders are in office.
    """
    return (
        *_figures(old, new, reporter),
        *_changed_tasks(old.tasks_of(reporter), new.tasks_of(reporter), day),
        *_ledgers(old, new, reporter),
    )


def _figures(old: Plan, new: Plan, reporter: Reporter) -> Iterator[str]:
    before = {one.id: one for one in old.reports(reporter.id)}
    after = {one.id: one for one in new.reports(reporter.id)}
    for id, one in after.items():
        was, now = old.quota(reporter.id, id), new.quota(reporter.id, id)
        if id not in before:
            owed = f"，任务数 {plain(now.value)}{one.unit}" if now else ""
            yield f"新增“{one.short}”{owed}"
        elif _value(was) != _value(now):
            yield f"“{one.short}”任务数由 {reading(_value(was))} 改为 {reading(_value(now))}"
        elif _owed(was) != _owed(now):
            yield f"“{one.short}”完成时限有改动"
    for id, one in before.items():
        if id not in after:
            yield f"“{one.short}”不再填报"


def _value(quota: Quota | None) -> Decimal | None:
    return quota.value if quota else None


def _changed_tasks(old: Iterable[Task], new: Iterable[Task], day: date) -> Iterator[str]:
    before = {task.id: task.on(day) for task in old}
    after = {task.id: task.on(day) for task in new}
    for id, task in after.items():
        if id not in before:
            yield f"新增重点任务“{task.short}”"
            continue
        for what, was, now in _parts(before[id], task):
            if was != now:
                yield f"重点任务“{task.short}”{what}由{was or NO_QUOTA}改为{now or NO_QUOTA}"
    for id, task in before.items():
        if id not in after:
            yield f"取消重点任务“{task.short}”"


def _parts(old: Task, new: Task) -> Iterator[tuple[str, str, str]]:
    """What of a task the form shows: (in Chinese, old, new)."""
    yield "内容", old.name, new.name
    yield "责任单位", "、".join(old.units), "、".join(new.units)
    yield "责任领导", _leaders(old, new), _leaders(new, old)
    due, now = (task.due_text or _day(task.due) for task in (old, new))
    if due == now and old.due != new.due:
        due, now = _day(old.due), _day(new.due)
    yield "完成时限", due, now


def _leaders(task: Task, other: Task) -> str:
    """Those that the other one does not have."""
    theirs = {(leader.name, leader.unit) for leader in other.leaders}
    own = ((leader.name, leader.unit) for leader in task.leaders)
    return "、".join(f"{name}（{unit}）" for name, unit in own if (name, unit) not in theirs)


def _ledgers(old: Plan, new: Plan, reporter: Reporter) -> Iterator[str]:
    """Ledgers that come or go with their indicator are told with it."""
    before: dict[str, Ledger] = {ledger.id: ledger for ledger in old.ledgers_of(reporter.id)}
    for ledger in new.ledgers_of(reporter.id):
        was = before.get(ledger.id)
        if was is not None and (was.fields, was.stage) != (ledger.fields, ledger.stage):
            yield f"“{ledger.sheet}”的栏目有改动"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
