"""Ledgers for the tests of evidence: one with every kind of column, and cases over its rows."""

from datetime import date
from decimal import Decimal
from typing import Any

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Field, Indicator, Ledger, Plan
from fuxi_cli.core.submission import Figure, Table
from support.builders import BASES, JUNE, figure, ledger_table, plan, workbook_case

SHEET = "台账-示范基地"

WORKS = Ledger(
    "bases",
    "示范基地",
    "bases",
    (
        Field("name", "名称", required=True),
        Field("code", "编号", required=True, key=True),
        Field("township", "乡镇"),
        Field("investment", "投资额", type="number", unit="万元", minimum=Decimal(5000)),
        Field("area", "面积", type="number", unit="亩", minimum=Decimal(0)),
        Field("enterprise", "企业名称"),
        Field("document", "认定文号", format="document", when=("stage", "已认定")),
        Field("recognised_on", "认定日期", type="date", dated=True, when=("stage", "已认定")),
        Field("expires_on", "有效期至", type="date", expires=True),
        Field("stage", "阶段", required=True, enum=("申报中", "已认定"), stage=True),
    ),
    stage="已认定",
    clause="附件1",
)
"""B name, C code, D township, E investment, F area, G enterprise, H document, I recognised_on, J expires_on, K stage."""

MAY_DAY, JUNE_DAY = date(2022, 5, 10), date(2022, 6, 10)


def works_plan(*ledgers: Ledger, indicator: Indicator = BASES) -> Plan:
    """The tiny plan with that ledger."""
    whole = plan()
    others = tuple(i for i in whole.indicators if i.id != indicator.id)
    return plan(ledgers=ledgers or (WORKS,), indicators=(indicator, *others))


def entry(
    number: int, day: date | None = MAY_DAY, stage: str | None = "已认定", **values: Any
) -> dict[str, Any]:
    """A row of ``WORKS`` that counts, unless told otherwise."""
    return {
        "name": f"示例基地{number}号",
        "code": f"SL-{number:03d}",
        "township": "示例镇",
        "investment": Decimal(6000),
        "document": f"示例字〔2022〕{number}号",
        "recognised_on": day,
        "stage": stage,
        **values,
    }


def works(
    *rows: dict[str, Any], unread: tuple[tuple[int, str], ...] = (), without: tuple[str, ...] = ()
) -> Table:
    """A table of ``WORKS`` from row 5 on; ``without``: columns that the sheet lacks."""
    table = ledger_table(*rows, of=WORKS)
    table.unread.update(unread)
    for name in without:
        del table.columns[name], table.values[name]
    return table


def stated(cumulative: object = None, month: object = None, **changes: Any) -> Figure:
    """The figure on 示范基地: E5 month, F5 cumulative."""
    return figure(quota=3, month=month, cumulative=cumulative, indicator=BASES, **changes)


def works_case(
    table: Table | None, *figures: Figure, period: Period = JUNE, of: Plan | None = None, **changes: Any
) -> WorkbookCase:
    tables = () if table is None else (table,)
    return workbook_case(*figures, of=of or works_plan(), period=period, tables=tables, **changes)
