"""封面填了“无进展”，表里却有本月新增。

检查：封面“本月有无进展”填“无”的，指标进度表的本月新增是否都是 0 或空白。
为什么：零报告与有新增互相矛盾，按零报告处理会漏掉这些数。
怎么改：有新增的，把封面改为“有”；确实没有的，把本月新增改为 0，并核对累计完成。
依据：填报说明（本月没有任何新进展时才选“无”）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place

RULE = Rule(
    code="C110",
    slug="nil-against-figures",
    severity="error",
    message="{where}“本月有无进展”填的是“无”，但 {cells} 的本月新增大于 0。",
    remedy="请核对：本月有新增的，把封面改为“有”；确实没有的，把本月新增改为 0，并核对累计完成。",
)
SHOWN = 3


def check(case: WorkbookCase) -> Iterator[Finding]:
    submission = case.submission
    grown = [f.place("month") for f in submission.figures if f.month is not None and f.month > 0]
    if submission.nil and grown:
        cells = "、".join(place.chinese for place in grown[:SHOWN])
        if len(grown) > SHOWN:
            cells += f"等 {len(grown)} 处"
        place = submission.cover_places.get("progress", Place())
        yield RULE.at(place, "无", "有", cells=cells)
