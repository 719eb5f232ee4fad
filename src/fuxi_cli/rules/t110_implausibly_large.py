"""数大得不合常理。

检查：本月新增、累计完成是否超过 1000 而且超过任务数的 20 倍；任何数量是否超过一万亿。
为什么：这样的数多半是单位弄错（把元填进了万元栏）、多打了几个 0，或者把编号、日期填进了数量栏。
怎么改：核对单位和位数后改正；确实无误的，在“核实说明”表里写明依据。
依据：汇总工作惯例（异常大的数先核实再汇总）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.form import PROGRESS
from fuxi_cli.core.plausible import implausible
from fuxi_cli.core.submission import Table

RULE = Rule(
    code="T110",
    slug="implausibly-large",
    severity="warning",
    message="{where}“{field}”是 {provided}，而年度任务数只有 {expected}，大得不合常理。",
    remedy="请核对单位和位数；确实无误的，请在“核实说明”表里写明依据。",
)
WITHOUT_QUOTA = "{where}“{field}”是 {provided}，大得不合常理。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for figure in case.submission.figures:
        quota = case.plan.quota(figure.reporter.id, figure.indicator.id)
        owed = quota.value if quota else None
        for name, value in (("month", figure.month), ("cumulative", figure.cumulative)):
            if value is not None and implausible(value, owed):
                title = PROGRESS.field(name).title
                text = WITHOUT_QUOTA if owed is None else ""
                yield RULE.at(
                    figure.place(name), value, owed, text=text, reporter=figure.reporter.id, field=title
                )
    for table in case.submission.ledgers.values():
        yield from _in_ledger(table)


def _in_ledger(table: Table) -> Iterator[Finding]:
    for field in table.form.fields:
        if field.type not in ("number", "count"):
            continue
        for index, value in enumerate(table.column(field.name)):
            if value is not None and implausible(value):
                place = table.place(index, field.name)
                yield RULE.at(place, value, text=WITHOUT_QUOTA, field=field.title)
