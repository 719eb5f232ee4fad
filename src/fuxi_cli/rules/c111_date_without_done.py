"""填了完成日期，状态却不是“已完成”。

检查：填了完成日期的重点任务，状态是否为“已完成”。
为什么：有的是完成了忘记改状态，有的是把计划完成时间填了进来；前一种会漏计完成，后一种会误导。
怎么改：已经完成的，把状态改为“已完成”；还没有完成的，清空完成日期，计划时间写到进展情况里。
依据：填报说明（完成日期填实际完成的日期）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="C111",
    slug="date-without-done",
    severity="warning",
    message="{where}填了完成日期 {provided}，而“{task}”的状态是“{status}”。",
    remedy="请核对：已经完成的，把状态改为“已完成”；还没有完成的，清空完成日期，计划时间写到进展情况里。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for entry in case.submission.tasks:
        if entry.done_on is not None and entry.status not in (None, "已完成"):
            place = entry.place("done_on")
            yield RULE.at(place, entry.done_on, None, task=entry.task.short, status=entry.status)
