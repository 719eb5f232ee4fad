"""``fuxi pack``: everything for the month's meeting, in one folder or zip."""

import os
from typing import Annotated

import typer

from fuxi_cli.cli.options import (
    RESULT,
    AsOfOption,
    HistoryOption,
    IgnoreOption,
    JobsOption,
    NoCacheOption,
    PeriodOption,
    PlanOption,
    SelectOption,
    StrictCacheOption,
    TargetsOption,
)
from fuxi_cli.cli.output import harmless, progress_line, say
from fuxi_cli.cli.running import AssessmentOption, PathsArgument, options_of, tell_closed
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.exporters.verdict import LEAD, verdict
from fuxi_cli.pipeline import pack, summarise, write_file, zipped


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
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="文件夹或zip",
            help="放到哪里，.zip 则打成压缩包；默认“会议材料-年-月”",
            rich_help_panel=RESULT,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="已有同名文件时覆盖", rich_help_panel=RESULT)
    ] = False,
    jobs: JobsOption = None,
    no_cache: NoCacheOption = False,
    strict_cache: StrictCacheOption = False,
) -> None:
    """一次备齐会议材料：汇总表、进度一览、通报代拟稿、审核结果、退回材料和数据，附目录。

    \b
    示例：
      fuxi pack 报送/2022-06
      fuxi pack 报送/2022-06 -o 会议材料.zip
    """
    cache = no_cache, strict_cache
    options = options_of(plan, targets, period, as_of, history, select, ignore, jobs, cache)
    with progress_line("正在汇总") as bar:
        summary = summarise(paths or [], options, bar, assessment)
    target = output or f"会议材料-{summary.period}"
    zip_file = target.lower().endswith(".zip")
    with progress_line("正在生成", enough=5) as bar:
        files = pack(summary, bar)
    wanted = {target: zipped(files)} if zip_file else {os.path.join(target, n): c for n, c in files.items()}
    existing = [path for path in wanted if os.path.exists(path)]
    if existing and not force:
        raise FuxiError(f"已有“{existing[0]}”，没有覆盖；确要重新生成请加 --force。")
    for path, content in wanted.items():
        write_file(path, content)
        typer.echo(harmless(path))
    say(f"会议材料共 {len(files)} 个文件，目录见“{next(iter(files))}”。")
    tell_closed(summary)
    say(f"{LEAD}{verdict(summary.report)}")
