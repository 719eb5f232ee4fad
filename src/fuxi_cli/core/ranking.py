"""Ranking of reporters by the mean of their rates, each counted up to a cap (SPEC section 6)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.progress import Gap


class Ranked(NamedTuple):
    """One reporter's place. ``score`` is a share; it and ``rank`` are None when the reporter cannot be ranked."""

    reporter: Reporter
    score: Fraction | None
    rank: int | None
    counted: tuple[Gap, ...]
    """The gaps whose rates are in the score."""
    unknown: tuple[Gap, ...] = ()
    """Quotas without a figure: with any of these a reporter is not ranked, as 0 would be a guess."""
    before: int | None = None
    """Its place in the month before; None when it had none."""

    @property
    def climbed(self) -> int | None:
        """Places gained since the month before; negative when lost."""
        return None if self.rank is None or self.before is None else self.before - self.rank


def ranking(plan: Plan, gaps: Iterable[Gap], before: Mapping[str, int] | None = None) -> tuple[Ranked, ...]:
    """Every reporter with a quota, best first; ties share a place (1, 1, 3); who cannot be ranked comes last.

    ``before``: reporter id → place in the month before. Quotas of 0 and what cannot be judged for want of a
    benchmark count for nobody.
    """
    by_reporter: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_reporter.setdefault(gap.reporter.id, []).append(gap)
    scored = [_scored(plan, owed) for owed in by_reporter.values()]
    scored.sort(key=lambda one: (one.score is None, -(one.score or 0)))
    scores = [one.score for one in scored]
    known = before or {}
    return tuple(
        one._replace(
            rank=scores.index(one.score) + 1 if one.score is not None else None,
            before=known.get(one.reporter.id),
        )
        for one in scored
    )


def _scored(plan: Plan, owed: list[Gap]) -> Ranked:
    unknown = tuple(gap for gap in owed if gap.actual is None and gap.quota.value)
    counted = tuple(gap for gap in owed if gap.rate is not None and gap.status != "cannot_judge")
    reporter = owed[0].reporter
    if unknown or not counted:
        return Ranked(reporter, None, None, counted, unknown)
    weights = [Fraction(gap.indicator.weight) for gap in counted]
    if not sum(weights):
        return Ranked(reporter, None, None, counted)
    cap = Fraction(plan.cap)
    total = sum(w * min(gap.rate or 0, cap) for w, gap in zip(weights, counted, strict=True))
    return Ranked(reporter, Fraction(total) / sum(weights), None, counted)


def rule_text(plan: Plan) -> str:
    """How the ranking is made, in Chinese, to be printed under its table."""
    weights = {indicator.weight for indicator in plan.indicators}
    how = (
        "各项指标权重相等"
        if len(weights) <= 1
        else "权重：" + "、".join(f"{i.short} {i.weight:f}" for i in plan.indicators)
    )
    cap = Fraction(plan.cap) * 100
    shown = f"{cap.numerator // cap.denominator}%" if cap.denominator == 1 else f"{float(cap):g}%"
    return (
        f"按有任务的各项指标完成率的平均数排名，单项完成率超过 {shown} 的按 {shown} 计；{how}。"
        "得分相同的名次并列，其后的名次顺延（1、1、3）。有指标没有可用数的不排名。"
    )
