"""Which periods a plan is reported for: its months, quarters or years; and the words that go with them.

A period stays the last month of what it covers. Where a plan ends before its last quarter or year does, that last
period ends with the plan.
"""

import re
from functools import lru_cache

from fuxi_cli.core.period import KINDS_OF_PERIOD, Period

FREQUENCIES = {"monthly": "按月", "quarterly": "按季", "yearly": "按年"}
MONTHLY = "monthly"
_LENGTH = {"monthly": 1, "quarterly": 3, "yearly": 12}


@lru_cache(maxsize=64)
def periods(start: Period, end: Period, frequency: str) -> tuple[Period, ...]:
    """The reporting periods of a plan that runs from ``start`` through ``end``, each of its frequency's kind."""
    kind, length = KINDS_OF_PERIOD[frequency], _LENGTH[frequency]
    months = (start.plus(n) for n in range(end.months_since(start) + 1))
    return tuple(kind(*month) for month in months if month.month % length == 0 or month == end)


def covering(start: Period, end: Period, frequency: str, month: Period) -> Period | None:
    """The reporting period that a month lies in; None for a month outside the plan."""
    if not start <= month <= end:
        return None
    return next(period for period in periods(start, end, frequency) if month <= period)


# What the form and the papers say of a month, as a quarter or a year would have it. The longest first.
_WORDS = {
    "quarterly": {
        "本月底": "本季度末",
        "本月有无进展": "本季有无进展",
        "填 1 月至本月": "填方案开始至本季度",
        "填方案开始至本月": "填方案开始至本季度",
        "当月新增": "当季新增",
        "本月新增": "本季新增",
        "每个月": "每个季度",
        "一个月": "一个季度",
        "哪个月": "哪个季度",
        "那个月": "那个季度",
        "该月": "该季度",
        "某月": "某季度",
        "月初": "季初",
        "年份和月份": "年份和月份",  # of a date, which has both in every plan
        "逐月": "逐季",
        "下月": "下季度",
        "月度": "季度",
        "各月": "各季度",
        "每月": "每季度",
        "本月": "本季度",
        "上月": "上季度",
        "当月": "当季",
        "月份": "季度",
        "个月": "个季度",
    },
    "yearly": {
        "本月底": "本年底",
        "本月有无进展": "本年有无进展",
        "填 1 月至本月": "填方案开始至本年",
        "填方案开始至本月": "填方案开始至本年",
        "当月新增": "当年新增",
        "本月新增": "本年新增",
        "每个月": "每年",
        "一个月": "一年",
        "这个月": "这一年",
        "哪个月": "哪一年",
        "那个月": "那一年",
        "该月": "该年",
        "某月": "某年",
        "月初": "年初",
        "年份和月份": "年份和月份",
        "逐月": "逐年",
        "下月": "下年",
        "月度": "年度",
        "各月": "各年",
        "每月": "每年",
        "本月": "本年",
        "上月": "上年",
        "当月": "当年",
        "月份": "年份",
        "个月": "年",
    },
}
_PATTERNS = {
    frequency: re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    for frequency, words in _WORDS.items()
}


@lru_cache(maxsize=4096)
def spoken(text: str, frequency: str) -> str:
    """The program's own words about a month, as the plan's frequency has them: 本月新增 → 本季新增.

    For words of the program only: what a document or a clerk wrote is never passed through here.
    """
    words = _WORDS.get(frequency)
    if words is None:
        return text
    return _PATTERNS[frequency].sub(lambda found: words[found[0]], text)


def spoken_of(period: Period | None, text: str) -> str:
    """The same, for what is said of a period that tells by itself whether it is a quarter or a year."""
    kinds = {kind: frequency for frequency, kind in KINDS_OF_PERIOD.items()}
    return spoken(text, kinds.get(type(period), MONTHLY)) if period is not None else text


def month_words(text: str) -> tuple[str, ...]:
    """A wording of the form as every frequency has it, its own first: a clerk's table may say any of them."""
    return tuple(dict.fromkeys((text, *(spoken(text, frequency) for frequency in _WORDS))))
