"""``fuxi summary``: one paper of the month: the summary workbook, the page, the circular."""

import os
from typing import Annotated

import typer

from fuxi_cli.cli.offering import choosing
from fuxi_cli.cli.options import (
    RESULT,
    AsOfOption,
    HistoryOption,
    IgnoreOption,
    JobsOption,
    NoCacheOption,
    OutputOption,
    PeriodOption,
    PlanOption,
    SelectOption,
    StrictCacheOption,
    TargetsOption,
    choice,
)
from fuxi_cli.cli.output import emit, progress_line, say, seen_by_a_person
from fuxi_cli.cli.running import AssessmentOption, PathsArgument, options_of, tell_closed
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.exporters import export, formats
from fuxi_cli.exporters.verdict import LEAD, verdict
from fuxi_cli.pipeline import summarise

FORMATS = formats("summary")
_TEXT = ("json", "md", "html")
"""Formats that a terminal can show."""


def command(
    paths: PathsArgument = None,
    plan: PlanOption = None,
    targets: TargetsOption = None,
    period: PeriodOption = None,
    as_of: AsOfOption = None,
    history: HistoryOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    assessment: AssessmentOption = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help=f"{'、'.join(FORMATS)}；不写则看输出文件的扩展名",
            rich_help_panel=RESULT,
            autocompletion=choosing(FORMATS),
        ),
    ] = None,
    output: OutputOption = None,
    jobs: JobsOption = None,
    no_cache: NoCacheOption = False,
    strict_cache: StrictCacheOption = False,
) -> None:
    """汇总一个月的报送表：汇总表（xlsx）、进度一览网页（html）或通报代拟稿（docx）。

    \b
    示例：
      fuxi summary 报送/2022-06 -o 汇总.xlsx
      fuxi summary 报送/2022-06 -o 一览.html
      fuxi summary 报送/2022-06 -o 通报.docx
      fuxi summary 报送/2022-12 --assessment -o 年终汇总.xlsx
    """
    chosen = choice("--format", format or _by_name(output), FORMATS)
    if output is None and chosen not in _TEXT and seen_by_a_person():
        raise FuxiError(f"{chosen} 不能显示在屏幕上；请用 -o 写明存成哪个文件，如 -o 汇总.{chosen}。")
    cache = no_cache, strict_cache
    options = options_of(plan, targets, period, as_of, history, select, ignore, jobs, cache)
    with progress_line("正在汇总") as bar:
        summary = summarise(paths or [], options, bar, assessment)
    emit(export(summary, chosen, of="summary"), output)
    tell_closed(summary)
    say(f"{LEAD}{verdict(summary.report)}")


def _by_name(output: str | None) -> str:
    """The format that an output file's name asks for; a workbook when it asks for none."""
    suffix = os.path.splitext(output or "")[1].lower().removeprefix(".")
    return suffix if suffix in FORMATS else "xlsx"
