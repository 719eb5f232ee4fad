"""Objects of similar names in two ledgers: the index finds what comparing every pair finds."""

import random
from datetime import date

from fuxi_cli.core.claims import claims, same_object
from fuxi_cli.core.doubles import Doubles
from support.builders import LEDGER, YI, LedgerField, ledger_table, period_case, plan, submission
from support.changed import replace

PAPERS = (
    LedgerField("document", "认定文号", format="document"),
    LedgerField("certificate", "证书编号"),
)
BASES = replace(LEDGER, fields=(*LEDGER.fields, *PAPERS))
NAMES = (
    "示例基地",
    "示例（基地）",
    "示例((基地))",
    "示例有限公司基地",
    "示例合作社基地",
    "样本基地",
    "样本（基地）",
)


def test_as_comparing_every_pair() -> None:
    numbers = random.Random(4)
    found = 0
    for _ in range(80):
        tables = [
            ledger_table(
                *(
                    {
                        "name": numbers.choice(NAMES),
                        "recognised_on": date(2022, 3, 1),
                        "stage": "已认定",
                        "document": numbers.choice((None, "示例〔2022〕1号", "示例〔2022〕2号")),
                        "certificate": numbers.choice((None, "甲1", "甲2")),
                    }
                    for _ in range(6)
                ),
                of=BASES,
            )
            for _ in range(2)
        ]
        first = submission(tables=[tables[0]])
        second = submission(tables=[tables[1]], path="乙县.xlsx", reporter=YI)
        every = claims(period_case(first, second, of=plan(ledgers=(BASES,))))
        doubles = Doubles(every)
        for claim in every:
            others = [
                other
                for other in every
                if other.reporter != claim.reporter
                and other.row.key != claim.row.key
                and same_object(claim, other)
            ]
            assert doubles.of(claim) == others[:1]
            found += bool(others)
    assert found > 100
