"""Options of the commands that run a check first, and what becomes of them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from fuxi_cli.cli.options import (
    RESULT,
    parse_cache,
    parse_day,
    parse_jobs,
    parse_period,
    parse_selection,
)
from fuxi_cli.cli.output import say
from fuxi_cli.core.summary import Summary
from fuxi_cli.pipeline import Options

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="路径",
        help="一个报告期的报送表或其文件夹；在工作区里不写则按登记簿",
    ),
]
AssessmentOption = Annotated[
    bool,
    typer.Option("--assessment", help="加上年度考核：按方案里定的权重给各单位打分", rich_help_panel=RESULT),
]


def tell_closed(summary: Summary) -> None:
    """Say of a closed month that what is given is what it was then: somebody may look for a later figure."""
    if summary.closed is not None:
        day = summary.closed[:10]
        say(
            f"{summary.period.chinese}已封账（{day}），这里是封账时的数；以后接收的更正列在下一个月的汇总里。"
        )


def options_of(
    plan: str | None,
    targets: Sequence[str] | None,
    period: str | None,
    as_of: str | None,
    history: str | None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    jobs: str | None = None,
    cache: tuple[bool, bool] = (False, False),
) -> Options:
    """What the command line settles for a run; ``cache``: --no-cache, --strict-cache. Raises FuxiError naming the option
    that is wrong."""
    return Options(
        plan=plan,
        targets=tuple(targets or ()),
        period=parse_period(period) if period else None,
        as_of=parse_day(as_of) if as_of else None,
        history=history,
        selection=parse_selection(select or (), ignore or ()),
        jobs=parse_jobs(jobs) if jobs else None,
        cache=parse_cache(*cache),
    )
