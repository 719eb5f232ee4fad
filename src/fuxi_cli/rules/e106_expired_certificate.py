"""证书已经到期，或者有效期早于发证日期。

检查：台账中“有效期至”的日期，是否不晚于报告期最后一天；是否早于发证日期。
为什么：证书到期后产品不能再按认证产品统计；有效期早于发证日期，必有一个日期填错。
怎么改：已经换证的，填新证书的编号和日期；没有换证的，从台账和累计完成中去掉；日期填错的改正；仍应计入的，在“核实说明”表里写明依据。
依据：认证证书载明的有效期。
"""

from collections.abc import Iterator
from datetime import date

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import columns_of, rows_with
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="E106",
    slug="expired-certificate",
    severity="warning",
    message="{where}“{field}”是 {provided}，到报告期末（{expected}）已经到期。",
    remedy="请对照证书核对日期：已经换证的填新证书；没有换证的不再计入；仍应计入的，在“核实说明”表里写明依据。",
)
BEFORE_ISSUE = "{where}“{field}”是 {provided}，早于本行的{issued} {expected}，两个日期至少有一个填错。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    last = case.period.last_day
    for row, fields in rows_with(case, lambda field: field.expires):
        for field in fields:
            until = row.get(field.name)
            if not isinstance(until, date):
                continue
            place = row.place(field.name)
            if row.date is not None and until < row.date:
                issued = columns_of(row.ledger).date
                title = issued.title if issued else "日期"
                yield RULE.at(place, until, row.date, text=BEFORE_ISSUE, field=field.title, issued=title)
            elif until <= last:
                yield RULE.at(place, until, last, field=field.title)
