"""``fuxi init``: makes a workspace."""

import os
import shlex
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from fuxi_cli.cli.offering import offering
from fuxi_cli.cli.options import TargetsOption
from fuxi_cli.cli.output import say

if TYPE_CHECKING:
    from fuxi_cli.pipeline.initialising import Made


def command(
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="工作区建在哪里；没有这个文件夹就新建")],
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="方案[@版次]",
            help="用哪个方案：编号或方案文件夹；只有一个方案时可不写",
            autocompletion=offering("plans"),
        ),
    ] = None,
    targets: TargetsOption = None,
    register: Annotated[
        str | None,
        typer.Option(
            "--register",
            metavar="登记簿",
            help="工作区里的文件名，或 postgresql:// 开头的网址；默认 register.sqlite",
        ),
    ] = None,
) -> None:
    """新建工作区：设置、收件箱、归档文件夹和登记簿，以后每天运行一次 fuxi run 就行。

    已有的文件一概不动；中途断了，再运行一次即可。

    \b
    示例：
      fuxi init 富硒办                               新建工作区“富硒办”
      fuxi init 富硒办 --plan 方案编号               写明用哪个方案
      fuxi init 富硒办 --plan 方案/2023              用自有的方案
      fuxi init . --register postgresql://fuxi@服务器/fuxi
                                                     几台电脑合用一个登记簿
    """
    initialising = import_module("fuxi_cli.pipeline.initialising")
    _tell(initialising.make_workspace(folder, plan, tuple(targets or ()), register))


def _tell(made: "Made") -> None:
    say(f"已建好工作区“{made.folder}”，方案：{made.plan.title}（{made.settings.plan}）。")
    rows = [
        ("fuxi.toml", "设置：里面有说明，用记事本就能改"),
        ("inbox", "收件箱：收到的报送表放在这里"),
        ("accepted", "已接收的原件，按月存放"),
        ("returned", "退回的原件、审核意见和退回单，按月存放"),
        ("reports", "每月的汇总表、一览、通报"),
        ("targets", "自有方案放在这里"),
    ]
    for name, what in rows:
        say(f"  {name:<10}{what}")
    say(f"登记簿：{_register(made)}")
    if made.entered:
        say(f"提醒：登记簿里已有 {made.entered} 份报送表，是合用它的其他工作区登记的。")
    if made.has_password:
        say("提醒：登记簿的密码写在了 fuxi.toml 里；请限制谁能看这个文件，或改用环境变量 FUXI_REGISTER。")
    say("接下来：")
    say(f"  cd {_argument(made.folder)}")
    say("  fuxi run      收到的报送表放进 inbox 后运行，每天一次即可")


def _register(made: "Made") -> str:
    """The file; of a database only that it is one: its URL may hold a password."""
    url = made.settings.register or ""
    file = url.partition(":///")[2] if url.startswith("sqlite:") else ""
    return os.path.relpath(file, made.folder) if file else "PostgreSQL 数据库"


def _argument(path: str) -> str:
    """A path as it can be pasted into a command line."""
    if os.name == "nt":
        return f'"{path}"' if " " in path else path
    return shlex.quote(path) if not path.replace("/", "").isalnum() else path
