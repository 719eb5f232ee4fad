"""A plan over three years, written as its files stand in a folder, and its reporters' workbooks."""

from collections.abc import Mapping
from pathlib import Path

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.readers.plans.loading import load_folder

PLAN_YAML = """format: "1"
id: shili-2023-2025
revision: 2023-01-10
title: 示例三年方案
document: {{number: 示例〔2023〕1号, title: 示例三年方案, issuer: 示例单位, date: 2023-01-10}}
office: 示例办公室
region: {{name: 示例市}}
period: {{start: 2023-01, end: 2025-12}}
calendar: {{due_day: 5, frequency: {frequency}}}
pace: {{indivisible: floor}}
{quotas}
clauses: [一, 二]
indicators:
  - id: bases
    name: 认定示范基地
    short: 示范基地
    unit: 个
    operator: at_least
    basis: new
    clause: 一
    quote: 认定示范基地
  - id: area
    name: 种植面积
    short: 种植面积
    unit: 万亩
    operator: at_least
    basis: new
    counted: false
    clause: 二
    quote: 种植面积
"""
QUOTAS = """县（市、区）,认定示范基地（个）,,,,种植面积（万亩）,,,
,2023年,2024年,2025年,合计,2023年,2024年,2025年,合计
甲县,2,3,1,6,0.1,0.2,0.35,0.65
乙县,0,0,1,1,-,0.5,,0.5
合计,2,3,2,7,0.1,0.7,0.35,1.15
"""
TASKS = """id,number,category,name,short,units,leaders,due,due_text,recurrence,clause
1,1,示例,每年开展一次示例检查,示例检查,甲县,张示例（甲县）,2025-12-31,每年,yearly,一
2,2,示例,出台示例办法,示例办法,甲县,张示例（甲县）,2024-06-30,2024年6月底,,一
"""
REPORTERS = "id,name,kind,aliases\n100001,甲县,county,\n100002,乙县,county,\n"
Figures = Mapping[str, tuple[object, object]]
"""By indicator id: what is new in the period, and what was done in all."""


def plan_folder(targets: Path, frequency: str = "monthly", years: str = "", quotas: str = QUOTAS) -> Path:
    """The plan's folder below a folder of plans."""
    folder = targets / "shili-2023-2025" / "2023-01-10"
    folder.mkdir(parents=True)
    text = PLAN_YAML.format(frequency=frequency, quotas=f"quotas: {{years: {years}}}" if years else "")
    for name, content in (
        ("plan.yaml", text), ("quotas.csv", quotas), ("tasks.csv", TASKS), ("reporters.csv", REPORTERS),
    ):  # fmt: skip
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def plan_of(targets: Path, frequency: str = "monthly", years: str = "", quotas: str = QUOTAS) -> Plan:
    return load_folder(plan_folder(targets, frequency, years, quotas))


def send(
    folder: Path,
    plan: Plan,
    name: str,
    period: Period,
    figures: Figures,
    earlier: Mapping[str, object] | None = None,
) -> Path:
    """A reporter's workbook in the folder of its period, filled in without a fault."""
    reporter = plan.reporter(name)
    assert reporter is not None
    day = period.plus(1).first_day
    done = {
        "status": "已完成", "done_on": period.last_day, "document": "示例〔2023〕9号", "detail": "已经完成",
    }  # fmt: skip
    prefill = Prefill(
        cover={
            "author": "张示例", "phone": "0797-1234567", "reviewer": "李示例", "submitted_on": day.replace(day=3),
            "progress": "有" if any(new for new, _ in figures.values()) else "无",
        },
        figures={id: {"month": new, "cumulative": whole} for id, (new, whole) in figures.items()},
        tasks={task.id: done for task in plan.tasks_of(reporter)},
        earlier=dict(earlier or {}),
    )  # fmt: skip
    folder = folder / str(period)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(plan, reporter, period)
    path.write_bytes(render(plan, reporter, period, prefill))
    return path
