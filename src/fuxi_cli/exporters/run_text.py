"""What one run over the inbox did, for the person who started it."""

from collections.abc import Iterator

from fuxi_cli.core.filed import Filed
from fuxi_cli.core.outcome import Outcome
from fuxi_cli.core.reporting_periods import spoken, spoken_of
from fuxi_cli.core.words import clean
from fuxi_cli.exporters import View


def export(outcome: Outcome, view: View) -> bytes:
    lines = [verdict(outcome)] if view.quiet else [*_lines(outcome), verdict(outcome)]
    return "".join(f"{line}\n" for line in lines).encode(errors="replace")


def verdict(outcome: Outcome) -> str:
    """One sentence that tells all."""
    accepted, returned = len(outcome.of("accepted")), len(outcome.of("returned", "unreadable"))
    waiting = sum(event == "waiting" for _, event, _ in outcome.left)
    parts = []
    if outcome.filed or outcome.duplicates:
        parts.append(f"收到 {len(outcome.filed) + len(outcome.duplicates)} 份")
        parts.append(f"{'可' if outcome.dry else '已'}接收 {accepted} 份")
        parts.append(f"{'应' if outcome.dry else '已'}退回 {returned} 份")
    else:
        parts.append("收件箱里没有新的报送表")
    if outcome.duplicates:
        parts.append(f"重复 {len(outcome.duplicates)} 份")
    if waiting:
        parts.append(f"{waiting} 份留待下次")
    if outcome.refreshed:
        parts.append(f"更新了{'、'.join(period.chinese for period in outcome.refreshed)}的材料")
    text = "，".join(parts) + "。"
    return f"试运行，没有移动或改动任何文件：{text}" if outcome.dry else text


def _lines(outcome: Outcome) -> Iterator[str]:
    superseded = {one.receipt for one in outcome.superseded}
    corrections = {one.receipt for one in outcome.corrections}
    unchanged = {one.receipt: same for one, same in outcome.unchanged}
    for one in outcome.filed:
        yield f"{_what(one, outcome.dry)}  {clean(one.name)}（{_whose(one, outcome.frequency)}）"
        if one.receipt in superseded:
            yield spoken_of(
                one.period, "      同一单位本月另有报送日期更晚的一份，以那一份为准，这一份不计入汇总。"
            )
        if one.receipt in corrections:
            yield spoken_of(one.period, "      该月已经封账，改动作为更正列在下一个月的汇总里。")
        if one.receipt in unchanged:
            yield f"      与 {unchanged[one.receipt].received[:10]} 退回的那一份完全相同，没有修改。"
        if not one.accepted:
            where = f"；退回单在 {one.path.rpartition('/')[0]}" if not outcome.dry else ""
            yield f"      强制问题 {one.errors} 处，核实问题 {one.warnings} 处{where}。"
    for copy in outcome.duplicates:
        yield f"重复    {clean(copy.name)}（与“{clean(copy.same_as)}”完全相同，没有再收）"
    for name, event, why in outcome.left:
        yield f"{'等待' if event == 'waiting' else '未收'}    {clean(name)}（{why}）"
    for remark in outcome.remarks:
        yield f"提醒    {remark}"


def _what(one: Filed, dry: bool) -> str:
    if dry:
        return "可接收" if one.accepted else "应退回"
    return "已接收" if one.accepted else "已退回"


def _whose(one: Filed, frequency: str) -> str:
    several = one.layout == "wide" or one.accepted
    who = one.reporter_name or ("多个单位" if several else "单位没有认出")
    month = one.period.chinese if one.period else spoken("月份没有认出", frequency)
    return f"{who}，{month}"
