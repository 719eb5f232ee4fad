"""What a reporter got done: its quotas (``completion``) and the tasks that it leads (``tasks``)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.scoring.parts import (
    Counted,
    Facts,
    Part,
    mean_of,
    number,
    score,
    share_words,
    unjudged,
    worked,
)
from fuxi_cli.core.words import clean, percent, plain


def completion(facts: Facts, maximum: Decimal) -> Part:
    """The mean of the rates, each up to the cap, by the indicators' weights; more than 100 % earns no more.

    A quota with years counts by this year's, with what was carried over into it.
    """
    owed = [gap for gap in facts.gaps if _of_the_year(gap)[1] and gap.indicator.weight]
    missing = [gap for gap in owed if gap.actual is None]
    if missing:
        names = "、".join(gap.indicator.short for gap in missing)
        return unjudged("completion", maximum, "unknown", f"{names}没有可用的数，完成情况不明。")
    judged = [gap for gap in owed if _of_the_year(gap)[2] is not None and gap.status != "cannot_judge"]
    baseless = [gap.indicator.short for gap in owed if gap not in judged]
    if not judged:
        why = (
            f"{'、'.join(baseless)}缺少比较的依据，无法判定完成率。" if baseless else "没有需要考核的任务数。"
        )
        return unjudged("completion", maximum, "not_applicable", why)
    cap = Fraction(facts.plan.cap if facts.rule.cap is None else facts.rule.cap)
    counted = tuple(_rate(gap, cap) for gap in judged)
    mean = mean_of(counted)
    equal = len({one.weight for one in counted}) == 1
    share = min(mean, Fraction(1))
    average = "完成率" if len(counted) == 1 else "平均" if equal else "加权平均"
    if mean > 1:
        average += f" {share_words(mean)}，最多计"
    listed = "、".join(f"{one.name} {one.words}{'' if equal else _weight(one)}" for one in counted)
    points = score(share * Fraction(maximum))
    text = f"{listed}；{average} {share_words(share)}×{number(maximum)}＝{points} 分。"
    if baseless:
        text += f"{'、'.join(baseless)}缺少比较的依据，不计入。"
    if any(gap.carried_forward for gap in judged):
        text += facts.plan.says("本月没有可接收的报送表，完成数沿用以前月份的。")
    return Part("completion", maximum, "judged", share, counted, clean(text))


def _rate(gap: Gap, cap: Fraction) -> Counted:
    done, quota, rate = _of_the_year(gap)
    assert rate is not None
    assert done is not None
    share = max(min(rate, cap), Fraction(0))
    words = f"{plain(done)}/{plain(quota)}＝{percent(rate)}"
    if rate > cap:
        words += f"（按 {share_words(cap)} 计）"
    return Counted(gap.indicator.short, words, share, Fraction(gap.indicator.weight))


def _of_the_year(gap: Gap) -> tuple[Decimal | None, Decimal, Fraction | None]:
    """What was done, what is owed and the rate: of the quota, or of this year's where it has years."""
    if gap.stage is None:
        return gap.actual, gap.quota.value, gap.rate
    return gap.stage.done, gap.stage.quota, gap.stage.rate


def _weight(one: Counted) -> str:
    return f"（权重 {number(one.weight)}）"


def tasks(facts: Facts, maximum: Decimal) -> Part:
    """The tasks led that are done or due: done in time counts in full, done late in part, overdue not at all."""
    duties = facts.led.duties
    if not duties:
        return unjudged("tasks", maximum, "not_applicable", "没有牵头的重点任务。")
    silent = [duty for duty in duties if duty.status == "overdue" and duty.reported_by is None]
    if silent:
        why = f"{'、'.join(_task(duty) for duty in silent)}已经到期，没有可接收的报送表，完成与否不明。"
        return unjudged("tasks", maximum, "unknown", why)
    earned = {"done": Fraction(1), "done_late": facts.rule.done_late, "overdue": Fraction(0)}
    settled = [duty for duty in duties if duty.status in earned]
    if not settled:
        each = "都" if len(duties) > 1 else ""
        why = f"牵头的 {len(duties)} 项任务截至{_day(facts.as_of)}{each}没有到期，也没有提前完成。"
        return unjudged("tasks", maximum, "not_applicable", why)
    words = {"done": "按期完成", "done_late": "逾期完成", "overdue": "逾期未完成"}
    counted = tuple(Counted(_task(d), words[d.status], earned[d.status]) for d in settled)
    listed = []
    for status, word in words.items():
        these = [duty for duty in settled if duty.status == status]
        if these:
            each = f"，各计 {share_words(earned[status])}" if status == "done_late" else ""
            listed.append(f"{word} {len(these)} 项（{'、'.join(map(_task, these))}{each}）")
    text = f"到期或已完成的 {len(settled)} 项：{'、'.join(listed)}；{worked(counted, maximum)}"
    if len(duties) > len(settled):
        text += f"另有 {len(duties) - len(settled)} 项未到期，不计入。"
    if facts.led.carried_forward:
        text += facts.plan.says("本月没有可接收的报送表，任务状态沿用以前月份的。")
    return Part("tasks", maximum, "judged", mean_of(counted), counted, clean(text))


def _task(duty: Duty) -> str:
    numbered = f"第{duty.task.id}项" if duty.task.id[:1].isdigit() else ""
    return f"{numbered}{duty.task.short}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
