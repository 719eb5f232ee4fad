"""Places by the mean of capped rates: ties, weights, caps, and who cannot be ranked."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import Gap, judge
from fuxi_cli.core.ranking import Ranked, ranking, rule_text
from support.samples import JUNE, ganzhou

PLAN = ganzhou()


def gaps(plan: Plan, figures: dict[str, dict[str, int | None]]) -> list[Gap]:
    """The gaps of some counties, from what each has done; an indicator that is left out is 0."""
    found = []
    for name, done in figures.items():
        reporter = plan.reporter(name)
        assert reporter is not None
        for quota in plan.quotas_of(reporter.id):
            value = done.get(quota.indicator, 0)
            actual = None if value is None else Decimal(value)
            found.append(judge(plan, reporter, quota, actual, JUNE, JUNE.last_day, "not_reported"))
    return found


def places(ranked: tuple[Ranked, ...]) -> list[tuple[str, int | None]]:
    return [(one.reporter.name, one.rank) for one in ranked]


def quota(name: str, indicator: str) -> int:
    reporter = PLAN.reporter(name)
    assert reporter is not None
    found = PLAN.quota(reporter.id, indicator)
    assert found is not None
    return int(found.value)


def test_ties_share_a_place_and_the_next_one_is_skipped() -> None:
    everything = {i.id: 1000 for i in PLAN.indicators}
    ranked = ranking(
        PLAN, gaps(PLAN, {"于都县": everything, "石城县": {}, "兴国县": everything, "瑞金市": {"base": 1}})
    )
    assert places(ranked) == [("于都县", 1), ("兴国县", 1), ("瑞金市", 3), ("石城县", 4)]
    assert ranked[0].score == 1


def test_a_rate_counts_up_to_the_cap() -> None:
    doubled = quota("于都县", "base") * 2
    (one,) = ranking(PLAN, gaps(PLAN, {"于都县": {"base": doubled}}))
    owed = len(PLAN.quotas_of(one.reporter.id))
    assert one.score == Fraction(1, owed)
    (higher,) = ranking(replace(PLAN, cap=Decimal("1.5")), gaps(PLAN, {"于都县": {"base": doubled}}))
    assert higher.score == Fraction(3, 2) / owed


def test_weights_count() -> None:
    heavy = tuple(i._replace(weight=Decimal(3 if i.id == "base" else 1)) for i in PLAN.indicators)
    plan = replace(PLAN, indicators=heavy)
    (one,) = ranking(plan, gaps(plan, {"于都县": {"base": quota("于都县", "base")}}))
    assert one.score == Fraction(3, 3 + len(PLAN.quotas_of(one.reporter.id)) - 1)


def test_who_has_no_figure_for_a_quota_is_not_ranked_and_comes_last() -> None:
    ranked = ranking(PLAN, gaps(PLAN, {"于都县": {"base": None, "product": 1000}, "石城县": {}}))
    assert places(ranked) == [("石城县", 1), ("于都县", None)]
    assert [gap.indicator.id for gap in ranked[1].unknown] == ["base"]
    assert ranked[1].score is None


def test_places_gained_and_lost() -> None:
    reporters = {name: PLAN.reporter(name) for name in ("于都县", "石城县", "瑞金市")}
    before = {r.id: place for place, r in enumerate(reporters.values(), start=1) if r and r.name != "瑞金市"}
    ranked = ranking(PLAN, gaps(PLAN, {"于都县": {}, "石城县": {"base": 1}, "瑞金市": {"base": 1}}), before)
    climbed = {one.reporter.name: one.climbed for one in ranked}
    assert climbed["石城县"] == 2 - next(one.rank or 0 for one in ranked if one.reporter.name == "石城县")
    assert climbed["瑞金市"] is None


def test_nobody_to_rank() -> None:
    assert ranking(PLAN, []) == ()


def test_the_rule_says_cap_weights_and_ties() -> None:
    assert rule_text(PLAN) == (
        "按有任务的各项指标完成率的平均数排名，单项完成率超过 100% 的按 100% 计；各项指标权重相等。"
        "得分相同的名次并列，其后的名次顺延（1、1、3）。有指标没有可用数的不排名。"
    )
    heavy = tuple(i._replace(weight=Decimal(n)) for n, i in enumerate(PLAN.indicators, start=1))
    text = rule_text(replace(PLAN, indicators=heavy, cap=Decimal("1.2")))
    assert "120%" in text
    assert "示范基地 1、富硒产品 2" in text
