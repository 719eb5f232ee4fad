"""Words and figures that several exporters share."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.finding import FAMILIES, Finding
from fuxi_cli.core.plan import OPERATORS as _OPERATORS
from fuxi_cli.core.plan import Plan, Target
from fuxi_cli.core.progress import Gap, due_share
from fuxi_cli.core.report import Report
from fuxi_cli.core.words import half_up, plain

NOTHING = "-"
"""Stands in a table where there is no figure; never 0."""
_AFTER = ("about",)
"""Operators that stand behind the figure: 10%左右."""
RECURRENCES = {"monthly": "每月", "quarterly": "每季度", "yearly": "每年"}


def day(value: date) -> str:
    """``2022年6月30日``"""
    return f"{value.year}年{value.month}月{value.day}日"


def figure(value: Decimal | Fraction | None, places: int = 1) -> str:
    """A quantity for a table: a decimal as it is, a share of something rounded half up."""
    if value is None:
        return NOTHING
    return plain(value if isinstance(value, Decimal) else half_up(value, places))


def share(value: Fraction | None) -> str:
    """``91.7%``"""
    return NOTHING if value is None else f"{half_up(value * 100, 1)}%"


def due_now(gap: Gap) -> Fraction:
    """How much of the quota is due by now."""
    value = gap.quota.value
    return due_share(value, gap.pace, gap.indicator) * Fraction(value)


YEAR_NOTE = (
    "本年任务：本年的任务数，含以前年度结转的。本年差额：到本年底累计应完成的数减累计完成。"
    "完成率、差额按总任务数计算。"
)


def staged(gaps: Iterable[Gap]) -> bool:
    """Whether any quota has several due dates, so that tables show this year's beside the whole."""
    return any(gap.stage for gap in gaps)


def year_quota(gap: Gap) -> Decimal:
    """This year's quota, with what was carried over into it; of a quota with one due date the quota."""
    return gap.quota.value if gap.stage is None else gap.stage.quota


def by_quotas(gaps: Iterable[Gap]) -> str:
    """What of the whole is due, as the gaps have it: ``33.3%``, ``15.4%至33.3%``; empty where no quota has years."""
    found = list(gaps)
    return _range(gap.pace for gap in found) if staged(found) else ""


def of_year(gaps: Iterable[Gap]) -> str:
    """The share of this year's months that have gone; empty where no quota has years."""
    return _range(gap.stage.elapsed for gap in gaps if gap.stage is not None and not gap.indicator.level)


def paces(report: Report) -> str:
    """``方案期 33.3%，本年 100.0%``, or one of them where they agree; empty for a plan without years."""
    whole, year = by_quotas(report.gaps), of_year(report.gaps)
    return f"方案期 {whole}，本年 {year}" if whole and year and whole != year else whole


def _range(shares: Iterable[Fraction]) -> str:
    found = sorted(set(shares))
    if not found:
        return ""
    low, high = share(found[0]), share(found[-1])
    return low if low == high else f"{low}至{high}"


def is_progress(finding: Finding) -> bool:
    return finding.rule.category == "progress"


def category(finding: Finding) -> str:
    return "进度" if is_progress(finding) else FAMILIES[finding.rule.family][1]


def reporter_name(plan: Plan | None, id: str | None) -> str:
    """The name of a reporter by its id; the id itself when the plan does not know it."""
    if id is None:
        return ""
    known = plan.reporter(id) if plan else None
    return known.name if known else id


def asked(target: Target) -> str:
    """What a target asks for: ``不少于50个``, ``10%左右``."""
    if target.value is None:
        return "高于基准数" if target.operator == "above" else "文件没有给数"
    amount = f"{plain(target.value)}{target.unit}"
    word = _OPERATORS.get(target.operator, "")
    if target.operator == "scope":
        return amount
    return f"{amount}{word}" if target.operator in _AFTER else f"{word}{amount}"


def recurrence(value: str) -> str:
    """``每月``; ``每年3月`` for ``month:03``."""
    kind, _, month = value.partition(":")
    return f"每年{int(month)}月" if month else RECURRENCES.get(kind, value)


def some(names: Iterable[str], at_most: int = 5) -> str:
    """Names joined; of many, the first and how many."""
    listed = list(names)
    return "、".join(listed) if len(listed) <= at_most else f"{listed[0]} 等 {len(listed)} 条"
