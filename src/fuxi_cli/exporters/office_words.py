"""Words that the status exporters share: the verdict, how somebody stands, moments, where a return's papers lie."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.filed import Filed
from fuxi_cli.core.finding import SEVERITIES
from fuxi_cli.core.office_status import REPORTED, STANDINGS, Standing, Status
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import STATUSES
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.circular.phrases import short_day
from fuxi_cli.exporters.wording import NOTHING, figure, reporter_name

UNKNOWN = "报送单位不明"


def verdict(status: Status) -> str:
    """``2022年6月应报 25 家，已报 20 家（迟报 2 家）；未报 5 家，已逾期 3 天。`` Nothing is said of what is 0."""
    parts = [f"{status.period.chinese}{reported(status) or '没有应报送的单位'}", _owed(status)]
    if status.returned_again:
        parts.append(f"再报退回 {len(status.returned_again)} 家")
    if status.strays:
        parts.append(f"其他退回件 {len(status.strays)} 份")
    if status.waiting:
        parts.append(f"收件箱里还有 {len(status.waiting)} 份")
    parts += [_tasks(status.tasks), closed(status)]
    return f"{'；'.join(part for part in parts if part)}。"


def reported(status: Status) -> str:
    """``应报 25 家，已报 20 家（迟报 2 家、零报告 1 家）``; empty when nobody owes anything."""
    owing, found = len(status.reporters), status.reported
    if not owing:
        return ""
    counts = {how: sum(1 for one in found if one.reported == how) for how in REPORTED}
    notes = "、".join(f"{STANDINGS[how]} {counts[how]} 家" for how in ("late", "nil") if counts[how])
    notes = f"（{notes}）" if notes else ""
    if len(found) == owing:
        return f"应报 {owing} 家，{'全部' if owing > 1 else ''}已报{notes}"
    if found:
        return f"应报 {owing} 家，已报 {len(found)} 家{notes}"
    sent = any(one.submissions for one in status.reporters)
    return f"应报 {owing} 家，{'还没有可接收的报送表' if sent else '都还没有报送'}"


def _owed(status: Status) -> str:
    """``未报 4 家、退回未重报 1 家，已逾期 3 天``"""
    if len(status.missing) == len(status.reporters):
        return f"报送时限{time_left(status, past='已过')}" if status.reporters else ""
    words = []
    if status.missing:
        words.append(f"未报 {len(status.missing)} 家")
    if status.returned:
        words.append(f"退回未重报 {len(status.returned)} 家")
    return f"{'、'.join(words)}，{time_left(status)}" if words else ""


def time_left(status: Status, past: str = "已逾期") -> str:
    """``还有 3 天``, ``今天到期``, ``已逾期 3 天``; empty without a due day."""
    left = status.days_left
    if left is None:
        return ""
    return f"还有 {left} 天" if left > 0 else f"{past} {-left} 天" if left < 0 else "今天到期"


def _tasks(duties: Sequence[Duty]) -> str:
    overdue = sum(1 for duty in duties if duty.status == "overdue")
    soon = len(duties) - overdue
    words = (("逾期任务", overdue), ("临近到期任务", soon))
    return "、".join(f"{word} {n} 项" for word, n in words if n)


def closed(status: Status) -> str:
    """``已封账，其后更正 2 处``; empty while the month is open."""
    if status.closing is None:
        return ""
    later = f"，其后更正 {len(status.corrections)} 处" if status.corrections else ""
    return f"已封账{later}"


def closing(status: Status) -> str:
    """When the month was closed and what came of it; that it is open."""
    if status.closing is None:
        return "尚未封账"
    later = f"其后更正 {len(status.corrections)} 处" if status.corrections else "其后没有更正"
    return f"{moment(status.closing.closed)} 封账，{later}"


def corrected(value: Decimal | None) -> str:
    """A figure of a correction; 未报 where there was none: never 0."""
    return STATUSES["not_reported"] if value is None else figure(value)


def how(one: Standing) -> str:
    """``按时``; of one that reported and was then returned both: ``按时，再报退回``."""
    word = STANDINGS[one.standing]
    if one.standing == "returned_again" and one.reported:
        return f"{STANDINGS[one.reported]}，{word}"
    return word


def moment(text: str | None, beside: date | None = None) -> str:
    """An ISO 8601 moment as its own clock showed it: ``7月3日 08:15``, with the year when ``beside`` has another one.

    Text that is no moment stays as it is.
    """
    if text is None:
        return NOTHING
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return clean(text)
    day = found.date()
    shown = short_day(day, beside) if beside else f"{day.year}年{day.month}月{day.day}日"
    return f"{shown} {found:%H:%M}"


def plain_moment(text: str | None) -> str:
    """An ISO 8601 moment as a spreadsheet takes it, ``2022-07-03 08:15``; empty for none."""
    if text is None:
        return ""
    try:
        return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M}"
    except ValueError:
        return text


def short(value: date | None, beside: date | None) -> str:
    """A day, with the year when ``beside`` has another one."""
    return NOTHING if value is None else short_day(value, beside or value)


def faults(one: Filed) -> str:
    """``强制 3 处、核实 1 处``; that nothing could be read of it."""
    if one.status == "unreadable":
        return "无法读取"
    counts = ((SEVERITIES["error"], one.errors), (SEVERITIES["warning"], one.warnings))
    return "、".join(f"{word} {n} 处" for word, n in counts if n) or NOTHING


def urgency(duty: Duty) -> str:
    """``已逾期 8 天``, ``到期未完成``, ``还有 54 天``; with how it stands where that says more."""
    left = duty.days_left or 0
    if duty.status == "overdue":
        return f"已逾期 {-left} 天" if left < 0 else "到期未完成"
    word = {"behind": "未启动", "not_reported": "未报进展"}.get(duty.status)
    return f"还有 {left} 天" + (f"，{word}" if word else "")


def whose(plan: Plan, one: Filed) -> str:
    """The reporter of a stray return: by the plan, else as the register has it, else that it is not known."""
    if one.reporter is None:
        return "多单位汇总表" if one.layout in ("wide", "list") else UNKNOWN
    known = plan.reporter(one.reporter)
    return known.name if known else one.reporter_name or reporter_name(plan, one.reporter)


def indicator_name(plan: Plan, id: str) -> str:
    """``示范基地（个）``; the id where the plan does not know it."""
    known = plan.indicator(id)
    return f"{known.short}（{known.unit}）" if known else id
