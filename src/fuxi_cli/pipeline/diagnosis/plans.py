"""The plans that can be found, whether they load, and the years that public holidays are known for."""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module

from fuxi_cli.core.diagnosis import Look
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline.plans import plan_folders
from fuxi_cli.readers.plans.loading import FoundPlan, find_plans, load_folder
from fuxi_cli.readers.settings import Settings, read_settings

_FIRST_FAULTS = 300
"""Characters of what is wrong with a plan; lint tells the rest."""


def look(folder: str, targets: Sequence[str]) -> Iterator[Look]:
    found = find_plans(plan_folders(targets, _settings(folder)))
    if not found:
        remedy = "请用 --targets 写明方案所在的文件夹，或重新安装 fuxi（自带的方案不见了）。"
        yield Look("plans", "方案", "方案", "没有找到方案", "wrong", remedy)
    for one in found:
        yield _plan(one)


def _settings(folder: str) -> Settings:
    """The folder's; the defaults where they are wrong, which is told of the workspace."""
    try:
        return read_settings(folder)
    except FuxiError:
        return Settings(folder)


def _plan(found: FoundPlan) -> Look:
    name = f"{found.id}@{found.revision}"
    try:
        plan = load_folder(found.path)
    except FuxiError as error:
        faults = " ".join(str(error).split())
        shown = faults if len(faults) <= _FIRST_FAULTS else f"{faults[:_FIRST_FAULTS]}……"
        remedy = f"请照提示改正后运行 fuxi targets lint {found.path}"
        return Look(f"plan.{name}", "方案", name, shown, "wrong", remedy)
    return Look(f"plan.{name}", "方案", name, f"{plan.title}，{plan.start} 至 {plan.end}")


def holidays(today: date) -> Iterator[Look]:
    """The State Council arranges a year's holidays in the autumn before."""
    years = sorted({day.year for day in import_module("chinese_calendar.constants").holidays})
    found = f"{years[0]} 至 {years[-1]} 年"
    if today.year <= years[-1]:
        yield Look("holidays", "节假日", "节假日和调休", found)
    else:
        remedy = (
            f"没有 {today.year} 年的安排，报送截止日只按周末顺延；请运行 pip install -U chinesecalendar。"
        )
        yield Look("holidays", "节假日", "节假日和调休", found, "note", remedy)
