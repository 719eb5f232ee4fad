"""台账中的地点像是别的县（市、区）的。

检查：台账中乡镇、地点、名称等栏的文字，是否含有本方案其他县（市、区）的名称或简称；本单位名称里也有的字样不算。只检查县（市、区）报送的台账，一行只提一处。
为什么：外县的对象不能计入本县，两县都报还会重复；也可能是照抄别县的表格没有改。
怎么改：填错的改成本县的地点；确实在本县、只是名称里有这几个字的，在“核实说明”表里写明具体位置。
依据：方案的任务数分县（市、区）下达，各报各的。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import Row, rows_with
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan import Field, Plan, Reporter
from fuxi_cli.core.words import key

RULE = Rule(
    code="E108",
    slug="other-county",
    severity="warning",
    message="{where}“{field}”填的是“{provided}”，像是{expected}的地点，不是本单位的。",
    remedy="请核对地点：填错的改正；不在本县（市、区）的不计入；确实在本地的，在“核实说明”表里写明具体位置。",
)
_NAMES = {"name", "township", "village", "place", "location", "address"}
_TITLES = ("乡镇", "街道", "村", "地点", "地址", "位置", "所在地")


def check(case: WorkbookCase) -> Iterator[Finding]:
    own = case.submission.reporter
    if own is None or own.kind != "county":
        return
    mine = [key(name) for name in (own.name, *own.aliases)]
    told: dict[str, Reporter | None] = {}
    for row, fields in rows_with(case, _tells_a_place):
        for field in fields:
            text = row.get(field.name)
            if not isinstance(text, str):
                continue
            if text not in told:
                told[text] = _other_county_in(text, case.plan, own, mine)
            county = told[text]
            if county is not None:
                yield _finding(row, field, text, county)
                break


def _finding(row: Row, field: Field, text: str, county: Reporter) -> Finding:
    return RULE.at(row.place(field.name), text, county.name, field=field.title)


def _tells_a_place(field: Field) -> bool:
    """Whether a column is about where the object is, or its name, which often begins with the place."""
    if field.type != "text" or field.enum or field.format:
        return False
    return field.name in _NAMES or any(word in field.title for word in _TITLES)


def _other_county_in(text: str, plan: Plan, own: Reporter, mine: list[str]) -> Reporter | None:
    """The other county with the longest name in a text; a name that an own one contains tells nothing."""
    for name, reporter in plan.named_in(key(text)):
        if reporter.kind == "county" and reporter.id != own.id and not any(name in one for one in mine):
            return reporter
    return None
