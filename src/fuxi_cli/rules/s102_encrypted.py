"""文件设了打开密码。

检查：文件是否经过加密，要输入密码才能打开。
为什么：加密的文件无法读取和汇总，密码另外传送也容易泄露、遗失。
怎么改：用密码打开后去掉打开密码，保存再报；只锁定单元格的“保护工作表”不影响读取，不用动。
依据：报送要求（报送表不得加密）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S102",
    slug="encrypted",
    severity="error",
    scope="file",
    message="这个文件设了打开密码，无法读取。",
    remedy="请用密码打开文件，依次点“文件”“信息”“保护工作簿”“用密码进行加密”"
    "（WPS 点“文件”“文档加密”“密码加密”），把密码清空，确定并保存后再报。",
)


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="没有打开密码")
