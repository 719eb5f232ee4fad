"""重点任务已完成，但没有填佐证文号。

检查：状态为“已完成”的重点任务，佐证文号是否填写；只填“无”“/”的，视同没有填写。
为什么：完成与否以文件、批复、会议纪要等材料为准，没有佐证的不能按完成汇总。
怎么改：补填能证明完成的文件文号或材料名称；其实还没有完成的，把状态改为“推进中”。
依据：填报说明（状态为“已完成”时，佐证文号必填）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.words import fold, show

RULE = Rule(
    code="C107",
    slug="done-without-document",
    severity="error",
    message="{where}佐证文号{said}，而“{task}”的状态是“已完成”。",
    remedy="请补填能证明完成的文件文号或材料名称；其实还没有完成的，请把状态改为“推进中”。",
)
NOTHING = {"", "无", "暂无", "没有", "无文号", "/", "\\", "-", "--", "—", "——", "0"}


def check(case: WorkbookCase) -> Iterator[Finding]:
    for entry in case.submission.tasks:
        there = "document" in entry.places and "document" not in entry.unread
        if entry.status != "已完成" or not there or fold(entry.document or "") not in NOTHING:
            continue
        said = f"填的是“{show(entry.document)}”" if entry.document else "没有填写"
        place = entry.place("document")
        yield RULE.at(place, entry.document, "文号或材料名称", task=entry.task.short, said=said)
