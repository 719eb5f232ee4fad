"""How a reporter reported, month by month: in time (``timely``), and with nothing left to ask (``clean``)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.scoring.parts import Counted, Facts, Part, Record, mean_of, share_words, unjudged, worked
from fuxi_cli.core.standing import REPORTING_STATUSES

_NOTHING = "没有可以查到报送情况的月份。"
_DOUBTFUL = "有未说明的核实问题"


def timely(facts: Facts, maximum: Decimal) -> Part:
    """The months reported in time; a returned submission goes by the day that it came in."""
    own = [record for record in facts.records if not record.shared]
    undated = [r for r in own if r.standing.status == "returned" and r.standing.received is None]
    known = [record for record in own if record not in undated]
    lost = _shared(facts)
    if undated:
        lost += f"{_months(facts, undated)}的报送表被退回，又没有报送日期，按时与否无法判定，不计入。"
    if not known:
        return unjudged("timely", maximum, "not_applicable", lost or facts.plan.says(_NOTHING))
    counted = tuple(_in_time(facts, record) for record in known)
    nil = sum(record.standing.status == "nil" for record in known)
    kinds = {
        "按时": "按时 {n} 次" + (f"（其中零报告 {nil} 次）" if nil else ""),
        "迟报": f"迟报 {{n}} 次（{{months}}，各计 {share_words(facts.rule.late)}）",
        "退回": "退回 {n} 次（{months}，退回的表按时报送）",
        "退回且迟报": f"退回 {{n}} 次（{{months}}，退回的表迟报，各计 {share_words(facts.rule.late)}）",
        "未报": "未报 {n} 次（{months}）",
        "无法读取": "无法读取 {n} 次（{months}）",
    }
    text = f"{_span(facts, len(known))}中{_tally(facts, known, counted, kinds)}；{worked(counted, maximum)}"
    return Part("timely", maximum, "judged", mean_of(counted), counted, text + lost)


def _shared(facts: Facts) -> str:
    """What to say of the months in which the reporter only stands in a table of several; empty without any."""
    of = [record for record in facts.records if record.shared]
    return f"{_months(facts, of)}没有单独的报送表，数在多个单位合报的表里，不计入。" if of else ""


def _in_time(facts: Facts, record: Record) -> Counted:
    status, received, due = record.standing.status, record.standing.received, record.standing.due
    late = status == "late" or (status == "returned" and received is not None and received > due)
    words = REPORTING_STATUSES["on_time" if status == "nil" else status]
    share = facts.rule.late if late else Fraction(status not in ("missing", "unreadable"))
    if late and status == "returned":
        words = "退回且迟报"
    return Counted(record.period.chinese, words, share)


def clean(facts: Facts, maximum: Decimal) -> Part:
    """The months whose submission was accepted and left no 核实 finding unexplained."""
    own = [record for record in facts.records if not record.shared]
    if not own:
        return unjudged("clean", maximum, "not_applicable", _shared(facts) or facts.plan.says(_NOTHING))
    counted = tuple(_cleanness(facts, record) for record in own)
    returned = f"，各计 {share_words(facts.rule.returned)}" if facts.rule.returned else ""
    kinds = {
        "合格": "合格 {n}",
        _DOUBTFUL: f"{_DOUBTFUL} {{n}}（{_codes(facts)}）",
        "退回": f"退回 {{n}}（{{months}}{returned}）",
        "未报": "未报 {n}（{months}）",
        "无法读取": "无法读取 {n}（{months}）",
    }
    kinds = {word: template.replace("{n}", facts.plan.says("{n} 个月")) for word, template in kinds.items()}
    tally = _tally(facts, own, counted, kinds)
    text = f"{_span(facts, len(counted))}中{tally}；{worked(counted, maximum)}{_shared(facts)}"
    return Part("clean", maximum, "judged", mean_of(counted), counted, text)


def _cleanness(facts: Facts, record: Record) -> Counted:
    status = record.standing.status
    if status in ("missing", "unreadable", "returned"):
        share = facts.rule.returned if status == "returned" else Fraction(0)
        return Counted(record.period.chinese, REPORTING_STATUSES[status], share)
    return Counted(record.period.chinese, _DOUBTFUL if record.doubts else "合格", Fraction(not record.doubts))


def _codes(facts: Facts) -> str:
    """``5月 H108、C109``: which rules still ask for a reason, by month."""
    of = [record for record in facts.records if record.doubts]
    return "；".join(f"{_months(facts, [one])} {'、'.join(dict.fromkeys(one.doubts))}" for one in of)


def _tally(facts: Facts, records: Sequence[Record], counted: Sequence[Counted], kinds: dict[str, str]) -> str:
    """How many months of each kind, the lesser ones by name."""
    found = []
    for word, template in kinds.items():
        of = [record for record, one in zip(records, counted, strict=True) if one.words == word]
        if of:
            found.append(template.format(n=len(of), months=_months(facts, of)))
    return "、".join(found)


def _span(facts: Facts, number: int) -> str:
    """``6 个月``; ``2 个季度`` where the plan is reported so."""
    return facts.plan.says(f"{number} 个月")


def _months(facts: Facts, records: Iterable[Record]) -> str:
    """``2月、5月``; with their years where the plan has more than one."""
    one_year = facts.plan.start.year == facts.plan.end.year
    return "、".join(r.period.short if one_year else r.period.chinese for r in records)
