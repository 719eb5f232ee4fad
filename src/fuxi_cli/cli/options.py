"""Options that several commands share, and how their values are read."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from fuxi_cli.catalogue import Selection
from fuxi_cli.cli.offering import offering
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.nearest import is_it
from fuxi_cli.core.period import Period, quarter_of, year_of

MOST_JOBS = 64
SCOPE, RESULT, WORK = "检查什么", "给出什么", "怎么运行"
"""Panels of the options, on the help pages of commands that have many."""
_MONTH = re.compile(r"(20\d\d)[^\d]?(0?[1-9]|1[0-2])月?份?", re.ASCII)
_DAY = re.compile(r"(20\d\d)[^\d]?(0?[1-9]|1[0-2])[^\d]?(0?[1-9]|[12]\d|3[01])日?", re.ASCII)


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
            + _meant(_MONTH, text)
        )
    return period


def parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FuxiError(f"日期“{text}”不对，应写成 2022-06-30 这样的年月日。" + _meant(_DAY, text)) from None


def _meant(pattern: re.Pattern[str], text: str) -> str:
    """The same month or day as it is to be typed, when the text is one in another way of writing."""
    match = pattern.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return f"是不是 {'-'.join(part.zfill(2) for part in match.groups())}？" if match else ""


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
        raise FuxiError(f"选项 {name} 的值“{text}”不对，可选：{'、'.join(choices)}。" + is_it(text, choices))
    return text


PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="方案[@版次]",
        help="用哪个方案；能看出是哪一个时可不写",
        rich_help_panel=SCOPE,
        autocompletion=offering("plans"),
    ),
]
TargetsOption = Annotated[
    list[str] | None,
    typer.Option("--targets", metavar="文件夹", help="自有方案所在的文件夹，可写多次", rich_help_panel=SCOPE),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="年-月",
        help="报告期，如 2022-06",
        rich_help_panel=SCOPE,
        autocompletion=offering("periods"),
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="日期", help="截止日，默认为报告期最后一天", rich_help_panel=SCOPE),
]
HistoryOption = Annotated[
    str | None,
    typer.Option(
        "--history",
        metavar="文件夹",
        help="以前月份的报送表（2022-05 等文件夹）；默认找同级的",
        rich_help_panel=SCOPE,
    ),
]
SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="编号",
        help="只用这些规则，如 S,T101，可写开头几位",
        rich_help_panel=SCOPE,
        autocompletion=offering("rules"),
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="编号",
        help="不用这些规则",
        rich_help_panel=SCOPE,
        autocompletion=offering("rules"),
    ),
]
JobsOption = Annotated[
    str | None,
    typer.Option("--jobs", metavar="个数", help="同时读几个文件；不写则自动决定", rich_help_panel=WORK),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="地址",
        help="由 Dask 集群来读文件，如 tcp://127.0.0.1:8786",
        rich_help_panel=WORK,
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="文件", help="结果写入文件，不写则显示", rich_help_panel=RESULT),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="只显示结论", rich_help_panel=RESULT)]
NoColorOption = Annotated[
    bool,
    typer.Option("--no-color", help="不用颜色；设置环境变量 NO_COLOR 也可", rich_help_panel=RESULT),
]
NoCacheOption = Annotated[
    bool,
    typer.Option("--no-cache", help="每个文件都重新读；环境变量 FUXI_NO_CACHE=1 也可", rich_help_panel=WORK),
]
StrictCacheOption = Annotated[
    bool,
    typer.Option("--strict-cache", help="按内容（不按大小和时间）判断文件变没变", rich_help_panel=WORK),
]
