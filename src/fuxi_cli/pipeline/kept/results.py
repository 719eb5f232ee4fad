"""What a whole command gave for a folder of workbooks none of which, and nothing else it depends on, has changed since."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline.checking import Options
from fuxi_cli.pipeline.files import find_files, left_out, spreadsheets
from fuxi_cli.pipeline.history import month_folders
from fuxi_cli.pipeline.kept import states
from fuxi_cli.pipeline.kept.states import (
    fingerprint,
    folder,
    hash_of,
    plans_of,
    program,
    state_of,
)
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.pipeline.saving import write_file

_FILES_THAT_PAY = 40
_MOST = 8
"""How many results are held; the oldest go."""
_MOST_BYTES = 64 << 20
"""Of one result."""
_DIGEST = 32

Result = tuple[bytes, bool]
"""What is shown or written, and whether the command fails by ``--fail-on``."""


def remembered(paths: Sequence[str], options: Options, asked: object, make: Callable[[], Result]) -> Result:
    """The result that is held for these paths and options, else the one that ``make`` makes, held from now on.

    ``asked``: everything else that it depends on (format, width, colour, level of failing). A workspace's results depend
    on its register, and are not held.
    """
    now = time.time_ns()
    key = _key(paths, options, asked, now)
    if key is None:
        return make()
    path = os.path.join(folder(), "results", key)
    held = _get(path)
    if held is None:
        held = make()
        # Only if nothing changed while it was made.
        if _key(paths, options, asked, now) == key:
            _put(path, held)
    return held


def _key(paths: Sequence[str], options: Options, asked: object, now: int) -> str | None:
    """A hash of everything that a result depends on; None where it is not to be held."""
    if options.cache == "off" or states.turned_off():
        return None
    try:
        store = Plans(options.targets, options.plan)
        if store.settings.register is not None:
            return None
        files = [*find_files(paths), *_earlier(paths, options)]
    except (FuxiError, OSError):
        return None  # the command itself says what is wrong
    if len(files) < _FILES_THAT_PAY:
        return None
    digest = hashlib.sha256()
    for path in files:
        state = state_of(path)
        if state is None or not state.settled(now):
            return None
        told = hash_of(path) if options.cache == "strict" else (state.size, state.changed)
        digest.update(f"{path}\0{told}\n".encode("utf-8", "surrogateescape"))
    # How many files are read at a time, and by what they are compared, makes no difference to what is found.
    settled = (options.plan, options.targets, options.period, options.as_of, options.history, options.hints)
    return fingerprint(
        program(), os.getcwd(), tuple(paths), settled, options.selection, asked, store.settings, left_out(paths),
        plans_of(store.folders), digest.hexdigest(),
    )  # fmt: skip


def _earlier(paths: Sequence[str], options: Options) -> Iterator[str]:
    """The workbooks of all other months, whichever of them will be looked at."""
    for _, month in sorted(month_folders(paths, options.history).items()):
        yield from spreadsheets(month)


def _get(path: str) -> Result | None:
    with suppress(OSError):
        with open(path, "rb") as file:
            content = file.read()
        digest, fails, shown = content[:_DIGEST], content[_DIGEST : _DIGEST + 1], content[_DIGEST + 1 :]
        if hashlib.sha256(content[_DIGEST:]).digest() == digest and fails in (b"0", b"1"):
            os.utime(path)
            return shown, fails == b"1"
    return None


def _put(path: str, result: Result) -> None:
    content = (b"1" if result[1] else b"0") + result[0]
    if len(content) > _MOST_BYTES:
        return
    with suppress(FuxiError, OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        write_file(path, hashlib.sha256(content).digest() + content)
        held = [entry.path for entry in os.scandir(os.path.dirname(path)) if not entry.name.startswith(".")]
        for old in sorted(held, key=os.path.getmtime)[:-_MOST]:
            os.unlink(old)
