"""表里缺少应报的一行。

检查：该单位有任务数的每个指标、牵头或参与的每项重点任务，在表里是否都有一行；汇总表里是否每个单位都有一行（名称写错的由S206指出）。
为什么：缺一行就少一项，不能当作零。
怎么改：从模板补上这一行；没有进展也要保留，数量填0。
依据：方案附件（有任务数的指标和列名的任务都要报）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.renamed import renamed

RULE = Rule(
    code="S307",
    slug="row-missing",
    severity="error",
    message="{where}里缺少“{expected}”这一行。",
    remedy="请补上；用模板填的，从下发的模板里整行复制过来（右键行号“复制”，到本表右键行号“插入复制的单元格”）。"
    "如果是名称改了字，请改回方案里的写法。没有进展也要保留这一行，数量填 0。",
)
REPORTERS = "{where}里缺少 {count} 个单位：{names}。"
_NAMED = 10
UNLIKE = "{where}的“{provided}”对不上方案，而表里缺少“{expected}”这一行。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    submission = case.submission
    pairs = renamed(submission, RULE.slug, "row-unknown")
    misspelt = {(n.place.sheet, n.expected) for n in submission.noticed("unknown-reporter")}
    of_many = submission.layout in ("wide", "list")
    absent: dict[Place, list[str]] = {}
    for notice in submission.noticed(RULE.slug):
        other = pairs.get(notice)
        if other is not None:
            yield RULE.at(other.place, other.provided, notice.expected, UNLIKE)
        elif (notice.place.sheet, notice.expected) not in misspelt:
            if of_many:
                absent.setdefault(notice.place, []).append(str(notice.expected))
            else:
                yield RULE.at(notice)
    for place, names in absent.items():
        yield _absent(place, names)


def _absent(place: Place, names: list[str]) -> Finding:
    """The reporters that a table of many leaves out: one finding, however many they are."""
    if len(names) == 1:
        return RULE.at(place, None, names[0])
    listed = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
    return RULE.at(place, None, "、".join(names), REPORTERS, count=len(names), names=listed)
