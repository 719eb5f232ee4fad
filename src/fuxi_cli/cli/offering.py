"""What the Tab key offers for a value. Light: every command imports this, only completing loads what it asks."""

from collections.abc import Callable, Sequence
from importlib import import_module

import typer

Offer = Callable[[typer.Context, str], list[tuple[str, str]]]


def offering(what: str) -> Offer:
    """For ``autocompletion``: ``plans``, ``periods``, ``reporters``, ``rules`` or ``codes`` (see ``offers``)."""

    def offer(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = import_module("fuxi_cli.cli.offers").offer(
            what, ctx.params, incomplete
        )
        return found

    return offer


def choosing(choices: Sequence[str]) -> Offer:
    """For ``autocompletion`` of an option with fixed values."""

    def offer(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:  # noqa: ARG001
        return [(one, "") for one in choices if one.startswith(incomplete)]

    return offer
