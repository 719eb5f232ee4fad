"""重点任务快到完成时限了。

检查：还没有完成的重点任务，离完成时限是否已经不到方案规定的提醒天数（默认60天）。
为什么：提前提醒，还来得及安排；到了时限再催就晚了。
怎么改：这不是填报错误，不用改表；请牵头单位抓紧，有困难的写在“困难问题”表。
依据：方案的完成时限和提醒天数（due_soon_days）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.task_reports import reported, words

RULE = Rule(
    code="D104",
    slug="task-due-soon",
    severity="info",
    scope="period",
    progress=True,
    message="重点任务“{task}”（{lead}牵头）应于 {due} 完成，还有 {days} 天，{status}，亮蓝灯。",
    remedy="请在 {due} 以前完成，完成后填写完成日期和佐证文号；有困难的，请写在“困难问题”表。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    for duty in case.duties:
        if duty.light != "blue":
            continue
        report = reported(case, duty.task, duty.reported_by)
        yield RULE.at(
            **report.at("status"),
            provided=report.entry.status if report.entry else None,
            expected="已完成",
            clause=duty.task.clause,
            status=report.status,
            **words(duty),
        )
