"""``fuxi`` many times over: each command is a process of its own, forked from one that has loaded what commands need.

What is forked has run one check before, in an interpreter with nothing of the tests in it; so a command costs what it does,
and not what it takes to start.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple


class Ended(NamedTuple):
    code: int
    """As subprocess has it: below 0 for the signal that ended it; SIGALRM when its time was up."""
    out: bytes
    err: bytes


class Warm:
    """Use ``warm``."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process = process
        self._folder = folder

    def run(self, *arguments: object, seconds: int, memory: int) -> Ended:
        """One command, with so many seconds of wall time and bytes of address space."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        told = [list(map(str, arguments)), str(self._folder), seconds, memory]
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return Ended(code, *((self._folder / name).read_bytes() for name in ("out", "err")))


@contextmanager
def warm(source: Path, example: Path) -> Iterator[Warm]:
    """``source``: where the package lies; ``example``: a workbook that is checked first."""
    command = [sys.executable, "-P", __file__, str(example)]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    with (
        TemporaryDirectory() as folder,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        ) as process,
    ):
        yield Warm(process, Path(folder))


def _serve(example: str) -> None:
    from fuxi_cli.__main__ import run  # noqa: PLC0415  the tests' own process does without

    answers = os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    _command(run, ["check", example])
    sys.stdout.flush()
    for line in sys.stdin:
        arguments, folder, seconds, memory = json.loads(line)
        process = os.fork()
        if process == 0:
            for number, name in ((1, "out"), (2, "err")):
                os.dup2(os.open(os.path.join(folder, name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            os.dup2(nowhere, 0)
            signal.alarm(seconds)
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            code = _command(run, arguments)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def _command(run: object, arguments: list[str]) -> int:
    assert callable(run)
    sys.argv = ["fuxi", *arguments]
    try:
        run()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    _serve(sys.argv[1])
