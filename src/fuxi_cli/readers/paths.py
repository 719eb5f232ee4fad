"""Paths as people give them: of this machine, or with a scheme (``s3://``, ``smb://``, ``zip://…::…``) that fsspec reads.

What such a path needs is loaded only when there is one.
"""

import os
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from fuxi_cli.core.limits import Limits

_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+::)*[A-Za-z][A-Za-z0-9+.-]+://")
"""Two letters at least: ``C:`` is a drive."""
_OF_THIS_MACHINE = ("memory", "file", "local")


class Place(NamedTuple):
    """Where a file lies that was found in a folder: names in there are data, and never read as paths with schemes."""

    root: str
    """The path that somebody gave."""
    inner: str
    """The file in the file system which that path opens."""


def is_url(path: str) -> bool:
    """Whether fsspec reads it. Only what a person wrote is ever asked, never what a workbook says."""
    return "://" in path and _SCHEME.match(path) is not None


def is_far(path: str) -> bool:
    """Whether another machine can be expected to reach it as well: the outermost path has a scheme, and not one of this
    machine."""
    if not is_url(path):
        return False
    place = place_of(path)
    scheme, has_one, _ = (place.root if place else path).rpartition("::")[2].partition("://")
    return bool(has_one) and scheme.lower() not in _OF_THIS_MACHINE


def is_folder(path: str) -> bool:
    return bool(_remote().is_folder(path)) if is_url(path) else os.path.isdir(path)


def exists(path: str) -> bool:
    """Whether there is anything of that name, a broken link included."""
    return bool(_remote().exists(path)) if is_url(path) else os.path.lexists(path)


def walk(folder: str) -> Iterator[str]:
    """Every file in a folder and its subfolders, in a stable order; hidden ones left out, links to folders not followed."""
    if is_url(folder):
        yield from _remote().walk(folder)
        return
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (os.path.join(root, name) for name in sorted(names) if not name.startswith("."))


def subfolders(folder: str) -> Iterator[tuple[str, str]]:
    """(name, path) of every folder directly in a folder, by name."""
    if is_url(folder):
        yield from _remote().subfolders(folder)
        return
    for name in sorted(os.listdir(folder or ".")):
        if os.path.isdir(path := os.path.join(folder, name)):
            yield name, path


def above(path: str) -> str:
    """The folder that a file or folder lies in."""
    return str(_remote().above(path)) if is_url(path) else os.path.dirname(os.path.abspath(path))


def name(path: str) -> str:
    """The last name in a path."""
    return str(_remote().name(path)) if is_url(path) else os.path.basename(os.path.abspath(path))


def named(path: str) -> str:
    """A file's path as reports name it: as it was given, except that it ends in the file's name (archives within paths)."""
    return str(_remote().named(path)) if is_url(path) else path


def join(folder: str, name: str) -> str:
    """A name in a folder; with a scheme the separator is ``/`` on every system."""
    return f"{folder.rstrip('/')}/{name}" if is_url(folder) else os.path.join(folder, name)


def forget() -> None:
    """Open everything anew: archives may have been replaced."""
    _remote().forget()


def place_of(path: str) -> Place | None:
    """Where a path of a listing leads; another process must be told (``learn``) to open it."""
    place: Place | None = _remote().place_of(path)
    return place


def learn(path: str, place: Place | None) -> None:
    """What ``place_of`` said in the process that made the listing."""
    _remote().learn(path, place)


def load_url(path: str, limits: Limits) -> bytes:
    """The content of a path with a scheme. Raises Refusal for a file that cannot be read, FuxiError for a missing driver."""
    content: bytes = _remote().load(path, limits)
    return content


def write_url(path: str, content: bytes) -> None:
    """Write to a path with a scheme, whole or not at all where its file system has that. Raises FuxiError."""
    _remote().write(path, content)


def together(path: str) -> bool:
    """Whether several files of that path's file system may be fetched at a time."""
    return bool(_remote().together(path))


def _remote() -> Any:
    return import_module("fuxi_cli.readers.remote")
