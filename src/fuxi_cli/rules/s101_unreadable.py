"""文件读不出来。

检查：文件能否按其实际格式打开并读出工作表。
为什么：读不出来的文件没有任何数据可汇总，只能视同未报。
怎么改：先在自己电脑上打开试试；打得开就另存为新的xlsx文件再报，打不开就找出原件或重新下载。
依据：报送要求（报送表应为可正常打开的电子表格）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S101",
    slug="unreadable",
    severity="error",
    scope="file",
    message="这个文件读不出来：{provided}。",
    remedy="请先用 Excel 或 WPS 打开试试：打得开，就点“文件”“另存为”，类型选“Excel 工作簿（*.xlsx）”，"
    "把新文件报来；打不开，请重新下载，或从原件重新发送。",
)
UNKNOWN_REASON = "文件内容不完整或已损坏"


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, provided=notice.provided or UNKNOWN_REASON, expected="可以打开的电子表格")
