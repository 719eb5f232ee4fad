"""What 快速上手 and the developers' guides say to type is typed, literally."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.manual import ROOT, blocks, everything, written
from support.guide import carry_out

STEP = re.compile(
    r"File `(?P<file>[^`]+)`:\n\n```\w+\n(?P<content>.*?)```|^```sh\n(?P<commands>.*?)```", re.DOTALL | re.M
)
MARKS = {"sh", "sh 退出码 1", "console", "python", "csv", "yaml", "toml", "text"}


def test_quick_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples/submissions/2022-06", tmp_path / "examples/submissions/2022-06")
    shutil.copy(ROOT / "examples/progress.xlsx", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    ran = carry_out(written()["docs/快速上手.md"], tmp_path)
    assert len(ran) == 9
    assert {path.name for path in tmp_path.iterdir()} >= {
        "模板",
        "退回",
        "汇总.xlsx",
        "一览.html",
        "通报.docx",
        "会议材料",
    }


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a developer would have checked out, as far as the guides need it."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("src", "tests/support", "tests/exporters", "tests/rules", "data"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("pyproject.toml", "tests/conftest.py", "tests/test_catalogue.py", "examples/progress.xlsx"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("pictures"))
    return folder


@pytest.mark.parametrize("page", ["adding-a-rule", "adding-a-format"])
def test_a_developers_guide(page: str, copy: Path) -> None:
    files, ran = [], []
    for step in STEP.finditer(written()[f"docs/{page}.md"]):
        if step["file"]:
            path = copy / step["file"]
            assert not path.exists()
            path.write_text(step["content"], encoding="utf-8")
            files.append(step["file"])
            continue
        for command in step["commands"].splitlines():
            run(command, copy)
            ran.append(command)
    assert len(files) == 2, "one source file and one test"
    assert [name.partition("/")[0] for name in files] == ["src", "tests"]
    assert len(ran) >= 2


def run(command: str, folder: Path) -> None:
    program, *arguments = command.split()
    start = {"python": [sys.executable], "fuxi": [sys.executable, "-m", "fuxi_cli"]}[program]
    done = subprocess.run(
        [*start, *arguments],
        cwd=folder,
        env={
            "PYTHONPATH": str(folder / "src"),
            "PATH": "/usr/bin:/bin",
            "PYTHONUTF8": "1",
            "HOME": str(folder),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, (command, done.stdout, done.stderr)


def test_fences_say_what_the_tests_do_with_them() -> None:
    """See CONTRIBUTING.md: no other mark is known, and what is marked as run is on a page that a test carries out."""
    carried_out = {
        "docs/编制新方案.md",
        "docs/快速上手.md",
        "docs/adding-a-rule.md",
        "docs/adding-a-format.md",
    }
    carried_out |= {"README.md", "README.zh-CN.md"}
    for path, text in everything().items():
        marks = set(re.findall(r"(?m)^ *```(\S.*)$", text))
        assert marks <= MARKS, path
        if marks & {"sh", "sh 退出码 1", "console"}:
            assert path in carried_out, path


def test_blocks_of_python_are_python() -> None:
    for path, text in everything().items():
        for block in blocks(text, "python"):
            compile(block, path, "exec")
