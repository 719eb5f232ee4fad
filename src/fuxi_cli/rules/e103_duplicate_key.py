"""台账中同一对象登记了两次。

检查：同一台账中，名称、证书编号或统一社会信用代码等识别栏是否有两行相同；全角半角、空格、大小写不同的算相同。
为什么：一个对象只能计一次；重复的行会使台账行数虚高，也说不清以哪一行为准。
怎么改：删去重复的一行；确实是两个对象的，把名称或编号填全，使两行能够区分。
依据：填报说明（一个对象填一行，不要重复填）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import Row, columns_of, rows_of
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="E103",
    slug="duplicate-key",
    severity="error",
    message="{where}“{field}”填的是“{provided}”，与 {first} 单元格相同，同一对象登记了两次。",
    remedy="请删去重复的一行；确实是两个对象的，把“{field}”填全、填准，使两行能够区分。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows_of(case):
        if not row.key:
            continue
        first = seen.setdefault((row.ledger.id, row.key), row)
        if first is not row:
            field = columns_of(row.ledger).key
            cell = first.key_place.cell
            yield RULE.at(row.key_place, row.get(field.name), "不重复", field=field.title, first=cell)
