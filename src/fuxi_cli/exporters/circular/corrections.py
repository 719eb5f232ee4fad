"""更正 in the circular: few are told in the letter, many stand in an annex."""

from collections.abc import Sequence

from fuxi_cli.core.amendments import ABOUT, Amendment, amount_of, change, reading, sentence
from fuxi_cli.core.reporting_periods import spoken_of
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.circular.annexes import MOST_ROWS, tight
from fuxi_cli.exporters.circular.blocks import Column, Table
from fuxi_cli.exporters.circular.progress_table import NONE

MOST_TOLD = 8
"""So many are told in the letter; more are an annex."""
_LEAD = "封账后接收的报送表更正了以前月份的累计完成数"


def told(found: Sequence[Amendment], annex: str) -> str:
    """``……：2022年5月，于都县富硒产品由7个更正为8个。`` Of many only how many, and where. ``annex``: 附件5."""
    if not found:
        return ""
    lead = spoken_of(found[0].period, _LEAD)
    if len(found) > MOST_TOLD:
        return f"{lead}，{tight(amount_of(found))}，见{annex}。"
    return f"{lead}：{sentence(found)}。"


def table(found: Sequence[Amendment]) -> Table:
    period = found[0].period if found else None
    columns = (
        Column("序号", 3), Column(spoken_of(period, "月份"), 7), Column("报送单位", 8, left=True), Column("指标", 10, left=True),
        Column("原数", 5.5), Column("更正后", 5.5), Column("增减", 5.5), Column("收到日期", 7),
    )  # fmt: skip
    rows = tuple(
        (
            str(number),
            one.period.chinese,
            clean(one.reporter),
            f"{clean(one.short)}（{clean(one.unit)}）" if one.unit else clean(one.short),
            reading(one.old),
            reading(one.new),
            change(one, NONE),
            one.received_on.isoformat() if one.received_on else NONE,
        )
        for number, one in enumerate(found[:MOST_ROWS], start=1)
    )
    notes = [tight(ABOUT)]
    if len(found) > MOST_ROWS:
        rest = spoken_of(period, "其余见当月汇总表的“更正”表。")
        notes.append(f"共{len(found)}项，这里列前{MOST_ROWS}项，{rest}")
    return Table("", columns, rows, (f"注：{''.join(notes)}",))
