"""没有收到报送表。

检查：方案要求报送的每个单位（有任务数的，或者牵头重点任务的），本报告期是否有报送表。
为什么：少一个单位，总的合计就不完整；没有报送不等于没有进展，也不能当作 0。
怎么改：请该单位尽快报送，没有进展也要零报告；已经报送的，查看文件是否放错了文件夹，或者单位名称、报告期填错了。
依据：方案日历规定的报送期限；方案没有写的，由主管办公室定，遇休息日、节假日顺延。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place

RULE = Rule(
    code="D102",
    slug="not-submitted",
    severity="warning",
    scope="period",
    message="没有收到“{name}”{month}的报送表，报送期限是 {expected}。",
    remedy="请尽快报送，本月没有进展的也要零报告；已经报送的，请查看文件是否放错了文件夹，单位名称、报告期是否填错。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    for entry in case.reporting:
        if entry.status == "missing":
            yield RULE.at(
                Place(),
                None,
                entry.due,
                reporter=entry.reporter.id,
                name=entry.reporter.name,
                month=case.period.chinese,
            )
