"""``fuxi rules``: the catalogue, and one rule explained."""

from typing import Annotated

import typer

from fuxi_cli.cli.offering import choosing, offering
from fuxi_cli.cli.options import NoColorOption, OutputOption, TargetsOption, choice
from fuxi_cli.cli.output import colour, emit, width
from fuxi_cli.exporters import View, export
from fuxi_cli.pipeline import explain

_FORMATS = ("text", "json")


def command(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="编号", help="规则编号，如 T102；不写则列出全部", autocompletion=offering("codes")
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help=f"结果格式：{'、'.join(_FORMATS)}；默认 text",
            autocompletion=choosing(_FORMATS),
        ),
    ] = "text",
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="方案[@版次]",
            help="也列出这个方案自定的审核公式（F 开头的）",
            autocompletion=offering("plans"),
        ),
    ] = None,
    targets: TargetsOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
) -> None:
    """列出全部审核规则；写明编号时解释该规则。

    \b
    示例：
      fuxi rules            列出全部规则
      fuxi rules C103       解释一条规则：查什么、为什么、怎么改
      fuxi rules F101 --plan 我的方案   解释方案自定的一条审核公式
    """
    choice("--format", format, _FORMATS)
    entries = explain(codes or (), plan, targets or ())
    view = View(width=width(), colour=colour(no_color) and not output)
    emit(export(entries, format, "rule" if codes else "rules", view), output)
