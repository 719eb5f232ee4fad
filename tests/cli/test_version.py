"""``fuxi --version``: fuxi, Python and the libraries."""

import re
import subprocess
import sys
import tomllib

import pytest

from fuxi_cli.pipeline.diagnosis import libraries
from support.command import fuxi
from support.samples import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s\[<>=~!;]", one)[0] for one in requirements}


def test_every_library_is_named() -> None:
    """What pyproject.toml asks for, and what its extras for users do."""
    extras = PROJECT["optional-dependencies"]
    users = set().union(
        *(names(extras[one]) for one in extras if one not in ("test", "dev", "docs", "peers", "single-file"))
    )
    assert set(libraries.NEEDED) == names(PROJECT["dependencies"])
    assert set(libraries.WANTED) == {name for name in users if name != "fuxi-cli"}


def test_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    known = libraries.version
    missing = libraries.PackageNotFoundError

    def version(name: str) -> str:
        if name == "pyarrow":
            raise missing(name)
        return known(name)

    monkeypatch.setattr(libraries, "version", version)
    monkeypatch.setattr(libraries, "find_spec", lambda name: None if name == "pyarrow" else name)
    lines = fuxi("--version").out.splitlines()
    assert re.fullmatch(r"fuxi \d+\.\d+\.\d+", lines[0])
    assert re.fullmatch(r"Python 3\.\d+\.\S+", lines[1])
    assert [line.split()[0] for line in lines[2:]] == [*libraries.NEEDED, *libraries.WANTED]
    assert f"typer {known('typer')}" in lines
    assert "pyarrow （没有安装）" in lines


def test_a_library_that_nothing_is_said_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a single-file build: every import name is right, and its presence is seen."""

    def version(name: str) -> str:
        raise libraries.PackageNotFoundError(name)

    monkeypatch.setattr(libraries, "version", version)
    assert {libraries.installed(name) for name in libraries.NEEDED} == {"（版本不详）"}


def test_no_library_is_loaded_for_it() -> None:
    code = """
import sys
from fuxi_cli import cli
try:
    cli.main(["--version"])
finally:
    print(*({"pandas", "openpyxl", "sqlalchemy", "rich", "docx", "yaml", "fuxi_cli.cli.check"} & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.split() == []
