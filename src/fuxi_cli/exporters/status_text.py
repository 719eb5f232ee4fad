"""Where a month stands, for a terminal: who reported, whom to remind, open returns, tasks, inbox, closing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from fuxi_cli.core.office_status import Standing, Status
from fuxi_cli.exporters import View
from fuxi_cli.exporters.circular.task_sentences import deadline, leaders, title
from fuxi_cli.exporters.office_words import (
    closing,
    corrected,
    faults,
    how,
    indicator_name,
    moment,
    reported,
    short,
    time_left,
    urgency,
    verdict,
    whose,
)
from fuxi_cli.exporters.reminder import reminder
from fuxi_cli.exporters.terminal.console import fill, heading, listing, render, safe, spaced, table
from fuxi_cli.exporters.terminal.lights import STYLES
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.verdict import LEAD
from fuxi_cli.exporters.wording import NOTHING, day, reporter_name

Section = Callable[[Status, View], Iterator[RenderableType]]
_PAPER = 10_000
"""Columns that a line can have on the page (``terminal.console``); what is longer would be cropped."""
_LIGHTS = {
    "on_time": "green",
    "nil": "green",
    "late": "yellow",
    "returned_again": "yellow",
    "returned": "red",
    "missing": "red",
}


@dataclass(slots=True)
class _Pasted:
    """Text in one line, however long: the terminal breaks it for the eye, and whoever copies it gets no line breaks."""

    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(self.text, no_wrap=True, overflow="ignore")


def export(status: Status, view: View) -> bytes:
    if view.quiet:
        return f"{LEAD}{verdict(status)}\n".encode()
    last = Prose(Text(verdict(status), style="bold"), lead=LEAD, style="bold")
    return render([*_body(status, view), last], view)


def _body(status: Status, view: View) -> Iterator[RenderableType]:
    yield Prose(safe(status.plan.title, "bold"))
    words = [f"报告期：{status.period.chinese}"]
    if status.due is not None:
        words.append(f"报送时限：{day(status.due)}（{time_left(status, past='已过')}）")
    yield Prose(Text("　".join(words)))
    yield Prose(Text(f"{day(status.today)}的情况；{closing(status)}"))
    yield Text()
    number = 0
    for name, section in SECTIONS:
        parts = list(section(status, view))
        if parts:
            yield heading(number, name)
            yield from parts
            yield Text()
            number += 1


def _reporting(status: Status, view: View) -> Iterator[RenderableType]:
    yield listing(f"{reported(status) or status.plan.says('本月没有应报送的单位')}。")
    if any(one.submissions or one.reported for one in status.reporters):
        result = table(
            [("单位", "left"), ("情况", "left"), ("报送日期", "left"), ("收到时间", "left"), ("报送|份数", "right"),
             ("其中|退回", "right")],
            view,
        )  # fmt: skip
        for one in status.reporters:
            fill(result, *_row(status, one))
        yield result
    for remark in status.remarks:
        yield Prose(safe(remark), lead="  注：")


def _row(status: Status, one: Standing) -> Iterator[Text | str]:
    yield safe(one.reporter.name)
    yield Text(how(one), style=STYLES[_LIGHTS[one.standing]])
    yield short(one.submitted_on, status.due)
    yield moment(one.received, status.due)
    yield str(one.submissions) if one.submissions else NOTHING
    yield str(one.returned) if one.returned else NOTHING


def _reminding(status: Status, view: View) -> Iterator[RenderableType]:  # noqa: ARG001
    words = reminder(status)
    if not words:
        return
    if status.missing or status.returned or status.returned_again:
        yield listing("下面一段可以直接复制发出：", "dim")
    yield _Pasted(words) if cell_len(words) < _PAPER else Prose(Text(words))


def _returns(status: Status, view: View) -> Iterator[RenderableType]:  # noqa: ARG001
    """Under the folder where they lie, whose they are and what was found; each with the name that it has there."""
    found = [(one.reporter.name, one.reported is not None, one.open_return) for one in status.open_returns]
    found += [(f"{whose(status.plan, one)}（{one.name}）", False, one) for one in status.strays]
    folders: dict[str, list[RenderableType]] = {}
    for who, kept, one in found:
        assert one is not None  # those are the open ones
        folder, _, name = one.path.rpartition("/")
        note = "；此前接收的一份仍然有效" if kept else ""
        folders.setdefault(folder, []).extend((
            Prose(
                spaced(who, f"{moment(one.received, status.due)} 收到，{faults(one)}{note}"), lead="  ", indent=4
            ),
            Prose(safe(name, "dim"), lead="    "),
        ))  # fmt: skip
    for folder, lines in folders.items():
        yield listing(f"退回件和退回单在 {folder or '.'}/", "dim")
        yield from lines


def _tasks(status: Status, view: View) -> Iterator[RenderableType]:
    if not status.tasks:
        return
    led = any(duty.task.leaders for duty in status.tasks)
    people = ["责任领导"] if led else []
    result = table(
        [(word, "left") for word in ("序号", "重点工作", "牵头单位", *people, "时限", "情况")], view
    )
    for duty in status.tasks:
        task = duty.task
        fill(
            result,
            task.id,
            safe(title(task)),
            safe(task.lead),
            *([safe(leaders(task, besides=task.lead) or NOTHING)] if led else []),
            safe(deadline(task)),
            Text(urgency(duty), style=STYLES[duty.light] if duty.light else ""),
        )
    yield result


def _inbox(status: Status, view: View) -> Iterator[RenderableType]:  # noqa: ARG001
    for name, why in status.waiting:
        yield listing(f"{name}：{why}")


def _corrections(status: Status, view: View) -> Iterator[RenderableType]:
    if not status.corrections:
        return
    result = table(
        [("单位", "left"), ("指标", "left"), ("原数", "right"), ("更正后", "right"), ("收到时间", "left")],
        view,
    )
    for one in status.corrections:
        fill(
            result,
            reporter_name(status.plan, one.reporter),
            indicator_name(status.plan, one.indicator),
            corrected(one.old),
            corrected(one.new),
            moment(one.received, status.due),
        )
    yield result


SECTIONS: tuple[tuple[str, Section], ...] = (
    ("报送情况", _reporting),
    ("催报", _reminding),
    ("退回后还没有重报的", _returns),
    ("逾期和临近到期的重点任务", _tasks),
    ("收件箱里还没有处理的文件", _inbox),
    ("封账后的更正", _corrections),
)
"""Title and content, in reading order; a section without content does not show."""
