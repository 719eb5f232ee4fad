"""本月新报的对象，别的单位以前报过，后来撤下了。

检查：本单位本月第一次计入累计完成的对象，别的单位在以前月份是否报过而现在不再报；别的单位仍在报的，见 X101。
为什么：对象从一个单位转到另一个单位，可能是纠正错报，也可能是拆东补西，所以要核实。
怎么改：与对方核对归属；确归本单位的，在“核实说明”表写明对方为什么撤下；不归本单位的，删掉这一行并改正累计完成。
依据：填报说明（一个对象只由一个单位上报）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.claims import by_key, claims, former_claims, named
from fuxi_cli.core.evidence import columns_of
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="X106",
    slug="object-taken-over",
    severity="warning",
    scope="period",
    message="{where}“{field}”填的是“{provided}”，{others}曾经上报过同一个对象，后来撤下了。",
    remedy="请与对方核对这个对象归谁：确归本单位的，请在“核实说明”表写明对方撤下的原因；"
    "不归本单位的，删掉这一行并改正累计完成。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    former = by_key(former_claims(case))
    for key, same in by_key(claims(case)).items():
        claim, before = same[0], former.get(key, [])
        # Still claimed by two is X101; what the reporter itself had before is nothing new.
        if len({c.reporter for c in same}) > 1 or claim.period != case.period:
            continue
        if not before or any(c.reporter == claim.reporter for c in before):
            continue
        field = columns_of(claim.row.ledger).key
        yield RULE.at(
            claim.row.key_place,
            claim.row.get(field.name),
            path=claim.path,
            reporter=claim.reporter.id,
            clause=claim.row.ledger.clause,
            field=field.title,
            others=named(before),
        )
