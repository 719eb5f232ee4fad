"""The command line: one file per command. Parse, call the pipeline, export, exit code."""

import os
import sys
import traceback
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer

from fuxi_cli.cli.chinese import CLICK_ERROR, Command, Group, describe
from fuxi_cli.cli.output import prepare_streams, say
from fuxi_cli.core.errors import FuxiError

USAGE, INTERNAL = 2, 101

COMPLETE = "_FUXI_COMPLETE"
"""The environment variable by which a shell asks for completions."""
COMMANDS = {
    "check": "检查报送表，指出每处问题和改法，列出每项任务的差额",
    "summary": "汇总一个月：汇总表、进度一览网页、通报代拟稿",
    "pack": "一次备齐会议材料",
    "export": "导出数据表，供分析用",
    "template": "生成填好单位和任务数的报送表，发给各单位",
    "targets": "方案数据：列出、查看、核查、比较、新建",
    "rules": "列出审核规则，解释一条规则",
    "init": "新建工作区",
    "run": "处理收件箱：收下、审核、登记、退回，更新当月材料",
    "status": "报送情况：谁报了、谁没报、催报名单",
    "close": "封账：固定一个月的材料",
    "register": "登记簿：导出、核对、重建",
    "doctor": "检查这台电脑和工作区：缺什么、哪里不对、怎么办",
}
"""In the order of the help page, with its lines; each is a module of this package with a ``command`` or an ``app``."""


class Root(Group):
    """The commands, each loaded when it is asked for; their names and lines are known without that."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, name: str) -> Any:
        if name in COMMANDS and name not in self.commands:
            _add(name)
            self.commands[name] = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
        return super().get_command(ctx, name)

    def summary(self, ctx: Any, name: str) -> str:  # noqa: ARG002
        return COMMANDS[name]

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return import_module(f"{__name__}.completion").commands(COMMANDS, incomplete)


app = typer.Typer(
    cls=Root,
    name="fuxi",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        # Loaded by name, as all that only one option needs.
        for name, version in import_module("fuxi_cli.pipeline.diagnosis.libraries").versions():
            typer.echo(f"{name} {version}")
        raise typer.Exit


def _install_completion(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        import_module(f"{__name__}.completion").install()
        raise typer.Exit


def _show_completion(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        import_module(f"{__name__}.completion").show()
        raise typer.Exit


@app.callback()
def fuxi(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示 fuxi 和所用各个库的版本")
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            is_eager=True,
            help="给当前的命令行程序装上命令补全：按 Tab 键补全命令",
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            callback=_show_completion,
            is_eager=True,
            help="显示命令补全的脚本，可复制或自行修改",
        ),
    ] = False,
) -> None:
    """富硒：核对县区和部门每月报送的进度表，找出问题，算清差额。

    \b
    示例：
      fuxi template 于都县 --period 2022-06   生成报送表
      fuxi check 于都县.xlsx                  检查报送表
      fuxi check --help                       一个命令的用法
    """


@cache
def _add(name: str) -> None:
    module = import_module(f"{__name__}.{name}")
    if hasattr(module, "app"):
        app.add_typer(module.app, name=name)
    else:
        app.command(name, cls=Command)(module.command)


def _load(arguments: list[str]) -> None:
    """Load the command that is asked for, where that can be seen at once; any other when it is looked up."""
    if arguments[:1] and arguments[0] in COMMANDS:
        _add(arguments[0])


def main(arguments: list[str] | None = None) -> None:
    """The console script. Every way out is an exit code of SPEC section 7; no traceback reaches a user."""
    prepare_streams()
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    try:
        if COMPLETE in os.environ:
            return import_module(f"{__name__}.completion").complete(app)  # type: ignore[no-any-return]
        _load(arguments)
        result = app(arguments, standalone_mode=False, prog_name="fuxi")
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
    say(f"错误：{_hanging(describe(error))}")
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
