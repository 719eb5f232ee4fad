"""A formula whose names have a meaning: what kind of value it gives, how, and which cells it names."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from fuxi_cli.core.formula.scope import Scope
from fuxi_cli.core.formula.tree import Node
from fuxi_cli.core.formula.world import Cell, Spot
from fuxi_cli.core.plan import Ledger


class Bound(NamedTuple):
    kind: str
    run: Callable[[Spot], Any]
    cells: tuple[Cell, ...]
    """In the order in which the formula names them."""


class Binder(Protocol):
    """What functions need to bind their arguments."""

    @property
    def scope(self) -> Scope: ...

    def value(self, node: Node) -> Bound:
        """A number, a day or a text; not a condition."""

    def of_kind(self, node: Node, kind: str) -> Bound:
        """A value of that kind."""

    def within(self, ledger: Ledger) -> "Binder":
        """For what is said of the rows of a ledger."""
