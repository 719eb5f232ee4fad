"""完成率少了百分号。

检查：完成率填的普通数字，是否正好是应有完成率的 100 倍，如应为 85% 的地方填 85；表头带（%）、读不准 0.85 是百分之几又核对不上的，一并列出。
为什么：85 按数值就是 8500%，下一步汇总、排名都会跟着错。
怎么改：写成 85%，连百分号一起填；最好恢复模板里的公式，不用手填。
依据：填报说明（完成率由模板自动计算）。
"""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.recompute import hundredfold, rates, same_rate
from fuxi_cli.core.submission import Notice

RULE = Rule(
    code="T111",
    slug="ambiguous-percent",
    severity="warning",
    message="{where}“完成率”填的是 {provided}，少了百分号，应写成 {provided}%。",
    remedy="请连百分号一起填，如 85%，或者恢复模板里的公式，由表格自动计算。",
)
UNCERTAIN = "{where}“{field}”填的是“{provided}”，读不准是百分之几{readings}。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    noticed = set()
    for notice in case.submission.noticed(RULE.slug):
        noticed.add(notice.place)
        if _is_right(case, notice):
            continue
        readings = f"（{notice.expected}）" if notice.expected else ""
        field = notice.fact("field") or "完成率"
        yield RULE.at(notice, text=UNCERTAIN, readings=readings, field=field)
    for figure in case.submission.figures:
        stated, place = figure.rate, figure.place("rate")
        if stated is None or place in noticed or not (right := rates(case.plan, figure)):
            continue
        if any(same_rate(stated, r) for r in right) or not any(hundredfold(stated, r) for r in right):
            continue
        yield RULE.at(place, stated, stated / 100, reporter=figure.reporter.id)


def _is_right(case: WorkbookCase, notice: Notice) -> bool:
    """Whether one of the readings of a rate is what quota and cumulative figure come to: then it was meant."""
    if not isinstance(notice.provided, float) or not notice.expected:
        return False
    stated = Decimal(format(notice.provided, ".15g"))
    figure = next((f for f in case.submission.figures if f.place("rate") == notice.place), None)
    right = rates(case.plan, figure) if figure is not None else ()
    return any(same_rate(reading, r) for reading in (stated, stated / 100) for r in right)
