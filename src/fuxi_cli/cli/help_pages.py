"""The help page of a command: 用法、说明、示例、参数、选项 (in panels where they are many)、命令.

A page is as wide as the terminal, up to 100 columns. The golden files in tests/cli/help are these pages at 80.
"""

import shutil
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from typer.core import TyperArgument, TyperGroup, TyperOption

from fuxi_cli.exporters.terminal.wrap import wrap

_WIDEST = 100
_NARROWEST = 40
_MANY = 12
"""From so many options on they stand in panels."""
_LONGEST_NAME = 22
"""Columns; the text beside a longer name begins on the next line."""

Row = tuple[str, str]


def page(command: Any, ctx: Any) -> str:
    """The page of a command or group."""
    width = max(_NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))
    arguments = [p for p in command.get_params(ctx) if isinstance(p, TyperArgument)]
    commands = command.list_commands(ctx) if isinstance(command, TyperGroup) else []
    pieces = [ctx.command_path, "[选项]", *map(_metavar, arguments), *(["命令 …"] if commands else [])]
    lines = [f"用法：{' '.join(pieces)}", ""]
    for line in (command.help or "").replace("\b\n", "").strip().split("\n"):
        lines += _wrapped(line, width)
    sections = [
        ("命令", [(name, command.summary(ctx, name)) for name in commands]),
        ("参数", [(_metavar(a), a.help or "") for a in arguments]),
        *_panels(command, ctx),
    ]
    lines.append("")
    for title, rows in sections:
        lines += _section(title, rows, width) if rows else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _panels(command: Any, ctx: Any) -> list[tuple[str, list[Row]]]:
    """The options, all together where they are few."""
    options = [p for p in command.get_params(ctx) if not isinstance(p, TyperArgument)]
    options = [o for o in options if not getattr(o, "hidden", False)]
    if len(options) < _MANY:
        return [("选项", [(_names(o), o.help or "") for o in options])]
    named = [getattr(o, "rich_help_panel", None) or "" for o in options]
    panels: dict[str, list[Row]] = {name: [] for name in named if name}
    last = next(reversed(panels), "")
    for option, name in zip(options, named, strict=True):
        # What names no panel, as --help, goes with the last.
        panels.setdefault(name or last, []).append((_names(option), option.help or ""))
    return [(f"选项（{name}）", rows) for name, rows in panels.items()]


def _metavar(argument: TyperArgument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    name = f"{name}…" if argument.nargs == -1 else name
    return name if argument.required else f"[{name}]"


def _names(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if getattr(option, "is_flag", False) or not isinstance(option, TyperOption) or not option.metavar:
        return names
    return f"{names} {option.metavar}"


def _section(title: str, rows: list[Row], width: int) -> list[str]:
    """Two columns, with Chinese widths counted right."""
    names = [cell_len(name) for name, _ in rows]
    indent = 2 + max((n for n in names if n <= _LONGEST_NAME), default=_LONGEST_NAME) + 2
    lines = [f"{title}："]
    for (name, text), taken in zip(rows, names, strict=True):
        first, *rest = _wrapped(text, width - indent)
        if taken > _LONGEST_NAME:
            lines.append(f"  {name}")
            rest.insert(0, first)
        else:
            lines.append(f"  {name}{' ' * (indent - 2 - taken)}{first}")
        lines += (" " * indent + line for line in rest)
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most that width; an example's further lines keep its indent."""
    start = text[: len(text) - len(text.lstrip())]
    return [start + line.plain for line in wrap(Text(text.lstrip()), width - len(start))]
