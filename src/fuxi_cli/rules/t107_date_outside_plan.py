"""日期不在方案执行期内。

检查：重点任务的完成日期是否早于方案开始；封面的报送日期是否早于方案开始，或者晚于方案结束后两个月。
为什么：方案执行期以外的日期，几乎都是年份写错，会使按时、逾期全部判错。
怎么改：核对年份和月份后改正。
依据：方案规定的执行期。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place

RULE = Rule(
    code="T107",
    slug="date-outside-plan",
    severity="error",
    message="{where}“{field}”是 {provided}，早于方案开始的 {expected}。",
    remedy="请核对年份和月份，最常见的是年份写错。",
)
TOO_LATE = "{where}“{field}”是 {provided}，晚于方案结束后两个月（{expected}）。"
MONTHS_AFTER = 2


def check(case: WorkbookCase) -> Iterator[Finding]:
    submission, start = case.submission, case.plan.start.first_day
    submitted = submission.cover.get("submitted_on")
    if submitted is not None:
        place = submission.cover_places.get("submitted_on", Place())
        end = case.plan.end.plus(MONTHS_AFTER).last_day
        if submitted < start:
            yield RULE.at(place, submitted, start, field="报送日期")
        elif submitted > end:
            yield RULE.at(place, submitted, end, text=TOO_LATE, field="报送日期")
    for entry in submission.tasks:
        if entry.done_on is not None and entry.done_on < start:
            yield RULE.at(entry.place("done_on"), entry.done_on, start, field="完成日期")
