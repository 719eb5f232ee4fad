"""文件名像电子表格，内容却不是。

检查：扩展名是电子表格的文件，内容是不是文本、网页、图片、PDF等别的东西。
为什么：改扩展名不会改变内容，这样的文件里没有表格可读。
怎么改：找到真正的报送表再报；如果是网页或文本里的表，请粘贴到下发的模板里。
依据：报送要求（以文件的实际内容为准，不看扩展名）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S110",
    slug="not-a-spreadsheet",
    severity="error",
    scope="file",
    message="文件的扩展名是“{provided}”，内容却是“{expected}”，不是电子表格，无法读取。",
    remedy="请确认发来的是不是报送表；表格在网页或文本里的，请填到下发的模板里再报，不要直接改文件的扩展名。",
)
KIND = "disguised"


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(KIND):
        if notice.fact("readable") is False:
            yield RULE.at(notice)
