"""文件大得不像报送表。

检查：文件大小、工作表数、行列数和单元格数是否超过上限。
为什么：一份报送表不过几十行；大得出奇的多半是误把格式刷到了最后一行，或者混进了别的东西，硬读会拖垮电脑。
怎么改：删掉数据下方和右侧的空白行列、多余的工作表和图片，保存后再报。
依据：运行安全（超过上限的文件不读取，上限可由技术人员调整）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S104",
    slug="oversized",
    severity="error",
    scope="file",
    message="{where}的{what}是 {provided}，超过上限 {expected}，没有读取。",
    remedy="请删除多余的内容：选中数据下方第一个空行，按 Ctrl+Shift+↓ 选到底，右键“删除”，右侧空列同样处理；"
    "再删掉多余的工作表和图片，保存后重报。",
)


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, what=notice.fact("what") or "大小")
