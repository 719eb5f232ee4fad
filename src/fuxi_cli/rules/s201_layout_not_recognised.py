"""认不出报送表的版式。

检查：文件里能否找到下发模板的各张表，或者各县一行、各指标一列的汇总表；找到了表，还要能找到表头。
为什么：认不出哪一列是什么，就无从读数；靠猜会把任务数当成完成数。
怎么改：用下发的模板填报；模板的工作表名和表头文字不要改。
依据：填报说明（按下发的模板填报）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S201",
    slug="layout-not-recognised",
    severity="error",
    scope="file",
    message="没有找到可以读的表：文件既不是下发的模板，也不是各县一行、各指标一列的汇总表。",
    remedy="请用下发的模板填报：打开模板，把数据抄进去（复制后右键“选择性粘贴”，选“数值”），不要改工作表名和表头文字。",
)
NO_HEADER = "{where}里找不到“{expected}”的表头，这张表没有读取。"
UNCLEAR = "{where}的表头看不出各列填的是什么（{provided}）：应写明是{expected}。这张表没有读取。"


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        text = ""
        if notice.place.sheet and notice.expected:
            text = UNCLEAR if notice.provided else NO_HEADER
        yield RULE.at(notice, text=text)
