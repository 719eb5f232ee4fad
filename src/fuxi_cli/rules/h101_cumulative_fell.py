"""累计完成比以前减少，没有说明原因。

检查：每个指标的累计完成是否小于最近一个可用月份的累计完成；备注或“核实说明”写明原因的，由H102提示核实。
为什么：累计数只增不减；减少了，不是本月填错、漏填，就是以前多报，汇总数会前后矛盾。
怎么改：填错的改正累计完成；确实撤销、核减的，在备注或“核实说明”里写清是哪一个、为什么。
依据：填报说明（累计数比上月减少的，应说明原因）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import falls, month_word

RULE = Rule(
    code="H101",
    slug="cumulative-fell",
    severity="error",
    message="{where}“{indicator}”累计完成填的是 {provided}，比{month}的 {expected} 少 {less}，也没有说明原因。",
    remedy="请核对累计完成，填错的改正；确实撤销、核减的，请在备注栏写清是哪一个、为什么减少（只写“无误”“属实”不算原因）。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for fall in falls(case):
        figure = fall.figure
        if fall.reason is None and figure.cumulative is not None:
            yield RULE.at(
                figure.place("cumulative"),
                figure.cumulative,
                fall.was,
                reporter=figure.reporter.id,
                indicator=figure.indicator.name,
                month=month_word(case, fall.since),
                less=fall.was - figure.cumulative,
            )
