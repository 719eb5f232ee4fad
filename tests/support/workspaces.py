"""Workspaces for tests: made without a wait for settling files, filled, and looked at as a whole.

What two workspaces hold can be compared although they were worked off at different times: see ``state``.
"""

import hashlib
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.register import open_register
from fuxi_cli.register.schema import metadata
from support.samples import GANZHOU

FOLDERS = ("inbox", "accepted", "returned", "reports")
_TIMES = {
    "submissions": ("receipt", "received", "run"),
    "refreshed": ("fingerprint",),
    "closings": ("closed",),
}
"""Columns that differ between two workspaces that were worked off at different times."""
_Hide = Callable[[bytes], bytes]


def make_workspace(folder: Path, register: str | None = None, plan: str = GANZHOU, more: str = "") -> Path:
    """An empty workspace. ``register``: a URL or file name; None: ``register.sqlite`` in it.

    ``more``: further sections of fuxi.toml. Files are taken at once, however young they are.
    """
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    toml = f"plan = '{plan}'\nregister = '{register or 'register.sqlite'}'\n\n[inbox]\nsettle_seconds = 0\n\n{more}"
    (folder / "fuxi.toml").write_text(toml, encoding="utf-8")
    with open_register(Workspace(str(folder)).register_url, create=True):
        return folder


def put(workspace: Path, *files: Path | tuple[str, Path | bytes]) -> None:
    """Lay files into the inbox: each under its own name, or under one that is given, which may hold folders."""
    for given in files:
        name, content = given if isinstance(given, tuple) else (given.name, given)
        target = workspace / "inbox" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            shutil.copyfile(content, target)


class State(NamedTuple):
    """A picture of a workspace: equal pictures, equal workspaces, but for the times at which files came in.

    In names and texts every receipt is replaced by ``收件`` and the number of its submission.
    """

    inbox: tuple[str, ...]
    work: tuple[str, ...]
    """Everything under ``.work``."""
    kept: Mapping[str, str]
    """Files in accepted/ and returned/ → hash of what they hold."""
    reports: Mapping[str, str]
    tables: Mapping[str, tuple[tuple[Any, ...], ...]]
    """The register's rows by table, without ``runs``, and without what depends on the time."""


def state(workspace: Path) -> State:
    """What a workspace holds. Readable when two of them differ: pytest names the keys."""
    opened = Workspace(str(workspace))
    with open_register(opened.register_url) as register:
        hide = _hider({one.receipt: one.number for one in register.submissions()})
        with register._access.reading() as connection:
            tables = {
                name: tuple(
                    sorted(
                        (_row(name, row._mapping, hide) for row in connection.execute(select(table))),
                        key=repr,
                    )
                )
                for name, table in metadata.tables.items()
                if name != "runs"
            }
    paths = opened.paths
    kept = {
        f"{name}/{path}": sha256
        for name, folder in (("accepted", paths.accepted), ("returned", paths.returned))
        for path, sha256 in tree(Path(folder), hide).items()
    }
    return State(
        tuple(listed(Path(paths.inbox))),
        tuple(listed(Path(paths.work))),
        kept,
        tree(Path(paths.reports), hide),
        tables,
    )


def listed(folder: Path) -> list[str]:
    """Everything in a folder, folders too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def tree(folder: Path, hide: _Hide = bytes) -> dict[str, str]:
    """The files in a folder, with the hashes of what they hold; in names and contents ``hide`` replaces something."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = hide(path.relative_to(folder).as_posix().encode()).decode()
            found[name] = picture(path.read_bytes(), hide)
    return found


def picture(content: bytes, hide: _Hide = bytes) -> str:
    """A hash of a file's content; of the parts of one that is packed, for what is replaced stands in the parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(info.filename, hide(archive.read(info))) for info in archive.infolist()]
    except Exception:  # no archive, or one that cannot be read
        return hashlib.sha256(hide(content)).hexdigest()
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _hider(receipts: Mapping[str, int]) -> _Hide:
    names = {receipt.encode(): f"收件{number:04d}".encode() for receipt, number in receipts.items()}
    return partial(re.compile(b"|".join(map(re.escape, names)) or b"(?!)").sub, lambda found: names[found[0]])


def _row(table: str, row: Mapping[Any, Any], hide: _Hide) -> tuple[Any, ...]:
    """A row as it can be compared; large values as hashes, a paper's hash as what it stands for."""
    if table == "papers":
        return row["plan"], row["period"], row["name"], picture(row["content"], hide)
    shown = []
    for column, value in row.items():
        if column in _TIMES.get(table, ()):
            continue
        if isinstance(value, bytes):
            shown.append(picture(value))
        else:
            shown.append(hide(value.encode()).decode() if isinstance(value, str) else value)
    return tuple(shown)
