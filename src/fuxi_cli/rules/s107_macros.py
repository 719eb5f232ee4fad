"""文件里带有宏程序。

检查：工作簿里是否存有宏（VBA程序）。
为什么：报送表用不着宏；宏是传播病毒的常见途径，也可能改动表里的数。检查时只读数据，不会运行宏。
怎么改：另存为不带宏的xlsx工作簿再报。
依据：信息安全要求（收发的表格不得携带宏）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S107",
    slug="macros",
    severity="warning",
    scope="file",
    message="这个文件带有宏程序，报送表应当不带宏（检查时没有运行它）。",
    remedy="请点“文件”“另存为”，类型选“Excel 工作簿（*.xlsx）”，提示宏无法保存时选“是”继续，报送新存的文件；"
    "宏若不是自己加的，请先杀毒。",
)


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="不带宏")
