"""What changed from one revision of a plan to another: every quota, task, person, date and setting, old and new."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from fuxi_cli.core.plan import (
    Check,
    Field,
    Group,
    Indicator,
    Leader,
    Ledger,
    Plan,
    Quota,
    Reporter,
    Target,
    Task,
)
from fuxi_cli.core.words import plain

PARTS = {
    "plan": "方案",
    "calendar": "报送和亮灯",
    "reporter": "报送单位",
    "group": "单位合称",
    "indicator": "指标",
    "quota": "任务数",
    "target": "总体目标",
    "task": "重点任务",
    "leader": "责任领导",
    "ledger": "台账",
    "check": "审核公式",
}
"""In the order in which changes are listed."""


class Change(NamedTuple):
    """One difference. ``old`` None: it was added; ``new`` None: it was taken away.

    ``values`` are as the plan has them: Decimal, date, text, or a tuple of texts.
    """

    part: str
    """A key of ``PARTS``."""
    id: str
    """What it is about, by its id in the plan's files; of a quota reporter and indicator with a blank between."""
    name: str
    """The same as people call it."""
    field: str
    """What of it changed, in Chinese; empty when it was added or taken away as a whole."""
    old: object
    new: object
    clause: str = ""
    """Of the newer revision, where that still has it."""

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"


class Difference(NamedTuple):
    """Two revisions, and every change from the one to the other."""

    old: Plan
    new: Plan
    changes: tuple[Change, ...]


def difference(old: Plan, new: Plan) -> Difference:
    return Difference(old, new, changes(old, new))


def changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Every change, in the order of ``PARTS`` and then of the plans' own files."""
    return (
        *_plan(old, new),
        *_calendar(old, new),
        *_reporters(old, new),
        *_groups(old, new),
        *_indicators(old, new),
        *_quotas(old, new),
        *_targets(old, new),
        *_tasks(old, new),
        *_leaders(old, new),
        *_ledgers(old, new),
        *_checks(old, new),
    )


_Fields = Sequence[tuple[str, Callable[[Any], object]]]


def _plan(old: Plan, new: Plan) -> Iterator[Change]:
    fields: _Fields = (
        ("标题", lambda plan: plan.title),
        ("文号", lambda plan: plan.document.number),
        ("文件标题", lambda plan: plan.document.title),
        ("印发机关", lambda plan: plan.document.issuer),
        ("印发日期", lambda plan: plan.document.issued),
        ("主管办公室", lambda plan: plan.office),
        ("开始", lambda plan: plan.start.chinese),
        ("结束", lambda plan: plan.end.chinese),
        ("综合排名单项完成率最高按", lambda plan: plan.cap),
    )
    yield from _fields("plan", old.id, "方案", old, new, fields, "")


def _calendar(old: Plan, new: Plan) -> Iterator[Change]:
    fields: _Fields = (
        ("报送日", lambda plan: Decimal(plan.calendar.due_day)),
        ("报送在报告期后第几个月", lambda plan: Decimal(plan.calendar.due_months_later)),
        ("报送周期", lambda plan: plan.calendar.frequency),
        ("临期天数", lambda plan: Decimal(plan.calendar.due_soon_days)),
        ("亮灯按", lambda plan: {"points": "百分点", "share": "应完成数的比例"}[plan.lights.measure]),
        ("绿灯低于", lambda plan: plan.lights.green_below),
        ("绿灯不超过", lambda plan: plan.lights.green_up_to),
        ("黄灯不超过", lambda plan: plan.lights.yellow_up_to),
        ("连续滞后亮红灯的月数", lambda plan: _number(plan.lights.red_after_months)),
        ("任务未启动亮黄灯的时间（%）", lambda plan: plan.lights.task_yellow_after),
        ("阶段要求", lambda plan: tuple(f"{month} {share}" for month, share in plan.milestones)),
        ("年度考核", _assessment),
        ("亮灯用语", lambda plan: tuple(f"{light} {word}" for light, word in plan.lights.words)),
    )
    yield from _fields("calendar", old.id, "报送和亮灯", old, new, fields, "")


def _assessment(plan: Plan) -> tuple[str, ...] | None:
    """How the yearly assessment is scored, everything that differs from not being scored at all."""
    rule = plan.assessment
    if rule is None:
        return None
    parts = (("县区", rule.counties), ("部门", rule.departments))
    weights = (f"{who} {'、'.join(map(plain, one)) if one else '不考核'}" for who, one in parts)
    others = f"迟报 {rule.late}", f"退回 {rule.returned}", f"逾期 {rule.done_late}"
    return (*weights, f"单项最高 {rule.cap or '同排名'}", *others)


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _reporters(old: Plan, new: Plan) -> Iterator[Change]:
    fields: _Fields = (
        ("名称", lambda one: one.name),
        ("类别", lambda one: one.kind),
        ("别名", lambda one: tuple(sorted(one.aliases))),
    )
    before: Mapping[str, Reporter] = {one.id: one for one in old.reporters}
    after = {one.id: one for one in new.reporters}
    yield from _compared("reporter", before, after, lambda one: one.name, lambda one: one.name, fields)


def _groups(old: Plan, new: Plan) -> Iterator[Change]:
    fields: _Fields = (
        ("类别", lambda one: one.kinds),
        ("单位", lambda one: one.members),
        ("别名", lambda one: tuple(sorted(one.aliases))),
    )
    before: Mapping[str, Group] = {one.name: one for one in old.groups}
    after = {one.name: one for one in new.groups}
    yield from _compared("group", before, after, lambda one: one.name, lambda one: one.name, fields)


def _indicators(old: Plan, new: Plan) -> Iterator[Change]:
    fields: _Fields = (
        ("名称", lambda one: one.name),
        ("单位", lambda one: one.unit),
        ("要求", lambda one: one.operator),
        ("口径", lambda one: one.basis),
        ("权重", lambda one: one.weight),
        ("允许偏差", lambda one: one.tolerance),
        ("比较数列", lambda one: one.benchmark),
        ("由谁报数", lambda one: one.reported_by),
        ("应完成数取整", lambda one: one.indivisible),
        ("阶段要求", lambda one: tuple(f"{month} {share}" for month, share in one.milestones)),
    )
    before: Mapping[str, Indicator] = {one.id: one for one in old.indicators}
    after = {one.id: one for one in new.indicators}
    yield from _compared("indicator", before, after, lambda one: one.short, lambda one: one.name, fields)


def _quotas(old: Plan, new: Plan) -> Iterator[Change]:
    """By reporter and indicator; where one owes several at different dates, by those too."""
    fields: _Fields = (
        ("任务数", lambda one: one.value),
        ("完成时限", lambda one: one.due),
        ("分期任务数", lambda one: tuple(f"{due} {plain(value)}" for due, value in one.stages)),
    )
    before, after = _numbered(old.quotas), _numbered(new.quotas)

    def name(one: Quota) -> str:
        plan = new if new.reporter(one.reporter) and new.indicator(one.indicator) else old
        reporter, indicator = plan.reporter(one.reporter), plan.indicator(one.indicator)
        return (
            f"{reporter.name if reporter else one.reporter} {indicator.short if indicator else one.indicator}"
        )

    yield from _compared("quota", before, after, name, lambda one: one.value, fields)


def _numbered(quotas: Sequence[Quota]) -> dict[str, Quota]:
    found: dict[str, Quota] = {}
    for one in sorted(quotas, key=lambda quota: quota.due):
        id, number = f"{one.reporter} {one.indicator}", 1
        while f"{id} {number}" in found:
            number += 1
        found[f"{id} {number}"] = one
    order = {f"{q.reporter} {q.indicator}": n for n, q in enumerate(quotas)}
    by_file = sorted(found.items(), key=lambda item: order[item[0].rpartition(" ")[0]])
    return {id.removesuffix(" 1"): one for id, one in by_file}


def _targets(old: Plan, new: Plan) -> Iterator[Change]:
    fields: _Fields = (
        ("名称", lambda one: one.name),
        ("目标数", lambda one: one.value),
        ("单位", lambda one: one.unit),
        ("要求", lambda one: one.operator),
        ("完成时限", lambda one: one.due),
        ("对应指标", lambda one: one.indicator),
        ("合计办法", lambda one: one.measure),
    )
    before: Mapping[str, Target] = {one.id: one for one in old.targets}
    after = {one.id: one for one in new.targets}
    yield from _compared("target", before, after, lambda one: one.name, lambda one: one.value or "-", fields)


def _tasks(old: Plan, new: Plan) -> Iterator[Change]:
    fields: _Fields = (
        ("序号", lambda one: one.number),
        ("内容", lambda one: one.name),
        ("责任单位", lambda one: one.units),
        ("完成时限", lambda one: one.due),
        ("时限写法", lambda one: one.due_text),
        ("周期", lambda one: one.recurrence),
    )
    before: Mapping[str, Task] = {one.id: one for one in old.tasks}
    after = {one.id: one for one in new.tasks}
    yield from _compared("task", before, after, lambda one: one.short, lambda one: one.name, fields)


def _leaders(old: Plan, new: Plan) -> Iterator[Change]:
    """Who leads a task that both revisions have. Somebody in another's place stands beside that one."""
    before = {task.id: task for task in old.tasks}
    for task in new.tasks:
        was = before.get(task.id)
        if was is None:
            continue
        gone = [one for one in was.leaders if one not in task.leaders]
        come = [one for one in task.leaders if one not in was.leaders]
        for unit in dict.fromkeys(one.unit for one in (*gone, *come)):
            left = [_serving(one) for one in gone if one.unit == unit]
            new_ones = [_serving(one) for one in come if one.unit == unit]
            for number in range(max(len(left), len(new_ones))):
                yield Change(
                    "leader",
                    task.id,
                    task.short,
                    unit,
                    left[number] if number < len(left) else None,
                    new_ones[number] if number < len(new_ones) else None,
                    task.clause,
                )


def _serving(one: Leader) -> str:
    """The name, with the days in office where they are stated."""
    return f"{one.name}（{one.term}）" if one.term else one.name


def _ledgers(old: Plan, new: Plan) -> Iterator[Change]:
    before: Mapping[str, Ledger] = {one.id: one for one in old.ledgers}
    after = {one.id: one for one in new.ledgers}
    fields: _Fields = (
        ("名称", lambda one: one.name),
        ("指标", lambda one: one.indicator),
        ("计入的阶段", lambda one: one.stage),
    )
    yield from _compared("ledger", before, after, lambda one: one.name, lambda one: one.name, fields)
    for id, ledger in after.items():
        if id in before:
            was = {field.name: field for field in before[id].fields}
            now = {field.name: field for field in ledger.fields}
            for name in dict.fromkeys((*was, *now)):
                if was.get(name) != now.get(name):
                    title = (now.get(name) or was[name]).title
                    before_and_after = (_field(was.get(name)), _field(now.get(name)))
                    yield Change(
                        "ledger", id, ledger.name, f"栏“{title}”", *before_and_after, clause=ledger.clause
                    )


def _checks(old: Plan, new: Plan) -> Iterator[Change]:
    fields: _Fields = (
        ("级别", lambda one: one.severity),
        ("范围", lambda one: one.on),
        ("条件", lambda one: one.when),
        ("公式", lambda one: one.expect),
        ("提示语", lambda one: one.message),
        ("改法", lambda one: one.remedy),
    )
    before: Mapping[str, Check] = {one.code: one for one in old.checks}
    after = {one.code: one for one in new.checks}
    yield from _compared(
        "check", before, after, lambda one: f"{one.code} {one.title}".strip(), lambda one: one.expect, fields
    )


def _field(one: Field | None) -> tuple[str, ...] | None:
    """A ledger's column, said by everything that is not as usual."""
    if one is None:
        return None
    usual = Field(one.name, one.title)
    words = [f"{name}={value}" for name, value in one._asdict().items() if value != getattr(usual, name)]
    return (one.title, *words)


def _compared(
    part: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    name: Callable[[Any], str],
    whole: Callable[[Any], object],
    fields: _Fields,
) -> Iterator[Change]:
    """What was taken away, added and changed, in the newer revision's order; what it lacks comes last."""
    for id, one in after.items():
        clause = getattr(one, "clause", "")
        if id in before:
            yield from _fields(part, id, name(one), before[id], one, fields, clause)
        else:
            yield Change(part, id, name(one), "", None, whole(one), clause)
    for id, one in before.items():
        if id not in after:
            yield Change(part, id, name(one), "", whole(one), None, getattr(one, "clause", ""))


def _fields(
    part: str, id: str, name: str, old: Any, new: Any, fields: _Fields, clause: str
) -> Iterator[Change]:
    for title, value in fields:
        before, after = value(old), value(new)
        if before != after:
            yield Change(part, id, name, title, before, after, clause)
