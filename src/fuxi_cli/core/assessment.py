"""The yearly assessment: every reporter's score, its working, and its place (Ganzhou 三（三）).

Pure and exact: points are ``Fraction``, rounded only in the words. Kinds of reporters are ranked apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import KINDS, Plan, Reporter, Weights
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.scoring import reporting, results
from fuxi_cli.core.scoring.method import method
from fuxi_cli.core.scoring.parts import Facts, Led, Part, Record, number, score
from fuxi_cli.core.words import clean

NOT_IN_PLAN = (
    "这个方案没有写年度考核的分值，没有打分；请在 plan.yaml 里加上 assessment 一节，例如："
    "assessment: {counties: {completion: 70, timely: 15, clean: 15}, "
    "departments: {tasks: 70, timely: 15, clean: 15}, set_by: office}。"
)
_MAKERS = {
    "completion": results.completion,
    "tasks": results.tasks,
    "timely": reporting.timely,
    "clean": reporting.clean,
}
_APART = ("X", "D", "H108")
"""Codes, or how they begin, of what is not the workbook's own: what others' claim, the day that it came in, and that
the month before has no usable workbook. Each of these is counted elsewhere, or is nobody's fault."""


_NAMED = 5
"""How many names a remark lists."""


class Review(NamedTuple):
    """One reporter's score out of 100. Without ``total`` it is not ranked, and ``working`` says why."""

    reporter: Reporter
    parts: tuple[Part, ...]
    total: Fraction | None
    rank: int | None
    working: str
    remarks: tuple[str, ...] = ()
    """What could not be judged and why, and who shares the place, in Chinese."""

    def part(self, id: str) -> Part | None:
        return next((part for part in self.parts if part.id == id), None)


class Group(NamedTuple):
    """The reporters of one kind, best first; who has no score comes last."""

    kind: str
    weights: Weights
    reviews: tuple[Review, ...]
    name: str = ""
    """The plan's word for the kind."""


class Assessment(NamedTuple):
    """``method`` and ``remarks`` are paragraphs to be printed under the tables."""

    period: Period
    as_of: date
    groups: tuple[Group, ...]
    method: tuple[str, ...]
    remarks: tuple[str, ...]

    def of(self, reporter: str) -> Review | None:
        reviews = (review for group in self.groups for review in group.reviews)
        return next((review for review in reviews if review.reporter.id == reporter), None)


def own_doubts(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes of the 核实 findings about the workbook itself that nobody has explained."""
    return tuple(
        finding.rule.code
        for finding in findings
        if finding.rule.severity == "warning"
        and finding.rule.category != "progress"
        and not finding.rule.code.startswith(_APART)
        and not finding.explained
    )


def assess(
    plan: Plan,
    period: Period,
    as_of: date,
    gaps: Iterable[Gap],
    records: Mapping[str, Sequence[Record]],
    led: Mapping[str, Led],
) -> Assessment | None:
    """The assessment of all who report, as of a day; None where the plan does not say how.

    ``gaps``: how everybody stands on the quotas; ``records`` and ``led``: by reporter id, the months known and
    the tasks that it leads.
    """
    rule = plan.assessment
    if rule is None:
        return None
    owed: dict[str, list[Gap]] = {}
    for gap in gaps:
        owed.setdefault(gap.reporter.id, []).append(gap)
    groups = []
    for kind in KINDS:
        weights = rule.weights(kind)
        members = [reporter for reporter in plan.owing() if reporter.kind == kind]
        if weights is None or not members:
            continue
        reviews = [
            _review(
                reporter,
                weights,
                Facts(
                    plan, rule, as_of, owed.get(reporter.id, ()), records.get(reporter.id, ()),
                    led.get(reporter.id, Led()),
                ),
            )
            for reporter in members
        ]  # fmt: skip
        groups.append(Group(kind, weights, _ranked(reviews), plan.kind(kind)))
    known = {record.period for kept in records.values() for record in kept}
    texts = method(plan, rule, [(group.kind, group.weights) for group in groups])
    return Assessment(period, as_of, tuple(groups), texts, _remarks(plan, period, known))


def _review(reporter: Reporter, weights: Weights, facts: Facts) -> Review:
    parts = tuple(_MAKERS[id](facts, maximum) for id, maximum in weights._asdict().items() if maximum)
    judged = [part for part in parts if part.verdict == "judged"]
    unknown = [part for part in parts if part.verdict == "unknown"]
    remarks = tuple(f"{part.name}：{part.working}" for part in parts if part.verdict != "judged")
    if unknown or not judged:
        why = "、".join(part.name for part in unknown)
        working = f"{why}情况不明，暂不评分，不参加排名。" if unknown else "没有一项可以评，不评分。"
        return Review(reporter, parts, None, None, working, remarks)
    maximum = sum((Fraction(part.maximum) for part in judged), Fraction(0))
    earned = sum((part.points or Fraction(0) for part in judged), Fraction(0))
    total = earned / maximum * 100
    return Review(reporter, parts, total, None, _working(judged, len(parts), maximum, total), remarks)


def _working(judged: Sequence[Part], of: int, maximum: Fraction, total: Fraction) -> str:
    points = "＋".join(f"{part.name} {score(part.points or Fraction(0))}" for part in judged)
    if maximum == 100:
        return f"{points}＝{score(total)} 分。" if len(judged) > 1 else f"{points} 分。"
    why = "" if len(judged) == of else "，不评的项目分值不计"
    joined = f"（{points}）" if len(judged) > 1 else points
    return f"{joined}÷{number(maximum)}×100＝{score(total)} 分（折算为百分制{why}）。"


def _ranked(reviews: list[Review]) -> tuple[Review, ...]:
    """Best first; ties share a place (1, 1, 3) and say with whom."""
    ordered = sorted(reviews, key=lambda review: (review.total is None, -(review.total or 0)))
    totals = [review.total for review in ordered]
    found = []
    for review in ordered:
        if review.total is None:
            found.append(review)
            continue
        rank = totals.index(review.total) + 1
        others = [clean(r.reporter.name) for r in ordered if r.total == review.total and r is not review]
        tied = (f"与{_listed(others)}同分，并列第 {rank} 名。",) if others else ()
        found.append(review._replace(rank=rank, remarks=(*review.remarks, *tied)))
    return tuple(found)


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence; of very many the first few."""
    if len(names) <= _NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:_NAMED])}等 {len(names)} 个单位"


def _remarks(plan: Plan, period: Period, known: set[Period]) -> tuple[str, ...]:
    found = []
    if period < plan.end:
        found.append(
            f"本表截至{period.chinese}，方案到{plan.end.chinese}结束：完成率按全部任务数计算，得分是阶段测算，不是年终结果。"
        )
    lost = [month.chinese for month in plan.periods() if month <= period and month not in known]
    if lost:
        these = plan.says("这些月份")
        found.append(f"没有{'、'.join(lost)}的报送表可查，{these}不计入报送的得分。")
    return tuple(found)
