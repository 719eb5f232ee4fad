"""The command line: one file per command. Parse, call the pipeline, export, exit code."""

import os
import sys
import traceback
from functools import cache
from importlib import import_module
from typing import Annotated

import typer

from fuxi_cli import __version__
from fuxi_cli.cli.chinese import CLICK_ERROR, Command, Group, describe
from fuxi_cli.cli.output import prepare_streams, say
from fuxi_cli.core.errors import FuxiError

USAGE, INTERNAL = 2, 101

app = typer.Typer(
    cls=Group,
    name="fuxi",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fuxi {__version__}")
        raise typer.Exit


@app.callback()
def fuxi(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    """富硒：核对县区和部门每月报送的进度表，找出问题，算清差额。"""


COMMANDS = (
    "check",
    "summary",
    "pack",
    "export",
    "template",
    "targets",
    "rules",
    "init",
    "run",
    "status",
    "close",
    "register",
)
"""In the order of the help page; each is a module of this package with a ``command`` or an ``app``."""


@cache
def _add(name: str) -> None:
    module = import_module(f"{__name__}.{name}")
    if hasattr(module, "app"):
        app.add_typer(module.app, name=name)
    else:
        app.command(name, cls=Command)(module.command)


def _load(arguments: list[str]) -> None:
    """Load the command that is asked for; all of them for help, completion and mistyped names."""
    for name in arguments[:1] if arguments[:1] and arguments[0] in COMMANDS else COMMANDS:
        _add(name)


def main(arguments: list[str] | None = None) -> None:
    """The console script. Every way out is an exit code of SPEC section 7; no traceback reaches a user."""
    prepare_streams()
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    try:
        _load(arguments)
        result = app(arguments, standalone_mode=False)
    except FuxiError as error:
        say(f"错误：{_hanging(str(error))}")
        return error.exit_code
    except CLICK_ERROR as error:
        return _explain(error)
    except (KeyboardInterrupt, typer.Abort):
        say("已中断。")
        return 130
    except Exception as error:  # the last line of defence: a fault of ours, told without a traceback
        return _internal(error)
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        say(str(error).rstrip())
        return USAGE
    say(f"错误：{_hanging(describe(error, list(COMMANDS)))}")
    context = getattr(error, "ctx", None)
    say(f"用法可看：{context.command_path if context else 'fuxi'} --help")
    return USAGE


def _hanging(message: str) -> str:
    """Further lines indented: what a name of a file says must not look like a message of ours."""
    return message.replace("\n", "\n  ")


def _internal(error: Exception) -> int:
    say(f"程序内部错误（{type(error).__name__}），不是您的报送表的问题。请把所用命令和文件交给技术人员。")
    say("技术人员可设环境变量 FUXI_DEBUG=1 再运行一次，查看详情。")
    if os.environ.get("FUXI_DEBUG"):
        traceback.print_exc()
    return INTERNAL
