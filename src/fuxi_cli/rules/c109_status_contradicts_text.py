"""状态与进展情况的文字对不上。

检查：状态为“已完成”，而进展情况写着尚未、正在、推进中之类；状态为“未启动”，而进展情况写着已印发、已完成、正在推进之类。
为什么：状态是统计依据，文字是实际情况；对不上，说明至少有一处没有随本月更新。
怎么改：改正状态，或者更新进展情况；文字另有所指的，在“核实说明”表里说明。
依据：填报说明（状态应与进展情况一致）。
"""

import re
from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="C109",
    slug="status-contradicts-text",
    severity="warning",
    message="{where}状态是“{provided}”，进展情况{detail_where}却写着“{phrase}”，两处对不上。",
    remedy="请核对后改正状态，或者更新进展情况；文字另有所指的，请在“核实说明”表里说明。",
)
_FINISHING = "完成|出台|印发|下发|发布|建成|成立|签订|签约|获批|批复|通过|到位|竣工|验收|挂牌|投产|举办|召开"
_BEGINNING = f"{_FINISHING}|启动|开工|动工|开展|实施|落实|制定|起草|形成|上报|部署|建立|报[送请批审省市县区]"
_FULLY = "(?:全部|全面|基本|正式|初步|最终|顺利|按期|按时|如期|予以?)?"
_BY = "(?:[于由经].{0,12}?)?"
_CLAUSE = re.compile(r"[^，。；;,！!？?、\n]+")
_FINISHED = re.compile(rf"已经?{_BY}{_FULLY}(?:{_FINISHING})|^{_FULLY}(?:{_FINISHING})")
_BEGUN = re.compile(rf"已经?{_BY}{_FULLY}(?:{_BEGINNING})")
# “未完成事项已全部整改” speaks of what was done about it.
_NOT_FINISHED = re.compile(
    rf"(?:尚未|还未|仍未|暂未|未能|未|还?没有?|无法|不能|难以){_FULLY}(?:{_FINISHING})(?!.{{0,12}}已)"
)
_NOTHING_LEFT = re.compile(r"(?:无|没有|不存在|再无)(?:任何)?(?:尚未|未)")
_UNDER_WAY = re.compile(
    "正在(?!等|酝酿|考虑|谋划|运行|运营|使用|发挥)|推进中|进行中|实施中|建设中|办理中|起草中|筹备中"
    "|加快推进|抓紧(?:推进|办理|落实)"
)
_NOT_BEGUN = re.compile(
    "(?:尚未|还未|暂未|未|还?没有?)(?:正式)?(?:启动|开始|开展|开工|动工|实施|着手)|暂无进展"
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for entry in case.submission.tasks:
        if entry.detail is None:
            continue
        if entry.status == "已完成":
            phrase = _unfinished(entry.detail)
        elif entry.status == "未启动":
            phrase = _begun(entry.detail)
        else:
            continue
        if phrase:
            place = entry.place("status")
            cell = entry.place("detail").cell
            yield RULE.at(place, entry.status, None, phrase=phrase, detail_where=cell)


def _clauses(text: str) -> list[str]:
    return [match.group().strip() for match in _CLAUSE.finditer(text)]


def _unfinished(text: str) -> str | None:
    """The words that say that something is still to do; None when nothing does.

    “已印发，正在组织实施” says both and contradicts nothing; “已完成初稿，尚未印发” does.
    """
    clauses = _clauses(text)
    for clause in clauses:
        if _NOT_FINISHED.search(clause) and not _NOTHING_LEFT.search(clause):
            return clause
    if any(_FINISHED.search(clause) for clause in clauses):
        return None
    return next((clause for clause in clauses if _UNDER_WAY.search(clause)), None)


def _begun(text: str) -> str | None:
    """The words that say that work has begun; None when nothing does, or the text says that it has not."""
    clauses = _clauses(text)
    if any(_NOT_BEGUN.search(clause) for clause in clauses):
        return None
    return next((clause for clause in clauses if _UNDER_WAY.search(clause) or _BEGUN.search(clause)), None)
