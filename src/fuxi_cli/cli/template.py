"""``fuxi template``: the workbooks to send out."""

import os
from typing import Annotated

import typer

from fuxi_cli.cli.offering import offering
from fuxi_cli.cli.options import PlanOption, TargetsOption, parse_period
from fuxi_cli.cli.output import harmless, progress_line, say
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline import open_plan, templates, write_file


def command(
    reporters: Annotated[
        list[str] | None,
        typer.Argument(metavar="单位", help="报送单位，如 于都县", autocompletion=offering("reporters")),
    ] = None,
    period: Annotated[
        str,
        typer.Option(
            "--period", metavar="年-月", help="报告期，如 2022-06", autocompletion=offering("periods")
        ),
    ] = "",
    all_reporters: Annotated[bool, typer.Option("--all", help="全部应报送的单位")] = False,
    plan: PlanOption = None,
    targets: TargetsOption = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="文件夹", help="放到哪个文件夹，默认当前文件夹")
    ] = ".",
    history: Annotated[
        str | None,
        typer.Option("--history", metavar="文件夹", help="以前各期的报送表，用来算上年结转；工作区里不用写"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="已有同名文件时覆盖")] = False,
) -> None:
    """生成报送表模板：已填好单位、任务数和重点任务，发给各单位填写。

    \b
    示例：
      fuxi template 于都县 --period 2022-06
      fuxi template --all --period 2022-06 -o 模板
    """
    if not period:
        raise FuxiError("请用 --period 写明报告期，如 --period 2022-06。")
    if bool(reporters) == all_reporters:
        raise FuxiError("请写明报送单位（如 fuxi template 于都县 --period 2022-06），或用 --all 生成全部。")
    month = parse_period(period)
    with progress_line("正在生成") as bar:
        made = templates(reporters or [], month, plan, tuple(targets or ()), bar, history)
    paths = [os.path.join(output, name) for name, _ in made]
    existing = [path for path in paths if os.path.exists(path)]
    if existing and not force:
        raise FuxiError(f"已有文件“{existing[0]}”等 {len(existing)} 个，没有覆盖；确要重新生成请加 --force。")
    for path, (_, content) in zip(paths, made, strict=True):
        write_file(path, content)
    for path in paths:
        typer.echo(harmless(path))
    # Where nobody named the plan, the period told which: say which it was.
    used = open_plan(plan, tuple(targets or ()), month)
    say(f"已生成 {len(paths)} 份模板，方案：{used.title}（{used.reference}）。")
