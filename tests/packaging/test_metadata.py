"""What pyproject.toml, the constraints and the page on offline installs say of one another. packaging/build.py looks at what is built."""

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import fuxi_cli
from docs.manual import ROOT, written

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LINES = (ROOT / "packaging/constraints.txt").read_text(encoding="utf-8").splitlines()
HELD = {
    name: version for name, _, version in (line.partition("==") for line in LINES if not line.startswith("#"))
}
OFFLINE = written()["docs/离线安装.md"]


def test_who_looks_for_it_finds_it() -> None:
    assert {"富硒", "目标任务", "进度核查", "报送表"} <= set(PROJECT["keywords"])
    assert PROJECT["license"] == "MIT"
    assert all((ROOT / name).is_file() for name in PROJECT["license-files"])
    assert (ROOT / "src/fuxi_cli/py.typed").is_file()
    assert (ROOT / PROJECT["readme"]).is_file()
    assert "urls" not in PROJECT, "there is no place of its own yet: none may be made up"


def test_pythons_are_the_same_everywhere() -> None:
    pythons = [c.rpartition(" ")[2] for c in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", c)]
    assert PROJECT["requires-python"] == f">={pythons[0]}"
    script = (ROOT / "packaging/offline.py").read_text(encoding="utf-8")
    assert f"PYTHONS = {tuple(pythons)!r}".replace("'", '"') in script
    assert "、".join(pythons) in OFFLINE


@pytest.mark.parametrize(
    "text", [*PROJECT["dependencies"], *EXTRAS["parquet"], *EXTRAS["postgresql"], *EXTRAS["cluster"]]
)
def test_the_versions_that_were_tested_are_allowed(text: str) -> None:
    needed = Requirement(text)
    assert HELD[canonicalize_name(needed.name)] in needed.specifier


def test_constraints_are_versions_and_nothing_else() -> None:
    assert all(re.fullmatch(r"#.*|[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in LINES)
    assert {"colorama", "tzdata"} <= set(HELD)
    assert sorted(HELD) == list(HELD)


def test_the_page_says_what_the_script_does() -> None:
    wheel = f"fuxi_cli-{fuxi_cli.__version__}-py3-none-any.whl"
    download = next(line for line in OFFLINE.splitlines() if line.startswith("python -m pip download"))
    for part in (
        wheel,
        "--only-binary=:all:",
        "--platform win_amd64",
        "-c packaging/constraints.txt",
        "colorama tzdata",
    ):
        assert part in download
    assert "python -m pip install --no-index --find-links 离线包 fuxi-cli" in OFFLINE
    assert "packaging/single_file.py" in OFFLINE
