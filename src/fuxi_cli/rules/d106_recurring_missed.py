"""应定期开展的工作，有的月份没有开展。

检查：每月、每季度、每年或者规定月份要开展的工作（如每月一次的领导小组会议、3月份的动员部署会议），牵头单位当月的报送表是否填“已完成”，或者完成日期在当月；没有报送的月份不在这里说。
为什么：例会、调度是方案规定的动作，漏了一个月就补不回来，要说明原因。
怎么改：开展了的，把状态改成“已完成”并填完成日期和佐证文号；确实没有开展的，不用改表，在“困难问题”表写明原因和补开的时间。
依据：方案关于定期开展工作的要求。
"""

from collections.abc import Iterator
from itertools import pairwise

from fuxi_cli.core.cases import Past, PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.occurrences import Occurrence, occurrences
from fuxi_cli.core.task_reports import reported

RULE = Rule(
    code="D106",
    slug="recurring-missed",
    severity="warning",
    scope="period",
    level="overdue",
    progress=True,
    message="“{task}”（{lead}牵头）应{expected}开展，{provided}没有开展。",
    remedy="已经开展的，请把状态改成“已完成”，填写完成日期和佐证文号；没有开展的，"
    "请在“困难问题”表写明原因和补开的时间。",
)
_EVERY = {"monthly": "每月", "quarterly": "每季度", "yearly": "每年"}


def check(case: PeriodCase) -> Iterator[Finding]:
    known = [*case.earlier, *(Past(case.period, submission) for submission in case.submissions)]
    missed: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences(case.plan, case.period, case.as_of, known):
        if occurrence.status == "missed":
            missed.setdefault(occurrence.task.id, []).append(occurrence)
    for times in missed.values():
        task, by = times[-1].task, times[-1].reported_by
        yield RULE.at(
            **reported(case, task, by).at("status"),
            provided=_named(times),
            expected=_EVERY.get(task.recurrence or "") or f"在{times[0].period.month}月份",
            clause=task.clause,
            task=task.short,
            lead=task.lead,
        )


def _named(times: list[Occurrence]) -> str:
    """``2022年2月、4月``: the year is not said again."""
    words = [times[0].chinese]
    for before, time in pairwise(times):
        year = f"{before.period.year}年"
        words.append(time.chinese.removeprefix(year) or time.chinese)
    return "、".join(words)
