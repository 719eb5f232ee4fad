"""Sentences on reporting: who sent when, what the review found, and the difficulties that reporters told of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fuxi_cli.core.finding import FAMILIES, Finding
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.summary import Problem
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.circular.phrases import MOST_NAMES, ended, listed, name, names, short_day

_COUNTED = {
    "on_time": "按时报送",
    "nil": "零报告",
    "late": "迟报",
    "returned": "退回",
    "unreadable": "报送表无法读取",
    "skipped": "没有检查",
    "missing": "未报",
}
_BY_NAME = {
    "late": "迟报的是",
    "returned": "退回的是",
    "unreadable": "报送表无法读取的是",
    "missing": "未报的是",
}
_ALL = {
    "on_time": "全部按时报送",
    "nil": "全部为零报告",
    "late": "全部迟报",
    "returned": "报送表全部退回",
    "unreadable": "报送表全部无法读取",
    "missing": "全部未报",
    "skipped": "报送表全部没有检查",
}


def overview(found: Sequence[Reporting]) -> str:
    """``应报送的25家单位中，按时报送18家、迟报1家、退回5家、未报1家。``"""
    if not found:
        return ""
    counts = Counter(one.status for one in found)
    if len(found) == 1:
        return f"应报送单位1家（{name(found[0].reporter)}），{_ALL[found[0].status].replace('全部', '')}。"
    if len(counts) == 1:
        return f"应报送的{len(found)}家单位{_ALL[found[0].status]}。"
    parts = [f"{word}{counts[status]}家" for status, word in _COUNTED.items() if counts[status]]
    return f"应报送的{len(found)}家单位中，{'、'.join(parts)}。"


def by_name(found: Sequence[Reporting]) -> str:
    """Those that did not report as they should; of all alike nothing is left to be said."""
    if len({one.status for one in found}) == 1 and found[0].status != "late":
        return ""
    said = []
    for status, word in _BY_NAME.items():
        these = [one for one in found if one.status == status]
        if these and len(these) <= MOST_NAMES and status == "late":
            said.append(word + "、".join(map(_late, these)))
        elif these:
            said.append(word + names([one.reporter for one in these]))
    return f"{'；'.join(said)}。" if said else ""


def _late(one: Reporting) -> str:
    if one.received is None:
        return name(one.reporter)
    return (
        f"{name(one.reporter)}（{short_day(one.received, one.due)}报送，期限为{short_day(one.due, one.due)}）"
    )


def again(found: Sequence[Reporting], running: Mapping[str, int], what: str) -> str:
    """Who has failed to do so for months running. ``running``: reporter → months, this one included."""
    groups: dict[int, list[Reporter]] = {}
    for one in found:
        if running.get(one.reporter.id, 0) > 1:
            groups.setdefault(running[one.reporter.id], []).append(one.reporter)
    said = [f"{names(who)}已连续{months}个月{what}" for months, who in sorted(groups.items(), reverse=True)]
    return f"{'，'.join(said)}。" if said else ""


def reviewed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What speaks of the quality of what was sent: neither progress, nor reporting late or not at all."""
    return tuple(
        f
        for f in findings
        if f.rule.category != "progress" and f.rule.family != "D" and f.rule.severity != "info"
    )


def quality(findings: Sequence[Finding], anything_sent: bool) -> str:
    """How many faults the review found, of what kinds. ``findings`` as ``reviewed`` leaves them."""
    if not anything_sent:
        return ""
    errors = [f for f in findings if f.rule.severity == "error"]
    warnings = [f for f in findings if f.rule.severity == "warning"]
    if not findings:
        return "经审核，收到的报送表没有发现必须改正或者需要核实的问题。"
    parts = []
    if errors:
        parts.append(f"必须改正的问题{len(errors)}处")
    if warnings:
        explained = sum(1 for f in warnings if f.explained)
        note = (
            ""
            if not explained
            else "（均已说明原因）"
            if explained == len(warnings)
            else f"（已说明原因{explained}处）"
        )
        parts.append(f"需要核实的问题{len(warnings)}处{note}")
    return f"经审核，发现{'、'.join(parts)}。{_kinds(findings)}"


def _kinds(findings: Sequence[Finding]) -> str:
    counts = Counter(FAMILIES[f.rule.family][1] for f in findings)
    if len(findings) == 1:
        return f"问题属于“{next(iter(counts))}”。"
    if len(counts) == 1:
        return f"问题均属于“{next(iter(counts))}”。"
    return f"按类别分，{'、'.join(f'“{kind}”{n}处' for kind, n in counts.most_common())}。"


def faulty(findings: Sequence[Finding], reporters: Sequence[Reporter]) -> str:
    """Whose workbooks must be mended, most faults first."""
    counts = Counter(f.reporter for f in findings if f.rule.severity == "error")
    groups: dict[int, list[Reporter]] = {}
    for reporter in reporters:
        if counts[reporter.id]:
            groups.setdefault(counts[reporter.id], []).append(reporter)
    if not groups:
        return ""
    said = [
        f"{names(who)}{'各' if len(who) > 1 else ''}{n}处" for n, who in sorted(groups.items(), reverse=True)
    ]
    rest = counts.total() - sum(n * len(who) for n, who in groups.items())
    if not rest and len(groups) == 1 and len(groups[max(groups)]) == 1:
        return f"必须改正的问题在{name(groups[max(groups)][0])}的报送表中。"
    return f"必须改正的问题中，{'，'.join(said)}{f'，其余{rest}处不属于单个单位' if rest else ''}。"


class Raised(NamedTuple):
    """A difficulty, and everybody who told of it in the same words."""

    text: str
    about: str | None
    advice: str
    units: str
    by: tuple[Reporter, ...]


def raised(problems: Sequence[Problem]) -> tuple[Raised, ...]:
    """The difficulties, those told in the same words as one; what most told of comes first."""
    groups: dict[tuple[str, str | None, str, str], list[Reporter]] = {}
    for p in problems:
        at = (
            ended(clean(p.issue.text)), p.about, ended(clean(p.issue.advice or "")), ended(clean(p.issue.units or "")),
        )  # fmt: skip
        who = groups.setdefault(at, [])
        if p.reporter not in who:
            who.append(p.reporter)
    found = [Raised(*at, tuple(who)) for at, who in groups.items() if at[0]]
    return tuple(sorted(found, key=lambda one: -len(one.by)))


def difficulties(found: Sequence[Raised]) -> str:
    """How many there are, and of what."""
    about = list(dict.fromkeys(clean(one.about) for one in found if one.about))
    who = tuple({r.id: r for one in found for r in one.by}.values())
    on = f"，涉及{listed(about)}" if about else ""
    return f"{names(who)}反映困难问题{len(found)}个{on}。"


def difficulty(one: Raised) -> str:
    """``宁都县、安远县反映：……。建议：……。需协调单位：……。``"""
    parts = [f"{names(one.by)}反映：{one.text}。"]
    if one.advice:
        parts.append(f"建议：{one.advice}。")
    if one.units:
        parts.append(f"需协调单位：{one.units}。")
    return "".join(parts)
