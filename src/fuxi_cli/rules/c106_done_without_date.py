"""重点任务已完成，但没有填完成日期。

检查：状态为“已完成”的重点任务，完成日期是否填写。
为什么：没有日期，无法判断是按时完成还是逾期完成，也不知道应计入哪个月。
怎么改：补填实际完成的日期；其实还没有完成的，把状态改为“推进中”。
依据：填报说明（状态为“已完成”时，完成日期必填）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="C106",
    slug="done-without-date",
    severity="error",
    message="{where}完成日期没有填写，而“{task}”的状态是“已完成”。",
    remedy="请补填实际完成的日期，如 2022-06-30；其实还没有完成的，请把状态改为“推进中”。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for entry in case.submission.tasks:
        there = "done_on" in entry.places and "done_on" not in entry.unread
        if entry.status == "已完成" and entry.done_on is None and there:
            yield RULE.at(entry.place("done_on"), None, "日期", task=entry.task.short)
