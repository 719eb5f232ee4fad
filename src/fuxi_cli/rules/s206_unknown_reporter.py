"""报送单位不在方案的名单里。

检查：封面、模板标识、汇总表各行的单位名称，是否是方案里的报送单位（曾用名、简称也认）。
为什么：对不上单位的数没有任务数可比，也汇不进总表。
怎么改：改成方案里的规范名称；名称相近的，提示里会写出最接近的一个。
依据：方案附件的单位名单。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.sources import SOURCES

RULE = Rule(
    code="S206",
    slug="unknown-reporter",
    severity="error",
    message="{where}的报送单位“{provided}”不在方案的单位名单里。",
    remedy="请把单位名称改成方案里的写法（只写单位名称，前后不要加年月、部门名等字样）；"
    "名单里确实没有这个单位的，请与下发单位联系。",
)
NEAREST = "{where}的报送单位“{provided}”不在方案的单位名单里，名单里最接近的是“{expected}”。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        where = notice.place.chinese if notice.place.sheet else SOURCES["stamp"]
        yield RULE.at(notice, where=where, text=NEAREST if notice.expected else "")
