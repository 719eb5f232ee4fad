"""单元格里有调用外部程序或网络的内容。

检查：公式是否要在打开时启动其他程序或联网取数（DDE、WEBSERVICE一类）。
为什么：这类公式会在别人的电脑上运行程序或把表里的内容发到网上，是已知的攻击手法；报送表用不着。
怎么改：清除该单元格，需要的数直接填上；不是自己写的，请先杀毒并查明来源。
依据：信息安全要求（报送表不得含有可执行内容）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S109",
    slug="dde",
    severity="error",
    scope="file",
    message="{where}含有会启动外部程序或联网的内容“{provided}”，报送表里不允许有。",
    remedy="请不要点“启用内容”或“更新”。选中有这段内容的单元格按 Delete 清除，需要的数直接填上，保存后再报；"
    "不是自己写的，请先杀毒并查明文件来源。",
)


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="只有数和文字")
