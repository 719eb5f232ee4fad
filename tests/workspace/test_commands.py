"""The help pages and the manners of the commands that work in a workspace."""

import os
from pathlib import Path

import pytest

from support.command import fuxi
from support.offices import fails, run, submission
from support.workspaces import make_workspace, put

PAGES = (
    ["run"],
    ["status"],
    ["close"],
    ["init"],
    ["register"],
    ["register", "export"],
    ["register", "verify"],
    ["register", "rebuild"],
)
ENGLISH = ("Usage", "Options", "Arguments", "Commands", "Show this message", "default", "required")


@pytest.fixture(params=[80, 120], ids=str)
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    monkeypatch.setenv("TERMINAL_WIDTH", str(request.param))
    return int(request.param)


def columns(line: str) -> int:
    """How wide a line is on a terminal: Chinese characters take two columns."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in line)


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_help_fits_a_screen(page: list[str], width: int) -> None:
    result = fuxi(*page, "--help")
    assert result.code == 0
    lines = result.out.rstrip("\n").split("\n")
    assert not [line for line in lines if columns(line) > width]
    head = next((n for n, line in enumerate(lines) if line.startswith("选项")), len(lines))
    assert head <= 24
    assert not [word for word in ENGLISH if word in result.out]


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_help_is_the_same_for_h(page: list[str]) -> None:
    assert fuxi(*page, "-h").out == fuxi(*page, "--help").out


def test_the_list_of_commands_has_them() -> None:
    out = fuxi("--help").out
    for name in ("init", "run", "status", "close", "register"):
        assert f"\n  {name} " in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "a", "b"],
        ["run", "--wait", "-1"],
        ["run", "--wait", "long"],
        ["run", "-f", "xml"],
        ["run", "--fail-on", "warning"],
        ["close"],
        ["status", "2022-6-1"],
        ["status", "--as-of", "gestern"],
        ["register", "repair"],
        ["register", "export"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told(arguments: list[str]) -> None:
    message = fails(2, *arguments)
    assert message.startswith("错误：") or "用法" in message


def test_the_folder_may_be_given_or_be_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(tmp_path / "工作区")
    put(workspace, submission(tmp_path))
    assert run(workspace)["counts"]["accepted"] == 1
    monkeypatch.chdir(workspace)
    assert fuxi("run").out == "收件箱里没有新的报送表。\n"
    assert "瑞金市" in fuxi("status", "2022-06").out
    assert fuxi("register", "verify").code == 0
    monkeypatch.chdir(workspace / "inbox")
    assert "不是工作区" in fuxi("run").err
    assert fuxi("run", "..").code == 0


@pytest.mark.parametrize(
    "command", [["run"], ["status", "--dir"], ["close", "2022-06", "--dir"], ["register", "verify", "--dir"]]
)
def test_elsewhere_they_say_what_is_missing(command: list[str], tmp_path: Path) -> None:
    message = fails(2, *command, tmp_path)
    assert message == (
        f"错误：“{tmp_path}”不是工作区（fuxi.toml 里没有 register）；请先进入工作区的文件夹，新建工作区用 fuxi init。\n"
    )
    assert "没有文件夹" in fails(2, *command, tmp_path / "无")


def test_what_is_told_of_a_run_holds_nothing_that_acts_on_a_terminal(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "ws")
    put(workspace, ("\x1b[2J坏.xlsx", b"x"), ("\u202e坏二.xlsx", b"xx"), ("\x07.txt", b"x"))
    out = fuxi("run", workspace).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\x07" not in out
    assert out.count("已退回") == 3  # two files, and the sentence at the end
    assert os.listdir(workspace / "inbox") == ["\x07.txt"]
