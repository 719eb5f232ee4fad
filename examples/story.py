"""The story that the sample submissions tell: which objects each county had recognised, and when.

All figures follow from the objects, so a workbook without a deliberate fault is right in every cell.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from fuxi_cli.core import uscc
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Ledger, Plan, Reporter
from fuxi_cli.exporters.template_content import Entries, Prefill, Value

INDUSTRIES = ("富硒脐橙", "富硒蔬菜", "富硒水稻", "富硒高山茶", "富硒禽蛋")
SLOW = {"安远县": ("base",), "崇义县": ("product",), "宁都县": ("base", "product")}
"""County → indicators on which it is behind in the middle of the year."""
FAST = {"瑞金市": ("product",), "大余县": ("base",)}
"""County → indicators on which it is already done."""


def _objects_due(reporter: Reporter, indicator: str, quota: int, period: Period) -> int:
    """How many objects a county has had recognised by a period's end."""
    if indicator in FAST.get(reporter.name, ()):
        return quota
    pace = quota * period.month // 12
    if indicator in SLOW.get(reporter.name, ()):
        return pace // 3
    if indicator in ("base", "product"):
        return min(quota, pace + (1 if period.month >= 4 and quota > 3 else 0))
    return pace


def ledger_rows(plan: Plan, reporter: Reporter, ledger: Ledger, period: Period) -> list[dict[str, Value]]:
    """The ledger's rows at a period's end: what is recognised, oldest first, then one more that is under way."""
    quota = plan.quota(reporter.id, ledger.indicator)
    assert quota is not None
    done = _objects_due(reporter, ledger.indicator, int(quota.value), period)
    rows = []
    for number in range(1, done + 1):
        month = _month_of(plan, reporter, ledger.indicator, int(quota.value), number, period)
        rows.append(_row(reporter, ledger, number, _day(reporter, ledger.id, number, month)))
    if done < quota.value and any(f.stage for f in ledger.fields):
        rows.append(_row(reporter, ledger, done + 1, None))
    return rows


def _month_of(
    plan: Plan, reporter: Reporter, indicator: str, quota: int, number: int, period: Period
) -> Period:
    """The first month by whose end so many objects were there."""
    months = [p for p in plan.periods() if p <= period]
    return next(p for p in months if _objects_due(reporter, indicator, quota, p) >= number)


def _day(reporter: Reporter, ledger: str, number: int, month: Period) -> date:
    random = Random(f"{reporter.id} {ledger} {number}")
    return month.first_day + timedelta(days=random.randrange(3, month.last_day.day - 3))


def _row(reporter: Reporter, ledger: Ledger, number: int, recognised: date | None) -> dict[str, Value]:
    random = Random(f"{reporter.id} {ledger.id} {number}")
    short = reporter.name[:-1]
    industry = INDUSTRIES[number % len(INDUSTRIES)]
    values: dict[str, Value] = {
        "name": f"{short}{industry}{ledger.name}{number}号（示例）",
        "township": f"示例{'镇' if number % 2 else '乡'}",
        "industry": industry,
        "level": "县级",
        "area": Decimal(random.randrange(300, 2400)),
        "investment": Decimal(random.randrange(52, 120) * 100),
        "products": industry,
        "product": f"{short}示例牌{industry}{number}号",
        "enterprise": f"{short}示例{industry[2:]}有限公司{number}部"
        if ledger.id != "park"
        else f"{short}示例园区建设有限公司",
        "uscc": _uscc(reporter, ledger, number),
        "certificate": f"SL-{reporter.id}-2022-{number:03d}",
        "body": "示例认证有限公司",
        "document": f"示例办字〔2022〕{10 + number}号" if recognised else None,
        "recognised_on": recognised,
        "issued_on": recognised,
        "expires_on": recognised.replace(year=recognised.year + 3) if recognised else None,
        "stage": "已认定" if recognised else "申报中",
    }
    return {f.name: values[f.name] for f in ledger.fields if values.get(f.name) is not None}


def _uscc(reporter: Reporter, ledger: Ledger, number: int) -> str:
    serial = sum(ord(c) for c in ledger.id) * 100 + number
    body = f"91{reporter.id}MA{serial:07d}"
    return body + uscc.check_character(body)


def submission(plan: Plan, reporter: Reporter, period: Period) -> Prefill:
    """A county's workbook for a period, right in every cell."""
    ledgers = {
        ledger.id: ledger_rows(plan, reporter, ledger, period) for ledger in plan.ledgers_of(reporter.id)
    }
    figures = {
        ledger.indicator: _figure(ledger, ledgers[ledger.id], period)
        for ledger in plan.ledgers_of(reporter.id)
    }
    return Prefill(
        cover=cover(period, any(figure["month"] for figure in figures.values())),
        figures=figures,
        tasks={task.id: _task(number) for number, task in enumerate(plan.tasks_of(reporter))},
        ledgers=ledgers,
        issues=[
            {
                "number": 1,
                "issue": "富硒产品检测费用较高，小型经营主体认证意愿不强（示例）",
                "about": "认证富硒产品",
                "advice": "请市里统筹安排检测补助（示例）",
                "units": "市农业农村局",
            }
        ]
        if reporter.name in SLOW
        else [],
    )


def _figure(ledger: Ledger, rows: list[dict[str, Value]], period: Period) -> dict[str, Value]:
    dated = next(f.name for f in ledger.fields if f.dated)
    days = [day for row in rows if isinstance(day := row.get(dated), date)]
    return {"month": sum(1 for day in days if Period.of(day) == period), "cumulative": len(days)}


def cover(period: Period, progress: bool) -> dict[str, Value]:
    following = period.plus(1)
    return {
        "author": "张示例",
        "phone": "0797-0000000",
        "reviewer": "李示例",
        "submitted_on": following.first_day + timedelta(days=2),
        "progress": "有" if progress else "无",
    }


def _task(number: int) -> dict[str, Value]:
    return {"status": "推进中", "detail": ("按计划推进（示例）", "已制定工作安排（示例）")[number % 2]}


def with_figure(prefill: Prefill, indicator: str, changes: Entries) -> Prefill:
    """The same workbook with some cells of one indicator's row typed over."""
    figures: dict[str, Mapping[str, Value]] = dict(prefill.figures)
    figures[indicator] = {**figures[indicator], **changes}
    return replace(prefill, figures=figures)


def with_task(prefill: Prefill, task: str, changes: Entries) -> Prefill:
    tasks = dict(prefill.tasks)
    tasks[task] = {**tasks[task], **changes}
    return replace(prefill, tasks=tasks)


def with_ledger_cell(prefill: Prefill, ledger: str, row: int, changes: Entries) -> Prefill:
    rows = [dict(entry) for entry in prefill.ledgers[ledger]]
    rows[row].update(changes)
    return replace(prefill, ledgers={**prefill.ledgers, ledger: rows})


def instructive(plan: Plan, reporter: Reporter, period: Period) -> Prefill:
    """One county's workbook with the faults that offices meet most.

    The completion rate is last month's, typed over the formula; a month is larger than its cumulative figure; a quota
    was changed; 无 stands where 0 belongs; a finished task has no document; the reviewer is missing; a date does not
    exist; and 4个 is read as 4 and said so.
    """
    prefill = submission(plan, reporter, period)
    prefill = replace(prefill, cover={**prefill.cover, "reviewer": None})
    prefill = with_figure(prefill, "base", {"rate": 0.25})
    prefill = with_figure(prefill, "product", {"cumulative": "5个"})
    prefill = with_figure(prefill, "leading-enterprise", {"month": 2})
    prefill = with_figure(prefill, "processing-enterprise", {"quota": 2})
    prefill = with_figure(prefill, "wellness-area", {"month": "无"})
    prefill = with_task(
        prefill, "6", {"status": "已完成", "done_on": date(2022, 6, 20), "detail": "任务全部办结（示例）"}
    )
    return with_ledger_cell(prefill, "base", 0, {"recognised_on": "2022年2月30日"})
