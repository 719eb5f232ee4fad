"""Where the plan as a whole stands: totals, tasks, who has submitted, and which rules ran."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.duties import TASK_STATUSES, Duty
from fuxi_cli.core.progress import LIGHTS, STATUSES, Total
from fuxi_cli.core.report import RuleStatus
from fuxi_cli.core.standing import REPORTING_STATUSES, Reporting
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal.console import fill, listing, safe, table
from fuxi_cli.exporters.terminal.lights import lamp
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.wording import asked, day, figure, share, some

_TOTAL_LIGHTS = {"met": "green", "unmet": "red"}
_PRESSING = ("red", "yellow", "blue")
"""The lights of tasks that get a row each, worst first; of the others the number is enough."""
_NAMED = 3
"""Up to so many reporters that are on time are named."""


def totals(found: Sequence[Total], view: View) -> Iterator[RenderableType]:
    """Targets that reporters add up to, with how many of them are in the sum; then those no sum can tell of."""
    summed = [total for total in found if total.actual is not None or total.status == "not_reported"]
    if summed:
        result = table(
            [("目标", "left"), ("要求", "right"), ("累计|完成", "right"), ("完成率", "right"), ("还差", "right"),
             ("计入|单位", "right"), ("情况", "left")],
            view,
        )  # fmt: skip
        for total in summed:
            fill(result, *_total(total))
        yield result
    if any(total.counted < total.owing for total in summed):
        yield listing("没有计入的单位（未报、退回或读不出）不按 0 计；以上累计不是全部单位的数。")
    for total in found:
        if total.reason:
            yield listing(f"“{total.target.name}”（{asked(total.target)}）无法判定：{total.reason}。")
    others = [total.target for total in found if total not in summed and not total.reason]
    if others:
        names = "、".join(f"{target.name}（{asked(target)}）" for target in others)
        yield listing(f"以下目标没有分到各单位或不能相加，不能由报送表合计判定：{names}。")


def _total(total: Total) -> list[Text | str]:
    status = STATUSES.get(total.status, total.status)
    return [
        safe(total.target.name),
        asked(total.target),
        figure(total.actual),
        share(total.rate),
        figure(total.gap),
        f"{total.counted}/{total.owing}",
        lamp(_TOTAL_LIGHTS.get(total.status), status),
    ]


def tasks(duties: Sequence[Duty], view: View) -> Iterator[RenderableType]:
    """Tasks with a red, yellow or blue light a row each; of the others, how many and which."""
    pressing = [duty for light in _PRESSING for duty in duties if duty.light == light]
    if pressing:
        result = table(
            [
                ("序号", "left"),
                ("重点工作", "left"),
                ("牵头单位", "left"),
                ("时限", "left"),
                ("亮灯", "left"),
            ],
            view,
        )
        for duty in pressing:
            fill(
                result,
                duty.task.id,
                safe(duty.task.short or duty.task.name),
                safe(duty.task.lead),
                safe(duty.task.due_text),
                lamp(duty.light, f"{LIGHTS[duty.light]} {_urgency(duty)}" if duty.light else _urgency(duty)),
            )
        yield result
    for status, word in TASK_STATUSES.items():
        group = [duty for duty in duties if duty.status == status and duty.light not in _PRESSING]
        if group:
            yield listing(f"{word} {len(group)} 项：第 {'、'.join(duty.task.id for duty in group)} 项。")


def _urgency(duty: Duty) -> str:
    """``逾期 5 天``, ``临近到期（还有 46 天）``; what is due on the as-of day itself is not yet days late."""
    word = TASK_STATUSES[duty.status]
    if duty.days_left is None:
        return word
    if duty.days_left == 0:
        return "到期未完成"
    return f"{word} {-duty.days_left} 天" if duty.days_left < 0 else f"{word}（还有 {duty.days_left} 天）"


def reporting(found: Sequence[Reporting]) -> Iterator[RenderableType]:
    """How many submitted how; the missing and the late by name."""
    due = f"报送时限 {day(found[0].due)}"
    if len(found) == 1:
        yield listing(
            f"{_name(found[0])}：{REPORTING_STATUSES.get(found[0].status, found[0].status)}（{due}）。"
        )
        return
    yield listing(f"应报 {len(found)} 家，{due}。")
    for status, word in REPORTING_STATUSES.items():
        group = [one for one in found if one.status == status]
        if not group:
            continue
        names = "、".join(_name(one) for one in group)
        shown = status != "on_time" or len(group) <= _NAMED
        yield listing(f"{word} {len(group)} 家" + (f"：{names}。" if shown else "。"))


def _name(one: Reporting) -> str:
    """A late reporter with the day on which it came."""
    if one.status == "late" and one.received is not None:
        return f"{one.reporter.name}（{day(one.received)}报）"
    return one.reporter.name


def rules(found: Sequence[RuleStatus]) -> Prose:
    """Which rules ran and which did not, and why, in one paragraph."""
    ran = sum(1 for status in found if status.ran)
    by_reason: dict[str, list[str]] = {}
    for status in found:
        if not status.ran:
            by_reason.setdefault(status.reason or "", []).append(status.code)
    skipped = [f"略过 {some(codes)}：{reason}" for reason, codes in by_reason.items()]
    return Prose(safe(f"{'；'.join([f'本次运行规则 {ran} 条', *skipped])}。", "dim"))
