"""没有达到方案规定的最低数。

检查：台账中已到规定阶段的行，投资额等有最低要求的栏是否低于方案的要求；等于最低数的算达到。
为什么：没有达到条件的对象不能计入完成数，例如方案要求投资5000万元以上的，投资不到的就不算。
怎么改：数填错的改正，注意本栏的单位（万元、亩）；确实没有达到的，不要填到规定的阶段，并从累计完成中减去。
依据：方案对各指标的条件。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import below_minimum, rows_with
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="E104",
    slug="below-minimum",
    severity="error",
    message="{where}“{field}”是 {provided}{unit}，低于方案要求的 {expected}{unit}，不能计入完成数。",
    remedy="请核对数字和单位；确实没有达到 {expected}{unit} 的，不作为完成的对象登记，并从累计完成中减去。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for row, fields in rows_with(case, lambda field: bool(field.minimum)):
        for field in below_minimum(row, fields):
            if not row.staged:
                continue
            yield RULE.at(
                row.place(field.name),
                row.get(field.name),
                field.minimum,
                clause=row.ledger.clause or None,
                field=field.title,
                unit=field.unit or "",
            )
