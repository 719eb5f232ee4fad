"""A tiny plan that was revised in June, as files, and its reporters' workbooks month by month (all of it 示例).

The revision of 2022-06-01 gives 甲县 one base more, puts another leader in one's place, sets a task's date later, and drops
the indicator 种植面积.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters.template import render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.pipeline.writing import in_office
from fuxi_cli.readers.plans.loading import load_folder
from support.plan_folder import QUOTAS, YAML, edit, write_plan

OLD, NEW = "2022-01-24", "2022-06-01"
MARCH, APRIL, MAY, JUNE, JULY = (Period(2022, n) for n in range(3, 8))
DONE = {
    "100001": {MARCH: 0, APRIL: 1, MAY: 1, JUNE: 2, JULY: 2},
    "100002": {MARCH: 0, APRIL: 0, MAY: 0, JUNE: 1, JULY: 1},
}
"""Bases that each county had by the end of a month."""


def write_plans(targets: Path, *revisions: str) -> Path:
    """The plan's folder with those of its revisions, both unless told; gives the folder of plans."""
    for revision in revisions or (OLD, NEW):
        folder = write_plan(targets / "sample-plan" / revision)
        _fill(folder)
        if revision == NEW:
            revise(folder)
    return targets


def _fill(folder: Path) -> None:
    """What the smallest plan lacks to be reported on."""
    edit(folder, "plan.yaml", "title: 示例方案", "title: 示例产业发展方案\nshort_title: 示例产业发展")
    edit(folder, "plan.yaml", "due: 2022-06-30\n", "due: 2022-12-31\n")
    edit(folder, "plan.yaml", "lists:\n", "groups: [{name: 各县, kind: county}]\nlists:\n")
    fields = "      - {name: name, title: 名称, key: true, constraints: {required: true}}\n"
    edit(
        folder,
        "plan.yaml",
        fields,
        f"{fields}      - {{name: day, title: 认定日期, type: date, dated: true}}\n",
    )
    edit(folder, "tasks.csv", "2022-06-30,6月底", "2022-07-31,7月底")


def revise(folder: Path) -> None:
    edit(folder, "plan.yaml", f"revision: {OLD}", f"revision: {NEW}")
    edit(
        folder,
        "plan.yaml",
        "{number: 示例〔2022〕1号, title: 示例通知, issuer: 示例办公室, date: 2022-01-24}",
        "{number: 示例〔2022〕6号, title: 关于调整示例产业发展任务的通知, issuer: 示例办公室, date: 2022-05-30}",
    )
    area = YAML[YAML.index("  - id: area") : YAML.index("ledgers:")].replace(
        "due: 2022-06-30", "due: 2022-12-31"
    )
    edit(folder, "plan.yaml", area, "")
    edit(folder, "plan.yaml", "value: 3, unit: 个", "value: 4, unit: 个")
    edit(folder, "quotas.csv", QUOTAS, "序号,县（市、区）,认定示范基地（个）\n1,甲县,3\n2,乙县,1\n,合计,4\n")
    edit(folder, "tasks.csv", "张示例（市甲局）", "赵示例（市甲局）")
    edit(folder, "tasks.csv", "2022-07-31,7月底", "2022-09-30,9月底")


def loaded(targets: Path, revision: str = OLD) -> Plan:
    return load_folder(targets / "sample-plan" / revision)


def workbook(plan: Plan, reporter: str, period: Period) -> bytes:
    """A reporter's workbook for a month, made from that revision's template and filled in without a fault."""
    plan = in_office(plan, period.last_day)
    who = next(one for one in plan.reporters if one.id == reporter)
    done, before = _done(reporter, period), _done(reporter, period.plus(-1))
    figures = {"base": {"month": done - before, "cumulative": done}}
    if plan.indicator("area"):
        figures["area"] = {"month": Decimal("0"), "cumulative": Decimal("0.05")}
    rows = [
        {"name": f"{who.name}示例基地{n}", "area": 100, "document": f"示例〔2022〕{n}号", "stage": "已认定",
         "day": date(2022, _since(reporter, n).month, 15)}
        for n in range(1, done + 1)
    ]  # fmt: skip
    tasks = {task.id: {"status": "推进中", "detail": "正在推进。"} for task in plan.tasks_of(who)}
    cover = {"author": "张示例", "phone": "0797-1234567", "reviewer": "李示例", "progress": "有",
             "submitted_on": period.plus(1).first_day}  # fmt: skip
    own = bool(plan.reports(reporter))
    return render(
        plan, who, period, Prefill(cover, figures if own else {}, tasks, {"base": rows} if own else {})
    )


def _done(reporter: str, period: Period) -> int:
    return DONE.get(reporter, {}).get(period, 0)


def _since(reporter: str, number: int) -> Period:
    return min(period for period, done in DONE[reporter].items() if done >= number)


def file_name(plan: Plan, reporter: str, period: Period) -> str:
    name = next(one.name for one in plan.reporters if one.id == reporter)
    return f"{name}_{period}.xlsx"


def write_months(folder: Path, targets: Path, *months: Period) -> Path:
    """Everybody's workbooks, a folder a month, each made from the revision in force at its end."""
    for period in months or (APRIL, MAY, JUNE):
        plan = loaded(targets, NEW if period >= JUNE and (targets / "sample-plan" / NEW).is_dir() else OLD)
        (folder / str(period)).mkdir(parents=True, exist_ok=True)
        for reporter in ("100001", "100002", "dept-a"):
            (folder / str(period) / file_name(plan, reporter, period)).write_bytes(
                workbook(plan, reporter, period)
            )
    return folder
