"""Where a file says whose it is and for when, and whether those sources agree (SPEC section 7).

The order of the sources is the order in which they are believed. An option decides between them; it does not
turn a workbook that says one thing throughout into another.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Identity

SOURCES = {
    "stamp": "模板标识",
    "cover": "封面",
    "title": "表格上方的标题",
    "file name": "文件名",
    "folder": "所在文件夹",
    "option": "命令选项",
}
OUTSIDE = ("file name", "folder")
"""Sources that anybody can rename: alone they do not stand against an option."""


class Dispute(NamedTuple):
    """Some sources say ``value``; ``against`` are the sources that say what was kept."""

    value: str
    said_by: tuple[Identity, ...]
    against: tuple[Identity, ...]

    def place(self, name: str) -> Place:
        """The cell that says otherwise. Against a stamp, which nobody sees, the cell that it contradicts."""
        stamped = any(identity.source == "stamp" for identity in self.said_by)
        return place_of((*self.said_by, *self.against) if stamped else self.said_by, name)


def disputes(
    identities: Iterable[Identity], said: Callable[[Identity], str | None], kept: str
) -> tuple[Dispute, ...]:
    """One dispute per value other than ``kept``. ``said`` gives what a source says; None: nothing usable."""
    spoken = [(identity, value) for identity in identities if (value := said(identity)) is not None]
    against = tuple(identity for identity, value in spoken if value == kept)
    others: dict[str, list[Identity]] = {}
    for identity, value in spoken:
        if value != kept and identity.source != "option":
            others.setdefault(value, []).append(identity)
    if any(identity.source == "option" for identity in against) and _open_to_choice(against, others):
        return ()
    return tuple(Dispute(value, tuple(by), against) for value, by in others.items())


def _open_to_choice(against: Sequence[Identity], others: dict[str, list[Identity]]) -> bool:
    """Whether an option had a choice: the file also says what it says, or only names of files say otherwise."""
    backed = any(identity.source != "option" for identity in against)
    return backed or all(identity.source in OUTSIDE for by in others.values() for identity in by)


def place_of(identities: Iterable[Identity], name: str) -> Place:
    """The first cell in which one of the sources names it; the whole file when none does in a cell."""
    return next((i.places[name] for i in identities if name in i.places), Place())


def words_of(identities: Iterable[Identity], name: str) -> str:
    """The sources in words, with their cells: ``“封面”B4、文件名``; without any, what the run was told."""
    return "、".join(_word(identity, name) for identity in identities) or "本次检查"


def _word(identity: Identity, name: str) -> str:
    if name in identity.places:
        return identity.places[name].chinese
    return SOURCES.get(identity.source, identity.source)
