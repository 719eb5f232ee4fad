"""What ``fuxi doctor`` looked at: the program, the machine and the workspace, one finding for each thing."""

from typing import Literal, NamedTuple

Standing = Literal["ok", "note", "wrong", "unknown"]
"""``note``: works, but somebody may want to know; ``wrong``: something does not work; ``unknown``: cannot be told here."""
STANDINGS: dict[Standing, str] = {"ok": "正常", "note": "提醒", "wrong": "有误", "unknown": "不详"}


class Look(NamedTuple):
    """One thing looked at. ``id`` never changes; ``section``, ``name``, ``found`` and ``remedy`` are Chinese."""

    id: str
    section: str
    name: str
    found: str
    standing: Standing = "ok"
    remedy: str = ""
    """What to do, or what it means; empty where all is well."""


class Console(NamedTuple):
    """Where the command was typed. ``encoding``: of the terminal; None for a pipe or a file. ``width``: columns."""

    encoding: str | None
    width: int


class Diagnosis(NamedTuple):
    looks: tuple[Look, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.of("wrong")

    def of(self, standing: Standing) -> list[Look]:
        return [look for look in self.looks if look.standing == standing]
