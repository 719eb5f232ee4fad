"""重点任务到了完成时限，没有完成。

检查：到截止日已经到期的重点任务，牵头单位报送的状态是否为“已完成”；牵头单位没有报送的，也算没有完成。
为什么：逾期的任务要列入通报，说明原因并明确完成的时间。
怎么改：已经完成的，把状态改成“已完成”并填完成日期和佐证文号；没有完成的，不用改表，在“困难问题”表写明原因和完成的时间。
依据：方案的完成时限；时限当天没有完成的，算逾期。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.task_reports import reported, words

RULE = Rule(
    code="D103",
    slug="task-overdue",
    severity="info",
    scope="period",
    level="overdue",
    progress=True,
    message="重点任务“{task}”（{lead}牵头）应于 {due} 完成，已逾期 {days} 天，{status}，亮红灯。",
    remedy="已经完成的，请把状态改成“已完成”，填写完成日期和佐证文号；没有完成的，请在“困难问题”表写明原因和完成的时间。",
)
DUE_TODAY = "重点任务“{task}”（{lead}牵头）的完成时限 {due} 已到，{status}，亮红灯。"


def check(case: PeriodCase) -> Iterator[Finding]:
    for duty in case.duties:
        if duty.status != "overdue":
            continue
        report = reported(case, duty.task, duty.reported_by)
        yield RULE.at(
            **report.at("status"),
            provided=report.entry.status if report.entry else None,
            expected="已完成",
            text="" if duty.days_left else DUE_TODAY,
            clause=duty.task.clause,
            status=report.status,
            **words(duty),
        )
