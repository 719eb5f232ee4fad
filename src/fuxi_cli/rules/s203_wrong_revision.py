"""这份表是按方案的另一个版次填的。

检查：模板标识里的方案版次（没有标识的看封面的文号），与报告期适用的版次是否一致；两个版次对本单位没有不同的，由S211提示。
为什么：方案调整后任务数、责任单位可能变了，旧版模板里预填的还是老数；差额、亮灯一律按本报告期适用的版次算。
怎么改：用新版模板，把本期的数抄过去再报。
依据：方案的版次说明（报告期期末生效的版次为准）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.revised import changed_for
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
TOLD = "这份表是按方案 {provided} 版次的模板填的，而本月适用的是 {expected} 版次（{document}）。"
JUDGED = "差额和亮灯已按 {expected} 版次计算。"
_MOST = 8
"""So many changes are gone through; of more, how many there are."""


def check(case: WorkbookCase) -> Iterator[Finding]:
    plan, kept = case.plan, str(case.plan.revision)
    changed = _changed(case)
    if changed is not None and not changed:
        return
    document = plan.document.number
    for dispute in disputes(case.submission.identities, lambda i: _revision(i, plan), kept):
        if case.made_from is None or str(case.made_from.revision) != dispute.value or changed is None:
            yield RULE.at(Place(), dispute.value, kept)
        else:
            yield RULE.at(Place(), dispute.value, kept, _told(changed), document=document)
        return
    if case.made_from is not None and changed is not None:
        place = case.submission.cover_places.get("document", Place())
        was = case.made_from.revision
        yield RULE.at(place, str(was), kept, _told(changed), document=document)


def _changed(case: WorkbookCase) -> tuple[str, ...] | None:
    """What the two revisions have different for this reporter; None when that cannot be told."""
    if case.made_from is None or case.submission.reporter is None:
        return None
    return changed_for(case.made_from, case.plan, case.submission.reporter, case.period.last_day)


def _told(changed: tuple[str, ...]) -> str:
    """The message with what changed written out: as a fact it would be cut short."""
    more = f"；另有 {len(changed) - _MOST} 处" if len(changed) > _MOST else ""
    listed = "；".join(changed[:_MOST]).replace("{", "{{").replace("}", "}}")
    return f"{TOLD}与本单位有关的改动 {len(changed)} 处：{listed}{more}。{JUDGED}"


def _revision(identity: Identity, plan: Plan) -> str | None:
    """The revision that a source names of this plan; another plan's is S202's matter."""
    return identity.revision if identity.plan in (None, plan.id) else None
