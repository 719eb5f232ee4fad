"""The circular's tables: the reporters in the letter, and the annexes behind it."""

import re
from collections import Counter
from collections.abc import Sequence

from fuxi_cli.core.duties import TASK_STATUSES, Duty
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.progress import LIGHTS, STATUSES, Gap
from fuxi_cli.core.ranking import Ranked, rule_text
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean, plain
from fuxi_cli.exporters.circular import facts
from fuxi_cli.exporters.circular.blocks import Column, Table
from fuxi_cli.exporters.circular.phrases import name, rate
from fuxi_cli.exporters.circular.progress_table import BAD, NONE, sums
from fuxi_cli.exporters.circular.reporting_sentences import reviewed
from fuxi_cli.exporters.circular.sentences import source
from fuxi_cli.exporters.circular.task_sentences import deadline, leaders, title
from fuxi_cli.exporters.wording import due_now, figure

MOST_INDICATORS = 12
"""More indicators than these are not printed for each reporter: the month's workbook has them."""
MOST_ROWS = 300
"""More lagging quotas than these are not printed; the table says so."""
_SPACED = re.compile(r" ?(\d[\d.%]*) ?")
_GROUPS = (
    ("已完成", ("met",)),
    ("正常", ("on_pace", "in_progress")),
    ("临近到期", ("due_soon",)),
    ("滞后", ("behind",)),
    ("严重滞后", ("far_behind",)),
    ("到期未完成", ("unmet",)),
    ("无法判定", ("cannot_judge",)),
    ("未报", ("not_reported", "returned")),
)


def remarks(summary: Summary) -> dict[str, str]:
    """Reporter → what its row is marked with: 沿用上月数, 未报, 已退回."""
    words = {"missing": "未报", "returned": "退回", "unreadable": "无法读取", "skipped": "没有检查"}
    return {
        one.reporter.id: f"沿用{source(one.since, summary.period)}" if one.carried else words[one.status]
        for one in facts.absent(summary)
    }


def kept(summary: Summary) -> dict[str, str]:
    """Reporter → which figures stand for it: 上月数, 3月数."""
    return {
        one.reporter.id: source(one.since, summary.period) for one in facts.absent(summary) if one.carried
    }


def standing(summary: Summary, head: str) -> Table:
    """Every reporter by rank, with its score and how many of its quotas stand how. ``head``: what reporters are."""
    gaps: dict[str, list[Gap]] = {}
    for p in summary.progress:
        gaps.setdefault(p.gap.reporter.id, []).append(p.gap)
    statuses = {p.gap.status for p in summary.progress}
    groups = [(word, of) for word, of in _GROUPS if statuses & {*of}]
    moves = any(one.climbed is not None for one in summary.ranking)
    marked = remarks(summary)
    columns = [Column("名次", 4), Column(head, 8), Column("综合完成率", 6.5)]
    columns += [Column(summary.plan.says("比上月"), 4)] * moves
    columns += [Column(word, 4.2, group="任务项数") for word, _ in groups]
    columns += [Column("备注", 7)] * bool(marked)
    rows = []
    for one in summary.ranking:
        mine = gaps.get(one.reporter.id, [])
        row = [str(one.rank or NONE), name(one.reporter), rate(one.score)]
        row += [_move(one)] * moves
        row += [str(sum(gap.status in of for gap in mine)) for _, of in groups]
        row += [marked.get(one.reporter.id, "")] * bool(marked)
        rows.append(tuple(row))
    return Table("", tuple(columns), tuple(rows), (f"注：{tight(rule_text(summary.plan))}",))


def _move(one: Ranked) -> str:
    if one.climbed is None:
        return NONE
    return f"↑{one.climbed}" if one.climbed > 0 else f"↓{-one.climbed}" if one.climbed else "持平"


def tight(text: str) -> str:
    """Chinese text without spaces around its figures, as the circular writes it."""
    return _SPACED.sub(r"\1", clean(text))


def indicators(summary: Summary) -> Table:
    """Each indicator in one row: for plans with more of them than fit beside each other."""
    columns = (
        Column("序号", 3), Column("指标", 17, left=True), Column("目标任务", 6), Column("累计完成", 6),
        Column("完成率", 5), Column("状态", 5), Column("滞后单位（家）", 5),
    )  # fmt: skip
    rows = []
    behind = Counter(p.gap.indicator.id for p in summary.progress if p.gap.status in BAD)
    for number, one in enumerate(facts.overall(summary), start=1):
        label = f"{clean(one.indicator.name)}（{clean(one.indicator.unit)}）"
        rows.append((str(number), label, *sums(one), str(behind[one.indicator.id])))
    note = "注：滞后单位含严重滞后、到期未完成的单位；各单位分指标数据见当月汇总表。"
    return Table("", columns, tuple(rows), (summary.plan.says(note),))


def lagging(summary: Summary, head: str) -> Table:
    """Every quota that lags or was not met, worst first, with what is still to be done."""
    columns = (
        Column("序号", 3), Column(head, 6.5), Column("指标", 9, left=True), Column("任务", 4), Column("累计", 4),
        Column("应达到", 4), Column("差额", 4), Column("完成率", 4.5), Column("月均需完成", 4.5), Column("状态", 5.5),
        Column("亮灯", 3),
    )  # fmt: skip
    order = {"unmet": 0, "far_behind": 1, "behind": 2}
    found = sorted(facts.standing(summary, BAD), key=lambda gap: order[gap.status])
    carried = any(gap.carried_forward for gap in found[:MOST_ROWS])
    rows = tuple(
        (
            str(number),
            name(gap.reporter),
            f"{clean(gap.indicator.short)}（{clean(gap.indicator.unit)}）",
            plain(gap.quota.value),
            figure(gap.actual) + ("*" if gap.carried_forward else ""),
            figure(due_now(gap)),
            figure(gap.gap),
            rate(gap.rate),
            figure(gap.needed_per_month).replace("-", NONE),
            STATUSES[gap.status],
            _light(gap.light),
        )
        for number, gap in enumerate(found[:MOST_ROWS], start=1)
    )
    notes = ["“应达到”为截止日按序时进度应完成的数，差额为任务数减累计完成数"]
    if carried:
        notes.append(summary.plan.says("带*的为沿用以前月份的数"))
    if len(found) > MOST_ROWS:
        rest = summary.plan.says("其余见当月汇总表的差距清单")
        notes.append(f"共{len(found)}项，这里列差距最大的{MOST_ROWS}项，{rest}")
    return Table("", columns, rows, (f"注：{'；'.join(notes)}。",))


def _light(light: str | None) -> str:
    return LIGHTS[light] if light else NONE


def tasks(duties: Sequence[Duty]) -> Table:
    columns = (
        Column("序号", 3), Column("重点任务", 11, left=True), Column("牵头单位", 7.2), Column("责任领导", 13.4, left=True),
        Column("完成时限", 4.6), Column("状态", 4.6), Column("亮灯", 3), Column("剩余天数", 3.6),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    marks = set()
    for number, duty in enumerate(duties):
        if duty.status in ("overdue", "behind"):
            marks.add((number, 5))
        left = NONE if duty.days_left is None else str(duty.days_left)
        if duty.status == "overdue":
            late = -(duty.days_left or 0)
            left = f"逾期{late}天" if late else "已到期"
        rows.append(
            (
                clean(duty.task.id),
                title(duty.task),
                clean(duty.task.lead),
                leaders(duty.task, besides=duty.task.lead) or NONE,
                deadline(duty.task),
                TASK_STATUSES[duty.status],
                _light(duty.light),
                left,
            )
        )
    if not any(duty.task.leaders for duty in duties):
        # A plan that names no leaders: the column would be empty. The room goes to the task and its lead.
        apart = (Column("序号", 3), Column("重点任务", 16, left=True), Column("牵头单位", 15.6, left=True))
        rows = [(*row[:3], *row[4:]) for row in rows]
        marks = {(number, 4) for number, _ in marks}
        return Table("", (*apart, *columns[4:]), tuple(rows), (), marks=frozenset(marks))
    note = "注：责任领导没有注明单位的，均为牵头单位领导。"
    return Table("", columns, tuple(rows), (note,), marks=frozenset(marks))


def reports(summary: Summary) -> Table:
    """Who reported when, and what the review found in it."""
    found = reviewed(summary.report.findings)
    columns = (
        Column("序号", 3), Column("报送单位", 12, left=True), Column("报送日期", 8), Column("报送情况", 7),
        Column("必须改正（处）", 6), Column("需要核实（处）", 6),
    )  # fmt: skip
    rows = []
    sent: set[str] = {s.reporter.id for s in summary.sources if s.reporter}
    for number, one in enumerate(summary.report.reporting, start=1):
        own = [f for f in found if f.reporter == one.reporter.id]
        counts = [str(sum(f.rule.severity == s for f in own)) for s in ("error", "warning")]
        if not own and one.reporter.id not in sent and one.status == "missing":
            counts = [NONE, NONE]
        when = one.received.isoformat() if one.received else NONE
        rows.append(
            (str(number), name(one.reporter), when, REPORTING_STATUSES.get(one.status, "没有检查"), *counts)
        )
    return Table("", columns, tuple(rows))


def problems(found: Sequence[tuple[Sequence[Reporter], str, str, str, str]]) -> Table:
    """(reporters, difficulty, about, advice, units): all of them, when the letter does not give them all."""
    columns = (
        Column("序号", 3), Column("反映单位", 9, left=True), Column("困难问题", 16, left=True), Column("涉及事项", 6),
        Column("建议", 10, left=True), Column("需协调单位", 6),
    )  # fmt: skip
    rows = tuple(
        (str(n), "、".join(map(name, who)), text, about or NONE, advice or NONE, units or NONE)
        for n, (who, text, about, advice, units) in enumerate(found, start=1)
    )
    return Table("", columns, rows)
