"""任务数与方案不一致。

检查：报送表里的任务数是否与方案下达的相同；方案没有下达任务的，是否填了任务数。
为什么：任务数由方案规定，报送单位不能改；改小了，完成率、差额就都不真实。
怎么改：改回方案下达的数；认为任务数应当调整的，另行书面报告，调整文件下达前仍按原数报。
依据：方案附件的任务表。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="Q101",
    slug="quota-differs",
    severity="error",
    message="{where}“{indicator}”的任务数填的是 {provided}，方案下达给{reporter_name}的是 {expected}。",
    remedy="请改回方案下达的数；认为应当调整的，另行书面报告，调整文件下达前仍按原数报。",
)
NOT_OWED = "{where}“{indicator}”的任务数填的是 {provided}，方案没有给{reporter_name}下达这项任务，应为空白。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for figure in case.submission.figures:
        owed = case.plan.quota(figure.reporter.id, figure.indicator.id)
        # A 0 where nothing is owed changes nothing.
        if figure.quota is None or figure.quota == (owed.value if owed else 0):
            continue
        yield RULE.at(
            figure.place("quota"),
            figure.quota,
            owed.value if owed else None,
            text="" if owed else NOT_OWED,
            reporter=figure.reporter.id,
            clause=owed.clause if owed else None,
            indicator=figure.indicator.short,
            reporter_name=figure.reporter.name,
        )
