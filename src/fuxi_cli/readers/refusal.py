"""How a reader says, from any depth, that a file cannot be read: caught in one place, it becomes a notice."""

from fuxi_cli.core.limits import MIB
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import NOWHERE, Notice


class Refusal(Exception):
    """The file is not read any further. Never leaves ``readers``: ``read_workbook`` turns it into its notice."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.kind, notice.provided)
        self.notice = notice


def unreadable(cause: str, reason: str, place: Place = NOWHERE) -> Refusal:
    """``cause`` is a stable English word for programs, ``reason`` the Chinese clause that a clerk reads."""
    return Refusal(Notice("unreadable", place, reason, facts=(("cause", cause),)))


def damaged(what: str) -> Refusal:
    """Part of the file is there but makes no sense; ``what`` names it in Chinese."""
    return unreadable("damaged", f"{what}已损坏，可能没有下载完或没有保存好")


def encrypted() -> Refusal:
    return Refusal(Notice("encrypted"))


def oversized(what: str, provided: object, expected: object, place: Place = NOWHERE) -> Refusal:
    return Refusal(Notice("oversized", place, provided, expected, (("what", what),)))


def megabytes(size: int) -> str:
    """A size as a clerk reads it; never rounded down to look smaller than it is."""
    return f"{-(-size * 10 // MIB) / 10:g} MB"
