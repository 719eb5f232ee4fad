"""Taking files from the inbox: each into a folder of its own under ``.work``, whole, once, and never half copied.

A file that is being handled lies in ``.work/<receipt>/file/…`` beside ``about.json``, which says what it was called. A run that
is cut off leaves it there, and the next one begins with it.
"""

import errno
import filecmp
import json
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from fuxi_cli.core.words import clean
from fuxi_cli.exporters.safe_names import plain_name
from fuxi_cli.pipeline.files import OF_THE_SYSTEM, SPREADSHEETS
from fuxi_cli.pipeline.saving import move_over
from fuxi_cli.pipeline.workspace.receipts import Receipt, Receipts

ABOUT, FILE, PAPERS = "about.json", "file", "papers"
_PART = ".part"
_NAME_BYTES = 200
"""Room for a file's own name; the file system allows 255 with its ending."""

CHANGING = "文件还在变动，可能没有复制完，下次运行再收"
OPEN = "取不出来，可能正被别的程序打开，或者没有权限，下次运行再收"
NOT_A_FILE = "不是普通文件（链接或设备），没有收；请放入文件本身"
GONE = "收件时已经不在收件箱里"
CLOSED = "这个文件夹打不开，里面的文件没有收；请检查权限"
NOT_A_SPREADSHEET = "不是电子表格，没有收；要报的数请用报送表报"


class Found(NamedTuple):
    """A file in the inbox. ``path`` may hold bytes that are no text; ``name`` can always be shown."""

    path: str
    name: str
    state: tuple[int, int]
    """Size and time of the last change."""


class Left(NamedTuple):
    """A file that stays in the inbox. ``event``: ``waiting`` when a later run will take it, else ``left``."""

    name: str
    event: str
    why: str


class Taken(NamedTuple):
    """A file that is being handled. ``folder``: its own under ``.work``; ``path``: the file in it."""

    receipt: str
    received: str
    name: str
    folder: str
    path: str


def look(inbox: str, settle_seconds: float) -> tuple[list[Found], list[Left]]:
    """What there is to take, in a stable order, and what stays. Waits when a file has changed a moment ago."""
    found, left = _all(inbox)
    now = time.time()
    young = [one for one in found if not 0 <= settle_seconds <= now - _changed(one.path)]
    if young and settle_seconds > 0:
        time.sleep(settle_seconds)
        moving = {one.path for one in young if _state(one.path) != one.state}
        left += [Left(one.name, "waiting", CHANGING) for one in found if one.path in moving]
        found = [one for one in found if one.path not in moving]
    return found, left


def _all(inbox: str) -> tuple[list[Found], list[Left]]:
    found: list[Found] = []
    left: list[Left] = []

    def show(path: str) -> str:
        return readable(os.path.relpath(path, inbox).replace(os.sep, "/"))

    def closed(error: OSError) -> None:
        left.append(Left(show(os.fsdecode(error.filename)), "left", CLOSED))

    for root, folders, names in os.walk(inbox, onerror=closed):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        links = [folder for folder in folders if os.path.islink(os.path.join(root, folder))]
        for name in sorted([*names, *links]):
            path = os.path.join(root, name)
            shown = show(path)
            if name.startswith((".", "~$")) or name.lower().endswith(OF_THE_SYSTEM):
                continue
            state = _state(path)
            if state is None:
                left.append(Left(shown, "left", NOT_A_FILE))
            elif not name.lower().endswith(SPREADSHEETS):
                left.append(Left(shown, "left", NOT_A_SPREADSHEET))
            else:
                found.append(Found(path, shown, state))
    return found, left


def _state(path: str) -> tuple[int, int] | None:
    """Size and time of the last change; None for what is no file of its own."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _changed(path: str) -> float:
    """When a file last changed or came here, as far as the system tells."""
    try:
        status = os.lstat(path)
    except OSError:
        return float("inf")
    return max(status.st_mtime, status.st_ctime)


def readable(name: str) -> str:
    """A file name that can be shown and stored: old archives bring names in GBK, and some hold line breaks."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode(errors="replace")
    return clean(name)


def take(found: Found, work: str, receipts: Receipts) -> Taken | Left:
    """Take one file out of the inbox. Raises OSError when the disk does not let it.

    What cannot be opened is left: once it is taken, every run would stumble over it.
    """
    receipt = receipts.next()
    folder = os.path.join(work, receipt.stamp)
    target = os.path.join(folder, FILE, *_safe(found.name))
    os.makedirs(os.path.dirname(target))
    source = os.fsencode(found.path).hex()
    about = {
        "name": found.name,
        "received": receipt.received,
        "source": source,
        "state": found.state,
    }
    try:
        with open(found.path, "rb"):
            pass
        # Only a note: it may be cut off, and need not reach the disk before the file does.
        with open(os.path.join(folder, ABOUT), "wb") as note:
            note.write(json.dumps(about, ensure_ascii=False).encode())
        _move(found.path, target)
    except PermissionError:
        # On Windows: somebody has it open, or it is still being written.
        shutil.rmtree(folder, ignore_errors=True)
        return Left(found.name, "waiting", OPEN)
    except FileNotFoundError:
        shutil.rmtree(folder, ignore_errors=True)
        return Left(found.name, "left", GONE)
    return Taken(receipt.stamp, receipt.received, found.name, folder, target)


def _safe(name: str) -> list[str]:
    """The names under which a file is handled: its folder's, which may tell its month, and its own."""
    *folders, last = name.split("/")
    stem, ending = os.path.splitext(last)
    own = plain_name(stem, _NAME_BYTES) + ending.lower()
    return [*(plain_name(folder) for folder in folders[-1:]), own]


def _move(source: str, target: str) -> None:
    """Move a file whole; from another file system by a copy that gets its name when it is complete."""
    try:
        move_over(source, target)
        return
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    part = target + _PART
    shutil.copyfile(source, part, follow_symlinks=False)
    shutil.copystat(source, part)
    with open(part, "rb+") as file:
        os.fsync(file.fileno())
    move_over(part, target)
    try:
        os.unlink(source)
    except FileNotFoundError:
        return  # somebody else took it away: the copy is all there is
    except OSError:
        os.unlink(target)  # else it would be there twice, and be taken again by every run
        raise


def move(source: str, target: str) -> None:
    """Put a handled file where it is kept; again without harm after an interruption."""
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if not os.path.lexists(source) and os.path.lexists(target):
        return
    _move(source, target)


def interrupted(work: str) -> list[Taken]:
    """What a run that was cut off had taken, made ready to go on with. Only for who holds the lock: what that run left
    half done is cleared away."""
    taken = list(handled(work))
    kept = {one.folder for one in taken}
    for name in os.listdir(work) if os.path.isdir(work) else ():
        folder = os.path.join(work, name)
        if folder not in kept and os.path.isdir(folder):
            shutil.rmtree(folder, ignore_errors=True)
    for one in taken:
        _drop_source(_about(one.folder), one.path)
    return taken


def handled(work: str) -> Iterator[Taken]:
    """What a run has taken and not put away yet, oldest first. Nothing is changed: that run may be going on."""
    for name in sorted(os.listdir(work) if os.path.isdir(work) else ()):
        folder = os.path.join(work, name)
        path = _file_in(os.path.join(folder, FILE))
        if path is not None:
            about = _about(folder)
            known_as = str(about.get("name") or os.path.basename(path))
            yield Taken(name, str(about.get("received") or ""), known_as, folder, path)


def _file_in(folder: str) -> str | None:
    """The one file that lies there, whole."""
    paths = (os.path.join(root, name) for root, _, names in os.walk(folder) for name in names)
    return next((path for path in paths if not path.endswith(_PART)), None)


def _about(folder: str) -> dict[str, Any]:
    """What was noted of the file; nothing where the note is damaged: the file itself is what counts."""
    try:
        with open(os.path.join(folder, ABOUT), encoding="utf-8") as file:
            about = json.load(file)
    except (OSError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}


def _drop_source(about: dict[str, Any], copy: str) -> None:
    """The file that was copied from another file system, when the run was cut off before it could be removed.

    Only what is the same in every byte: somebody may have laid another file there since.
    """
    with suppress(OSError, ValueError, TypeError):
        path = os.fsdecode(bytes.fromhex(about.get("source", "")))
        state = _state(path)
        if state and list(state) == about.get("state") and filecmp.cmp(path, copy, shallow=False):
            os.unlink(path)


def renew(taken: Taken, receipt: Receipt) -> Taken:
    """Give a file that is being handled another receipt. When it was received stays as it is."""
    folder = os.path.join(os.path.dirname(taken.folder), receipt.stamp)
    move_over(taken.folder, folder)
    path = os.path.join(folder, os.path.relpath(taken.path, taken.folder))
    return taken._replace(receipt=receipt.stamp, folder=folder, path=path)


def done(taken: Taken) -> None:
    """Nothing of the file is left to handle."""
    shutil.rmtree(taken.folder, ignore_errors=True)
