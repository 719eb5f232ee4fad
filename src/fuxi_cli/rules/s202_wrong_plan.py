"""这份表是另一个方案的报送表。

检查：模板标识、封面的方案和文号，与本次检查所用的方案是否一致；封面的方案写全称或简称都算一致，哪个方案都不是的由S205指出。
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
_SHORTEST = 4
"""An abbreviation of fewer characters could be anybody's."""


def check(case: FileCase) -> Iterator[Finding]:
    plan = case.plan
    if plan is None or any(case.submission.noticed("plan-unknown")):
        return
    # What another revision of this plan is called is S203's and S211's.
    if any(_other_revision(identity, plan) for identity in case.submission.identities):
        return
    mine = (plan,) if case.made_from is None else (plan, case.made_from)
    for dispute in disputes(case.submission.identities, lambda i: _judged(i, mine), plan.id):
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


def _other_revision(identity: Identity, plan: Plan) -> bool:
    """Whether a stamp names this plan, in another revision, which need not be one that is known here."""
    return identity.plan == plan.id and identity.revision not in (None, str(plan.revision))


def _judged(identity: Identity, mine: tuple[Plan, ...]) -> str | None:
    """This plan's id or OTHER; None when the source names no plan. ``mine``: the revisions that it may be of."""
    if not (identity.plan or identity.document):
        return None
    return OTHER if all(_foreign(identity, plan) for plan in mine) else mine[0].id


def _foreign(identity: Identity, plan: Plan) -> tuple[str, str] | None:
    """(field, wording) that is not this plan's; the title before the document number."""
    if identity.plan and not _is_title(identity.plan, plan):
        return "plan", identity.plan
    if identity.document and _bare(identity.document) != _bare(plan.document.number):
        return "document", identity.document
    return None


def _is_title(text: str, plan: Plan) -> bool:
    """Whether a text is the plan's id, its title, or either of them with words left out or put around it."""
    if text.partition("@")[0] == plan.id:
        return True
    said = _bare(text)
    return any(_within(said, title) or title in said for title in map(_bare, _titles(plan)))


def _titles(plan: Plan) -> tuple[str, str]:
    return plan.title, plan.document.title


def _within(short: str, long: str) -> bool:
    """Whether all characters of one stand in the other in order: 富硒方案 in 富硒产业发展工作方案."""
    rest = iter(long)
    return len(short) >= _SHORTEST and all(character in rest for character in short)


def _bare(text: str) -> str:
    """Without punctuation: 〔2022〕, [2022] and (2022) are the same number."""
    return re.sub(r"\W", "", fold(text))
