"""累计完成与上月累计加本月新增对不上。

检查：累计完成是否等于上月的累计完成加本月新增；累计减少的由H101、H102指出，差额正好是台账补报或核减的，由H104、H107等指出。
为什么：每月的新增要能接上累计数；接不上，说明有的月份漏报、重报，或者改过以前的数没有说明。
怎么改：对照上月报送的表和台账核对这两个数，改正填错的一个；补报以前月份的，在台账里登记清楚日期。
依据：填报说明（累计完成为1月至本月的累计数）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import Pair, directly_before, figures, month_of, settled_elsewhere

RULE = Rule(
    code="H103",
    slug="not-continuous",
    severity="error",
    message="{where}“{indicator}”累计完成填的是 {provided}；上月累计 {last} ＋ 本月新增 {month} ＝ {expected}，两处对不上。",
    remedy="请对照上月报送的表和台账，核对累计完成和本月新增，改正填错的一个；补报以前月份的，请在台账里登记清楚日期。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    past = directly_before(case)
    if past is None:
        return
    moved = settled_elsewhere(case, past)
    for pair in figures(case, past):
        figure, last = pair.now, pair.then.cumulative
        month = month_of(figure, case.submission)
        if not _comparable(pair) or last is None or month is None or figure.cumulative is None:
            continue
        difference = figure.cumulative - last - month
        if difference and difference != moved.get(figure.indicator.id, 0):
            yield RULE.at(
                figure.place("cumulative"),
                figure.cumulative,
                last + month,
                reporter=figure.reporter.id,
                indicator=figure.indicator.name,
                last=last,
                month=month,
            )


def _comparable(pair: Pair) -> bool:
    """A fall is H101's and H102's, a month beyond the cumulative figure C101's, and a level does not add up."""
    now, then = pair.now, pair.then
    if now.indicator.level or now.cumulative is None or then.cumulative is None:
        return False
    return now.cumulative >= then.cumulative and (now.month is None or now.month <= now.cumulative)
