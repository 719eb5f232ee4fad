"""同一个对象被两个单位重复上报。

检查：各单位同一种台账里计入累计完成的对象，证书编号、统一社会信用代码或名称是否与别的单位相同；别的单位本月没有报送的，与它最近一个月的报送表比。
为什么：一个对象只能算一次，两个单位都报，总的合计就多算了。
怎么改：两个单位核对归属，由一个单位上报，另一个单位删掉这一行并改正累计完成；确是两个对象的，把名称写全（加上县、乡镇名）。
依据：填报说明（一个对象只由一个单位上报）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.claims import by_key, claims, named
from fuxi_cli.core.evidence import columns_of
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="X101",
    slug="object-claimed-twice",
    severity="error",
    scope="period",
    message="{where}“{field}”填的是“{provided}”，{others}也上报了同一个对象；一个对象只能由一个单位上报。",
    remedy="请与对方核对这个对象归谁：不归本单位的，删掉这一行并改正累计完成；确是两个不同对象的，"
    "把名称写全（加上县、乡镇名）或者核对编号。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    for same in by_key(claims(case)).values():
        for claim in same:
            others = [other for other in same if other.reporter != claim.reporter]
            if not others or claim.period != case.period:
                continue
            field = columns_of(claim.row.ledger).key
            yield RULE.at(
                claim.row.key_place,
                claim.row.get(field.name),
                path=claim.path,
                reporter=claim.reporter.id,
                clause=claim.row.ledger.clause,
                field=field.title,
                others=named(others),
            )
