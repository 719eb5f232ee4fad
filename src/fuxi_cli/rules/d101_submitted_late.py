"""报送表迟报了。

检查：封面的报送日期是否晚于报送期限。
为什么：迟报会耽误汇总和调度，按时报送情况也要通报。
怎么改：报送日期填错的，改成实际报出的日期；确是迟报的，在“核实说明”表写明原因，以后按时报送。
依据：方案日历规定的报送期限；方案没有写的，由主管办公室定，遇休息日、节假日顺延。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.rivals import by_reporter

RULE = Rule(
    code="D101",
    slug="submitted-late",
    severity="warning",
    scope="period",
    message="“{name}”{month}的报送表是 {provided} 报的，晚于报送期限 {expected}，迟了 {days} 天。",
    remedy="报送日期填错的，请改成实际报出的日期；确是迟报的，请在“核实说明”表写明原因。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    submitted = by_reporter(case)
    for entry in case.reporting:
        if entry.status != "late" or entry.received is None:
            continue
        submission = next(iter(submitted.get(entry.reporter, ())), None)
        yield RULE.at(
            submission.cover_places.get("submitted_on", Place()) if submission else Place(),
            entry.received,
            entry.due,
            path=submission.path if submission else None,
            reporter=entry.reporter.id,
            name=entry.reporter.name,
            month=case.period.chinese,
            days=(entry.received - entry.due).days,
        )
