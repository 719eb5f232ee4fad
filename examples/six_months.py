"""What happens in the sample half-year beside ordinary progress: one deliberate event per reporter and month."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import story

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.exporters.template_content import Prefill, Value

MONTHS = tuple(Period(2022, month) for month in range(1, 7))
MISSING = {(6, "石城县"), (2, "市科协")}
"""(month, reporter) without a workbook."""
SHARED = "SL-360722-2022-001"
"""信丰县's first certificate, which 兴国县 claims as well in June."""

Event = Callable[[Plan, Reporter, Prefill], Prefill]


def workbook(plan: Plan, reporter: Reporter, period: Period) -> Prefill | None:
    """A reporter's workbook for a month as it was sent in; None when none was."""
    if (period.month, reporter.name) in MISSING:
        return None
    counts = bool(plan.quotas_of(reporter.id))
    prefill = story.submission(plan, reporter, period) if counts else _department(plan, reporter, period)
    event = EVENTS.get((period.month, reporter.name))
    return event(plan, reporter, prefill) if event else prefill


def _department(plan: Plan, reporter: Reporter, period: Period) -> Prefill:
    """A lead department's workbook: its tasks only."""
    tasks = {task.id: _entry(task.id, period) for task in plan.tasks_of(reporter)}
    return Prefill(cover=story.cover(period, progress=True), tasks=tasks)


def _entry(task: str, period: Period) -> dict[str, Value]:
    done = None
    if task in ("r1", "r3"):
        done = period.last_day - timedelta(days=5)
    elif task == "r2" and period.month >= 3:
        done = date(2022, 3, 18)
    elif task in ("4", "18") and period.month == 6:
        done = date(2022, 6, 20)
    if done is None:
        return {"status": "未启动" if task == "r2" else "推进中", "detail": "按计划推进（示例）"}
    return {
        "status": "已完成",
        "done_on": done,
        "document": f"示例办字〔2022〕{done.month}号",
        "detail": "任务全部办结（示例）",
    }


def _fall(plan: Plan, reporter: Reporter, prefill: Prefill) -> Prefill:
    """May: a product's certificate was withdrawn, and the remark says so."""
    prefill = _withdrawn(plan, reporter, prefill)
    return story.with_figure(prefill, "product", {"remark": "1张证书被认证机构撤销（示例）"})


def _withdrawn(plan: Plan, reporter: Reporter, prefill: Prefill) -> Prefill:
    """Without the county's first product, in the ledger and in the figure."""
    rows = list(prefill.ledgers["product"])[1:]
    prefill = replace(prefill, ledgers={**prefill.ledgers, "product": rows})
    return story.with_figure(prefill, "product", {"cumulative": len(rows)})


def _vanish(plan: Plan, reporter: Reporter, prefill: Prefill) -> Prefill:
    """June: a base is gone from the ledger and another stands in its place; the count is the same."""
    return story.with_ledger_cell(prefill, "base", 0, {"name": "会昌示例新建基地（示例）"})


def _share(plan: Plan, reporter: Reporter, prefill: Prefill) -> Prefill:
    """June: a certificate of another county's."""
    return story.with_ledger_cell(prefill, "product", 0, {"certificate": SHARED})


def _copy(plan: Plan, reporter: Reporter, prefill: Prefill) -> Prefill:
    """June: last month's workbook sent again, with the month and the day changed."""
    may = story.submission(plan, reporter, Period(2022, 5))
    return replace(may, cover=prefill.cover)


def _stale(plan: Plan, reporter: Reporter, prefill: Prefill) -> Prefill:
    """June: the completion rate is last month's, typed over the formula."""
    quota = plan.quota(reporter.id, "product")
    assert quota is not None
    may = story.submission(plan, reporter, Period(2022, 5)).figures["product"]["cumulative"]
    assert isinstance(may, int)
    return story.with_figure(prefill, "product", {"rate": float(Decimal(may) / quota.value)})


def _late(plan: Plan, reporter: Reporter, prefill: Prefill) -> Prefill:
    return replace(prefill, cover={**prefill.cover, "submitted_on": date(2022, 7, 8)})


def _early_claim(plan: Plan, reporter: Reporter, prefill: Prefill) -> Prefill:
    """April: a base counted before it is recognised, and explained with two empty words."""
    prefill = story.with_figure(prefill, "base", {"cumulative": 2})
    return replace(prefill, explanations=[{"rule": "E101", "place": "指标进度!F5", "text": "属实"}])


EVENTS: dict[tuple[int, str], Event] = {
    (4, "南康区"): _early_claim,
    (5, "寻乌县"): _fall,
    (6, "寻乌县"): _withdrawn,
    (6, "会昌县"): _vanish,
    (6, "兴国县"): _share,
    (6, "赣县区"): _copy,
    (6, "上犹县"): _stale,
    (6, "大余县"): _late,
}
"""Besides: 市财政局's task 2 is due at the end of June and not done."""
