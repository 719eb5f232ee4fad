"""The office's desk in the replay: workbooks are made and laid into the inbox, and what became of them is told the oracle."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import story

from fuxi_cli.core.filed import Filed
from fuxi_cli.core.outcome import Outcome
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Ledger, Plan, Reporter
from fuxi_cli.exporters.template import render
from fuxi_cli.exporters.template_content import Prefill, Value
from fuxi_cli.pipeline.workspace.closing import close
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.intake import run
from fuxi_cli.register import open_register
from support.samples import ganzhou
from support.workspaces import put
from workspace.oracle import Arrival, Oracle
from workspace.replay_script import Batch, Send, Thing

DECEMBER = Period(2022, 12)


def period(month: int) -> Period:
    return Period(2022, month)


@cache
def known(plan: Plan, reporter: Reporter, ledger: Ledger) -> list[dict[str, Value]]:
    """The story's objects of a county, all that there are by the end of the year."""
    return story.ledger_rows(plan, reporter, ledger, DECEMBER)


def row(plan: Plan, thing: Thing) -> dict[str, Value]:
    """An object's row. Beyond the quota the story knows none: there it is like the first, under a name of its own."""
    owner = plan.reporter(thing.owner)
    ledger = next(one for one in plan.ledgers if one.id == thing.ledger)
    assert owner is not None
    there = known(plan, owner, ledger)
    values = dict(there[min(thing.number, len(there)) - 1])
    key = next(field.name for field in ledger.fields if field.key)
    if thing.number > len(there):
        assert thing.ledger in ("base", "product"), thing
        values[key] = f"{values[key]}增{thing.number}"
    day = date(2022, thing.month, 4 + thing.number % 20)
    values |= {
        "recognised_on": day,
        "issued_on": day,
        "expires_on": day.replace(year=2025),
        "document": f"示例办字〔2022〕{10 + thing.number}号",
        "stage": "已认定",
    }
    return {field.name: values[field.name] for field in ledger.fields if field.name in values}


def counted(plan: Plan, send: Send) -> tuple[dict[str, int], dict[str, int]]:
    """Cumulative figures and those of the month, by indicator, of what a workbook tells."""
    reporter = plan.reporter(send.reporter)
    assert reporter is not None
    owed = [ledger.id for ledger in plan.ledgers_of(reporter.id)]
    total = {ledger: sum(one.ledger == ledger for one in send.things) for ledger in owed}
    month = {
        ledger: sum(one.ledger == ledger and one.month == send.month for one in send.things)
        for ledger in owed
    }
    return total, month


def filled(plan: Plan, send: Send) -> Prefill:
    """A workbook as it is sent: right in every cell but for the fault that is made in it."""
    reporter = plan.reporter(send.reporter)
    assert reporter is not None
    total, month = counted(plan, send)
    cover = {**story.cover(period(send.month), any(month.values())), "submitted_on": send.stated}
    prefill = Prefill(
        cover=cover,
        figures={i: {"month": month[i], "cumulative": total[i], "remark": send.remark} for i in total},
        tasks=_tasks(plan, reporter, send),
        ledgers={
            ledger.id: [row(plan, one) for one in send.things if one.ledger == ledger.id]
            for ledger in plan.ledgers_of(reporter.id)
        },
    )
    if send.fault == "reviewer":
        return replace(prefill, cover={**cover, "reviewer": None})
    if send.fault == "nil":
        assert any(month.values()), send
        return replace(prefill, cover={**cover, "progress": "无"})
    if send.fault == "overstated":
        return story.with_figure(prefill, "base", {"cumulative": total["base"] + 1})
    return prefill


def _tasks(plan: Plan, reporter: Reporter, send: Send) -> Mapping[str, Mapping[str, Value]]:
    entries: dict[str, dict[str, Value]] = {}
    for task in plan.tasks_of(reporter):
        entries[task.id] = {"status": "推进中", "detail": "按计划推进（示例）"}
        if task.id in send.done:
            entries[task.id] = {
                "status": "已完成",
                "done_on": date(2022, 6, 20),
                "document": "示例办字〔2022〕6号",
                "detail": "任务全部办结（示例）",
            }
    return entries


class Desk:
    """Works the script off in a workspace, one run after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = ganzhou()
        self.oracle = Oracle()
        self.receipts: dict[str, int] = {}
        """Receipt → order of arrival."""
        self._last: dict[tuple[int, str], bytes] = {}

    def work(self, batch: Batch) -> Outcome:
        """Lay a batch into the inbox, run, and compare what became of each file with the script."""
        sent = {}
        for number, send in enumerate(batch.sends):
            name = f"{number:03d} {send.reporter}{period(send.month)}.xlsx"
            put(self.folder, (name, self._content(send)))
            sent[name] = send
        outcome = run(str(self.folder), clock=lambda: batch.moment)
        assert not outcome.left
        assert not outcome.remarks
        duplicates = {name for name, send in sent.items() if send.expected == "duplicate"}
        assert {one.name for one in outcome.duplicates} == duplicates
        filed = {one.name: one for one in outcome.filed}
        assert filed.keys() == sent.keys() - duplicates
        by_receipt = sorted(filed.values(), key=lambda one: one.receipt)
        assert [one.name for one in by_receipt] == sorted(filed)
        for one in by_receipt:
            self._arrived(one, sent[one.name], batch)
        return outcome

    def close(self, month: int, batch: Batch) -> None:
        close(period(month), str(self.folder), clock=lambda: batch.moment + timedelta(hours=1))
        self.oracle.closes(month)

    def _content(self, send: Send) -> bytes:
        key = send.month, send.reporter
        if not send.again:
            reporter = self.plan.reporter(send.reporter)
            assert reporter is not None
            self._last[key] = (
                f"not a workbook, {send.reporter} {send.stated}".encode()
                if send.fault == "unreadable"
                else render(self.plan, reporter, period(send.month), filled(self.plan, send))
            )
        return self._last[key]

    def _arrived(self, filed: Filed, send: Send, batch: Batch) -> None:
        unreadable = send.fault == "unreadable"
        expected = send.expected or ("unreadable" if unreadable else "returned" if send.fault else "accepted")
        assert filed.status == expected, (batch.about, batch.turn, send, self.told(filed))
        total, month = counted(self.plan, send)
        order = len(self.oracle.arrivals) + 1
        self.receipts[filed.receipt] = order
        self.oracle.accepts(
            Arrival(
                order,
                send.month,
                send.reporter,
                filed.accepted,
                None if unreadable else send.stated,
                batch.moment.isoformat(),
                total,
                month,
                not any(month.values()),
                send.done,
                filed.name,
            )
        )

    def told(self, filed: Filed) -> list[str]:
        """What the register says against a submission."""
        with open_register(Workspace(str(self.folder)).register_url) as register:
            return [f"{one.code} {one.message}" for one in register.dossier(filed.number).findings]
