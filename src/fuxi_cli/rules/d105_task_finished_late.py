"""重点任务完成了，但晚于完成时限。

检查：状态为“已完成”的重点任务，完成日期是否晚于方案的完成时限。
为什么：逾期完成也算完成，但要如实记下，考核时与按时完成分开。
怎么改：这不是填报错误，不用改表；完成日期填错的，按佐证文件的日期改正。
依据：方案的完成时限；时限当天完成的，算按时。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.task_reports import reported, words

RULE = Rule(
    code="D105",
    slug="task-finished-late",
    severity="info",
    scope="period",
    progress=True,
    message="重点任务“{task}”（{lead}牵头）于 {provided} 完成，晚于完成时限 {due}，逾期 {late} 天。",
    remedy="完成日期填错的，请按佐证文件的日期改正；填得对的不用改。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    for duty in case.duties:
        if duty.status != "done_late":
            continue
        report = reported(case, duty.task, duty.reported_by)
        if report.entry is None or report.entry.done_on is None:
            continue
        yield RULE.at(
            **report.at("done_on"),
            provided=report.entry.done_on,
            expected=duty.task.due,
            clause=duty.task.clause,
            late=(report.entry.done_on - duty.task.due).days,
            **words(duty),
        )
