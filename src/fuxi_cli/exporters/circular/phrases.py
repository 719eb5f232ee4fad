"""Words that the circular's sentences are put together from: names joined, things counted, months and figures."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.words import clean, percent, plain

_COUNTED = {"county": "个县（市、区）", "city": "个设区市"}
_COLLECTIVE = {"county": "各县（市、区）", "city": "各设区市"}
_LEVELS = "省市县区州盟旗"
_STOPS = "。；;，,、.！!？?：: "
MOST_NAMES = 20
"""So many names are read out in a sentence; of more, the first ones and how many."""
_OF_MANY = 10


def measure(reporters: Iterable[Reporter]) -> str:
    """What the reporters are counted in: 个县（市、区） when all are counties, 家单位 when they are of several kinds."""
    kinds = {reporter.kind for reporter in reporters}
    return _COUNTED.get(next(iter(kinds)), "家单位") if len(kinds) == 1 else "家单位"


def collective(reporters: Iterable[Reporter]) -> str:
    """What all of them together are called: 各县（市、区）."""
    kinds = {reporter.kind for reporter in reporters}
    return _COLLECTIVE.get(next(iter(kinds)), "各单位") if len(kinds) == 1 else "各单位"


def how_many(reporters: Sequence[Reporter]) -> str:
    """``5个县（市、区）``"""
    return f"{len(reporters)}{measure(reporters)}"


def name(reporter: Reporter) -> str:
    return clean(reporter.name)


def names(reporters: Sequence[Reporter]) -> str:
    """``甲县``; ``甲县、乙县``; ``甲县、乙县、丙县3个县（市、区）``; of too many, ``甲县、……等30个县（市、区）``."""
    if len(reporters) > MOST_NAMES:
        return f"{'、'.join(map(name, reporters[:_OF_MANY]))}等{how_many(reporters)}"
    joined = "、".join(map(name, reporters))
    return joined if len(reporters) < 3 else f"{joined}{how_many(reporters)}"


def listed(words: Sequence[str], unit: str = "项") -> str:
    """Things by name: ``甲、乙``; ``甲、乙、丙3项``; of too many, ``甲、……等30项``."""
    if len(words) > MOST_NAMES:
        return f"{'、'.join(words[:_OF_MANY])}等{len(words)}{unit}"
    return "、".join(words) if len(words) < 3 else f"{'、'.join(words)}{len(words)}{unit}"


def day(value: date) -> str:
    """``2022年6月30日``"""
    return f"{value.year}年{value.month}月{value.day}日"


def short_day(value: date, beside: date | Period) -> str:
    """``7月8日``; with the year when it is not the year of ``beside``."""
    return f"{value.month}月{value.day}日" if value.year == beside.year else day(value)


def month(value: Period, beside: Period) -> str:
    """``6月``; with the year when it is not the year of ``beside``."""
    plain = type(value) is Period and value.year == beside.year
    return f"{value.month}月" if plain else value.chinese


def amount(value: Decimal, unit: str) -> str:
    """``19个``"""
    return f"{plain(value)}{clean(unit)}"


def rate(value: Fraction | None) -> str:
    return percent(value)


def whole(plan: Plan) -> str:
    """What the plan's time is called: 全年 for a calendar year."""
    return "全年" if plan.months == 12 and plan.start.month == 1 else "方案期"


def realm(plan: Plan) -> str:
    """``全市`` for a plan of 赣州市; 总体 where the region's name does not tell."""
    last = plan.region[-1:]
    return f"全{last}" if last and last in _LEVELS else "总体"


def office(plan: Plan) -> str:
    """The office's full name: 市富硒产业发展办公室 of 赣州市 is 赣州市富硒产业发展办公室."""
    own, region = clean(plan.office), clean(plan.region)
    if own and region and own[0] == region[-1] and own[0] in _LEVELS:
        return region + own[1:]
    return own


def ended(text: str) -> str:
    """The text without the stop that it may end with, for use inside a sentence."""
    return text.strip().rstrip(_STOPS)


def both(words: Iterable[str], sign: str = "；") -> str:
    """What is not empty, joined; one full stop at the end, none when there is nothing."""
    said = [word for word in words if word]
    return f"{sign.join(said)}。" if said else ""


def width(text: str) -> float:
    """In full-width characters: a figure or a Latin letter takes half of one."""
    return sum(0.5 if c.isascii() else 1 for c in text)
