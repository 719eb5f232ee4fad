"""The help pages: Chinese, with examples, each on one screen; as golden files that a person can read."""

import re

import pytest
from rich.cells import cell_len

from fuxi_cli import cli
from support.command import fuxi

from .help_pages import FOLDER, golden, pages

PAGES = pages()
SCREEN = 24
LONGER = {(): 28, ("check",): 40, ("summary",): 29, ("pack",): 29}
"""Rows of the pages that have more to say than a small screen holds; their options stand in panels."""


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: " ".join(page) or "fuxi")
def test_page(page: tuple[str, ...]) -> None:
    result = fuxi(*page, "--help")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert len(lines) <= LONGER.get(page, SCREEN)
    assert max(map(cell_len, lines)) <= 80
    assert re.search(rf"示例：\n  {' '.join(('fuxi', *page))}\b", result.out)
    assert result.out == golden(page).read_text(encoding="utf-8"), "see tests/cli/help_pages.py"


def test_there_is_no_page_of_a_command_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {golden(page).name for page in PAGES}


def test_the_list_of_commands_is_complete() -> None:
    out = fuxi("--help").out
    assert [
        line.split()[0] for line in out.partition("命令：\n")[2].partition("选项：")[0].splitlines()
    ] == list(cli.COMMANDS)


def test_a_narrow_and_a_wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, widest in (("30", 46), ("60", 60), ("200", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        lines = fuxi("check", "--help").out.splitlines()
        examples = [line for line in lines if line.startswith("  fuxi")]
        assert max(cell_len(line) for line in lines if line not in examples) <= widest
        assert any(line.startswith("选项（怎么运行）") for line in lines)


def test_nothing_typed_shows_the_page() -> None:
    for command in ((), ("targets",), ("register",)):
        result = fuxi(*command)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("用法：fuxi")
