"""``fuxi check``: findings and gaps of workbooks or folders."""

import os
from importlib import import_module
from typing import Annotated

import typer

from fuxi_cli.cli.offering import choosing
from fuxi_cli.cli.options import (
    RESULT,
    SCOPE,
    AsOfOption,
    ClusterOption,
    HistoryOption,
    IgnoreOption,
    JobsOption,
    NoCacheOption,
    NoColorOption,
    OutputOption,
    PeriodOption,
    PlanOption,
    QuietOption,
    SelectOption,
    StrictCacheOption,
    TargetsOption,
    choice,
    parse_cache,
    parse_day,
    parse_jobs,
    parse_period,
    parse_selection,
)
from fuxi_cli.cli.output import colour, emit, progress_line, say, width
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.report import Report
from fuxi_cli.core.submission import Hints
from fuxi_cli.exporters import View, export, formats
from fuxi_cli.pipeline import Options, annotate, check
from fuxi_cli.readers.paths import is_url

FORMATS = formats("report")
FAIL_ON = ("error", "warning", "behind", "overdue", "never")
LAYOUTS = ("official", "wide", "list", "free")
MEASURES = ("quota", "month", "cumulative")
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="格式",
        help=f"{'、'.join(FORMATS)}；默认 text",
        rich_help_panel=RESULT,
        autocompletion=choosing(FORMATS),
    ),
]
AnnotateOption = Annotated[
    str | None,
    typer.Option(
        "--annotate",
        metavar="文件夹",
        help="给有问题的报送表各出一份审核意见和退回单",
        rich_help_panel=RESULT,
    ),
]
FailOnOption = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="级别",
        help="哪一级问题使退出码为 1：error 强制（默认）、warning 核实、overdue 到期未完成、behind 滞后、never 从不",
        rich_help_panel=RESULT,
        autocompletion=choosing(FAIL_ON),
    ),
]
LayoutOption = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="版式",
        help="official 下发的模板、wide 汇总表、list 清单、free 一个单位自己的表；不写则逐个文件辨认",
        rich_help_panel=SCOPE,
        autocompletion=choosing(LAYOUTS),
    ),
]
MeasureOption = Annotated[
    str | None,
    typer.Option(
        "--measure",
        metavar="数",
        help="表头没写明时，一列数是 quota 任务数、month 本月新增还是 cumulative 累计完成",
        rich_help_panel=SCOPE,
        autocompletion=choosing(MEASURES),
    ),
]
ExplainLayoutOption = Annotated[
    bool,
    typer.Option(
        "--explain-layout",
        help="不检查，只说明表是怎么认的（格式：text、json）",
        rich_help_panel=RESULT,
    ),
]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="路径", help="报送表，或装有报送表的文件夹；也可以是 s3://、smb:// 等网址"),
]


def command(
    paths: PathsArgument,
    plan: PlanOption = None,
    targets: TargetsOption = None,
    period: PeriodOption = None,
    as_of: AsOfOption = None,
    history: HistoryOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    annotate_to: AnnotateOption = None,
    fail_on: FailOnOption = "error",
    layout: LayoutOption = None,
    measure: MeasureOption = None,
    explain_layout: ExplainLayoutOption = False,
    jobs: JobsOption = None,
    no_cache: NoCacheOption = False,
    strict_cache: StrictCacheOption = False,
    cluster: ClusterOption = None,
    quiet: QuietOption = False,
    no_color: NoColorOption = False,
) -> None:
    """检查报送表：逐处指出问题和改法，列出每项任务的差额与亮灯。

    \b
    示例：
      fuxi check 于都县.xlsx                       检查一份报送表
      fuxi check 报送/2022-06                      检查一个月全部报送表
      fuxi check 报送/2022-06 -f json -o 结果.json  结果交给别的程序
      fuxi check 报送/2022-06 --annotate 退回      出审核意见和退回单
      fuxi check 全市汇总.xls --explain-layout     看每一列是怎么认的
    """
    choice("--format", format, formats("layout") if explain_layout else FORMATS)
    choice("--fail-on", fail_on, FAIL_ON)
    options = Options(
        plan=plan,
        targets=tuple(targets or ()),
        period=parse_period(period) if period else None,
        as_of=parse_day(as_of) if as_of else None,
        history=history,
        selection=parse_selection(select or (), ignore or ()),
        hints=Hints(
            choice("--layout", layout, LAYOUTS) if layout else None,
            choice("--measure", measure, MEASURES) if measure else None,
        ),
        jobs=parse_jobs(jobs) if jobs else None,
        cache=parse_cache(no_cache, strict_cache),
        cluster=cluster,
    )
    if jobs and cluster:
        raise FuxiError(
            "选项 --jobs 和 --cluster 不能同时用：用集群时，同时读几个文件由集群的工作进程数决定。"
        )
    if explain_layout:
        _explain_layout(paths, options, format, output)
        return
    view = View(width=width(), colour=colour(no_color) and output is None, quiet=quiet)
    if annotate_to is not None:
        report = _check(paths, options)
        emit(export(report, format, view=view), output)
        _annotate(report, annotate_to, paths)
        raise typer.Exit(1 if report.fails(fail_on) else 0)
    content, fails = _result(paths, options, format, view, fail_on)
    emit(content, output)
    raise typer.Exit(1 if fails else 0)


def _result(paths: list[str], options: Options, format: str, view: View, fail_on: str) -> tuple[bytes, bool]:
    """What a check gives, and whether it fails: as kept from before where nothing has changed."""

    def make() -> tuple[bytes, bool]:
        report = _check(paths, options)
        return export(report, format, view=view), report.fails(fail_on)

    if not any(map(os.path.isdir, paths)):
        return make()
    # Loaded by name: for single files it would cost more than it saves.
    results = import_module("fuxi_cli.pipeline.kept.results")
    found: tuple[bytes, bool] = results.remembered(paths, options, ("check", format, view, fail_on), make)
    return found


def _check(paths: list[str], options: Options) -> Report:
    with progress_line("正在检查") as bar:
        return check(paths, options, bar)


def _explain_layout(paths: list[str], options: Options, format: str, output: str | None) -> None:
    """Show how each file is understood; nothing is judged."""
    # Loaded by name: an ordinary check needs none of it.
    explaining = import_module("fuxi_cli.pipeline.explaining")
    with progress_line("正在辨认") as bar:
        files = explaining.explain_layout(paths, options, bar)
    emit(export(files, format, "layout"), output)


def _annotate(report: Report, folder: str, paths: list[str]) -> None:
    """Write the papers to send back, and say what was written."""
    with progress_line("正在标注", enough=5) as bar:
        written = annotate(report, folder, bar)
    if not written:
        say("没有需要退回或核实的报送表，没有生成审核意见。")
        return
    for path in written:
        say(f"已写入 {path}")
    target = os.path.realpath(folder)
    for path in paths:
        if is_url(path) or is_url(folder):
            continue
        checked = os.path.realpath(path)
        if os.path.isdir(checked) and os.path.join(target, "").startswith(os.path.join(checked, "")):
            say(
                f"提醒：“{folder}”在被检查的文件夹“{path}”里面，下次检查前请移走，否则审核意见会被当作报送表。"
            )
