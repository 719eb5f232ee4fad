"""整张表与上月完全相同。

检查：本月新增、累计完成、重点任务的状态和进展、台账各行是否全部与上月相同，而本月新增不为 0；零报告不在此列。
为什么：填了新增，累计数和台账却一点没有变，多半是把上月的表改了日期又报了一次。
怎么改：按本月的实际情况重新填报；本月确实没有进展的，本月新增填 0，“本月有无进展”选“无”。
依据：填报说明（每月按当月实际进展填报）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import copied, directly_before

RULE = Rule(
    code="H109",
    slug="copy-of-last-month",
    severity="warning",
    message="本月的指标、重点任务和台账与上月（{month}）报送的完全相同，像是把上月的表又报了一次。",
    remedy="请按本月实际情况重新填报；本月确实没有进展的，本月新增填 0，封面“本月有无进展”选“无”。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    past = directly_before(case)
    if past is not None and copied(case, past):
        place = next(f.place("month") for f in case.submission.figures if f.month)
        yield RULE.at(place._replace(row=0, column=0), month=case.plan.as_reported(past.period).chinese)
