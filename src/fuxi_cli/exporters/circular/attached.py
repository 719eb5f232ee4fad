"""Which annexes a circular has, and under which number each stands."""

from collections.abc import Sequence

from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.circular import (
    adjustments,
    corrections,
    facts,
    progress_table,
    reporting_sentences,
)
from fuxi_cli.exporters.circular import annexes as tables_of
from fuxi_cli.exporters.circular.blocks import Annex, Table
from fuxi_cli.exporters.circular.phrases import collective

MOST_REPORTERS = 30
"""Of more reporters than these, the table of their standing is an annex."""
MOST_DIFFICULTIES = 8
_PROGRESS, _INDICATORS = "指标完成情况表", "各项指标完成情况表"
TASKS, LAGGING = "重点任务进展情况表", "滞后和到期未完成任务清单"
STANDING = "综合完成情况表"
_REPORTS, PROBLEMS = "报送情况表", "困难问题汇总表"
ADJUSTMENTS = "任务数调整情况表"
CORRECTIONS = "以前月份数据更正情况表"


def head(summary: Summary) -> str:
    """What stands over the column of the reporters' names."""
    return {"各县（市、区）": "县（市、区）", "各设区市": "设区市"}.get(
        collective(facts.owing(summary)), "单位"
    )


def apart(summary: Summary) -> bool:
    """Whether the reporters are too many for a table in the letter."""
    return len(facts.owing(summary)) > MOST_REPORTERS and any(
        p.gap.actual is not None for p in summary.progress
    )


def annexes(summary: Summary) -> tuple[Annex, ...]:
    """The annexes that have something to show, each on pages of its own."""
    found: list[tuple[str, tuple[Table, ...]]] = []
    who = facts.owing(summary)
    many = len({p.gap.indicator.id for p in summary.progress}) > tables_of.MOST_INDICATORS
    if apart(summary):
        found.append((collective(who) + STANDING, (tables_of.standing(summary, head(summary)),)))
    if many:
        found.append((_INDICATORS, (tables_of.indicators(summary),)))
    elif who:
        found.append(
            (
                collective(who) + _PROGRESS,
                progress_table.progress(summary, head(summary), tables_of.remarks(summary)),
            )
        )
    if summary.duties:
        found.append((TASKS, (tables_of.tasks(summary.duties),)))
    if facts.standing(summary, ("unmet", *facts.LAGGING)):
        found.append((LAGGING, (tables_of.lagging(summary, head(summary)),)))
    if summary.report.reporting:
        found.append((f"{summary.period.chinese}{_REPORTS}", (tables_of.reports(summary),)))
    if summary.revised is not None and adjustments.apart(summary.revised):
        found.append((ADJUSTMENTS, (adjustments.table(summary.revised),)))
    amended = summary.amendments
    if len(amended) > corrections.MOST_TOLD:
        found.append((summary.plan.says(CORRECTIONS), (corrections.table(amended),)))
    raised = reporting_sentences.raised(summary.problems)
    if len(raised) > MOST_DIFFICULTIES:
        rows = [(one.by, one.text, clean(one.about or ""), one.advice, one.units) for one in raised]
        found.append((PROBLEMS, (tables_of.problems(rows),)))
    return tuple(Annex(name, tables) for name, tables in found)


def place(found: Sequence[Annex], ending: str) -> str:
    """``附件3``: the number of the annex whose title ends so."""
    return next(
        (f"附件{n}" for n, annex in enumerate(found, start=1) if annex.title.endswith(ending)), "附件"
    )
