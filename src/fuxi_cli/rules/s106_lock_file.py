"""这是打开表格时自动产生的临时文件，不是报送表。

检查：文件名是否以~$开头。
为什么：Excel和WPS打开工作簿时会在旁边生成这种隐藏的小文件，里面没有数据。
怎么改：不用处理，关闭正在打开的工作簿后它会自动消失；报送时不要附上它。
依据：办公软件的通行做法。
"""

from collections.abc import Iterator
from pathlib import PurePath

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S106",
    slug="lock-file",
    severity="info",
    scope="file",
    message="“{provided}”是打开表格时自动产生的临时文件，不是报送表，已跳过。",
    remedy="不用处理。若同名的报送表正开着，请保存并关闭，再检查一次，以免漏掉还没保存的修改。",
)


def check(case: FileCase) -> Iterator[Finding]:
    name = PurePath(case.submission.path).name
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, provided=notice.provided or name)
