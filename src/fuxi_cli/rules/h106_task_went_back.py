"""重点任务的状态比以前退回。

检查：每项重点任务的状态，是否比最近一个可用月份退回：已完成改成推进中或未启动，推进中改成未启动。
为什么：工作不会倒退；退回了，说明以前或现在有一次填错，按完成汇总过的数也要更正。
怎么改：填错的改正状态；以前多报完成、现在更正的，在“核实说明”里说明。
依据：填报说明（状态按实际进展填写）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.form import TASK_STATUSES
from fuxi_cli.core.history import month_word, newest, tasks
from fuxi_cli.core.submission import TaskEntry

RULE = Rule(
    code="H106",
    slug="task-went-back",
    severity="warning",
    message="{where}“{task}”的状态是“{provided}”，{month}已经是“{expected}”。",
    remedy="请核对后改正状态；以前多报、现在更正的，请在“核实说明”表里说明。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    past = newest(case)
    if past is None:
        return
    month = month_word(case, past)
    for now, then in tasks(case, past):
        if now.status in TASK_STATUSES and then.status in TASK_STATUSES and _step(now) < _step(then):
            yield RULE.at(now.place("status"), now.status, then.status, task=now.task.short, month=month)


def _step(entry: TaskEntry) -> int:
    return TASK_STATUSES.index(entry.status or "")
