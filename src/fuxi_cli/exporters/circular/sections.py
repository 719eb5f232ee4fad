"""The circular of a month as data, from its summary: what is said in which order, and what stands in annexes."""

from collections.abc import Iterator, Mapping, Sequence

from fuxi_cli.core.duties import TASK_STATUSES
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.circular import (
    adjustments,
    annexes,
    attached,
    corrections,
    facts,
    phrases,
    reporting_sentences,
    sentences,
    standing_sentences,
    task_sentences,
)
from fuxi_cli.exporters.circular.blocks import (
    Block,
    Circular,
    Numbering,
    Paragraph,
    numbered,
)
from fuxi_cli.exporters.circular.phrases import MOST_NAMES, collective, day, realm

MOST_TASKS = 10
"""So many tasks of a kind are gone through in the letter; the annex has all."""
FEW_NAMES = 3
"""So many reporters are named of each indicator and light where very much lags."""
TITLE_ROOM = 20
"""Characters of the title's size in a line."""
MOST_LAGGING = 10
"""So many indicators are gone through by name in the letter."""
_POINTED_AT = (
    attached.TASKS,
    attached.LAGGING,
    attached.STANDING,
    attached.ADJUSTMENTS,
    attached.CORRECTIONS,
    attached.PROBLEMS,
)
"""Annexes that the letter points at by their number."""


def circular(summary: Summary) -> Circular:
    """What the circular says. Only what the summary and its plan hold; the rest is left for the office, marked."""
    plan = summary.plan
    behind = attached.annexes(summary)
    where = {name: attached.place(behind, plan.says(name)) for name in _POINTED_AT}
    number = Numbering()
    body: list[Block] = [Paragraph(sentences.opening(plan, summary.period, facts.sent(summary)))]
    for part in (_whole, _counties, _tasks, _quality, _difficulties, _next):
        body += part(summary, number, where)
    as_of = summary.report.as_of or summary.period.last_day
    return Circular(
        "〔　　　　〕　　号",
        title(summary),
        _recipients(plan, summary),
        tuple(body),
        behind,
        phrases.office(plan),
        "　　　　年　　月　　日",
        f"（数据截至{day(as_of)}）",
    )


def title(summary: Summary) -> tuple[str, ...]:
    """Issuer, matter and kind, in lines broken where the sense allows."""
    plan = summary.plan
    about = clean(plan.short_title)
    matter = f"{about}工作进展情况的通报" if about else f"《{clean(plan.title)}》落实情况的通报"
    office, when = phrases.office(plan), f"关于{summary.period.chinese}"
    if phrases.width(office + when) <= TITLE_ROOM:
        return (office + when, matter)
    return (office, when + matter) if phrases.width(when + matter) <= TITLE_ROOM else (office, when, matter)


def _recipients(plan: Plan, summary: Summary) -> str:
    """Whom it goes to: the kinds of reporters that the plan has."""
    kinds = {reporter.kind for reporter in (*plan.owing(), *facts.owing(summary))}
    if plan.addressees:
        return f"{clean(plan.addressees)}："
    level = realm(plan).removeprefix("全") if realm(plan).startswith("全") else ""
    words = []
    if "city" in kinds:
        words.append("各设区市人民政府")
    if "county" in kinds:
        words.append("各县（市、区）人民政府")
    if "committee" in kinds:
        words.append("有关管委会")
    if "department" in kinds:
        words.append(f"{level}直有关单位" if level in tuple("省市县") else "各有关单位")
    return f"{'，'.join(words) or '各有关单位'}："


def _said(*words: str) -> Iterator[Paragraph]:
    """A paragraph of what is not empty."""
    text = "".join(words)
    if text:
        yield Paragraph(text)


def _whole(summary: Summary, number: Numbering, where: Mapping[str, str]) -> Iterator[Block]:
    report, plan = summary.report, summary.plan
    gaps = [p.gap for p in summary.progress]
    found = facts.overall(summary)
    gone = facts.absent(summary)
    as_of = report.as_of or summary.period.last_day
    yield number.heading(1, "总体情况")
    yield from _said(adjustments.told(summary.revised, where[attached.ADJUSTMENTS]))
    told = f"{realm(plan)}" if realm(plan) != "总体" and found else ""
    sums = sentences.totals(found)
    yield from _said(sentences.pace(plan, gaps, as_of), told if sums else "", sums, sentences.shares(found))
    yield from _said(sentences.added(found, summary.period, not gone), sentences.lights(gaps))
    yield from _said(sentences.absences(gone, facts.owing(summary), summary.period))
    owed = {gap.indicator.id for gap in gaps}
    stated = [t for t in report.totals if t.owing and t.target.indicator not in owed]
    yield from _said(sentences.stated(stated))
    open_ = [t.target for t in report.totals if t.target.indicator not in owed and t not in stated]
    yield from _said(sentences.unowed(open_))
    yield from _said(corrections.told(summary.amendments, where[attached.CORRECTIONS]))


def _counties(summary: Summary, number: Numbering, where: Mapping[str, str]) -> Iterator[Block]:
    everybody = facts.owing(summary)
    if not everybody:
        return
    yield number.heading(1, f"{collective(everybody)}进展情况")
    yield number.heading(2, "综合完成情况")
    done = standing_sentences.finished(facts.finished(summary), everybody)
    yield from _said(done, *map(summary.plan.says, standing_sentences.ranked(summary.ranking)))
    known = [p for p in summary.progress if p.gap.actual is not None]
    if not known:
        return
    if attached.apart(summary):
        yield Paragraph(f"{collective(everybody)}综合完成情况见{where[attached.STANDING]}。")
    else:
        yield annexes.standing(summary, attached.head(summary))
    late = facts.standing(summary, ("unmet",))
    behind = facts.standing(summary, facts.LAGGING)
    kept = annexes.kept(summary)
    if late:
        yield number.heading(2, "到期未完成的任务")
        yield Paragraph(standing_sentences.unmet(late) + _more(late, where))
        yield from _by_indicator(summary, late, kept)
    if behind or (any(p.gap.status != "met" for p in known) and not late):
        yield number.heading(2, "滞后的任务")
        yield Paragraph(
            standing_sentences.lagging(behind, everybody, len(known) == len(summary.progress))
            + _more(behind, where)
        )
        yield from _by_indicator(summary, behind, kept)


def _more(gaps: Sequence[Gap], where: Mapping[str, str]) -> str:
    """Where the rest is, when the letter does not go through all indicators."""
    several = len({gap.indicator.id for gap in gaps})
    if several <= MOST_LAGGING:
        return ""
    return f"涉及{several}项指标，其中涉及单位最多的{MOST_LAGGING}项如下，其余见{where[attached.LAGGING]}。"


def _by_indicator(summary: Summary, gaps: Sequence[Gap], kept: dict[str, str]) -> list[Block]:
    groups: dict[str, list[Gap]] = {}
    for gap in gaps:
        groups.setdefault(gap.indicator.id, []).append(gap)
    most = set(sorted(groups, key=lambda id: -len(groups[id]))[:MOST_LAGGING])
    earlier = summary.plan.says("以前月份数")
    each = MOST_NAMES if len(gaps) <= MOST_LAGGING * MOST_NAMES else FEW_NAMES
    found = []
    for indicator in summary.plan.indicators:
        if indicator.id in most:
            mine = sorted(groups[indicator.id], key=lambda gap: gap.status != "far_behind")
            found.append((clean(indicator.short), standing_sentences.by_name(mine, kept, each, earlier)))
    return numbered(found)


def _tasks(summary: Summary, number: Numbering, where: Mapping[str, str]) -> Iterator[Block]:
    duties = summary.duties
    missed = task_sentences.missed(summary.report.findings)
    if not duties and not missed:
        return
    as_of = summary.report.as_of or summary.period.last_day
    by = {status: [d for d in duties if d.status == status] for status in TASK_STATUSES}
    yield number.heading(1, "重点任务进展情况")
    if duties:
        finished = by["done"] + by["done_late"]
        some = finished if len(finished) < len(duties) else by["done_late"]
        yield from _said(task_sentences.overview(duties), task_sentences.done(some))
        if len(by["not_reported"]) < len(duties):
            yield from _said(task_sentences.unreported(by["not_reported"]))
    for heading, found, say in (
        ("逾期的任务", by["overdue"], lambda duty: task_sentences.overdue(duty, as_of)),
        ("滞后的任务", by["behind"], task_sentences.behind),
        ("临近到期的任务", by["due_soon"], task_sentences.due_soon),
    ):
        if found:
            yield number.heading(2, heading)
            yield from numbered((task_sentences.title(d.task), say(d)) for d in found[:MOST_TASKS])
        if len(found) > MOST_TASKS:
            yield Paragraph(f"共{len(found)}项，其余见{where[attached.TASKS]}。")
    if missed:
        yield number.heading(2, "没有按时开展的例行工作")
        yield from _said(*missed)


def _quality(summary: Summary, number: Numbering, _: Mapping[str, str]) -> Iterator[Block]:
    found = summary.report.reporting
    if not found:
        return
    yield number.heading(1, "报送质量")
    open_ = ("missing", "returned", "unreadable")
    words = [
        summary.plan.says(
            reporting_sentences.again(
                [one for one in found if one.status in statuses], facts.streaks(summary, statuses), what
            )
        )
        for statuses, what in ((("missing",), "未报"), (("late",), "迟报"), (open_[1:], "报送表不能接收"))
    ]
    yield from _said(reporting_sentences.overview(found), reporting_sentences.by_name(found), *words)
    findings = reporting_sentences.reviewed(summary.report.findings)
    sent = facts.sent(summary)
    yield from _said(
        reporting_sentences.quality(findings, sent),
        reporting_sentences.faulty(findings, [one.reporter for one in found]),
    )


def _difficulties(summary: Summary, number: Numbering, where: Mapping[str, str]) -> Iterator[Block]:
    yield number.heading(1, "存在的困难问题")
    found = reporting_sentences.raised(summary.problems)
    if not found:
        yield Paragraph(
            "各单位报送表中没有反映困难问题。" if facts.sent(summary) else "没有收到反映困难问题的报送表。"
        )
        return
    if len(found) > 1:
        yield Paragraph(reporting_sentences.difficulties(found))
    shown = found[: attached.MOST_DIFFICULTIES]
    for n, one in enumerate(shown, start=1):
        yield Paragraph(reporting_sentences.difficulty(one), f"{n}." if len(found) > 1 else "")
    if len(found) > len(shown):
        yield Paragraph(f"其余{len(found) - len(shown)}个见{where[attached.PROBLEMS]}。")


def _next(summary: Summary, number: Numbering, _: Mapping[str, str]) -> Iterator[Block]:
    yield number.heading(1, "下一步工作要求")
    yield Paragraph(f"【待补：下一步工作要求由{phrases.office(summary.plan)}根据会议议定事项填写】")
