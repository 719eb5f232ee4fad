"""两个单位上报的对象名称相近，可能是同一个。

检查：按名称登记的台账，去掉全角写法、空格、括号和“有限公司”“合作社”等字样以后，名称是否与别的单位相同；文号或证书编号不同的算两个对象，不提示。
为什么：同一个对象换个写法，两个单位都报，合计就多算了；名称相近也可能只是巧合，所以只请核实。
怎么改：与对方核对；是同一个对象的，由一个单位上报，另一个单位删掉；不是同一个的，在“核实说明”表写明区别。
依据：填报说明（一个对象只由一个单位上报）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.claims import by_name, claims, named
from fuxi_cli.core.doubles import Doubles
from fuxi_cli.core.evidence import columns_of
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="X102",
    slug="similar-object",
    severity="warning",
    scope="period",
    message="{where}“{field}”填的是“{provided}”，与{others}的“{expected}”名称相近，可能是同一个对象。",
    remedy="请与对方核对：是同一个对象的，由一个单位上报，另一个单位删掉这一行并改正累计完成；"
    "不是同一个的，请在“核实说明”表写明区别。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    doubles = Doubles(claims(case))
    for alike in by_name(claims(case)).values():
        for claim in alike:
            # Of the same name, not only a similar one, X101 speaks.
            others = doubles.of(claim) if claim.period == case.period else []
            if not others:
                continue
            field = columns_of(claim.row.ledger).key
            yield RULE.at(
                claim.row.key_place,
                claim.row.get(field.name),
                others[0].row.get(field.name),
                path=claim.path,
                reporter=claim.reporter.id,
                clause=claim.row.ledger.clause,
                field=field.title,
                others=named(others),
            )
