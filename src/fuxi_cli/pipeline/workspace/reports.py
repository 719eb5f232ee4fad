"""``reports/2022-06/``: the papers of each month, kept as new as the register; those of a closed month never change."""

import hashlib
import os
from collections.abc import Iterator
from datetime import date

from fuxi_cli import __version__
from fuxi_cli.core.errors import FuxiError, Unfinished
from fuxi_cli.core.filed import Closing
from fuxi_cli.core.period import Period
from fuxi_cli.core.report import Report
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.pipeline.checking import Options
from fuxi_cli.pipeline.packing import PAPERS
from fuxi_cli.pipeline.periods import asked_for
from fuxi_cli.pipeline.saving import clear_up, write_file
from fuxi_cli.pipeline.side_by_side import hands, side_by_side
from fuxi_cli.pipeline.summarising import summary_of
from fuxi_cli.pipeline.workers import Died
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.corrections import listed
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.register import open_register

NAMES = tuple(name for name, *_ in PAPERS)
_LARGE = 3000
"""So many quotas make it worth while to write the papers side by side."""


def summary(books: Books, period: Period, assessment: bool = False, as_of: date | None = None) -> Summary:
    """Everything that a month's papers are made from, by what the register holds."""
    plan = books.plan(period)
    period = plan.as_reported(period)
    made = summary_of(*books.report(plan, period, as_of), assessment)
    return made._replace(corrections=listed(books, plan, period))


def papers(made: Summary) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each paper of a month. Same inputs, same bytes."""
    if len(made.report.gaps) < _LARGE or hands() < 2:
        for name in NAMES:
            yield name, _paper(made, name)
        return
    # Side by side, and each in a process of its own: what a library needs to write a large paper goes with it.
    for number, content in side_by_side(lambda number: _paper(made, NAMES[number]), len(NAMES)):
        if isinstance(content, Died):
            raise Unfinished(f"没有生成“{NAMES[number]}”：{content.reason}。")
        yield NAMES[number], content


def _paper(made: Summary, name: str) -> bytes:
    what, format = next((what, format) for paper, what, format, _ in PAPERS if paper == name)
    return export(made if what == "summary" else made.report, format, of=what)


def refresh(books: Books) -> list[Period]:
    """Make the papers of every open month whose inputs changed, and put back those of closed months that went missing or
    were altered. Gives the months that were written."""
    register, workspace = books.register, books.workspace
    closed = {closing.period: closing for closing in books.closings}
    written = []
    for period, fingerprint in _fingerprints(books):
        folder = os.path.join(workspace.paths.reports, str(period))
        clear_up(folder)
        if period in closed:
            if _restore(books, closed[period], folder):
                written.append(period)
            continue
        plan = books.plan(period)
        here = all(os.path.exists(os.path.join(folder, name)) for name in NAMES)
        if here and register.refreshed(plan.id, period) == fingerprint:
            continue
        for name, content in papers(summary(books, period)):
            write_file(os.path.join(folder, name), content)
        register.set_refreshed(plan.id, period, fingerprint)
        written.append(period)
    return [books.plan(period).as_reported(period) for period in written]


def _restore(books: Books, closing: Closing, folder: str) -> bool:
    """Put back the papers of a closed month, as they were when it was closed."""
    restored = False
    for name, sha256 in closing.papers:
        path = os.path.join(folder, name)
        if hash_of(path) != sha256:
            content = books.register.paper(closing.period, closing.plan, name)
            if sha256_of(content) == sha256:
                write_file(path, content)
                restored = True
    return restored


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hash_of(path: str) -> str | None:
    """The SHA-256 of a file's bytes; None when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return sha256_of(file.read())
    except OSError:
        return None


def _fingerprints(books: Books) -> Iterator[tuple[Period, str]]:
    """For each month of which anything came, what all that its papers are made from amounts to."""
    settings = books.workspace.settings
    digest = hashlib.sha256(
        repr(
            (
                __version__,
                settings.calendar,
                settings.lights,
                settings.ignore,
                settings.severities,
                settings.baselines,
                settings.benchmarks,
            )
        ).encode()
    )
    for closing in books.closings:
        digest.update(repr((closing.period, closing.last)).encode())
    for period in books.reported():
        plan = books.plan(period)
        # Later months show this one as well, by its own revision.
        digest.update(f"{plan.reference} {plan.sha256}\n".encode())
        for one in books.filed(period):
            digest.update(f"{one.number} {one.status} {one.path}\n".encode())
        if period in plan.periods():
            yield period, digest.hexdigest()


def office_summary(options: Options, assessment: bool = False, folder: str = ".") -> Summary:
    """The summary of a workspace's month, by its register. A closed month comes as it was when it was closed.

    Without ``options.period`` the newest month of which anything was accepted. Raises FuxiError where there is none.
    """
    workspace = Workspace(folder, options)
    with open_register(workspace.register_url) as register:
        books = Books(register, workspace)
        months = books.months()
        if not months:
            raise FuxiError("登记簿里还没有已接收的报送表；请先运行 fuxi run。")
        period = options.period or months[-1]
        period = asked_for(books.plan(period), period, anywhere=True)
        closing = next((one for one in register.closings() if one.period == period), None)
        if closing is not None:
            books = Books(register, workspace, closing.last)
        if period not in books.plan(period).periods():
            raise FuxiError(f"{period.chinese}不在方案的期限内；请检查 --period。")
        made = summary(books, period, assessment, options.as_of)
        return made._replace(
            report=_located(made.report, workspace), closed=closing.closed if closing else None
        )


def _located(report: Report, workspace: Workspace) -> Report:
    """The report with the paths of its workbooks as they lie on this machine: their files may be wanted."""
    return report._replace(
        workbooks=tuple(one._replace(path=workspace.at(one.path)) for one in report.workbooks),
        findings=tuple(f._replace(path=workspace.at(f.path)) if f.path else f for f in report.findings),
    )
