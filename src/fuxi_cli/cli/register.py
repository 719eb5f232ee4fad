"""``fuxi register``: export, verify and rebuild a workspace's register."""

import os
from importlib import import_module
from typing import Annotated

import typer

from fuxi_cli.cli.chinese import Command, Group
from fuxi_cli.cli.offering import choosing
from fuxi_cli.cli.options import choice
from fuxi_cli.cli.output import progress_line, say
from fuxi_cli.cli.workspaces import FolderOption, WaitOption
from fuxi_cli.core.words import clean
from fuxi_cli.pipeline import write_file

_HELP = """登记簿：导出、核对、重建。

\b
示例：
  fuxi register verify
  fuxi register export -o 登记簿导出
"""
app = typer.Typer(cls=Group, no_args_is_help=True, help=_HELP, rich_markup_mode=None)
FORMATS = ("csv", "json")


@app.command("export", cls=Command)
def export_(
    output: Annotated[str, typer.Option("--output", "-o", metavar="文件夹", help="放到哪个文件夹")],
    folder: FolderOption = ".",
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help="csv（默认）、json",
            autocompletion=choosing(FORMATS),
        ),
    ] = "csv",
) -> None:
    """导出登记簿的全部表：收件、指标、任务、台账对象、审核问题、运行、封账，每张表一个文件。

    \b
    示例：
      fuxi register export -o 登记簿导出
    """
    choice("--format", format, FORMATS)
    for name, content in import_module("fuxi_cli.pipeline.workspace.exporting").tables(folder, format):
        path = os.path.join(output, name)
        write_file(path, content)
        say(f"已写入 {path}")


@app.command("verify", cls=Command)
def verify(folder: FolderOption = ".") -> None:
    """核对：文件与登记簿是否一致，缺了什么、改了什么；不一致时退出码为 1。

    \b
    示例：
      fuxi register verify
    """
    found = import_module("fuxi_cli.pipeline.workspace.verifying").verify(folder)
    for fault in found.faults:
        typer.echo(f"{clean(fault.path)}：{clean(fault.message)}")
    if found.faults:
        say(f"核对了 {found.files} 份报送表，有 {len(found.faults)} 处不一致。")
        raise typer.Exit(1)
    say(f"核对了 {found.files} 份报送表，文件与登记簿一致。")


@app.command("rebuild", cls=Command)
def rebuild(folder: FolderOption = ".", wait: WaitOption = 0) -> None:
    """重建：按归档的原件和封账记录重新登记。登记簿丢了或坏了时用。

    原件在 accepted 和 returned，封账记录在 reports。坏了的登记簿请先改名留存。
    能登记的都登记；文件被改动、缺封账材料的会逐一说明，退出码为 1。

    \b
    示例：
      fuxi register rebuild
    """
    with progress_line("正在重建") as bar:
        made = import_module("fuxi_cli.pipeline.workspace.rebuilding").rebuild(folder, wait, bar)
    for fault in made.left_out:
        typer.echo(f"{clean(fault.path)}：{clean(fault.message)}")
    closed = f"，封账 {len(made.closed)} 个月" if made.closed else ""
    say(f"已重建登记簿：接收 {made.accepted} 份，退回 {made.returned} 份{closed}。")
    raise typer.Exit(1 if made.left_out else 0)
