"""What the Tab key offers, asked as the shells ask; and how a shell is taught to ask."""

import subprocess
import sys
from pathlib import Path

import pytest

from fuxi_cli.cli import COMMANDS, COMPLETE, completion
from support.command import Result, fuxi
from support.samples import GANZHOU

HEAVY = (
    "pandas",
    "openpyxl",
    "xlsxwriter",
    "sqlalchemy",
    "docx",
    "rich",
    "python_calamine",
    "chinese_calendar",
)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    monkeypatch.chdir(tmp_path)

    def asked(line: str, shell: str = "bash", action: str = "get-args") -> Result:
        words = line.split(" ")
        monkeypatch.setenv(COMPLETE, f"complete_{shell}")
        monkeypatch.setenv("COMP_WORDS", "\n".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", words[-1])
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", action)
        return fuxi()

    return asked


def offered(result: Result) -> list[str]:
    assert (result.code, result.err) == (0, "")
    return result.out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("fuxi ", list(COMMANDS)),
        ("fuxi s", ["summary", "status"]),
        ("fuxi --ver", ["--version"]),
        ("fuxi targets s", ["show", "schema"]),
        ("fuxi check --no-c", ["--no-cache", "--no-color"]),
        ("fuxi pack --strict", ["--strict-cache"]),
        ("fuxi check 报送 -f j", ["json"]),
        ("fuxi summary 报送 --format d", ["docx"]),
        ("fuxi check --fail-on o", ["overdue"]),
        ("fuxi check --layout ", ["official", "wide", "list", "free"]),
        ("fuxi check --plan gan", [GANZHOU]),
        ("fuxi targets show gan", [GANZHOU]),
        (f"fuxi template --plan {GANZHOU} --period 2022-1", ["2022-10", "2022-11", "2022-12"]),
        ("fuxi close 2022-06", ["2022-06"]),
        ("fuxi template 于", ["于都县"]),
        (f"fuxi template --plan {GANZHOU} 于都县 于", []),
        ("fuxi rules s102", ["s102"]),
        ("fuxi check --ignore S,T102", ["S,T102"]),
        ("fuxi check ", []),
        ("fuxi nothing x", []),
        ("fuxi template --plan nothing 于", []),
    ],
)
def test_offered(ask, line: str, expected: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert offered(ask(line)) == expected


def test_the_other_shells_show_what_each_is(ask) -> None:  # type: ignore[no-untyped-def]
    assert '"template":"生成' in ask("fuxi te", "zsh").out
    assert "template\t生成" in ask("fuxi te", "fish").out
    assert ask("fuxi te", "powershell").out.startswith("template:::生成")
    assert ask("fuxi check -", "pwsh").out.count(":::") >= 20
    assert ask("fuxi check --help", "fish").out == "--help\t显示帮助\n"
    assert ask("fuxi check ", "zsh").out == "_files\n"
    assert (ask("fuxi te", "fish", "is-args").code, ask("fuxi check ", "fish", "is-args").code) == (0, 1)


def test_an_option_on_the_line_is_not_obeyed(ask) -> None:  # type: ignore[no-untyped-def]
    for option in ("--version", "--install-completion", "--show-completion"):
        assert offered(ask(f"fuxi {option} clo")) == ["close"]


def test_an_unknown_shell_and_a_fault_are_silent(ask, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    assert ask("fuxi ", "tcsh") == Result(1, "", "")
    monkeypatch.setattr("fuxi_cli.cli.completion.commands", None)
    assert ask("fuxi ") == Result(1, "", "")


def test_completing_loads_nothing_heavy(tmp_path: Path) -> None:
    code = f"""
import os, sys
from fuxi_cli import cli
os.environ.update({COMPLETE}="complete_zsh", _TYPER_COMPLETE_ARGS="fuxi template 于")
try:
    cli.main([])
finally:
    print(*(set({HEAVY}) & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
    assert "于都县" in done.stdout.decode()
    assert done.stderr.split() == []


def test_a_check_loads_nothing_of_help_completion_and_doctor() -> None:
    code = "import fuxi_cli.cli.check, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    ours = {f"fuxi_cli.cli.{name}" for name in ("help_pages", "completion", "offers", "doctor", "summary")}
    assert not loaded & {*ours, *HEAVY, "fuxi_cli.core.diagnosis"} - {"python_calamine"}


@pytest.mark.parametrize(
    ("shell", "start", "written"),
    [
        ("bash", ".bashrc", [".bash_completions/fuxi.sh"]),
        ("zsh", ".zshrc", [".zfunc/_fuxi"]),
        ("fish", None, [".config/fish/completions/fuxi.fish"]),
    ],
)
def test_install(
    shell: str, start: str | None, written: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("FUXI_SHELL", shell)
    own = "alias a=b  # 示例".encode("gbk")
    if start:
        (tmp_path / start).write_bytes(own)
    first, second = fuxi("--install-completion"), fuxi("--install-completion")
    assert (first.code, second.code) == (0, 0)
    assert f"{shell} 的命令补全装好了" in first.err
    for path in written:
        assert (tmp_path / path).read_text(encoding="utf-8") == fuxi("--show-completion").out
    if start:
        content = (tmp_path / start).read_bytes()
        assert content.startswith(own)
        assert content.count({"bash": b"fuxi", "zsh": b".zfunc"}[shell]) == 1


@pytest.mark.parametrize(
    "old", [b"", "# 示例\r\n".encode("gbk"), b"\xff\xfe" + "# 示例\r\n".encode("utf-16-le")]
)
def test_install_in_powershell(old: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = tmp_path / "文档" / "profile.ps1"
    profile.parent.mkdir()
    profile.write_bytes(old)
    answer = subprocess.CompletedProcess([], 0, f"{profile}\r\n".encode(), b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    monkeypatch.setenv("FUXI_SHELL", "PowerShell")
    assert "Set-ExecutionPolicy" in fuxi("--install-completion").err
    fuxi("--install-completion")
    added = profile.read_bytes().removeprefix(old)
    text = added.decode("utf-16-le" if old.startswith(b"\xff") else "ascii")
    assert text.strip() == completion.script("pwsh")


def test_install_where_it_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUXI_SHELL", "cmd")
    assert "“cmd”没有命令补全" in fuxi("--install-completion").err
    monkeypatch.setenv("FUXI_SHELL", "pwsh")
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = fuxi("--install-completion")
    assert (asked.code, asked.out) == (2, "")
    assert "--show-completion" in asked.err
    (tmp_path / "file").touch()
    monkeypatch.setenv("FUXI_SHELL", "fish")
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "file"))
    assert "写不了" in fuxi("--install-completion").err
