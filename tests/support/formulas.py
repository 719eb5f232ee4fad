"""The example of docs/审核公式.md as entities: a ledger of three projects, one figure, and the month before."""

from datetime import date
from decimal import Decimal
from typing import Any

from fuxi_cli.core.cases import Past, WorkbookCase
from fuxi_cli.core.check_worlds import of_workbook
from fuxi_cli.core.formula.binding import bind
from fuxi_cli.core.formula.values import UNKNOWN, shown
from fuxi_cli.core.formula.world import Spot
from fuxi_cli.core.plan import Baseline, Check, Field, Indicator, Ledger, Plan
from fuxi_cli.core.words import show
from support.builders import JIA, figure, ledger_table, past, plan, quota, submission, workbook_case

ASSETS = Indicator(
    "total-assets", "资产总额", "资产", "万元", "at_least", "total", "二（一）1", "资产总额", counted=False
)
PROJECTS = Ledger(
    "projects",
    "项目",
    None,
    (
        Field("code", "项目编号", required=True, unique=True, key=True),
        Field("name", "项目名称"),
        Field("batch", "批次", enum=("盘活", "处置"), varies=True),
        Field("amount", "金额", type="number", unit="万元", varies=True),
        Field("approved_on", "审批日期", type="date"),
        Field("disposed_on", "处置日期", type="date"),
    ),
    clause="二（一）1",
    reported_by=("county",),
)
ROWS = (
    {"code": "A1", "name": "示例大棚", "batch": "盘活", "amount": Decimal("100.1")},
    {
        "code": "A2",
        "name": "示例车间",
        "batch": "处置",
        "amount": Decimal("50.2"),
        "approved_on": date(2022, 3, 10),
        "disposed_on": date(2022, 3, 1),
    },
    {
        "code": "A3",
        "name": "示例 冷库",
        "batch": "处置",
        "approved_on": date(2022, 2, 1),
        "disposed_on": date(2022, 5, 1),
    },
)
BEFORE = {"code": "A2", "name": "示例车间", "batch": "盘活", "amount": Decimal("60.2")}


def sample_plan(*checks: Check, **changes: Any) -> Plan:
    values: dict[str, Any] = {
        "indicators": (ASSETS,),
        "ledgers": (PROJECTS,),
        "quotas": (quota(JIA, ASSETS, 200),),
        "targets": (),
        "declared_totals": (),
        "baselines": (Baseline("total-assets", Decimal(140), JIA.id),),
        "checks": checks,
    }
    return plan(**{**values, **changes})


def check(expect: str, **changes: Any) -> Check:
    values: dict[str, Any] = {
        "code": "F101",
        "slug": "sample",
        "severity": "error",
        "on": "projects",
        "expect": expect,
        "message": "{位置}填的是{填报}。",
        "remedy": "请改正。",
        "clause": "二（一）1",
    }
    return Check(**{**values, **changes})


def month_before(month: int = 5) -> Past:
    assets = figure(200, 0, "140.3", indicator=ASSETS)
    return past(month, assets, tables=[ledger_table(BEFORE, of=PROJECTS)])


def sample_case(*rows: dict[str, Any], of: Plan | None = None, **changes: Any) -> WorkbookCase:
    assets = figure(200, 10, "150.3", indicator=ASSETS)
    sub = submission(assets, tables=[ledger_table(*(rows or ROWS), of=PROJECTS)])
    return workbook_case(of=of or sample_plan(), sub=sub, **{"history": [month_before()], **changes})


def spot(case: WorkbookCase, row: int | None = None) -> Spot:
    """The case's submission, or a row (from 1) of its ledger."""
    (found,) = of_workbook(case)
    if row is None:
        return Spot(found.world)
    return Spot(found.world, PROJECTS, case.submission.ledgers["projects"], row - 1)


def value(formula: str, case: WorkbookCase, row: int | None = None) -> Any:
    here = spot(case, row)
    return bind(formula, case.plan, here.ledger, None).run(here)


def told(result: Any, condition: bool) -> str:
    """A result in the guide's words."""
    if result is UNKNOWN or (condition and result is None):
        return "不判定"
    return show(shown(result))
