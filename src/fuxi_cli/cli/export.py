"""``fuxi export``: the month's figures as tidy tables, for analysts."""

import os
from typing import Annotated

import typer

from fuxi_cli.cli.offering import choosing
from fuxi_cli.cli.options import (
    RESULT,
    AsOfOption,
    HistoryOption,
    JobsOption,
    NoCacheOption,
    PeriodOption,
    PlanOption,
    StrictCacheOption,
    TargetsOption,
    choice,
)
from fuxi_cli.cli.output import harmless, progress_line, say
from fuxi_cli.cli.running import PathsArgument, options_of, tell_closed
from fuxi_cli.pipeline import TIDY_FORMATS, summarise, tidy, write_file


def command(
    paths: PathsArgument = None,
    plan: PlanOption = None,
    targets: TargetsOption = None,
    period: PeriodOption = None,
    as_of: AsOfOption = None,
    history: HistoryOption = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help=f"{'、'.join(TIDY_FORMATS)}；默认 csv",
            rich_help_panel=RESULT,
            autocompletion=choosing(TIDY_FORMATS),
        ),
    ] = "csv",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="文件夹",
            help="放到哪个文件夹；默认“数据”",
            rich_help_panel=RESULT,
        ),
    ] = "数据",
    jobs: JobsOption = None,
    no_cache: NoCacheOption = False,
    strict_cache: StrictCacheOption = False,
) -> None:
    """导出数据：进度、合计、排名、报送、任务、问题、台账各一张表，供分析用；附数据字典。

    \b
    示例：
      fuxi export 报送/2022-06 -o 数据
      fuxi export 报送/2022-06 -f parquet -o 数据
    """
    choice("--format", format, TIDY_FORMATS)
    options = options_of(plan, targets, period, as_of, history, jobs=jobs, cache=(no_cache, strict_cache))
    with progress_line("正在汇总") as bar:
        summary = summarise(paths or [], options, bar)
    files = tidy(summary, format)
    for name, content in files.items():
        write_file(os.path.join(output, name), content)
        typer.echo(harmless(os.path.join(output, name)))
    say(f"已导出 {len(files)} 个文件；各列的含义见 dictionary.csv。")
    tell_closed(summary)
