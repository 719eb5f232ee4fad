"""Hostile files: the command, in a process of its own with 1 GiB of memory and 20 seconds, on each of them."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

import pytest

import hostile
from fuxi_cli.pipeline.files import SPREADSHEETS
from hostile.base import GOOD
from hostile.kinds import Kind, kinds_in

resource = pytest.importorskip("resource", reason="a hard bound on memory needs Unix")
warm = import_module("support.warm")

GIB = 1 << 30
SECONDS = 20
SOURCE = Path(__file__).parent.parent / "src"
KINDS = tuple(kinds_in([import_module(f"hostile.{m.name}") for m in iter_modules(hostile.__path__)]))
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Answer(NamedTuple):
    code: int
    out: bytes
    err: bytes

    @property
    def report(self) -> Any:
        return json.loads(self.out, parse_constant=_no_number)


def _no_number(name: str) -> None:
    raise ValueError(f"no JSON number: {name}")


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (GIB, GIB))


def fuxi(*arguments: object, seconds: float = SECONDS) -> Answer:
    """The command as a user starts it: nothing in it may take longer or more."""
    done = subprocess.run(
        [sys.executable, "-m", "fuxi_cli", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=seconds,
        stdin=subprocess.DEVNULL,
        preexec_fn=_bound,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    return sound(Answer(done.returncode, done.stdout, done.stderr))


def sound(answer: Answer) -> Answer:
    """It came to its end as it should."""
    assert b"Traceback" not in answer.err + answer.out
    assert b"panicked" not in answer.err
    assert answer.code in (0, 1), (answer.code, answer.err[-500:])
    return answer


def about(report: Any, path: object) -> list[Any]:
    """What was found in a file itself; neither how far its reporter has come, nor what it is compared with."""
    return [f for f in report["findings"] if f["path"] == path and f["code"][0] in "STCE"]


def raw(text: str) -> set[str]:
    """Characters that a terminal obeys, or that hide or turn round what it shows."""
    return {
        c
        for c in _COLOUR.sub("", text)
        if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")
    }


@pytest.fixture(scope="module")
def loaded() -> Iterator["warm.Warm"]:
    with warm.warm(SOURCE, GOOD) as one:
        yield one


@pytest.mark.parametrize("kind", [k for k in KINDS if not k.together], ids=lambda kind: kind.name)
def test_every_kind_gets_its_verdict(kind: Kind, loaded: "warm.Warm", tmp_path: Path) -> None:
    path = kind.make(tmp_path)
    assert isinstance(path, Path)
    if kind.name == "no_permission" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    wanted = tmp_path if path.name.lower().endswith(SPREADSHEETS) and path.name[0] != "." else path
    answer = sound(Answer(*loaded.run("check", wanted, "-f", "json", seconds=SECONDS, memory=GIB)))
    report = answer.report
    assert differing(kind, report, path) == []
    assert answer.code == any(f["severity"] == "error" for f in about(report, str(path)))
    if kind.actual is not None:
        assert kind.actual in [
            g["actual"]
            for g in report["gaps"]
            if (g["reporter"], g["indicator"]) == ("360731", "leading-enterprise")
        ]


@pytest.mark.parametrize("module", sorted({k.module for k in KINDS if k.together}))
def test_kinds_that_cost_nothing_are_judged_together(module: str, tmp_path: Path) -> None:
    """One run over a folder for each kind of a module: none of them changes what is said of another."""
    kinds = [k for k in KINDS if k.together and k.module == module]
    assert all(k.actual is None for k in kinds)
    paths = {}
    for kind in kinds:
        (tmp_path / kind.name).mkdir()
        paths[kind] = kind.make(tmp_path / kind.name)
    report = fuxi("check", tmp_path, "-f", "json", seconds=60).report
    assert [wrong for kind, path in paths.items() for wrong in differing(kind, report, path)] == []


def differing(kind: Kind, report: Any, path: object) -> list[object]:
    """What is otherwise than that kind of file should be judged."""
    found = about(report, str(path))
    status = [w["status"] for w in report["workbooks"] if w["path"] == str(path)]
    wrong: list[object] = []
    if {f["code"] for f in found} != kind.codes:
        said = [(f["code"], f["cell"], f["message"][:200]) for f in found][:9]
        wrong.append((kind.name, "wanted", sorted(kind.codes), "found", said))
    if kind.cell and kind.cell not in {f["cell"] for f in found}:
        wrong.append((kind.name, "no finding at", kind.cell))
    good = {"accepted", "skipped"}
    if len(status) != 1 or (status[0] in good) == any(f["severity"] == "error" for f in found):
        wrong.append((kind.name, "status", status))
    if any(len(f["message"]) >= 1000 for f in found):
        wrong.append((kind.name, "a message without end"))
    return wrong


def test_nothing_odd_reaches_the_terminal(tmp_path: Path) -> None:
    """All files with odd names and texts in one report for people."""
    odd = [kind for kind in KINDS if kind.odd_text]
    for number, kind in enumerate(odd):
        folder = tmp_path / f"{number:03}"
        folder.mkdir()
        kind.make(folder)
    answer = fuxi("check", tmp_path, seconds=120)
    text = answer.out.decode("utf-8")
    assert text.count("于都县") > len(odd) > 80
    assert raw(text) == set()
    assert raw(answer.err.decode("utf-8")) == set()


def test_names_and_descriptions_are_there_once() -> None:
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names)) > 60
    assert all(kind.about for kind in KINDS)


def test_the_others_are_not_touched(tmp_path: Path) -> None:
    """One of most kinds in one folder, with good workbooks between them: those are read as if they were alone."""
    for name in ("000", "500", "zzz"):
        path = tmp_path / "alone" / f"{name}.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(GOOD.read_bytes())
    together = tmp_path / "together"
    together.mkdir()
    alone = {
        w["path"].rpartition("/")[2]: w
        for w in fuxi("check", tmp_path / "alone", "-f", "json").report["workbooks"]
    }
    for number, kind in enumerate(_quick(KINDS)):
        folder = together / f"{number:03}"
        folder.mkdir()
        kind.make(folder)
    for name in ("000", "500", "zzz"):
        (together / f"{name}.xlsx").write_bytes(GOOD.read_bytes())
    report = fuxi("check", together, "-f", "json", seconds=120).report
    paths = [w["path"] for w in report["workbooks"]]
    assert len(paths) > 30
    assert [p.rpartition("/")[2] for p in paths if p.count("/") == str(together).count("/") + 1] == sorted(
        alone
    )
    for one in report["workbooks"]:
        name = one["path"].rpartition("/")[2]
        if name in alone:
            assert {k: v for k, v in one.items() if k not in ("path", "counts")} == {
                k: v for k, v in alone[name].items() if k not in ("path", "counts")
            }


def _quick(kinds: tuple[Kind, ...]) -> list[Kind]:
    """One of each small family, and none of those that are slow by their size alone."""
    chosen: dict[str, Kind] = {}
    for kind in kinds:
        if kind.make.__module__.rpartition(".")[2] not in ("floods", "sheets"):
            chosen.setdefault(kind.name.partition("_")[0], kind)
    return list(chosen.values())
