"""看不出这份表报的是哪个月。

检查：从模板标识、封面、文件名、所在文件夹，能否得出报告期。
为什么：不知道月份，就算不出序时进度，也无法与上月衔接。
怎么改：在封面的“报告期”填上年月；检查的人也可以用--period指定。
依据：填报说明（封面应写明报告期）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S209",
    slug="period-unknown",
    severity="error",
    scope="file",
    message="看不出这份表报的是哪个月：模板标识、封面、文件名和文件夹都没有写明年月。",
    remedy="请在“封面”的“报告期”填上年月，如 2022-06，或把文件放进以年月命名的文件夹；"
    "检查的人也可以用 --period 指定。",
)
NOT_A_MONTH = "看不出这份表报的是哪个月：报告期写的是“{provided}”，应为 2022-06 这样的年月。"
NOT_REPORTED = "报告期写的是{provided}，本方案{how}报送，没有这个报告期；最近的是{expected}。"


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        if dict(notice.facts).get("how"):
            yield RULE.at(notice, text=NOT_REPORTED)
            continue
        yield RULE.at(notice, expected=notice.expected or "年月", text=NOT_A_MONTH if notice.provided else "")
