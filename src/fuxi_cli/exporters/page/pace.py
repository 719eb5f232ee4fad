"""How far each indicator has come month by month, beside what was due, and how the lights changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.period import Period, Quarter, Year
from fuxi_cli.core.plan import SHARE_UNITS, Indicator, Plan
from fuxi_cli.core.progress import STATUSES, due_share, elapsed_months, quota_pace
from fuxi_cli.core.summary import Month, Summary
from fuxi_cli.core.words import percent
from fuxi_cli.exporters.page.charts import Curve, Stack, curve, stacks
from fuxi_cli.exporters.page.markup import Html, tag
from fuxi_cli.exporters.page.table import Column, Row, table
from fuxi_cli.exporters.page.words import counted, rate, tone

_TONES = {
    "met": "已完成",
    "green": "绿灯",
    "blue": "蓝灯",
    "yellow": "黄灯",
    "red": "红灯",
    "none": "没有可用数或无法判定",
}


def by_month(summary: Summary) -> Iterator[Html]:
    """A curve per indicator that can be summed, the same as a table, and the lights of each month."""
    plan = summary.plan
    curves = [found for one in plan.indicators if (found := _curve(plan, one, summary.months)) is not None]
    if curves:
        yield tag("h3", plan.says("各项指标逐月完成率"))
        note = "实线为各单位合计的累计完成率，虚线为按序时应完成的比例（各单位应完成数之和占任务数的比例，不足一个的到期末才计）。"
        yield tag("p", note, class_="note")
        yield tag("div", *(_panel(number, one) for number, one in enumerate(curves, 1)), class_="panels")
        gone = elapsed_months(plan, summary.period)
        if gone:
            shown = sum(one <= summary.period for one in plan.periods())
            yield _figures(curves, shown, plan)
    yield from _lights(summary.months, plan)


def _label(period: Period, plan: Plan) -> str:
    """The period; with its year where the plan has several."""
    if plan.start.year == plan.end.year or isinstance(period, Year):
        return period.short.removesuffix("度")
    if isinstance(period, Quarter):
        return f"{period.year % 100}.{(period.month + 2) // 3}季"
    return f"{period.year % 100}.{period.month}"


def _curve(plan: Plan, one: Indicator, months: Sequence[Month]) -> Curve | None:
    """None when shares of several reporters do not add up, or nobody owes anything."""
    quotas = [quota for quota in plan.quotas if quota.indicator == one.id]
    if one.unit in SHARE_UNITS or not quotas:
        return None
    known = {month.period: _rate(one, month) for month in months}
    whole = sum((quota.value for quota in quotas), Decimal(0))
    if not whole:
        return None
    # Thousands of reporters owe a few different quotas: each is reckoned once, and counts as often as it is owed.
    owed = Counter(quota._replace(reporter="", clause="") for quota in quotas)
    due = []
    for period in plan.periods():
        parts = (
            due_share(quota.value, quota_pace(plan, quota, period, period.last_day), one)
            * Fraction(quota.value)
            * times
            for quota, times in owed.items()
        )
        due.append(sum(parts, Fraction(0)) / Fraction(whole))
    labels = [_label(period, plan) for period in plan.periods()]
    done = [known.get(period) for period in plan.periods()]
    return Curve(one.short, labels, done, due, plan.says("逐月"), plan.says("各月"))


def _rate(one: Indicator, month: Month) -> Fraction | None:
    """As the month's totals have it; without a plan-level target, the sum of what is known by what is owed."""
    for total in month.totals:
        if total.target.indicator == one.id:
            return total.rate
    gaps = [gap for gap in month.gaps if gap.indicator.id == one.id]
    known = [gap.actual for gap in gaps if gap.actual is not None]
    owed = sum((gap.quota.value for gap in gaps), Decimal(0))
    return Fraction(sum(known, Decimal(0))) / Fraction(owed) if known and owed else None


def _panel(number: int, one: Curve) -> Html:
    last = next(
        (
            (done, due)
            for done, due in reversed(list(zip(one.done, one.due, strict=True)))
            if done is not None
        ),
        None,
    )
    said = f"{percent(last[0])}，应完成 {percent(last[1])}" if last else "没有可用的数"
    return tag("figure", tag("figcaption", tag("strong", one.name), f" {said}"), curve(f"pace-{number}", one))


def _figures(curves: Sequence[Curve], gone: int, plan: Plan) -> Html:
    """The periods that have gone; one of which nobody has a figure is 未报, which is no 0."""
    columns = [Column("指标", text=True), *(Column(label) for label in curves[0].labels[:gone])]
    missing = STATUSES["not_reported"]
    rows = [
        [one.name, *(missing if done is None else rate(done) for done in one.done[:gone])] for one in curves
    ]
    caption = plan.says("各项指标逐月完成率（各单位合计）")
    return table("pace-figures", caption, columns, rows, "figures")


def _lights(months: Sequence[Month], plan: Plan) -> Iterator[Html]:
    if len(months) < 2 or not any(month.gaps for month in months):
        return
    counts = [Counter(tone(gap.status, gap.light) for gap in month.gaps) for month in months]
    shown = [kind for kind in _TONES if any(by[kind] for by in counts)]
    bars = [
        Stack(month.period.short, [(kind, by[kind]) for kind in shown if by[kind]])
        for month, by in zip(months, counts, strict=True)
    ]
    told = "；".join(
        f"{month.period.chinese}{counted(((_TONES[kind], by[kind]) for kind in shown), '项')}"
        for month, by in zip(months, counts, strict=True)
    )
    heading = plan.says("逐月亮灯情况")
    yield tag("h3", heading)
    drawing = stacks("lights", heading, f"{told}。", bars)
    yield tag("div", drawing, class_="frame", role="group", tabindex=0, aria_label=f"{heading}图")
    columns = [
        Column(plan.says("月份"), text=True),
        *(Column(_TONES[kind], kind=f"key {kind}") for kind in shown),
    ]
    rows: list[Row] = [
        [month.period.chinese, *(str(by[kind]) for kind in shown)]
        for month, by in zip(months, counts, strict=True)
    ]
    yield table("light-figures", plan.says("逐月各类亮灯的任务数项数"), columns, rows, "figures")
