"""``fuxi close``: freeze a month of a workspace."""

from importlib import import_module
from typing import Annotated

import typer

from fuxi_cli.cli.offering import offering
from fuxi_cli.cli.options import parse_period
from fuxi_cli.cli.output import say
from fuxi_cli.cli.workspaces import FolderOption, WaitOption
from fuxi_cli.exporters.verdict import LEAD, verdict


def command(
    period: Annotated[
        str,
        typer.Argument(
            metavar="年-月", help="要封账的报告期，如 2022-06", autocompletion=offering("periods")
        ),
    ],
    folder: FolderOption = ".",
    wait: WaitOption = 0,
) -> None:
    """封账：固定一个月的材料，以后不变；之后接收的改动，作为更正列在下一个月的汇总里。

    按月份先后封账。已封账月份的材料缺了、改了，fuxi run 会原样恢复。

    \b
    示例：
      fuxi close 2022-06
    """
    month = parse_period(period)
    made = import_module("fuxi_cli.pipeline.workspace.closing").close(month, folder, wait)
    closed = made.period
    say(f"{closed.chinese}已封账，材料在 reports/{closed}。")
    missing = [one.reporter.name for one in made.report.reporting if one.status in ("missing", "returned")]
    if missing:
        say(f"提醒：封账时还有 {len(missing)} 家没有可用的报送表：{'、'.join(missing)}。")
    say(f"{LEAD}{verdict(made.report)}")
