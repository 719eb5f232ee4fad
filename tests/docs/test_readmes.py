"""The two READMEs say the same commands; the tour is carried out. .ci/run runs the others literally."""

import shutil
from pathlib import Path

import pytest

from docs.manual import ROOT, blocks, written
from support.command import fuxi

ENGLISH, CHINESE = (written()[name] for name in ("README.md", "README.zh-CN.md"))


def test_both_have_the_same_commands_and_pictures() -> None:
    for language in ("sh", "console"):
        assert blocks(ENGLISH, language) == blocks(CHINESE, language)
    assert len(blocks(ENGLISH, "sh")) == 2
    for picture in ("check.svg", "summary.png", "page.png", "circular.png"):
        assert ENGLISH.count(f"docs/pictures/{picture})") == CHINESE.count(f"docs/pictures/{picture})") == 1
        assert (ROOT / "docs/pictures" / picture).stat().st_size > 1000


def test_they_are_short() -> None:
    assert len(ENGLISH.splitlines()) < 100
    assert len(CHINESE.splitlines()) < 100


def test_the_tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples/submissions/2022-06", tmp_path / "examples/submissions/2022-06")
    monkeypatch.chdir(tmp_path)
    (tour,) = blocks(ENGLISH, "console")
    commands = tour.splitlines()
    assert len(commands) == 5
    for command in commands:
        program, *arguments = command.split()
        assert (program, fuxi(*arguments).code) == ("fuxi", 0), command
    assert len(list(Path("模板").iterdir())) == 1
    assert list(Path("退回").glob("*_退回单.docx"))
    assert Path("汇总.xlsx").stat().st_size > 10_000
    assert Path("会议材料/目录.txt").is_file()
