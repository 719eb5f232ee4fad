"""``fuxi run``: work off the inbox of a workspace, by hand or from a scheduler."""

from importlib import import_module
from typing import Annotated

import typer

from fuxi_cli.cli.offering import choosing
from fuxi_cli.cli.options import OutputOption, QuietOption, choice
from fuxi_cli.cli.output import emit, steps
from fuxi_cli.cli.workspaces import FolderArgument, WaitOption
from fuxi_cli.exporters import View, export, formats

FORMATS = formats("run")
FAIL_ON = ("error", "never")


def command(
    folder: FolderArgument = ".",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只说明会怎样处理，不移动、不写入任何文件")
    ] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="级别",
            help="error：有退回时退出码为 1；never（默认）：退回不算失败",
            autocompletion=choosing(FAIL_ON),
        ),
    ] = "never",
    wait: WaitOption = 0,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help=f"{'、'.join(FORMATS)}；默认 text",
            autocompletion=choosing(FORMATS),
        ),
    ] = "text",
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """处理收件箱：收下、审核、接收或退回、登记，并更新当月材料。可以放进定时任务。

    \b
    退出码：0 做完；1 有退回（只在 --fail-on error 时）；2 用法或设置有误；
            3 另一次运行正在进行；4 没有做完，下次接着做（如磁盘已满）
    示例：
      fuxi run                   在工作区的文件夹里运行
      fuxi run 工作区 --dry-run  看看会怎样处理
    """
    choice("--format", format, FORMATS)
    choice("--fail-on", fail_on, FAIL_ON)
    # Loaded by name: no other command pays for the register's database library.
    run = import_module("fuxi_cli.pipeline.workspace.intake").run
    with steps() as on_step:
        outcome = run(folder, dry_run, on_step, wait)
    emit(export(outcome, format, of="run", view=View(quiet=quiet)), output)
    failed = fail_on == "error" and outcome.of("returned", "unreadable")
    raise typer.Exit(1 if failed else 0)
