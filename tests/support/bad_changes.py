"""One mistake put into the files of a plan that is right, and all that is said of the plan then."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline import lint
from support.plan_folder import YAML, edit, write_plan

REVISION = "2022-01-24"
BOMB = "bomb:\n" + "".join(
    f"  - &b{n} [{', '.join([f'*b{n - 1}'] * 9) if n else ', '.join(['x'] * 9)}]\n" for n in range(12)
)
"""Twelve lines that stand for 9¹² words."""
GROUPS = "groups: [{name: 各县, kind: county}]\nlists:"


class Change(NamedTuple):
    """What a test does to the folder."""

    steps: tuple[Callable[[Path], object], ...]

    def __call__(self, folder: Path) -> None:
        for step in self.steps:
            step(folder)

    def then(self, name: str, old: str, new: str) -> "Change":
        return Change((*self.steps, *edited(name, old, new).steps))


def plan_in(folder: Path) -> Path:
    """The plan, right as it stands, in a folder named for its revision."""
    return write_plan(folder / REVISION, plan=YAML.replace("lists:", GROUPS, 1))


def edited(name: str, old: str, new: str) -> Change:
    return Change((lambda folder: edit(folder, name, old, new),))


def table(name: str, text: str) -> Change:
    return Change((lambda folder: (folder / name).write_text(text, encoding="utf-8"),))


def bytes_(name: str, content: bytes) -> Change:
    return Change((lambda folder: (folder / name).write_bytes(content),))


def encoded(name: str, encoding: str) -> Change:
    return Change(
        (lambda folder: (folder / name).write_bytes((folder / name).read_text("utf-8").encode(encoding)),)
    )


def swapped(name: str, old: str, new: str) -> Change:
    return Change(
        (
            lambda folder: (folder / name).write_text(
                (folder / name).read_text("utf-8").replace(old, new), "utf-8"
            ),
        )
    )


def gone(name: str) -> Change:
    return Change((lambda folder: (folder / name).unlink(),))


def renamed(name: str, new: str) -> Change:
    return Change((lambda folder: (folder / name).rename(folder / new),))


def folder(name: str) -> Change:
    return Change((lambda where: (where / name).unlink(), lambda where: (where / name).mkdir()))


def said(where: Path) -> str:
    """What ``fuxi targets lint`` says of the folder: the faults of its files, else the findings' messages by code.

    The first line of faults, which counts them and names the folder, is left out.
    """
    try:
        _, findings = lint(str(where))
    except FuxiError as error:
        text = str(error).replace(str(where), "…")
        return text.partition("\n")[2] if "\n" in text else text
    return "\n".join(f"{finding.rule.code} {finding.message}" for finding in findings)
