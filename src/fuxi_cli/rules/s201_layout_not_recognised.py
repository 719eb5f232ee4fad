"""认不出报送表的版式。

检查：文件里能否找到下发模板的各张表、各县一行的汇总表或者一个单位自己的进度表；找到了表，还要能从表头看明白每一列填的是什么。
为什么：认不出哪一列是什么，就无从读数；有两种读法时靠猜，会把任务数当成完成数、把当月数当成累计数。
怎么改：用下发的模板填报，模板的工作表名和表头文字不要改；自己做的表把表头写全，检查的人也可以用--layout、--measure指明。
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
    message="没有找到可以读的表：文件既不是下发的模板，也不是各县一行的汇总表，又不是一个单位的指标进度表。",
    remedy="请用下发的模板填报：打开模板，把数据抄进去（复制后右键“选择性粘贴”，选“数值”），不要改工作表名和表头文字；"
    "用自己的表报的，把表头和表上方的标题写全。检查的人清楚是哪一种的，也可以用 --layout、--measure 或 --plan 指明后再查。",
)
WEB_PAGE = "没有找到可以读的表：这个文件其实是网页，里面没有报送表；从系统导出的，可能是没有登录就下载的，得到的是登录页。"
NO_HEADER = "{where}里找不到“{expected}”的表头，这张表没有读取。"
UNCLEAR = "{where}的表头看不出各列填的是什么（{provided}）：应写明是{expected}。这张表没有读取。"
READINGS = {
    "measure": "{where}的“{provided}”有两种读法：可以是{expected}，表头和标题都没有写明。这张表没有读取。",
    "indicator": "{where}的“{provided}”看不出是哪个指标（{expected}），表头、标题和工作表名都没有写明。这张表没有读取。",
    "doubled": "{where}：“{provided}”都可以读作{expected}，不知道以哪一列为准。这张表没有读取。",
    "share": "{where}的“{provided}”有两种读法：可以是{expected}，按数核对更像后一种。这一列没有读取。",
    "layout": "文件里既有一个单位自己的表（{where}），又有{provided}，可以读作{expected}，不知道以哪一种为准。这两种表都没有读取。",
    "many": "{where}起的表没有读取：一张工作表里的表超过了{provided}。",
    "rows": "{where}起有几行数（{provided}），旁边没有写{expected}，看不出每一行是什么。这张表没有读取。",
    "reporter": "{where}起的表没有写明是哪个单位报的：表里没有单位名称一列，标题、文件名和文件夹也没有写单位。这张表没有读取。",
    "plan": "这些表同时对得上几个方案（{provided}），不知道报的是哪一个。",
}
"""By what is unclear: each names the readings that are possible."""


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        text = READINGS.get(str(notice.fact("case")), "")
        if not text and notice.place.sheet and notice.expected:
            text = UNCLEAR if notice.provided else NO_HEADER
        elif not text and case.submission.workbook.format == "html":
            text = WEB_PAGE
        yield RULE.at(notice, text=text)
