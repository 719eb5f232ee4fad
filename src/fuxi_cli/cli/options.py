"""Options that several commands share, and how their values are read."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from fuxi_cli.catalogue import Selection
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period, quarter_of, year_of

MOST_JOBS = 64


def parse_period(text: str) -> Period:
    """A month; a quarter or a year where the plan is reported so, which is settled when the plan is known."""
    try:
        return Period.parse(text)
    except ValueError:
        pass
    period = quarter_of(text) or year_of(text)
    if period is None:
        raise FuxiError(
            f"报告期“{text}”不对，应写成 2022-06 这样的年月；按季报送的可写 2022Q2、2022年二季度，按年报送的可写 2022年度。"
        )
    return period


def parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FuxiError(f"日期“{text}”不对，应写成 2022-06-30 这样的年月日。") from None


def parse_selection(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    return Selection(_codes(select), _codes(ignore))


def _codes(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        code.strip().upper() for text in texts for code in text.replace("，", ",").split(",") if code.strip()
    )


def parse_jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MOST_JOBS):
        raise FuxiError(f"选项 --jobs 的值“{text}”不对，应为 1 至 {MOST_JOBS} 的整数。")
    return int(text)


def parse_cache(off: bool, strict: bool) -> str:
    if off and strict:
        raise FuxiError("--no-cache 和 --strict-cache 只能用一个。")
    return "off" if off else "strict" if strict else "on"


def choice(name: str, text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        raise FuxiError(f"选项 {name} 的值“{text}”不对，可选：{'、'.join(choices)}。")
    return text


PlanOption = Annotated[
    str | None, typer.Option("--plan", metavar="方案[@版次]", help="按哪个方案检查；不写则由报送表自己说明")
]
TargetsOption = Annotated[
    list[str] | None, typer.Option("--targets", metavar="文件夹", help="自有方案所在的文件夹，可写多次")
]
PeriodOption = Annotated[str | None, typer.Option("--period", metavar="年-月", help="报告期，如 2022-06")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="截止日，默认为报告期最后一天")
]
SelectOption = Annotated[
    list[str] | None, typer.Option("--select", metavar="编号", help="只用这些规则，如 S,T101，可写开头几位")
]
IgnoreOption = Annotated[list[str] | None, typer.Option("--ignore", metavar="编号", help="不用这些规则")]
JobsOption = Annotated[
    str | None,
    typer.Option("--jobs", metavar="个数", help="同时读几个文件；不写则按文件多少自动决定"),
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="文件", help="结果写入文件，不写则显示")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="只显示结论")]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="不用颜色；设置环境变量 NO_COLOR 也可")]
NoCacheOption = Annotated[
    bool,
    typer.Option(
        "--no-cache", help="不用上次留存的结果，每个文件都重新读；设置环境变量 FUXI_NO_CACHE=1 也可"
    ),
]
StrictCacheOption = Annotated[
    bool, typer.Option("--strict-cache", help="按文件内容（不按大小和修改时间）判断文件有没有变过")
]
