"""这份表是按方案的另一个版次填的。

检查：模板标识里的方案版次，与报告期适用的版次是否一致。
为什么：方案调整后任务数、责任单位可能变了，旧版模板里预填的还是老数。
怎么改：用新版模板，把本月的数抄过去再报。
依据：方案的版次说明（报告期期末生效的版次为准）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.sources import disputes
from fuxi_cli.core.submission import Identity

RULE = Rule(
    code="S203",
    slug="wrong-revision",
    severity="error",
    message="这份表是按方案 {provided} 版次的模板填的，而本月适用的是 {expected} 版次。",
    remedy="请向下发单位要来新版模板，把本月填的数抄进去（复制后右键“选择性粘贴”，选“数值”）再报；"
    "预填的任务数以新模板为准，不要从旧表复制。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    kept = str(case.plan.revision)
    for dispute in disputes(case.submission.identities, lambda i: _revision(i, case.plan), kept):
        yield RULE.at(Place(), dispute.value, kept)


def _revision(identity: Identity, plan: Plan) -> str | None:
    """The revision that a source names of this plan; another plan's is S202's matter."""
    return identity.revision if identity.plan in (None, plan.id) else None
