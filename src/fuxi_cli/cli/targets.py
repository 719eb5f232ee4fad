"""``fuxi targets``: list, show, lint, compare and make plans."""

from typing import Annotated

import typer

from fuxi_cli.cli.chinese import Command, Group
from fuxi_cli.cli.offering import choosing, offering
from fuxi_cli.cli.options import (
    IgnoreOption,
    NoColorOption,
    OutputOption,
    PeriodOption,
    QuietOption,
    SelectOption,
    TargetsOption,
    choice,
    parse_period,
    parse_selection,
)
from fuxi_cli.cli.output import colour, emit, width
from fuxi_cli.cli.targets_new import new, schema
from fuxi_cli.core.plan_changes import difference
from fuxi_cli.exporters import View, export, formats
from fuxi_cli.pipeline import available_plans, latest_revisions, lint, open_plan

_HELP = """方案数据：列出、查看、核查、比较、新建。

\b
示例：
  fuxi targets list
  fuxi targets show 方案编号
"""
app = typer.Typer(cls=Group, no_args_is_help=True, help=_HELP, rich_markup_mode=None)

_FORMATS = formats("targets")
_DIFF_FORMATS = formats("targets_diff")

FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="格式",
        help=f"结果格式：{'、'.join(_FORMATS)}；默认 text",
        autocompletion=choosing(_FORMATS),
    ),
]
ReferenceArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="方案",
        help="方案编号[@版次]，或方案文件夹；只有一个方案时可不写",
        autocompletion=offering("plans"),
    ),
]


@app.command("list", cls=Command)
def list_plans(
    targets: TargetsOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    no_color: NoColorOption = False,
) -> None:
    """列出可用的方案及版次。

    \b
    示例：
      fuxi targets list
      fuxi targets list --targets 方案
    """
    choice("--format", format, _FORMATS)
    plans = available_plans(tuple(targets or ()))
    _emit(plans, format, "targets_list", output, no_color)


@app.command("show", cls=Command)
def show(
    reference: ReferenceArgument = None,
    targets: TargetsOption = None,
    period: PeriodOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    no_color: NoColorOption = False,
) -> None:
    """显示方案的任务数、重点任务和总体目标；方案有几个版次的，用 --period 看某个报告期适用的那一版，不写则为最新一版。

    \b
    示例：
      fuxi targets show 方案编号
      fuxi targets show 方案编号 -f csv -o 任务表.csv
    """
    choice("--format", format, _FORMATS)
    plan = open_plan(reference, tuple(targets or ()), parse_period(period) if period else None)
    _emit(plan, format, "targets", output, no_color)


@app.command("lint", cls=Command)
def lint_plan(
    reference: ReferenceArgument = None,
    targets: TargetsOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    no_color: NoColorOption = False,
) -> None:
    """核查方案数据：重算合计，核对单位、时限、条款，列出文件自身的矛盾。

    有强制问题时退出码为 1。

    \b
    示例：
      fuxi targets lint 方案编号
      fuxi targets lint 方案/my-plan
    """
    choice("--format", format, _FORMATS)
    plan, findings = lint(reference, tuple(targets or ()), parse_selection(select or (), ignore or ()))
    _emit([(plan, findings)], format, "targets_lint", output, no_color)
    raise typer.Exit(1 if any(f.rule.severity == "error" for f in findings) else 0)


@app.command("diff", cls=Command)
def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="原版次",
            help="如 方案编号@2022-01-24，或版次文件夹；也可只写方案编号",
            autocompletion=offering("plans"),
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="现版次",
            help="与它比较的版次或文件夹；不写则比较方案最近的两个版次",
            autocompletion=offering("plans"),
        ),
    ] = None,
    targets: TargetsOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """比较方案的两个版次：任务数、任务、人员、时限、设置，哪里改了，原来是什么，现在是什么。

    \b
    示例：
      fuxi targets diff 方案编号@2022-01-24 方案编号@2022-07-01
      fuxi targets diff 方案/2022-01-24 方案/2022-07-01 -f csv -o 调整.csv
      fuxi targets diff 方案编号
    """
    choice("--format", format, _DIFF_FORMATS)
    pair = (old, new) if new is not None else latest_revisions(old, tuple(targets or ()))
    found = difference(*(open_plan(reference, tuple(targets or ())) for reference in pair))
    view = View(width=width(), colour=colour(no_color) and output is None, quiet=quiet)
    emit(export(found, format, "targets_diff", view), output)


app.command("new", cls=Command)(new)
app.command("schema", cls=Command)(schema)


def _emit(data: object, format: str, of: str, output: str | None, no_color: bool) -> None:
    view = View(width=width(), colour=colour(no_color) and output is None)
    emit(export(data, format, of, view), output)
