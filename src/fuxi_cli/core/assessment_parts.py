"""The parts of a yearly assessment, each worked out for one reporter: what is counted, its share, and the working.

Shares are exact ``Fraction``; they are rounded only in the words. What cannot be judged is never a 0: a part that
there is nothing for (no task due yet) is ``not_applicable``, one whose facts nobody reported is ``unknown``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import AssessmentRule, Plan
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.standing import REPORTING_STATUSES, Reporting
from fuxi_cli.core.words import clean, half_up, percent, plain

PARTS = {"completion": "指标完成", "tasks": "重点任务", "timely": "按时报送", "clean": "报送质量"}


class Counted(NamedTuple):
    """One of the things that a part's share is the mean of: an indicator, a task, a month."""

    name: str
    words: str
    """How it stands: ``4/7＝57.1%``, ``逾期``, ``迟报``."""
    share: Fraction
    """What it earns of what it could."""
    weight: Fraction = Fraction(1)


class Part(NamedTuple):
    """One part of one reporter's score. ``share`` is None unless ``verdict`` is ``judged``."""

    id: str
    maximum: Decimal
    """The points that it is worth."""
    verdict: str
    """``judged``; ``not_applicable``: there is nothing to judge; ``unknown``: there is, and nobody knows how it stands."""
    share: Fraction | None
    counted: tuple[Counted, ...]
    working: str

    @property
    def name(self) -> str:
        return PARTS[self.id]

    @property
    def points(self) -> Fraction | None:
        return None if self.share is None else self.share * Fraction(self.maximum)


class Record(NamedTuple):
    """One month of one reporter. ``doubts``: the 核实 findings that its accepted submission leaves unexplained."""

    period: Period
    standing: Reporting
    doubts: int = 0


class Led(NamedTuple):
    """The tasks that one reporter leads, as its own last accepted submission tells them."""

    duties: tuple[Duty, ...] = ()
    carried_forward: bool = False
    """The submission is one of an earlier month."""


class Facts(NamedTuple):
    """All that one reporter's score is made from."""

    plan: Plan
    rule: AssessmentRule
    as_of: date
    gaps: Sequence[Gap] = ()
    records: Sequence[Record] = ()
    led: Led = Led()


def score(value: Fraction) -> str:
    """Points as they are printed: two decimals, half up."""
    return format(half_up(value, 2), "f")


def number(value: Fraction | Decimal) -> str:
    """A number of a working, without trailing zeros."""
    return plain(half_up(Fraction(value), 3))


def completion(facts: Facts, maximum: Decimal) -> Part:
    """The mean of the rates, each up to the cap, by the indicators' weights; more than 100 % earns no more."""
    owed = [gap for gap in facts.gaps if gap.quota.value and gap.indicator.weight]
    missing = [gap for gap in owed if gap.actual is None]
    if missing:
        names = "、".join(gap.indicator.short for gap in missing)
        return _open("completion", maximum, "unknown", f"{names}没有可用的数，完成情况不明。")
    judged = [gap for gap in owed if gap.rate is not None and gap.status != "cannot_judge"]
    unjudged = [gap.indicator.short for gap in owed if gap not in judged]
    if not judged:
        why = (
            f"{'、'.join(unjudged)}缺少比较的依据，无法判定完成率。" if unjudged else "没有需要考核的任务数。"
        )
        return _open("completion", maximum, "not_applicable", why)
    cap = Fraction(facts.plan.cap if facts.rule.cap is None else facts.rule.cap)
    counted = tuple(_rate(gap, cap) for gap in judged)
    mean = _mean(counted)
    equal = len({one.weight for one in counted}) == 1
    if len(counted) == 1:
        average = f"完成率 {percent(mean)}"
    else:
        average = f"{'平均' if equal else '加权平均'} {percent(mean)}"
    share = min(mean, Fraction(1))
    if mean > 1:
        average += "（最多计 100%）"
    listed = "、".join(f"{one.name} {one.words}{'' if equal else _weight(one)}" for one in counted)
    text = f"{listed}；{_product(average, percent(share), share, maximum)}"
    if unjudged:
        text += f"{'、'.join(unjudged)}缺少比较的依据，不计入。"
    if any(gap.carried_forward for gap in judged):
        text += "本月没有可接收的报送表，完成数沿用以前月份的。"
    return Part("completion", maximum, "judged", share, counted, clean(text))


def _product(average: str, shown: str, share: Fraction, maximum: Decimal) -> str:
    lead = average if average.endswith(shown) else f"{average} {shown}"
    return f"{lead}×{number(maximum)}＝{score(share * Fraction(maximum))} 分。"


def _rate(gap: Gap, cap: Fraction) -> Counted:
    assert gap.rate is not None
    assert gap.actual is not None
    share = max(min(gap.rate, cap), Fraction(0))
    words = f"{plain(gap.actual)}/{plain(gap.quota.value)}＝{percent(gap.rate)}"
    if gap.rate > cap:
        words += f"（按 {number(cap * 100)}% 计）"
    return Counted(gap.indicator.short, words, share, Fraction(gap.indicator.weight))


def _weight(one: Counted) -> str:
    return f"（权重 {number(one.weight)}）"


def tasks(facts: Facts, maximum: Decimal) -> Part:
    """The tasks led that are done or due: done in time counts in full, done late in part, overdue not at all."""
    duties = facts.led.duties
    if not duties:
        return _open("tasks", maximum, "not_applicable", "没有牵头的重点任务。")
    silent = [duty for duty in duties if duty.status == "overdue" and duty.reported_by is None]
    if silent:
        why = f"{'、'.join(_task(duty) for duty in silent)}已经到期，没有可接收的报送表，完成与否不明。"
        return _open("tasks", maximum, "unknown", why)
    earned = {"done": Fraction(1), "done_late": facts.rule.done_late, "overdue": Fraction(0)}
    settled = [duty for duty in duties if duty.status in earned]
    if not settled:
        why = f"牵头的 {len(duties)} 项任务截至{_day(facts.as_of)}都没有到期，也没有提前完成的。"
        return _open("tasks", maximum, "not_applicable", why)
    words = {"done": "按期完成", "done_late": "逾期完成", "overdue": "逾期未完成"}
    counted = tuple(Counted(_task(d), words[d.status], earned[d.status]) for d in settled)
    listed = []
    for status, word in words.items():
        these = [duty for duty in settled if duty.status == status]
        if these:
            each = f"，各计 {percent(earned[status])}" if status == "done_late" else ""
            listed.append(f"{word} {len(these)} 项（{'、'.join(map(_task, these))}{each}）")
    text = f"到期或已完成的 {len(settled)} 项：{'、'.join(listed)}；{_sum(counted, maximum)}"
    if len(duties) > len(settled):
        text += f"另有 {len(duties) - len(settled)} 项未到期，不计入。"
    if facts.led.carried_forward:
        text += "本月没有可接收的报送表，任务状态沿用以前月份的。"
    return Part("tasks", maximum, "judged", _mean(counted), counted, clean(text))


def _task(duty: Duty) -> str:
    numbered = f"第{duty.task.id}项" if duty.task.id[:1].isdigit() else ""
    return f"{numbered}{duty.task.short}"


def timely(facts: Facts, maximum: Decimal) -> Part:
    """The months reported in time; a returned submission goes by the day that it came in."""
    undated = [r for r in facts.records if r.standing.status == "returned" and r.standing.received is None]
    known = [record for record in facts.records if record not in undated]
    lost = f"{_months(facts, undated)}的报送表被退回，又没有报送日期，按时与否无法判定，不计入。"
    if not known:
        why = lost if undated else "没有可以查到报送情况的月份。"
        return _open("timely", maximum, "not_applicable", why)
    counted = tuple(_in_time(facts, record) for record in known)
    kinds = {
        "按时": "按时 {n} 次",
        "零报告": "零报告 {n} 次",
        "退回": "退回 {n} 次（{months}，退回的表按时报送）",
        "迟报": f"迟报 {{n}} 次（{{months}}，各计 {percent(facts.rule.late)}）",
        "退回且迟报": f"退回 {{n}} 次（{{months}}，退回的表迟报，各计 {percent(facts.rule.late)}）",
        "未报": "未报 {n} 次（{months}）",
        "无法读取": "无法读取 {n} 次（{months}）",
    }
    text = f"{len(known)} 个月中{_tally(facts, known, counted, kinds)}；{_sum(counted, maximum)}"
    return Part("timely", maximum, "judged", _mean(counted), counted, text + (lost if undated else ""))


def _in_time(facts: Facts, record: Record) -> Counted:
    status, received, due = record.standing.status, record.standing.received, record.standing.due
    late = status == "late" or (status == "returned" and received is not None and received > due)
    words = REPORTING_STATUSES[status]
    if status in ("missing", "unreadable"):
        share = Fraction(0)
    else:
        share = facts.rule.late if late else Fraction(1)
    if late and status == "returned":
        words = "退回且迟报"
    return Counted(record.period.chinese, words, share)


def clean_months(facts: Facts, maximum: Decimal) -> Part:
    """The months whose submission was accepted and left no 核实 finding unexplained."""
    if not facts.records:
        return _open("clean", maximum, "not_applicable", "没有可以查到报送情况的月份。")
    counted = tuple(_cleanness(facts, record) for record in facts.records)
    returned = f"，各计 {percent(facts.rule.returned)}" if facts.rule.returned else ""
    kinds = {
        "合格": "可接收且没有待核实问题的 {n} 个月",
        "有待核实问题": "有未说明的核实问题的 {n} 个月（{months}）",
        "退回": f"退回 {{n}} 个月（{{months}}{returned}）",
        "未报": "未报 {n} 个月（{months}）",
        "无法读取": "无法读取 {n} 个月（{months}）",
    }
    tally = _tally(facts, facts.records, counted, kinds)
    text = f"{len(counted)} 个月中{tally}；{_sum(counted, maximum)}"
    return Part("clean", maximum, "judged", _mean(counted), counted, text)


def _cleanness(facts: Facts, record: Record) -> Counted:
    status = record.standing.status
    if status in ("missing", "unreadable", "returned"):
        share = facts.rule.returned if status == "returned" else Fraction(0)
        return Counted(record.period.chinese, REPORTING_STATUSES[status], share)
    doubtful = record.doubts > 0
    return Counted(record.period.chinese, "有待核实问题" if doubtful else "合格", Fraction(not doubtful))


def _tally(
    facts: Facts, records: Sequence[Record], counted: Sequence[Counted], kinds: dict[str, str]
) -> str:
    """How many months of each kind, the lesser ones by name."""
    found = []
    for word, template in kinds.items():
        of = [record for record, one in zip(records, counted, strict=True) if one.words == word]
        if of:
            found.append(template.format(n=len(of), months=_months(facts, of)))
    return "、".join(found)


def _months(facts: Facts, records: Iterable[Record]) -> str:
    """``2月、5月``; with their years where the plan has more than one."""
    one_year = facts.plan.start.year == facts.plan.end.year
    return "、".join(f"{r.period.month}月" if one_year else r.period.chinese for r in records)


def _mean(counted: Sequence[Counted]) -> Fraction:
    return sum((c.share * c.weight for c in counted), Fraction(0)) / sum(c.weight for c in counted)


def _sum(counted: Sequence[Counted], maximum: Decimal) -> str:
    """The working of a plain mean: ``5.5÷6×15＝13.75 分。``"""
    earned = sum((one.share for one in counted), Fraction(0))
    points = earned / len(counted) * Fraction(maximum)
    return f"{number(earned)}÷{len(counted)}×{number(maximum)}＝{score(points)} 分。"


def _open(id: str, maximum: Decimal, verdict: str, why: str) -> Part:
    return Part(id, maximum, verdict, None, (), clean(why))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


MAKERS = {"completion": completion, "tasks": tasks, "timely": timely, "clean": clean_months}
