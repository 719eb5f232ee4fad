"""Sentences on the whole: time, totals, lights, who is not in them. Each takes facts and gives words.

Nothing is said of what is not there: no “0个县”, no empty brackets; and a group of all is said as one.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter, Target
from fuxi_cli.core.progress import LIGHTS, STATUSES, Gap, Total
from fuxi_cli.core.reporting_periods import spoken_of
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.circular.facts import Absent, Overall, reporters
from fuxi_cli.exporters.circular.phrases import (
    amount,
    both,
    collective,
    day,
    listed,
    month,
    name,
    names,
    office,
    rate,
    whole,
)
from fuxi_cli.exporters.wording import asked

MANY = 8
"""So many indicators are gone through one by one; of more, only how they stand together."""
_YEAR = re.compile(r"[\[［【(（〔](\d{4})[\]］】)）〕]")
_ORDER = (
    "met", "on_pace", "in_progress", "due_soon", "behind", "far_behind", "unmet", "cannot_judge", "returned",
    "not_reported",
)  # fmt: skip
_UNKNOWN = ("returned", "not_reported")
_NOTHING = "没有以前月份的可用数"
_ABSENT = {
    "missing": "{who}{all}没有上报{month}报送表",
    "returned": "{who}{month}报送表经审核{all}不能接收、已退回",
    "unreadable": "{who}{month}报送表{all}无法读取",
    "skipped": "{who}{month}报送表{all}没有检查",
}


def document_number(number: str) -> str:
    """A document number with its year in 〔〕, whatever brackets it was typed with."""
    return _YEAR.sub(r"〔\1〕", clean(number))


def opening(plan: Plan, period: Period, anything_sent: bool) -> str:
    number = document_number(plan.document.number)
    title = clean(plan.document.title or plan.title)
    source = f"《{title}》（{number}）" if number else f"《{title}》"
    if not anything_sent:
        return f"根据{source}要求，现将{period.chinese}有关工作进展情况通报如下："
    return (
        f"根据{source}要求，{office(plan)}对各单位报送的{period.chinese}进展情况进行了审核汇总，"
        "现将有关情况通报如下："
    )


def pace(plan: Plan, gaps: Sequence[Gap], as_of: date) -> str:
    """Where the time stands; without one pace for all, the range."""
    when = f"截至{day(as_of)}"
    if not gaps:
        return "方案没有向报送单位分解指标任务。"
    if all(gap.quota.due <= as_of for gap in gaps):
        return f"截至{day(as_of)}，各项任务均已到期。"
    paces = sorted({gap.pace for gap in gaps})
    if len(paces) == 1:
        return f"{when}，{whole(plan)}序时进度为{rate(paces[0])}。"
    return f"{when}，各项指标序时进度为{rate(paces[0])}至{rate(paces[-1])}。"


def totals(found: Sequence[Overall]) -> str:
    """How each indicator stands against its target; those without anything done are said together."""
    sums = [one for one in found if one.target is not None]
    if not sums:
        return ""
    unknown = [one for one in sums if one.actual is None]
    if len(unknown) == len(sums):
        return f"{'各项指标都' if len(sums) > 1 else _short(sums[0])}没有可用的报送数。"
    if len(sums) > MANY:
        return _together(sums)
    met = [one for one in sums if one.status == "met"]
    done = [one for one in sums if one.actual and one.status != "met"]
    zero = [one for one in sums if one.actual is not None and not one.actual and one.status != "met"]
    if len(met) == len(sums) > 1:
        return f"{len(sums)}项指标均已完成目标任务：{both(_met(one) for one in met)}"
    said = [_one(one) for one in sums if one in met or one in done]
    said.append(_zero(zero, all_=len(zero) == len(sums)))
    if unknown:
        said.append(f"{'、'.join(map(_short, unknown))}没有可用的报送数")
    return both(said)


def _short(one: Overall) -> str:
    return clean(one.indicator.short)


def _one(one: Overall) -> str:
    """``示范基地累计完成19个，占目标任务50个的38.0%``"""
    assert one.actual is not None
    assert one.target is not None
    unit = one.indicator.unit
    target = amount(one.target, unit)
    if one.indicator.level:
        reached = "达到" if one.status == "met" else "低于"
        return f"{_short(one)}为{amount(one.actual, unit)}，{reached}目标{target}"
    head = f"{_short(one)}累计完成{amount(one.actual, unit)}"
    if one.status == "met" and one.actual > one.target:
        return f"{head}，超过目标任务{target}"
    if one.status == "met":
        return f"{head}，已完成目标任务" if one.actual == one.target else f"{head}，已达到目标任务{target}"
    return f"{head}，占目标任务{target}的{rate(one.rate)}"


def _met(one: Overall) -> str:
    """``示范基地累计完成52个（目标任务50个）``"""
    actual, target = (amount(value or Decimal(0), one.indicator.unit) for value in (one.actual, one.target))
    word = "为" if one.indicator.level else "累计完成"
    return f"{_short(one)}{word}{actual}（目标任务{target}）"


def _zero(found: Sequence[Overall], all_: bool) -> str:
    if not found:
        return ""
    wanted = [amount(one.target or Decimal(0), one.indicator.unit) for one in found]
    if len(found) == 1:
        return f"{_short(found[0])}暂无完成数，目标任务{wanted[0]}"
    which = f"{len(found)}项指标均" if all_ else f"{listed([_short(one) for one in found])}"
    if len(set(wanted)) == 1:
        return f"{which}暂无完成数，目标任务均为{wanted[0]}"
    return f"{which}暂无完成数，目标任务分别为{'、'.join(wanted)}"


def _together(sums: Sequence[Overall]) -> str:
    """Many indicators: how many are done, and which stand highest and lowest."""
    met = [one for one in sums if one.status == "met"]
    zero = [one for one in sums if one.actual is not None and not one.actual]
    open_ = sorted(
        (one for one in sums if one.rate is not None and one.status != "met"), key=lambda one: one.rate or 0
    )
    if len(met) == len(sums):
        return f"{len(sums)}项指标均已完成目标任务。"
    said = [
        f"{len(sums)}项指标中，已完成目标任务{len(met)}项" if met else f"{len(sums)}项指标均未完成目标任务"
    ]
    if len(open_) > 3:
        high = [f"{_short(one)}（{rate(one.rate)}）" for one in open_[:-4:-1]]
        low = [f"{_short(one)}（{rate(one.rate)}）" for one in open_[:3]]
        said.append(f"{'其余指标中，' if met else ''}完成率较高的是{'、'.join(high)}")
        said.append(f"完成率较低的是{'、'.join(low)}")
    if zero:
        said.append(f"暂无完成数的{len(zero)}项")
    return both(said)


def shares(found: Sequence[Overall]) -> str:
    """Indicators whose figures do not add up."""
    apart = [_short(one) for one in found if one.target is None or one.status == "cannot_judge"]
    apart = list(dict.fromkeys(apart))
    return f"{listed(apart)}不作合计，各单位情况见附件。" if apart else ""


def added(found: Sequence[Overall], period: Period, all_reported: bool) -> str:
    """What the month brought, by the submissions that could be accepted."""
    known = [one for one in found if one.month is not None and not one.indicator.level]
    if not known:
        return ""
    new = [one for one in known if one.month]
    head = "" if all_reported else "从已接收的报送表看，"
    if not new:
        return f"{head}{period.short}各项指标均无新增。"
    if len(new) > MANY:
        return f"{head}{period.short}有新增的指标{len(new)}项。"
    brought = "、".join(f"{_short(one)}{amount(one.month or Decimal(0), one.indicator.unit)}" for one in new)
    return f"{head}{period.short}新增{brought}。"


def lights(gaps: Sequence[Gap]) -> str:
    """The quotas by how they stand: ``已完成2项、……、严重滞后（红灯）10项``."""
    if all(gap.status in _UNKNOWN for gap in gaps):
        return ""
    if len(gaps) == 1:
        return f"分解到{name(gaps[0].reporter)}的1项任务{how(gaps[0])}。"
    groups: dict[str, int] = {}
    for gap in sorted(gaps, key=lambda g: _ORDER.index(g.status)):
        groups[how(gap)] = groups.get(how(gap), 0) + 1
    head = f"分解到{collective(reporters(gaps))}的{len(gaps)}项任务"
    if len(groups) == 1:
        only = next(iter(groups))
        return f"{head}{'已全部完成' if only == STATUSES['met'] else f'均{only}'}。"
    return f"{head}中，{'、'.join(f'{word}{number}项' for word, number in groups.items())}。"


def how(gap: Gap) -> str:
    """How a quota stands, with its light where it has one: ``严重滞后（红灯）``."""
    if gap.status in _UNKNOWN:
        return "没有可用数"
    word = "达到序时进度" if gap.status == "on_pace" else STATUSES[gap.status]
    return word if gap.status == "met" or gap.light is None else f"{word}（{LIGHTS[gap.light]}）"


def absences(found: Sequence[Absent], everybody: Sequence[Reporter], period: Period) -> str:
    """Who did not report or was sent back, and what stands in the summary for them."""
    if not found:
        return ""
    said = []
    groups = groupby(sorted(found, key=lambda a: list(_ABSENT).index(a.status)), key=lambda a: a.status)
    for status, group in groups:
        these = [a.reporter for a in group]
        all_ = len(these) == len(everybody) > 1
        said.append(
            _ABSENT[status].format(
                who=collective(these) if all_ else names(these),
                all="均" if all_ else "",
                month=period.short,
            )
        )
    kept = [a for a in found if a.carried]
    none = [a.reporter for a in found if not a.carried]
    nothing = spoken_of(period, _NOTHING)
    uncounted = "" if len(none) == len(everybody) else "，未计入合计"
    if len(said) == 1 and not kept:
        return f"{said[0]}，也{nothing}{uncounted}。"
    if len(said) == 1 and not none and _same(kept):
        how_kept = _kept(kept, period)[0]
        return f"{said[0]}，{how_kept.removeprefix('均') if len(kept) == len(everybody) else how_kept}。"
    rest = [f"以上单位{one}" if not none and _same(kept) else one for one in _kept(kept, period, bool(none))]
    if none:
        rest.append(f"{names(none) if kept else '以上单位'}{nothing}{uncounted}")
    return f"{'，'.join(said)}；{'；'.join(rest)}。"


def _same(kept: Sequence[Absent]) -> bool:
    return len({a.since for a in kept}) == 1


def _kept(kept: Sequence[Absent], period: Period, by_name: bool = False) -> list[str]:
    """Whose earlier figures stand, by the month that they are from; nobody is named when it is one month for all."""
    said = []
    for since in sorted({a.since for a in kept}, key=lambda s: s or Period(1, 1), reverse=True):
        who = [a.reporter for a in kept if a.since == since]
        subject = "" if _same(kept) and not by_name else names(who)
        said.append(f"{subject}{'均' if len(who) > 1 else ''}沿用{source(since, period)}")
    return said


def source(since: Period | None, period: Period) -> str:
    """Which figures are carried forward: ``上月数``, ``3月数``."""
    if since is None:
        return spoken_of(period, "以前月份数")
    if since == period.month_first.plus(-1):
        return spoken_of(period, "上月数")
    return f"{month(since, period)}数"


def stated(found: Sequence[Total]) -> str:
    """The plan's targets of which nobody owes a part: what was reported on them, and what cannot be judged yet."""
    known = [one for one in found if one.actual is not None and not one.reason]
    silent = [one for one in found if one.status == "not_reported"]
    open_ = [one for one in found if one.reason]
    said = []
    if known:
        said.append(f"没有分解任务、由有关单位报数的目标中，{'，'.join(map(_reached, known))}。")
        if any(one.counted < one.owing for one in known):
            said.append("以上为有可用数的单位合计，不是全部单位的数。")
    if silent:
        said.append(f"{listed([clean(one.target.name) for one in silent])}没有可用的报送数。")
    if open_:
        names_ = listed([f"{clean(one.target.name)}（{asked(one.target)}）" for one in open_])
        said.append(f"{names_}尚缺基期数、比较数或允许幅度，暂时无法判定。")
    return "".join(said)


def _reached(one: Total) -> str:
    """``新增超10亿元的龙头企业6家（目标不少于50家）``"""
    actual = amount(one.actual or Decimal(0), one.target.unit)
    return f"{clean(one.target.name)}{actual}（目标{asked(one.target)}）"


def unowed(targets: Sequence[Target]) -> str:
    """The plan's targets that nobody submits figures on: the office knows."""
    if not targets:
        return ""
    words = [f"{clean(t.name)}（{asked(t)}）" for t in targets]
    return f"{listed(words)}没有分解到报送单位，进展情况【待补】。"
