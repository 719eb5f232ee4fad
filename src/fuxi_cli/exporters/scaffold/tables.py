"""The tables of a new plan: quotas.csv, tasks.csv, reporters.csv, as Excel opens them."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from fuxi_cli.core.annex import Annex, AnnexColumn, AnnexRow, NewPlan

_TASKS = (
    *("id", "number", "category", "name", "short", "units", "leaders", "due", "due_text", "recurrence"),
    "clause",
)
_REPORTERS = ("id", "name", "kind", "aliases")
_EXAMPLE_QUOTAS = (
    ("序号", "县（市、区）", "新建示例站点（个）"),
    ("1", "示例甲县", "3"),
    ("2", "示例乙县", "2"),
    ("3", "示例丙区", "1"),
    ("", "合计", "6"),
)
_EXAMPLE_REPORTERS = (
    ("unit-01", "示例甲县", "county", "甲县；示例甲县人民政府"),
    ("unit-02", "示例乙县", "county", "乙县；示例乙县人民政府"),
    ("unit-03", "示例丙区", "county", "丙区；示例丙区人民政府"),
    ("dept-a", "示例市甲局", "department", "市甲局"),
)


def quotas(plan: NewPlan) -> bytes:
    """The annex as the reader of plans takes it; without one, the example."""
    return _csv(_EXAMPLE_QUOTAS if plan.annex is None else _quota_rows(plan.annex))


def _quota_rows(annex: Annex) -> Iterable[Sequence[str]]:
    yield ("序号", annex.label, *(header(column) for column in annex.columns))
    for number, row in enumerate(annex.rows, start=1):
        yield (str(number), row.name, *row.cells)
    total: AnnexRow | None = annex.total
    if total is not None:
        yield ("", "合计", *total.cells)


def header(column: AnnexColumn) -> str:
    """``新建示例站点（个）``; of a column for one year ``新建示例站点（个）|2023年``, for all ``…|合计``."""
    name = f"{column.indicator.name}（{column.indicator.unit or '个'}）"
    return f"{name}|{column.year}年" if column.year else f"{name}|合计" if column.total else name


def tasks(plan: NewPlan) -> bytes:
    """One task as an example, where there is no annex; else the heads alone."""
    example = (
        *("1", "1", "组织推动", "召开示例工作部署会议。", "召开部署会议", "示例市甲局；各县（市、区）政府"),
        *("示例人（示例市甲局）", plan.end.last_day.isoformat(), f"{plan.end.month}月底", "", "二（一）"),
    )
    return _csv([_TASKS] if plan.annex is not None else [_TASKS, example])


def reporters(plan: NewPlan) -> bytes:
    rows = [(one.id, one.name, one.kind, "") for one in plan.reporters]
    return _csv([_REPORTERS, *(_EXAMPLE_REPORTERS if plan.annex is None else rows)])


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
