"""Plan-level targets beside what the reporters' figures amount to (SPEC section 6).

What a target is judged by and the document does not give (a baseline, a benchmark, how much 左右 allows) is never
guessed: the total says what to supply.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from fuxi_cli.core.plan import SHARE_UNITS, Indicator, Plan, Reporter, Target
from fuxi_cli.core.progress import Gap, Total, judgeable, meets, rate
from fuxi_cli.core.words import half_up, plain

_GROWTH_PLACES = 4


class Reported(NamedTuple):
    """What a reporter states on an indicator of which it owes no quota: it is not judged, it adds to the total."""

    reporter: Reporter
    indicator: Indicator
    actual: Decimal | None
    month: Decimal | None = None
    status: str = ""
    """Why there is no figure: ``not_reported``, ``returned`` or ``cannot_judge``; blank where there is one."""
    carried_forward: bool = False


class _Measured(NamedTuple):
    """What the figures amount to, or why that cannot be said."""

    actual: Decimal | None
    lacking: str = ""


def totals(
    plan: Plan, gaps: Iterable[Gap], as_of: date, reported: Iterable[Reported] = ()
) -> tuple[Total, ...]:
    """Each plan-level target beside what its reporters amount to together.

    A target that nobody reports on (no indicator) cannot be judged from submissions.
    """
    by_indicator: dict[str, list[Gap | Reported]] = {}
    figures: list[Gap | Reported] = [*gaps, *reported]
    for figure in figures:
        by_indicator.setdefault(figure.indicator.id, []).append(figure)
    return tuple(
        _total(plan, target, by_indicator.get(target.indicator or "", []), as_of)
        for target in plan.targets
        if target.operator != "scope"
    )


def _total(plan: Plan, target: Target, figures: Sequence[Gap | Reported], as_of: date) -> Total:
    owing = len(plan.reporting(target.indicator)) if target.indicator else 0
    nothing = Total(target, None, None, None, "cannot_judge", 0, owing)
    indicator = plan.indicator(target.indicator) if target.indicator else None
    # Shares of several reporters do not add up to a share.
    if indicator is None or (indicator.unit in SHARE_UNITS and owing != 1):
        return nothing
    wanted, indicator = _wanted(plan, target, indicator)
    if wanted is None and indicator.operator != "above":
        return nothing
    known = [figure for figure in figures if figure.actual is not None]
    if not known:
        return nothing._replace(status="not_reported")
    actual, lacking = _measured(plan, target, indicator, known, complete=len(known) >= owing)
    found = nothing._replace(actual=actual, counted=len(known))
    if wanted is None:
        return found._replace(reason=_benchmark_lacking(indicator))
    if actual is None:
        return found._replace(reason=lacking)
    status = _status(indicator, target, actual, wanted, as_of, complete=len(known) >= owing)
    vague = status == "cannot_judge" and not judgeable(indicator, actual, wanted)
    return found._replace(
        gap=max(wanted - actual, Decimal(0)),
        rate=rate(actual, wanted),
        status=status,
        reason=_tolerance_lacking(target) if vague and indicator.operator == "about" else "",
    )


def _wanted(plan: Plan, target: Target, indicator: Indicator) -> tuple[Decimal | None, Indicator]:
    """What is to be reached: the document's figure, else the benchmark that the office supplies."""
    if target.value is not None or indicator.operator != "above":
        return target.value, indicator
    series = plan.benchmark(indicator.id)
    if series is None:
        return None, indicator
    return series.value, indicator._replace(benchmark=series.source or indicator.id)


def _measured(
    plan: Plan, target: Target, indicator: Indicator, known: Sequence[Gap | Reported], complete: bool
) -> _Measured:
    if target.measure == "growth":
        return _growth(plan, indicator, known, complete)
    amounts = [(figure, figure.actual) for figure in known if figure.actual is not None]
    if target.measure == "each":
        done = [f for f, amount in amounts if isinstance(f, Gap) and meets(indicator, amount, f.quota.value)]
        return _Measured(Decimal(len(done)))
    return _Measured(sum((amount for _, amount in amounts), Decimal(0)))


def _growth(plan: Plan, indicator: Indicator, known: Sequence[Gap | Reported], complete: bool) -> _Measured:
    """By how many per cent the reporters' sum is above the baseline: each one's own, else that of the whole plan.

    The whole plan's baseline says nothing about some of the reporters.
    """
    now = sum((figure.actual for figure in known if figure.actual is not None), Decimal(0))
    own = [plan.baseline(indicator.id, figure.reporter.id) for figure in known]
    whole = plan.baseline(indicator.id)
    if all(own):
        before = sum((one.value for one in own if one is not None), Decimal(0))
    elif whole is None:
        return _Measured(None, _baseline_lacking(indicator))
    elif not complete:
        return _Measured(None, "基期数是全部单位合计的，还有单位没有可用数，算不出增长率")
    else:
        before = whole.value
    if before <= 0:
        return _Measured(None, f"基期数是 {plain(before)}，算不出增长率，请核对")
    return _Measured(half_up((now / before - 1) * 100, _GROWTH_PLACES))


def _status(
    indicator: Indicator, target: Target, actual: Decimal, wanted: Decimal, as_of: date, complete: bool
) -> str:
    if meets(indicator, actual, wanted):
        # What must be held all the time is not done before the time is over.
        return "on_pace" if indicator.operator == "hold" and as_of < target.due else "met"
    if not judgeable(indicator, actual, wanted) and (indicator.operator == "above" or as_of >= target.due):
        return "cannot_judge"
    if as_of < target.due:
        return "in_progress"
    # Who has not reported may have done the rest: that is not a target unmet.
    return "unmet" if complete else "cannot_judge"


def _baseline_lacking(indicator: Indicator) -> str:
    return (
        f"文件没有基期数：请在 fuxi.toml 的 [baselines] 里写 {indicator.id} = 基期数（{indicator.unit}），"
        "或者写进方案文件夹的 baselines.csv"
    )


def _benchmark_lacking(indicator: Indicator) -> str:
    return (
        f"文件没有比较数：请在 fuxi.toml 的 [benchmarks] 里写 {indicator.id} = 比较数（{indicator.unit}），"
        "或者写进方案文件夹的 baselines.csv"
    )


def _tolerance_lacking(target: Target) -> str:
    return f"文件写的是“左右”，没有写可以低多少：请在 plan.yaml 里给指标 {target.indicator} 写明 tolerance"
