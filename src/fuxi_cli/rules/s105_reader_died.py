"""读这个文件时程序出了意外，没有读完。

检查：读取文件的过程是否正常结束；每个文件单独读，限时、限内存，一个出事不影响其他文件。
为什么：文件内容异常到程序读不下去时，不能当作没有数据，也不能影响其他文件的检查。
怎么改：用Excel或WPS打开后另存为新的xlsx文件再报；仍然不行的，请连同文件交给技术人员；确是正常的大文件，技术人员可在fuxi.toml的[limits]里放宽时间（seconds）和内存（memory_mb）。
依据：报送要求（报送表应为可正常打开的电子表格）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S105",
    slug="reader-died",
    severity="error",
    scope="file",
    message="这个文件没有能读完：{provided}。文件里的数都没有采用。",
    remedy="请用 Excel 或 WPS 打开，点“文件”“另存为”，类型选“Excel 工作簿（*.xlsx）”，把新文件报来；"
    "仍然不行的，请把文件交给技术人员。",
)


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="可以读完的电子表格")
