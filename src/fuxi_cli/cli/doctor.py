"""``fuxi doctor``: what the program, this machine and the workspace look like, what is wrong, and what to do."""

from datetime import date
from importlib import import_module
from typing import Annotated

import typer

from fuxi_cli.cli.offering import choosing
from fuxi_cli.cli.options import NoColorOption, OutputOption, QuietOption, TargetsOption, choice
from fuxi_cli.cli.output import colour, console_encoding, emit, width
from fuxi_cli.cli.workspaces import FolderOption
from fuxi_cli.core.diagnosis import Console
from fuxi_cli.exporters import View, export, formats

FORMATS = formats("doctor")


def command(
    folder: FolderOption = ".",
    targets: TargetsOption = None,
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
    no_color: NoColorOption = False,
) -> None:
    """检查这台电脑和工作区：版本、编码、字体、缓存、方案、登记簿，缺什么、怎么办。

    只看不改。有不对的地方时退出码为 1。

    \b
    示例：
      fuxi doctor                    查看这台电脑和当前文件夹
      fuxi doctor --dir 富硒办       查看一个工作区
      fuxi doctor -f json -o 体检.json  交给技术人员
    """
    choice("--format", format, FORMATS)
    # Loaded by name: other commands need none of it.
    examining = import_module("fuxi_cli.pipeline.diagnosis.examining")
    found = examining.diagnose(
        Console(console_encoding(), width()), date.today(), folder, tuple(targets or ())
    )
    view = View(width=width(), colour=colour(no_color) and output is None, quiet=quiet)
    emit(export(found, format, "doctor", view), output)
    raise typer.Exit(0 if found.sound else 1)
