"""``fuxi targets new`` and ``fuxi targets schema``: what an office needs to write a plan of its own."""

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from fuxi_cli.cli.options import OutputOption
from fuxi_cli.cli.output import emit, say
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period

if TYPE_CHECKING:
    from fuxi_cli.core.annex import Annex, NewPlan
    from fuxi_cli.pipeline.scaffolding import MadePlan

_SHOWN = 30
"""Odd cells that are listed."""


def new(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="文件夹",
            help="方案建在哪里，如 方案/my-plan 或 方案/my-plan/2024-01-01；里面不能已有东西",
        ),
    ],
    id: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="编号", help="方案编号：小写英文字母、数字、连字符；不写则照文件夹的名称"
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="名称", help="方案名称；不写则照附件表上的标题")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="附件", help="任务分解表，一行一个单位、一栏一个指标：.xlsx、.xls、.ods 或 .csv"
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="工作表", help="附件里用哪一张工作表；只有一张表时可不写")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="年-月", help="方案从哪个月开始；不写则从附件中最早的年份的1月"),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--end", metavar="年-月", help="方案到哪个月结束；不写则到附件中最晚的年份的12月"),
    ] = None,
) -> None:
    """新建方案：写好说明的 plan.yaml 和三张表；给出附件，就把任务数直接抄进去。

    附件里没有读懂的，逐格列出；有任务数没有读懂时退出码为 1。

    \b
    示例：
      fuxi targets new 方案/my-plan
      fuxi targets new 方案/my-plan --from 附件1.xlsx --title 示例工作方案
      fuxi targets new 方案/my-plan/2024-01-01 --from 附件1.xlsx --sheet 任务分解表
    """
    scaffolding = import_module("fuxi_cli.pipeline.scaffolding")
    wanted = scaffolding.Wanted(id, title, _month("--start", start), _month("--end", end), source, sheet)
    made = scaffolding.make_plan(folder, wanted, date.today())
    _tell(made)
    if made.plan.annex and any(odd.figure for odd in made.plan.annex.odd):
        raise typer.Exit(1)


def schema(output: OutputOption = None) -> None:
    """显示 plan.yaml 的 JSON Schema，供编辑器提示和核对各个键。

    \b
    示例：
      fuxi targets schema -o plan.schema.json
    """
    emit(import_module("fuxi_cli.exporters.scaffold").schema().encode(), output)


def _month(option: str, text: str | None) -> Period | None:
    if text is None:
        return None
    try:
        return Period.parse(text)
    except ValueError:
        raise FuxiError(f"选项 {option} 的值“{text}”不对，应写成 2024-01 这样的年月。") from None


def _tell(made: "MadePlan") -> None:
    plan = made.plan
    say(
        f"已建好方案“{plan.title}”（{plan.id}@{plan.revision}），{plan.start}至{plan.end}，文件夹：{made.folder}"
    )
    if plan.annex:
        _tell_annex(plan, plan.annex)
    say("接下来：")
    say("  1. 用记事本打开 plan.yaml，照文件改标【改】的各行；用 Excel 打开三张表核对。")
    say(f"  2. fuxi targets lint {made.folder}")


def _tell_annex(plan: "NewPlan", annex: "Annex") -> None:
    years = f"，{'、'.join(f'{year}年' for year in annex.years)}" if annex.years else ""
    total = "有合计行" if annex.total else "没有合计行"
    say(f"从“{annex.sheet}”读到 {len(annex.rows)} 个单位、{len(annex.indicators)} 个指标{years}，{total}：")
    for one in annex.indicators:
        say(f"  {one.name}（{one.unit or '没有写计量单位'}）")
    stand_ins = [one.name for one in plan.reporters if not one.code]
    if len(stand_ins) < len(plan.reporters):
        say(f"{len(plan.reporters) - len(stand_ins)} 个单位填了行政区划代码，请核对 reporters.csv。")
    if stand_ins:
        say(
            f"{len(stand_ins)} 个单位不知道行政区划代码，reporters.csv 的 id 暂写 unit-01 等，请填上；"
            "kind（种类）也请核对。"
        )
    if annex.odd:
        say(f"有 {len(annex.odd)} 处请核对：")
    for odd in annex.odd[:_SHOWN]:
        say(f"  {odd.place.chinese}：{odd.what}")
    if len(annex.odd) > _SHOWN:
        say(f"  ……另有 {len(annex.odd) - _SHOWN} 处。")
