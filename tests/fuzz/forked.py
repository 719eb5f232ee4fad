"""Runs many changes in a process of their own, so that one that kills it can be named."""

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from tempfile import TemporaryDirectory
from typing import NamedTuple

_SECONDS = 30
_MEMORY = 2 << 30


class Failure(NamedTuple):
    number: int
    what: str


Check = Callable[[int, str], None]
"""Given the number of a change and a folder for files."""


def run(check: Check, numbers: Iterable[int]) -> list[Failure]:
    """Check all numbers; a number that kills the process, or takes too long, is a failure, and the rest go on."""
    left = list(numbers)
    failures: list[Failure] = []
    while left:
        done, failed, death = _child(check, left)
        failures.extend(failed)
        if death and done < len(left):
            failures.append(Failure(left[done], death))
            done += 1
        left = left[done:]
    return failures


def _child(check: Check, numbers: list[int]) -> tuple[int, list[Failure], str]:
    """How many were done, which of them failed, and how the process ended if not well."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _work(check, numbers, writing)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
        lines = pipe.read().split("\0")[:-1]
    _, status = os.waitpid(process, 0)
    code = os.waitstatus_to_exitcode(status)
    failed = [Failure(number, line) for number, line in zip(numbers, lines, strict=False) if line != "ok"]
    return len(lines), failed, f"the process ended with {code}" if code else ""


def _work(check: Check, numbers: list[int], writing: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with TemporaryDirectory() as folder:
        for number in numbers:
            signal.alarm(_SECONDS)
            said = "ok"
            try:
                check(number, folder)
            except BaseException as error:
                said = "".join(traceback.format_exception(error)[-4:]).replace("\0", "")
            signal.alarm(0)
            os.write(writing, said[-3000:].encode("utf-8", "replace") + b"\0")
    sys.stdout.flush()
