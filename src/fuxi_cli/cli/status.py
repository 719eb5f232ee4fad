"""``fuxi status``: who has reported, whom to remind, what is open."""

from datetime import date
from importlib import import_module
from typing import Annotated

import typer

from fuxi_cli.cli.offering import choosing, offering
from fuxi_cli.cli.options import NoColorOption, OutputOption, QuietOption, choice, parse_day, parse_period
from fuxi_cli.cli.output import colour, emit, width
from fuxi_cli.cli.workspaces import FolderOption
from fuxi_cli.exporters import View, export, formats

FORMATS = formats("status")


def command(
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="年-月",
            help="报告期，如 2022-06；不写则为眼下要报的月份",
            autocompletion=offering("periods"),
        ),
    ] = None,
    folder: FolderOption = ".",
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="日期", help="按哪一天看，默认今天")] = None,
    remind: Annotated[bool, typer.Option("--remind", help="只给出催报的一段话，可以直接粘贴发送")] = False,
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
    """报送情况：谁报了、谁没报、催报名单、没有重报的退回件、临近到期的任务。

    \b
    示例：
      fuxi status                   眼下要报的月份
      fuxi status 2022-06 --remind  六月的催报名单，粘贴到群里
    """
    choice("--format", format, FORMATS)
    today = parse_day(as_of) if as_of else date.today()
    month = parse_period(period) if period else None
    found = import_module("fuxi_cli.pipeline.workspace.standing").office_status(month, today, folder)
    view = View(width=width(), colour=colour(no_color) and output is None, quiet=quiet)
    if remind:
        emit(export(found, "text", "reminder", view), output)
    else:
        emit(export(found, format, "status", view), output)
