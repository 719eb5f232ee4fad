"""What Typer itself would say in English, in Chinese: help pages and usage errors."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from fuxi_cli.core.nearest import is_it

CLICK_ERROR: type[Exception] = typer.BadParameter.__mro__[2]
"""The base of every error that the parser raises; Typer exports only this subclass of it."""
_NUMBERS = ("float", "float range", "integer", "integer range")


class Command(TyperCommand):
    """A command whose help page is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_page(self, ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _translated(super().get_help_option(ctx))


class Group(TyperGroup):
    """A command group whose help page is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_page(self, ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _translated(super().get_help_option(ctx))

    def summary(self, ctx: Any, name: str) -> str:
        """One line on a command of the group."""
        command = self.get_command(ctx, name)
        line = (command.help or "").strip().split("\n")[0] if command else ""
        return line.partition("；")[0].rstrip("。")


def _page(command: Any, ctx: Any) -> str:
    # Loaded by name: only who asks for help pays for the pages.
    page: str = import_module("fuxi_cli.cli.help_pages").page(command, ctx)
    return page


def _translated(option: Any) -> Any:
    if option is not None:
        option.help = "显示帮助"
    return option


def describe(error: Any) -> str:
    """A parser's error in Chinese: what is wrong and what to do."""
    kind = type(error).__name__
    option = getattr(error, "option_name", None)
    if kind == "NoSuchOption":
        return f"没有选项“{option}”。" + is_it(str(option), _options(error.ctx))
    if kind == "MissingParameter":
        return f"缺少{_parameter(error)}。"
    if kind == "BadOptionUsage":
        return f"选项“{option}”的用法不对，后面应带一个值。"
    if kind == "BadParameter":
        return f"{_parameter(error)}的值不对：{_why(error)}"
    message = str(error.message)
    name = _quoted(message)
    if name is not None and "ommand" in message:
        return f"没有命令“{name}”。" + is_it(name, _commands(error.ctx))
    if "Missing command" in message:
        return "请写明命令。"
    if "unexpected extra argument" in message:
        return "多写了参数：" + message.partition("(")[2].rstrip(")")
    return message


def _options(ctx: Any) -> list[str]:
    """Every option of the command, as it is typed."""
    if ctx is None:
        return []
    parameters = ctx.command.get_params(ctx)
    return [name for p in parameters if not isinstance(p, TyperArgument) for name in p.opts]


def _commands(ctx: Any) -> list[str]:
    return ctx.command.list_commands(ctx) if ctx is not None and isinstance(ctx.command, TyperGroup) else []


def _why(error: Any) -> str:
    """A value that is no number; what our own commands say of others is Chinese already."""
    kind = getattr(error.param, "type", None)
    if getattr(kind, "name", "") not in _NUMBERS:
        return str(error.message)
    value = _quoted(str(error.message)) or str(error.message).partition(" ")[0]
    least = getattr(kind, "min", None)
    return f"“{value}”应为数" + (f"，不小于 {least}。" if least is not None else "。")


def _parameter(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if isinstance(parameter, TyperArgument):
        return f"参数“{parameter.metavar or parameter.name}”"
    if parameter is not None:
        return f"选项“{'/'.join(parameter.opts)}”"
    return "参数"


def _quoted(message: str) -> str | None:
    parts = message.split("'")
    return parts[1] if len(parts) >= 3 else None
