"""缺少一张工作表。

检查：该单位应报的工作表是否都在；工作表改了名、但表头没变的，也能认出来。
为什么：缺一张表，就缺一块数；台账缺了，累计完成数也没有佐证。
怎么改：从下发的模板里把这张表复制过来；没有内容也要保留空表。
依据：填报说明（不得删除工作表）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.renamed import renamed

RULE = Rule(
    code="S301",
    slug="sheet-missing",
    severity="error",
    message="缺少工作表“{expected}”。",
    remedy="如果是工作表改了名，请双击下方的标签，改回“{expected}”；如果删掉了，请同时打开下发的模板，右键它的“{expected}”标签，"
    "点“移动或复制”，选到本文件并勾选“建立副本”，填好后保存。",
)
UNLIKE = "缺少工作表“{expected}”；有一张“{name}”，但表头对不上，没有当作它来读。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    pairs = renamed(case.submission, RULE.slug, "sheet-unknown")
    for notice in case.submission.noticed(RULE.slug):
        other = pairs.get(notice)
        if other is None:
            yield RULE.at(notice)
        else:
            yield RULE.at(other.place, None, notice.expected, UNLIKE, name=other.provided)
