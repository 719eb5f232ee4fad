"""台账日期晚于报送日期。

检查：台账中认定、颁证等日期，是否晚于封面的报送日期；封面没有报送日期的，与报告期最后一天相比。
为什么：报送时还没有到的日期不可能已经发生，多半是年份、月份写错，或者把计划当成了完成。
怎么改：对照文件或证书核对日期；还没有认定的，不填认定日期，也不计入累计完成。
依据：填报说明（台账只登记已经发生的事项）。
"""

from collections.abc import Iterator
from datetime import date

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T106",
    slug="date-in-future",
    severity="error",
    message="{where}“{field}”是 {provided}，晚于{limit} {expected}，那时还没有发生。",
    remedy="请对照文件或证书核对日期；还没有认定的，不填这个日期，也不计入累计完成。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    limit, name = _limit(case)
    for table in case.submission.ledgers.values():
        for field in table.form.fields:
            if not field.dated:
                continue
            for index, day in enumerate(table.column(field.name)):
                if day is not None and day > limit:
                    place = table.place(index, field.name)
                    yield RULE.at(place, day, limit, field=field.title, limit=name)


def _limit(case: WorkbookCase) -> tuple[date, str]:
    """The day of submission, unless it is blank or lies before the period: then it cannot be right itself."""
    submitted = case.submission.cover.get("submitted_on")
    if submitted is not None and submitted >= case.period.first_day:
        return submitted, "报送日期"
    return case.period.last_day, "报告期最后一天"
