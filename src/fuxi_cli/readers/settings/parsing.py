"""The text of a fuxi.toml → settings. Loaded by name, and only where there is such a file."""

from collections.abc import Mapping
from decimal import Decimal
from importlib import import_module

from fuxi_cli.core.limits import MIB, Limits
from fuxi_cli.readers.settings.document import Document, shown
from fuxi_cli.readers.settings.model import SETTLE_SECONDS, Lights, Settings, Supplied
from fuxi_cli.readers.settings.places import read_paths, read_plan, read_register, read_targets
from fuxi_cli.readers.settings.rules import read_rules
from fuxi_cli.readers.settings.toml_keys import Path

_KEYS = (
    "plan",
    "register",
    "targets",
    "calendar",
    "limits",
    "rules",
    "lights",
    "paths",
    "inbox",
    "baselines",
    "benchmarks",
)
_Bounds = dict[str, tuple[int, int]]
"""Key → the least and the most it may be."""
CALENDAR: _Bounds = {"due_day": (1, 31), "due_months_later": (0, 12), "due_soon_days": (0, 366)}
INBOX: _Bounds = {"settle_seconds": (0, 3600)}
LIMITS: _Bounds = {
    "file_mb": (1, 2048),
    "part_mb": (1, 4096),
    "total_mb": (1, 8192),
    "bomb_mb": (1, 4096),
    "bomb_ratio": (10, 100_000),
    "entries": (16, 100_000),
    "sheets": (1, 10_000),
    "cells": (1000, 1_000_000_000),
    "strings": (1000, 100_000_000),
    "text_mb": (1, 65_536),
    "merged": (100, 10_000_000),
    "samples": (1, 1000),
    "seconds": (1, 3600),
    "memory_mb": (128, 65_536),
}
"""What ends in ``_mb`` is a field of ``Limits`` that ends in ``_bytes``, told in MB."""


def parse_settings(text: str, root: str, name: str, environment: Mapping[str, str]) -> Settings:
    """The settings that a text of fuxi.toml in the folder ``root`` makes. ``name``: what messages call the file."""
    document = Document(name, text)
    document.section((), _KEYS)
    severities, ignore = read_rules(document)
    paths = read_paths(document, root)
    inbox = _numbers(document, "inbox", INBOX)
    return Settings(
        baselines=_supplied(document, "baselines"),
        benchmarks=_supplied(document, "benchmarks"),
        root=root,
        plan=read_plan(document, root),
        targets=read_targets(document, root),
        calendar=tuple(_numbers(document, "calendar", CALENDAR).items()),
        limits=Limits()._replace(**dict(map(_limit, _numbers(document, "limits", LIMITS).items()))),
        severities=severities,
        ignore=ignore,
        lights=_lights(document),
        paths=paths,
        register=read_register(document, root, paths, environment),
        settle_seconds=inbox.get("settle_seconds", SETTLE_SECONDS),
    )


def _numbers(document: Document, name: str, allowed: _Bounds) -> dict[str, int]:
    """A section of whole numbers, each within its bounds."""
    section = document.section((name,), allowed)
    return {key: document.whole((name, key), value, *allowed[key]) for key, value in section.items()}


def _limit(item: tuple[str, int]) -> tuple[str, int]:
    key, value = item
    return (key.removesuffix("_mb") + "_bytes", value * MIB) if key.endswith("_mb") else (key, value)


def _supplied(document: Document, name: str) -> Supplied:
    """``asset-growth = 1200.5`` for the whole plan, or a section ``[baselines.asset-growth]`` with a line for each
    reporter."""
    found: list[tuple[str, str | None, Decimal]] = []
    for indicator, value in document.section((name,)).items():
        if isinstance(value, dict):
            each = document.section((name, indicator))
            found += [
                (indicator, who, _figure(document, (name, indicator, who), v)) for who, v in each.items()
            ]
        else:
            found.append((indicator, None, _figure(document, (name, indicator), value)))
    return tuple(found)


def _figure(document: Document, path: Path, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not Decimal(value).is_finite():
        raise document.fault(path, f"写的是{shown(value)}，应为数字，不加引号、不写单位，如 1200.5。")
    return Decimal(value)


def _lights(document: Document) -> Lights | None:
    if not document.section(("lights",)):
        return None
    # Loaded by name: few offices have lights of their own, and this needs the YAML library.
    found: Lights = import_module("fuxi_cli.readers.settings.lights").read_lights(document)
    return found
