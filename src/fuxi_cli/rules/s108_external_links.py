"""表里的公式引用了别的文件。

检查：工作簿是否有指向其他文件的外部链接。
为什么：对方电脑上没有那个文件，引用的数不会更新，还可能在打开时被换掉；审核和归档都以本表里的数为准。
怎么改：断开链接，把公式变成数值，再核对一遍。
依据：报送要求（报送表应能单独使用，不依赖其他文件）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S108",
    slug="external-links",
    severity="warning",
    scope="file",
    message="表里的公式引用了另一个文件“{provided}”，报送表不应依赖其他文件。",
    remedy="请点“数据”“编辑链接”（较新的 Excel 叫“工作簿链接”），选中这个文件，点“断开链接”，"
    "公式就变成了数值；核对数值无误后保存再报。",
)
ANONYMOUS = "表里的公式引用了另一个文件，报送表不应依赖其他文件。"


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="不引用其他文件", text="" if notice.provided else ANONYMOUS)
