"""A revision of the plan in the circular: few quotas are told in the letter, many stand in an annex."""

from decimal import Decimal

from fuxi_cli.core.revised import ABOUT, Adjustment, Revised, amount_of, change, dropped, reading, sentence
from fuxi_cli.core.words import clean, plain
from fuxi_cli.exporters.circular.annexes import MOST_ROWS, tight
from fuxi_cli.exporters.circular.blocks import Column, Table
from fuxi_cli.exporters.circular.progress_table import NONE

MOST_TOLD = 8
"""So many are told in the letter; more are an annex."""


def apart(found: Revised) -> bool:
    """Whether the quotas that changed are too many for the letter: those that were dropped with their indicator
    are told in a word."""
    return len(_changed(found)) > MOST_TOLD


def told(found: Revised | None, annex: str) -> str:
    """``自2022年6月1日起执行……，任务数相应调整：于都县富硒产品由7个调整为8个；种植面积不再考核。`` ``annex``: 附件5."""
    if found is None:
        return ""
    parts = []
    if apart(found):
        parts.append(f"任务数调整{tight(amount_of(found))}，见{annex}")
    elif changed := _changed(found):
        parts.append(f"任务数相应调整：{sentence(changed)}")
    for indicator in dropped(found):
        owed = [q.value for q in found.old.quotas if q.indicator == indicator.id]
        before = f"（原任务数合计{plain(sum(owed, Decimal(0)))}{clean(indicator.unit)}）" if owed else ""
        parts.append(f"{clean(indicator.short)}不再考核{before}")
    if not parts:
        parts.append("任务数没有调整")
    said = f"{found.lead}，{'；'.join(parts)}。"
    return said + _tasks(found)


def _changed(found: Revised) -> tuple[Adjustment, ...]:
    gone = {indicator.id for indicator in dropped(found)}
    return tuple(one for one in found.adjustments if one.indicator.id not in gone)


def _tasks(found: Revised) -> str:
    if not found.tasks:
        return ""
    more = f"等，共{len(found.tasks)}处" if len(found.tasks) > MOST_TOLD else ""
    return f"{clean('；'.join(found.tasks[:MOST_TOLD]))}{more}。"


def table(found: Revised) -> Table:
    columns = (
        Column("序号", 3), Column("报送单位", 9, left=True), Column("指标", 12, left=True),
        Column("原任务数", 6), Column("现任务数", 6), Column("增减", 6),
    )  # fmt: skip
    rows = tuple(
        (
            str(number),
            clean(one.reporter.name),
            f"{clean(one.indicator.short)}（{clean(one.indicator.unit)}）",
            reading(one.before),
            reading(one.after),
            change(one, NONE),
        )
        for number, one in enumerate(found.adjustments[:MOST_ROWS], start=1)
    )
    notes = [f"{found.lead}。", tight(ABOUT)]
    if len(found.adjustments) > MOST_ROWS:
        rest = found.new.says("其余见当月汇总表的“任务调整”表。")
        notes.append(f"共{len(found.adjustments)}项，这里列前{MOST_ROWS}项，{rest}")
    return Table("", columns, rows, (f"注：{''.join(notes)}",))
