"""What a hostile kind is: a function that makes its files, and the verdict that is to be expected on them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

Make = Callable[[Path], "Path | str | bytes | None"]


class Kind(NamedTuple):
    """One kind of hostile file. ``make`` puts it into an empty folder and says which file it is."""

    name: str
    make: Make
    codes: frozenset[str]
    """The codes of all findings about the file itself; none when it is to be read as if nothing were odd."""
    cell: str | None = None
    """Where one of those findings must stand."""
    actual: float | None = None
    """What must be counted for the leading enterprises (指标进度!F7); None: not looked at."""
    odd_text: bool = False
    """Its names or texts must not reach a terminal as they are: the report for people is looked at too."""
    together: bool = False
    """What it shows has nothing to do with time or memory: it is checked in one run with others of its module."""

    @property
    def module(self) -> str:
        return self.make.__module__.rpartition(".")[2]

    @property
    def about(self) -> str:
        return (self.make.__doc__ or "").strip()


def kind(
    codes: str = "",
    *,
    cell: str | None = None,
    actual: float | None = None,
    odd_text: bool = False,
    together: bool = False,
) -> Callable[[Make], Kind]:
    """Make a kind of a function; the function's docstring describes it in one line."""

    def decorate(make: Make) -> Kind:
        return Kind(make.__name__, make, frozenset(codes.split()), cell, actual, odd_text, together)

    return decorate


def kinds_in(modules: Iterable[ModuleType]) -> Iterator[Kind]:
    """Every kind that the modules define, alone or in a tuple of its variants."""
    for module in modules:
        for value in list(vars(module).values()):
            if isinstance(value, Kind):
                yield value
            elif isinstance(value, tuple) and value and all(isinstance(v, Kind) for v in value):
                yield from value
