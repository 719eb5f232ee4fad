"""Where a month stands, as Markdown. Nothing of a file name or a workbook acts as markup."""

from collections.abc import Iterable, Iterator, Sequence

from fuxi_cli.core.office_status import Status
from fuxi_cli.exporters import View
from fuxi_cli.exporters.circular.task_sentences import deadline, leaders, title
from fuxi_cli.exporters.office_words import (
    closing,
    corrected,
    faults,
    how,
    indicator_name,
    moment,
    short,
    time_left,
    urgency,
    verdict,
    whose,
)
from fuxi_cli.exporters.reminder import reminder
from fuxi_cli.exporters.report_md import text
from fuxi_cli.exporters.verdict import LEAD
from fuxi_cli.exporters.wording import NOTHING, day, reporter_name


def export(status: Status, view: View) -> bytes:  # noqa: ARG001
    return ("\n".join(_lines(status)) + "\n").encode()


def _lines(status: Status) -> Iterator[str]:
    yield f"# {text(status.plan.title)}　{status.period.chinese}"
    yield ""
    if status.due:
        yield f"报送时限：{day(status.due)}（{time_left(status, past='已过')}）"
        yield ""
    yield f"{day(status.today)}的情况；{text(closing(status))}"
    yield from ("", f"{LEAD}{text(verdict(status))}")
    yield from _reporting(status)
    if words := reminder(status):
        yield from ("", "## 催报", "", text(words))
    yield from _returns(status)
    yield from _tasks(status)
    yield from _table("收件箱里还没有处理的文件", ("文件", "原因"), status.waiting)
    yield from _corrections(status)
    for remark in status.remarks:
        yield from ("", f"注：{text(remark)}")


def _table(heading: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    found = list(rows)
    if not found:
        return
    yield from ("", f"## {heading}", "", f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}")
    for row in found:
        yield f"| {' | '.join(text(cell) for cell in row)} |"


def _reporting(status: Status) -> Iterator[str]:
    header = ("单位", "情况", "报送日期", "收到时间", "报送份数", "退回份数")
    yield from _table("报送情况", header, (
        (
            one.reporter.name,
            how(one),
            short(one.submitted_on, status.due),
            moment(one.received, status.due),
            str(one.submissions),
            str(one.returned),
        )
        for one in status.reporters
    ))  # fmt: skip


def _returns(status: Status) -> Iterator[str]:
    owed = [(one.reporter.name, one.open_return) for one in status.open_returns if one.open_return]
    found = [*owed, *((whose(status.plan, one), one) for one in status.strays)]
    yield from _table("退回后还没有重报的", ("单位", "收到时间", "问题", "原名", "退回件"), (
        (who, moment(one.received, status.due), faults(one), one.name, one.path) for who, one in found
    ))  # fmt: skip


def _tasks(status: Status) -> Iterator[str]:
    led = any(duty.task.leaders for duty in status.tasks)
    header = ("序号", "重点工作", "牵头单位", *(["责任领导"] if led else []), "时限", "情况")
    yield from _table("逾期和临近到期的重点任务", header, (
        (
            duty.task.id,
            title(duty.task),
            duty.task.lead,
            *([leaders(duty.task, besides=duty.task.lead) or NOTHING] if led else []),
            deadline(duty.task),
            urgency(duty),
        )
        for duty in status.tasks
    ))  # fmt: skip


def _corrections(status: Status) -> Iterator[str]:
    yield from _table("封账后的更正", ("单位", "指标", "原数", "更正后", "收到时间"), (
        (
            reporter_name(status.plan, one.reporter),
            indicator_name(status.plan, one.indicator),
            corrected(one.old),
            corrected(one.new),
            moment(one.received, status.due),
        )
        for one in status.corrections
    ))  # fmt: skip
