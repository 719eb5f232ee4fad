"""``fuxi status``: where a month stands at the office on one day."""

from datetime import date

from fuxi_cli.core.office_status import Status, status
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.pipeline.periods import asked_for
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.corrections import since
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.inbox import handled, look
from fuxi_cli.register import open_register

TO_TAKE = "等待收件，运行 fuxi run 后审核"
CUT_OFF = "上一次运行没有做完，运行 fuxi run 接着做"


def office_status(period: Period | None, today: date, folder: str = ".") -> Status:
    """How a month stands. ``period``: None for the month whose workbooks are due next, or were due last."""
    workspace = Workspace(folder)
    with open_register(workspace.register_url) as register:
        books = Books(register, workspace)
        month = period or _current(workspace.plan(Period.of(today)), today)
        plan = books.plan(month)
        month = asked_for(plan, month, anywhere=True)
        closing = next((one for one in books.closings if one.period == month), None)
        _, report = books.report(plan, month, today)
        return status(
            report,
            books.filed(month),
            today,
            closing,
            since(books, closing, plan) if closing else (),
            _waiting(workspace),
        )


def _current(plan: Plan, today: date) -> Period:
    """The period that was over before today's month, as far as the plan reaches: its workbooks come in now."""
    month = Period.of(today).plus(-plan.calendar.due_months_later)
    periods = plan.periods()
    return max((one for one in periods if one <= month), default=periods[0])


def _waiting(workspace: Workspace) -> list[tuple[str, str]]:
    found, left = look(workspace.paths.inbox, 0)
    cut_off = [(taken.name, CUT_OFF) for taken in handled(workspace.paths.work)]
    return [*cut_off, *((one.name, TO_TAKE) for one in found), *((one.name, one.why) for one in left)]
