"""Help pages and usage errors in Chinese: the words that Typer itself would print in English."""

import io
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

CLICK_ERROR: type[Exception] = typer.BadParameter.__mro__[2]
"""The base of every error that the parser raises; Typer exports only this subclass of it."""

_BUILT_IN = {
    "help": "显示帮助",
    "install_completion": "为当前命令行程序安装命令补全",
    "show_completion": "显示命令补全的脚本，可复制或自行修改",
}
"""Options that Typer adds by itself, in English."""
_WIDTH = 100


class Command(TyperCommand):
    """A command whose help page is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_page(self, ctx))


class Group(TyperGroup):
    """A command group whose help page is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_page(self, ctx))


def _page(command: Any, ctx: Any) -> str:
    """用法、说明、参数、选项、命令, as wide as the terminal up to 100 columns."""
    parameters = command.get_params(ctx)
    arguments = [p for p in parameters if isinstance(p, TyperArgument)]
    options = [p for p in parameters if not isinstance(p, TyperArgument) and not getattr(p, "hidden", False)]
    pieces = [ctx.command_path, "[选项]", *(_metavar(a) for a in arguments)]
    commands = [] if not isinstance(command, TyperGroup) else command.list_commands(ctx)
    if commands:
        pieces.append("命令 …")
    blocks = [f"用法：{' '.join(pieces)}", (command.help or "").replace("\b\n", "").strip()]
    sections = [
        ("参数", [(_metavar(a), a.help or "") for a in arguments]),
        ("选项", [(_names(o), _help_of(o)) for o in options]),
        ("命令", [(name, _short(command.get_command(ctx, name))) for name in commands]),
    ]
    return _render([b for b in blocks if b], [(title, rows) for title, rows in sections if rows])


def _metavar(argument: TyperArgument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    name = f"{name}…" if argument.nargs == -1 else name
    return name if argument.required else f"[{name}]"


def _names(option: Any) -> str:
    names = ", ".join(option.opts)
    if getattr(option, "is_flag", False) or not isinstance(option, TyperOption) or not option.metavar:
        return names
    return f"{names} {option.metavar}"


def _help_of(option: Any) -> str:
    return _BUILT_IN.get(option.name) or option.help or ""


def _short(command: Any) -> str:
    return (command.help or "").strip().split("\n")[0]


def _render(blocks: list[str], sections: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """Two-column sections with Chinese widths counted right; rich is loaded only here, when help is asked for."""
    console_module, table_module, text_module = (
        import_module(f"rich.{name}") for name in ("console", "table", "text")
    )
    file = io.StringIO()
    width = min(console_module.Console().width, _WIDTH)
    console = console_module.Console(
        file=file, width=width, highlight=False, no_color=True, force_terminal=False
    )
    for block in blocks:
        console.print(text_module.Text(block))
        console.print()
    for title, rows in sections:
        console.print(text_module.Text(f"{title}："))
        table = table_module.Table.grid(padding=(0, 2, 0, 2))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for left, right in rows:
            table.add_row(text_module.Text(left), text_module.Text(right))
        console.print(table)
        console.print()
    return file.getvalue()


def describe(error: Any, commands: list[str]) -> str:
    """A parser's error in Chinese: what is wrong and what to do."""
    kind = type(error).__name__
    option = getattr(error, "option_name", None)
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or []
        return f"没有选项“{option}”。" + (f"是不是 {'、'.join(sorted(near)[:3])}？" if near else "")
    if kind == "MissingParameter":
        return f"缺少{_parameter(error)}。"
    if kind == "BadOptionUsage":
        return f"选项“{option}”的用法不对，后面应带一个值。"
    if kind == "BadParameter":
        return f"{_parameter(error)}的值不对：{error.message}"
    message = str(error.message)
    name = _quoted(message)
    if name is not None and "ommand" in message:
        near = get_close_matches(name, commands, n=1)
        return f"没有命令“{name}”。" + (f"是不是 {near[0]}？" if near else "")
    if "Missing command" in message:
        return "请写明命令。"
    if "unexpected extra argument" in message:
        return "多写了参数：" + message.partition("(")[2].rstrip(")")
    return message


def _parameter(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if isinstance(parameter, TyperArgument):
        return f"参数“{_metavar(parameter).strip('[]')}”"
    if parameter is not None:
        return f"选项“{'/'.join(parameter.opts)}”"
    return "参数"


def _quoted(message: str) -> str | None:
    parts = message.split("'")
    return parts[1] if len(parts) >= 3 else None
