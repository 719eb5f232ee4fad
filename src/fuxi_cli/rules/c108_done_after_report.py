"""完成日期晚于报送日期。

检查：状态为“已完成”的重点任务，完成日期是否晚于封面的报送日期。
为什么：报送时还没有到的日期不可能已经完成，多半是日期写错，或者把计划完成时间填了进来。
怎么改：核对完成日期；还没有完成的，把状态改为“推进中”，完成日期留空。
依据：填报说明（完成日期填实际完成的日期）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="C108",
    slug="done-after-report",
    severity="error",
    message="{where}完成日期是 {provided}，晚于封面的报送日期 {expected}，报送时还没有到这一天。",
    remedy="请核对完成日期；还没有完成的，请把状态改为“推进中”，完成日期留空。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    submitted = case.submission.cover.get("submitted_on")
    # A day of submission before the plan is wrong itself (T107).
    if submitted is None or submitted < case.plan.start.first_day:
        return
    for entry in case.submission.tasks:
        if entry.status == "已完成" and entry.done_on is not None and entry.done_on > submitted:
            yield RULE.at(entry.place("done_on"), entry.done_on, submitted)
