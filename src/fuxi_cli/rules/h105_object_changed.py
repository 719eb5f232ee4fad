"""已计数的对象，登记的内容与以前不同。

检查：最近一个可用月份已计数的对象，名称、日期、面积、企业、文号等是否改了，阶段是否退回；空格、标点不计较，空白的不比较。
为什么：同一个对象的这些内容认定后不会变；变了，不是有一次填错，就是换成了另一个对象。
怎么改：填错的改正；确实更正的，在“核实说明”里写清依据。
依据：填报说明（台账以认定文件或证书为准）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import Row, columns_of
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import facts, ledgers, month_word, newest, same
from fuxi_cli.core.plan import Field

RULE = Rule(
    code="H105",
    slug="object-changed",
    severity="warning",
    message="{where}“{object}”的{field}现在填的是“{provided}”，{month}填的是“{expected}”。",
    remedy="请对照认定文件或证书核对，填错的改正；确实更正的，请在“核实说明”表里写清依据。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    past = newest(case)
    if past is None:
        return
    month = month_word(case, past)
    for pair in ledgers(case, past):
        before = {row.key: row for row in pair.then if row.counts}
        for row in pair.now:
            old = before.pop(row.key, None)
            if old is None:
                continue
            for field in _changed(row, old):
                place, new, was = row.place(field.name), row.get(field.name), old.get(field.name)
                yield RULE.at(place, new, was, object=row.label, field=field.title, month=month)


def _changed(row: Row, old: Row) -> Iterator[Field]:
    """The facts that differ; of a counted object also a stage that does not count."""
    stage = columns_of(row.ledger).stage
    for field in (*facts(row.ledger), *((stage,) if stage else ())):
        new, was = row.get(field.name), old.get(field.name)
        if new is not None and was is not None and not same(new, was):
            yield field
