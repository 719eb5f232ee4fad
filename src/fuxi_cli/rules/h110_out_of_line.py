"""本月新增比以前各月高出很多。

检查：本月新增是否在 3 以上，并且超过以前各月最大新增的 3 倍；以前可用的月份不足 3 个的，不检查。
为什么：一个月突然多出几倍，常常是把累计数填进了本月新增，或者把以前没报的并在一起报。
怎么改：填错的改正；确实集中完成的，在“核实说明”里说明。
依据：审核惯例（与本单位以前各月的新增相比）。
"""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import earlier, figures, month_of
from fuxi_cli.core.submission import Figure

RULE = Rule(
    code="H110",
    slug="out-of-line",
    severity="warning",
    message="{where}“{indicator}”本月新增 {provided}，超过以前 {months} 个月里最大一次新增（{expected}）的 3 倍。",
    remedy="请核对本月新增，误填成累计数的改正；确实集中完成的，请在“核实说明”表里说明。",
)
TIMES, LEAST, MONTHS = 3, 3, 3


def check(case: WorkbookCase) -> Iterator[Finding]:
    before = _increases(case)
    for figure in case.submission.figures:
        months = before.get((figure.reporter.id, figure.indicator.id), [])
        if figure.month is None or len(months) < MONTHS or _anothers(figure):
            continue
        largest = max(months)
        if figure.month >= LEAST and figure.month > TIMES * largest:
            yield RULE.at(
                figure.place("month"),
                figure.month,
                largest,
                reporter=figure.reporter.id,
                indicator=figure.indicator.name,
                months=len(months),
            )


def _anothers(figure: Figure) -> bool:
    """A month beyond the cumulative figure is C101's; a level has no increases."""
    beyond = figure.cumulative is not None and (figure.month or 0) > figure.cumulative
    return beyond or figure.indicator.level


def _increases(case: WorkbookCase) -> dict[tuple[str, str], list[Decimal]]:
    """Every earlier month's increase of each figure; what was stated below 0 is no increase."""
    found: dict[tuple[str, str], list[Decimal]] = {}
    for past in earlier(case):
        for now, then in figures(case, past):
            month = month_of(then, past.submission)
            if month is not None:
                found.setdefault((now.reporter.id, now.indicator.id), []).append(max(month, Decimal(0)))
    return found
