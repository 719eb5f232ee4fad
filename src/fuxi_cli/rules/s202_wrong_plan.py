"""这份表是另一个方案的报送表。

检查：模板标识、封面的方案和文号，与本次检查所用的方案是否一致；封面的方案写全称或简称都算一致，已有方案里都没有的由S205指出。
为什么：各方案的指标和任务数不同，拿别的方案、去年的表来报，数对不上号。
怎么改：用本方案当期下发的模板重填；只是封面写错的，改回模板原来的文字。
依据：填报说明（按下发的模板填报，封面的方案和文号不得改动）。
"""

import re
from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.sources import disputes, place_of, words_of
from fuxi_cli.core.submission import Identity
from fuxi_cli.core.words import fold

RULE = Rule(
    code="S202",
    slug="wrong-plan",
    severity="error",
    scope="file",
    message="{said_by}写的方案是“{provided}”，而本次检查的是“{expected}”。",
    remedy="请向下发单位要来本方案本月的模板，把数据抄进去重报；"
    "如果只是封面的方案或文号写错了，请照模板改回来。",
)
NUMBER = "{said_by}写的文号是“{provided}”，而本次检查的方案文号是“{expected}”。"
OTHER = "other"
_SHORTEST = 6
"""A title's part of fewer characters could be the part of any title."""


def check(case: FileCase) -> Iterator[Finding]:
    plan = case.plan
    if plan is None or any(case.submission.noticed("plan-unknown")):
        return
    for dispute in disputes(case.submission.identities, lambda i: _judged(i, plan), plan.id):
        seen = next((i for i in dispute.said_by if i.places), dispute.said_by[0])
        field, wording = _foreign(seen, plan) or ("plan", None)
        numbered = field == "document"
        yield RULE.at(
            place_of([seen], field),
            wording,
            plan.document.number if numbered else plan.title,
            text=NUMBER if numbered else "",
            said_by=words_of(dispute.said_by, field),
        )


def _judged(identity: Identity, plan: Plan) -> str | None:
    """This plan's id or OTHER; None when the source names no plan."""
    if not (identity.plan or identity.document):
        return None
    return OTHER if _foreign(identity, plan) else plan.id


def _foreign(identity: Identity, plan: Plan) -> tuple[str, str] | None:
    """(field, wording) that is not this plan's. A short title passes when the number is right."""
    number_right = identity.document is None or _bare(identity.document) == _bare(plan.document.number)
    if identity.plan and not _is_title(identity.plan, plan) and not (identity.document and number_right):
        return "plan", identity.plan
    if identity.document and not number_right:
        return "document", identity.document
    return None


def _is_title(text: str, plan: Plan) -> bool:
    said = _bare(text.partition("@")[0])
    titles = [_bare(title) for title in (plan.id, plan.title, plan.document.title)]
    return said in titles or any(
        min(len(said), len(title)) >= _SHORTEST and (said in title or title in said) for title in titles
    )


def _bare(text: str) -> str:
    """Without punctuation: 〔2022〕, [2022] and (2022) are the same number."""
    return re.sub(r"\W", "", fold(text))
