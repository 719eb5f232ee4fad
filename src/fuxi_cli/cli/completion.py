"""Command completion: what a shell asks while somebody types, and how a shell is taught to ask.

The protocol and the scripts are Typer's. Ours are the words, and three things it does not do: descriptions without
loading rich, UTF-8 in PowerShell, and leaving alone what stands in a start-up file (and PowerShell's execution policy).
"""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer import _completion_classes as typers
from typer._click.shell_completion import CompletionItem

from fuxi_cli.cli import COMPLETE
from fuxi_cli.cli.output import say
from fuxi_cli.core.errors import FuxiError

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
ENVIRONMENT = "FUXI_SHELL"
"""Names the shell where it cannot be told."""
_BASH = """# A plan's revision (plan@2022-01-24) is one word.
COMP_WORDBREAKS=${COMP_WORDBREAKS//@/}
"""
_POWERSHELL = """$fuxiCompleter = {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $Env:%(variable)s = "complete_powershell"
    $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
    $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
    try {
        fuxi | ForEach-Object {
            $value, $text = $_ -Split ":::"
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $text)
        }
    } finally {
        [Console]::OutputEncoding = $before
        Remove-Item Env:%(variable)s, Env:_TYPER_COMPLETE_ARGS, Env:_TYPER_COMPLETE_WORD_TO_COMPLETE
    }
}
Register-ArgumentCompleter -Native -CommandName fuxi -ScriptBlock $fuxiCompleter"""


class _Bash(typers.BashComplete):
    pass


_ZSH = str.maketrans({'"': '""', "$": "\\$", "`": "\\`", ":": r"\\:"})
"""What means something in the list that zsh evaluates."""


class _Zsh(typers.ZshComplete):
    def format_completion(self, item: Any) -> str:
        value, text = (str(part).translate(_ZSH) for part in (item.value, _line(item.help)))
        return f'"{value}":"{text}"' if text else f'"{value}"'


class _Fish(typers.FishComplete):
    def format_completion(self, item: Any) -> str:
        text = _line(item.help)
        return f"{item.value}\t{text}" if text else str(item.value)


class _PowerShell(typers.PowerShellComplete):
    def format_completion(self, item: Any) -> str:
        # An empty text would make PowerShell refuse the whole entry.
        return f"{item.value}:::{_line(item.help) or item.value}"


_ASKED_BY: dict[str, Any] = {
    "bash": _Bash,
    "zsh": _Zsh,
    "fish": _Fish,
    "powershell": _PowerShell,
    "pwsh": _PowerShell,
}


def _line(text: str | None) -> str:
    """A description in one line, without what quotes in a shell."""
    return re.sub(r"\s+", " ", (text or "").replace("'", "’"))


def complete(app: typer.Typer) -> int:
    """Answer a shell: the completions of the command line in its environment variables, on stdout."""
    shell = os.environ[COMPLETE].partition("_")[2]
    asked = _ASKED_BY.get(shell)
    if asked is None:
        return 1
    try:
        answer = asked(typer.main.get_command(app), {}, "fuxi", COMPLETE).complete()
    except Exception:
        if os.environ.get("FUXI_DEBUG"):
            raise
        return 1  # nobody who is typing wants to read of it
    print(answer)
    return 0


def commands(lines: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    """Commands that begin as what is typed does, with their lines; none of them is loaded."""
    return [CompletionItem(name, help=text) for name, text in lines.items() if name.startswith(incomplete)]


def show() -> None:
    print(script(shell_in_use()))


def install() -> None:
    """Teach the shell in use; say what was written and what to do next."""
    shell = shell_in_use()
    for path in _INSTALL[shell](shell):
        say(f"已写入 {path}")
    say(f"{shell} 的命令补全装好了：重新打开命令行窗口后，输入 fuxi 和空格，再按 Tab 键。")
    if shell in ("powershell", "pwsh"):
        say(
            "如果 PowerShell 提示“禁止运行脚本”，请先运行：Set-ExecutionPolicy -Scope CurrentUser RemoteSigned"
        )


def shell_in_use() -> str:
    """Raises FuxiError for a shell that cannot be told, or has no completion."""
    named = os.environ.get(ENVIRONMENT, "").strip().lower()
    if not named:
        shellingham: Any = import_module("shellingham")  # comes with Typer
        try:
            named = shellingham.detect_shell()[0]
        except (shellingham.ShellDetectionFailure, OSError):
            named = os.path.basename(os.environ.get("SHELL", ""))
    if named in SHELLS:
        return named
    what = f"“{named}”没有命令补全" if named else "认不出正在用哪一种命令行程序"
    raise FuxiError(
        f"{what}；可用的：{'、'.join(SHELLS)}。Windows 上请在 PowerShell 里运行；也可用环境变量 {ENVIRONMENT} 写明。"
    )


def script(shell: str) -> str:
    """What the shell is to run at its start."""
    if shell in ("powershell", "pwsh"):
        return _POWERSHELL % {"variable": COMPLETE}
    text: str = typer.completion.get_completion_script(  # type: ignore[attr-defined]
        prog_name="fuxi", complete_var=COMPLETE, shell=shell
    )
    return _BASH + text if shell == "bash" else text


def _bash(shell: str) -> Iterable[Path]:
    yield _write(Path.home() / ".bash_completions" / "fuxi.sh", script(shell))
    yield from _add_lines(Path.home() / ".bashrc", "source ~/.bash_completions/fuxi.sh")


def _zsh(shell: str) -> Iterable[Path]:
    yield _write(Path.home() / ".zfunc" / "_fuxi", script(shell))
    yield from _add_lines(Path.home() / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit")


def _fish(shell: str) -> Iterable[Path]:
    yield _write(Path.home() / ".config" / "fish" / "completions" / "fuxi.fish", script(shell))


def _powershell(shell: str) -> Iterable[Path]:
    ask = "[Console]::OutputEncoding = [System.Text.Encoding]::UTF8; $PROFILE"
    try:
        done = subprocess.run(
            [shell, "-NoProfile", "-Command", ask], capture_output=True, check=True, timeout=60
        )
        profile = Path(done.stdout.decode("utf-8").strip())
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        raise FuxiError(
            f"问不到 {shell} 的配置文件在哪里；请运行 fuxi --show-completion，把显示的内容自行加到 $PROFILE 里。"
        ) from None
    yield from _add_lines(profile, script(shell))


_INSTALL = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell, "pwsh": _powershell}


def _write(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise FuxiError(f"写不了 {path}（{error.strerror}）；请检查权限。") from None
    return path


def _add_lines(path: Path, lines: str) -> Iterable[Path]:
    """At the end of somebody's own file, once; what stands there stays byte for byte. The lines are ASCII."""
    try:
        old = path.read_bytes() if path.exists() else b""
        encoding = "utf-16-le" if old.startswith(b"\xff\xfe") else "utf-8"
        if lines.replace("\r", "").encode(encoding) in old.replace("\r".encode(encoding), b""):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(f"\n{lines}\n".encode(encoding))
    except OSError as error:
        raise FuxiError(f"写不了 {path}（{error.strerror}）；请检查权限。") from None
    yield path
