"""完成率与重新计算的不一致。

检查：填报的完成率是否等于累计完成÷任务数，精确到0.1%；只填到整数百分比的，核对到1%；与上月填报的相同的，指出未随本月更新。
为什么：完成率是排名和亮灯的依据；与累计数对不上，说明其中一个没有随本月更新，或者公式被改动。
怎么改：恢复模板里的公式，由表格自动计算；累计完成有误的，先改累计完成。
依据：填报说明（完成率＝累计完成÷年度任务数）。
"""

from collections.abc import Iterator
from fractions import Fraction

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import figures, month_word, newest
from fuxi_cli.core.recompute import hundredfold, quotas, rates, same_rate
from fuxi_cli.core.words import half_up, percent

RULE = Rule(
    code="C103",
    slug="stated-rate-differs",
    severity="error",
    message="{where}完成率填的是 {stated}，按累计完成 {cumulative} ÷ 任务数 {quota} 应为 {right}。",
    remedy="请恢复模板里的公式，由表格自动计算；如果是累计完成没有更新，请先改累计完成。",
)
STALE = "{where}完成率填的是 {stated}，仍是{month}的数，未随本月更新；按累计完成 {cumulative} ÷ 任务数 {quota} 应为 {right}。"
PLACES = 3
AS_NUMBER = 10
"""From here on a stated rate is shown as the number it is, not as so many thousand per cent."""


def check(case: WorkbookCase) -> Iterator[Finding]:
    past = newest(case)
    before = {id(now): then.rate for now, then in figures(case, past)} if past else {}
    month = month_word(case, past) if past else ""
    for figure in case.submission.figures:
        stated, right = figure.rate, rates(case.plan, figure)
        if stated is None or not right:
            continue
        # A missing per-cent sign is T111's; a rate that is right for the quota beside it is Q101's.
        if any(same_rate(stated, r) or hundredfold(stated, r) for r in right):
            continue
        old = before.get(id(figure))
        stale = old is not None and half_up(old, PLACES) == half_up(stated, PLACES)
        yield RULE.at(
            figure.place("rate"),
            stated,
            Fraction(half_up(right[0], PLACES)),
            text=STALE if stale else "",
            reporter=figure.reporter.id,
            stated=stated if abs(stated) >= AS_NUMBER else percent(stated),
            right=percent(right[0]),
            cumulative=figure.cumulative,
            quota=quotas(case.plan, figure)[0],
            month=month,
        )
