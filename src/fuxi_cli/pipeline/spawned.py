"""A worker in a process of its own, for systems that cannot fork (Windows) or should not (macOS)."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import ModuleType

from fuxi_cli.core.limits import Limits
from fuxi_cli.pipeline.bounds import cap_memory, cap_time

_STDERR = 2
_GRACE = 10
"""Seconds after which a worker that was told to end is ended."""


class SpawnedWorker:
    """One child process, one request at a time. ``serve`` must be a picklable function or object."""

    def __init__(
        self, serve: Callable[[bytes], bytes], limits: Limits, others: Iterable["SpawnedWorker"]
    ) -> None:
        del others  # a spawned process inherits nothing of theirs
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_live, args=(serve, theirs, limits), daemon=True)
        with _no_script():
            self._process.start()
        theirs.close()
        self.answered = 0

    def ask(self, request: bytes) -> None:
        with suppress(OSError):  # it is dead: receive says so
            self._connection.send_bytes(request)

    def receive(self) -> bytes | None:
        """The answer. Raises EOFError when the worker died."""
        try:
            answer = self._connection.recv_bytes()
        except OSError:
            raise EOFError from None
        self.answered += 1
        return answer

    def end(self) -> int:
        """Stop the process; by which signal it had died before, else 0."""
        self._connection.close()
        self._process.join(0.05)
        died = -(self._process.exitcode or 0)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join(_GRACE)
        return max(died, 0)

    @staticmethod
    def wait(workers: Iterable["SpawnedWorker"], seconds: float) -> list["SpawnedWorker"]:
        """Those that have something to say, at the latest after so many seconds."""
        workers = list(workers)
        ready = wait([worker._connection for worker in workers], max(seconds, 0))
        return [worker for worker in workers if worker._connection in ready]


@contextmanager
def _no_script() -> Iterator[None]:
    """While a child starts, this program has no script of its own that the child would run first.

    One without ``if __name__ == "__main__"`` would check its files again in every child, and die of it.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _live(serve: Callable[[bytes], bytes], connection: Connection, limits: Limits) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)  # a parser that gives up writes there
    cap_memory(limits.memory_bytes)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            request = connection.recv_bytes()
            cap_time(limits.seconds)
            answer = serve(request)
            cap_time(0)
            connection.send_bytes(answer)
