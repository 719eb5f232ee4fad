"""看不出这份表报的是哪个方案。

检查：从模板标识、封面的方案和文号，能否对上一个已有的方案。
为什么：不知道是哪个方案，就不知道有哪些指标、各报多少任务数，无法审核。
怎么改：在封面写全方案名称和文号，或者改用下发的模板；检查的人也可以用--plan指定方案。
依据：填报说明（封面应写明方案和文号）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.sources import place_of
from fuxi_cli.core.submission import Notice

RULE = Rule(
    code="S205",
    slug="plan-unknown",
    severity="error",
    scope="file",
    message="看不出这份表报的是哪个方案：文件里没有模板标识，封面也没有写明方案和文号。",
    remedy="请在“封面”填上方案名称和文号，或改用下发的模板填报；检查的人也可以用 --plan 指定方案。",
)
NOT_KNOWN = "这份表写的方案是“{provided}”，不在已有的方案里。"


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        if notice.provided is None:
            yield RULE.at(notice)
        else:
            yield RULE.at(_place(case, notice), notice.provided, text=NOT_KNOWN)


def _place(case: FileCase, notice: Notice) -> Place:
    """Where the file names the plan: the cover's cell, if it is the cover that does."""
    if notice.place.sheet:
        return notice.place
    identities = case.submission.identities
    named = place_of((i for i in identities if i.plan == notice.provided), "plan")
    return (
        named
        if named.sheet
        else place_of((i for i in identities if i.document == notice.provided), "document")
    )
