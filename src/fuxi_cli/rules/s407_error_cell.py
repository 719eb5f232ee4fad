"""单元格显示的是错误代码。

检查：单元格里是否是#REF!、#DIV/0!、#N/A、#VALUE!、#NAME?等错误代码。
为什么：错误代码不是数，不能汇总，也不能当作0。
怎么改：照错误的含义改好公式，或者直接填数。
依据：填报说明（各数量栏填数字）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S407",
    slug="error-cell",
    severity="error",
    message="{where}显示错误“{provided}”，意思是{meaning}。",
    remedy="请双击这一格看公式，把出错的部分改好；改不好就从模板或同列的好格子复制公式，该手工填数的格子直接填数。",
)
MEANINGS = {
    "#REF!": "公式引用的格子被删掉了",
    "#DIV/0!": "公式用 0 或空白作了除数",
    "#N/A": "公式没有找到要查的内容",
    "#VALUE!": "公式里把文字当成了数",
    "#NAME?": "公式里有写错的名称",
    "#NUM!": "公式算出的数太大或无解",
    "#NULL!": "公式里的区域写法有误",
}
OTHER_MEANING = "公式没有算出结果"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        meaning = MEANINGS.get(str(notice.provided).upper(), OTHER_MEANING)
        yield RULE.at(notice, expected="数或文字", meaning=meaning)
