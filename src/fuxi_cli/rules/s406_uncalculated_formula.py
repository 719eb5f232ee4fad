"""公式没有算出结果。

检查：写有公式的单元格，文件里是否存有它的计算结果。
为什么：有些软件导出的表只存了公式没有存结果，读不到数，不能当作0。
怎么改：用Excel或WPS打开，重新计算后保存。
依据：报送要求（报送表应在Excel或WPS中计算并保存）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S406",
    slug="uncalculated-formula",
    severity="error",
    message="“{sheet}”的{provided}是公式，但文件里没有存下计算结果，读不到数。",
    remedy="请用 Excel 或 WPS 打开，按 Ctrl+Alt+F9 全部重算，看到数以后按 Ctrl+S 保存再报；"
    "也可以直接把数填上。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        provided = notice.provided or notice.place.cell or "公式"
        yield RULE.at(notice, provided=provided, expected="计算结果", sheet=notice.place.sheet)
