"""Where results and messages go: stdout and stderr as UTF-8 whatever the console; files whole or not at all."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from fuxi_cli.core.words import clean
from fuxi_cli.pipeline.saving import write_file

_DEFAULT_WIDTH = 100
_STDOUT, _STDERR = 1, 2


def prepare_streams() -> None:
    """Make both streams UTF-8, so that a GBK console or a pipe never breaks a run."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def width() -> int:
    """The terminal's width; 100 columns where there is no terminal."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) >= 40:
        return int(columns)
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, 40)
    except (OSError, ValueError):
        return _DEFAULT_WIDTH


def console_encoding() -> str | None:
    """The encoding of the terminal that stdout is; None where it is none."""
    try:
        return os.device_encoding(sys.stdout.fileno())
    except (OSError, ValueError):
        return None


def colour(no_color: bool) -> bool:
    """Whether to colour: a terminal that can, and nobody said no."""
    wanted = not no_color and not os.environ.get("NO_COLOR") and sys.stdout.isatty()
    return wanted and _follows_escapes(_STDOUT)


def _follows_escapes(descriptor: int) -> bool:
    """Whether the terminal behind a standard stream follows escape sequences; any does, but for Windows' own."""
    if sys.platform != "win32":
        return True
    # Loaded by name: nobody else has such a window.
    return bool(import_module("fuxi_cli.cli.windows_console").follows_escapes(descriptor))


def _redraws() -> bool:
    """Whether a line on stderr can be drawn anew."""
    return sys.stderr.isatty() and _follows_escapes(_STDERR)


def seen_by_a_person() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def emit(content: bytes, output: str | None) -> None:
    """Write a result to a file, or to stdout."""
    if output is not None:
        write_file(output, content)
        say(f"已写入 {output}")
        return
    sys.stdout.flush()
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough; keep the interpreter from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """A message for the person, not part of the result. Names of files may hold anything."""
    print(harmless(message), file=sys.stderr)


def harmless(message: str) -> str:
    """A message without control, bidi and other invisible characters; its lines and spaces stay."""
    if message.isprintable():
        return message
    return "\n".join(line if line.isprintable() else _visible(line) for line in message.split("\n"))


def _visible(line: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else clean(c) for c in line)


@contextlib.contextmanager
def progress_line(what: str, enough: int = 20) -> Iterator["Progress"]:
    """A progress bar on a terminal for long work; nothing in a pipe."""
    bar = Progress(what, enough if _redraws() else sys.maxsize)
    try:
        yield bar
    finally:
        bar.close()


@contextlib.contextmanager
def steps(enough: int = 20) -> Iterator[Callable[[str], "Progress"]]:
    """One progress line after another: each name of a step gives the line of that step."""
    shown: list[Progress] = []

    def begin(what: str) -> Progress:
        for line in shown:
            line.close()
        shown[:] = [Progress(what, enough if _redraws() else sys.maxsize)]
        return shown[0]

    try:
        yield begin
    finally:
        for line in shown:
            line.close()


class Progress:
    """One line on stderr that is redrawn as work goes on, once there is enough of it."""

    def __init__(self, what: str, enough: int) -> None:
        self.what = what
        self.enough = enough
        self._shown = -1

    def __call__(self, done: int, total: int) -> None:
        percent = done * 100 // total if total else 100
        if total < self.enough or percent == self._shown:
            return
        self._shown = percent
        filled = percent // 4
        sys.stderr.write(f"\r{self.what} [{'█' * filled}{'·' * (25 - filled)}] {done}/{total}")
        sys.stderr.flush()

    def close(self) -> None:
        if self._shown >= 0:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
