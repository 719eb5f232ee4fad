"""``fuxi close``: a month's papers are frozen; what is accepted for it later is a correction (更正)."""

import json
import os
from collections.abc import Mapping

from fuxi_cli import __version__
from fuxi_cli.core.errors import FuxiError, Unfinished
from fuxi_cli.core.filed import Closing
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.summary import Summary
from fuxi_cli.pipeline.periods import asked_for
from fuxi_cli.pipeline.saving import write_file
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.inbox import handled
from fuxi_cli.pipeline.workspace.receipts import Clock, local_now
from fuxi_cli.pipeline.workspace.reports import NAMES, papers, sha256_of, summary
from fuxi_cli.register import open_register

CERTIFICATE = "封账记录.json"
"""What a closing rests on, beside the papers: from it ``register rebuild`` knows which months were closed, and how."""


def close(period: Period, folder: str = ".", wait: float = 0, clock: Clock = local_now) -> Summary:
    """Freeze a month, and write its papers for the last time. Gives what the papers were made from.

    Raises FuxiError when there is nothing accepted for it, when it is closed already, or an earlier month is open;
    Unfinished when it is closed, but its papers could not be written.
    """
    workspace = Workspace(folder)
    with open_register(workspace.register_url) as register, register.lock(wait):
        books = Books(register, workspace)
        plan = workspace.plan(period)
        period = asked_for(plan, period, anywhere=True)
        _may_close(books, plan, period)
        made = summary(books, period)
        found = dict(papers(made))
        contents = {name: found[name] for name in NAMES}
        last = max(one.number for one in register.submissions())
        closed = clock().isoformat(timespec="seconds")
        certificate = _certificate(books, plan, period, closed, dict(hashes_of(contents)))
        contents[CERTIFICATE] = json.dumps(certificate, ensure_ascii=False, indent=1).encode()
        closing = Closing(period, closed, last, plan.id, str(plan.revision), __version__, hashes_of(contents))
        register.close_month(closing, contents)
        try:
            for name, content in contents.items():
                write_file(os.path.join(workspace.paths.reports, str(period), name), content)
        except FuxiError as error:
            raise Unfinished(
                f"{period.chinese}已经封账，但材料没有写全：{error}解决以后请运行 fuxi run，会按封账时的样子补全。"
            ) from None
        return made


def hashes_of(contents: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """(name, SHA-256) of each."""
    return tuple((name, sha256_of(content)) for name, content in contents.items())


def _may_close(books: Books, plan: Plan, period: Period) -> None:
    month = period.chinese
    if any(handled(books.workspace.paths.work)):
        raise FuxiError("上一次运行没有做完；请先运行 fuxi run，再封账。")
    if not books.accepted(period):
        raise FuxiError(f"{month}没有已接收的报送表，不能封账；请检查报告期。")
    closed = {closing.period for closing in books.register.closings()}
    if period in closed:
        later = plan.says("以后接收的改动会作为更正列在下一个月的汇总里。")
        raise FuxiError(f"{month}已经封账；{later}")
    open_before = [one for one in books.months() if one < period and one not in closed]
    if open_before:
        first = open_before[0]
        order = plan.says("请按月份先后封账")
        raise FuxiError(f"{plan.as_reported(first).chinese}还没有封账；{order}：fuxi close {first}。")
    if period not in plan.periods():
        raise FuxiError(f"{month}不在方案“{plan.title}”的期限内。")


def _certificate(
    books: Books, plan: Plan, period: Period, closed: str, hashes: Mapping[str, str]
) -> dict[str, object]:
    everything = books.register.submissions()
    return {
        "period": str(period),
        "plan": plan.id,
        "revision": str(plan.revision),
        "closed": closed,
        "last_receipt": max(one.receipt for one in everything),
        "version": __version__,
        "accepted": [
            {"reporter": one.reporter_name, "receipt": one.receipt, "sha256": one.sha256, "path": one.path}
            for one in books.accepted(period)
        ],
        "papers": hashes,
    }
