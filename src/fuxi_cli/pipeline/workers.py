"""Requests worked off by processes that may die: each gets its answer, or the reason why there is none, in order.

A file that makes its reader crash, hang or run out of memory costs only its own answer. A process that died while it
had served others before may have been worn out by them: its request is given to a fresh one, once.
"""

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from fuxi_cli.core.limits import Limits
from fuxi_cli.pipeline.bounds import OVERTIME, patience

OUT_OF_MEMORY = b""
"""What a worker answers when a request needed more memory than it has."""
_LIFETIME = 500
"""Requests after which a worker is replaced: what parsers leave behind in memory goes with it."""
_SIGKILL, _SIGABRT = 9, 6


class Died(NamedTuple):
    """There is no answer; ``reason`` says why, in Chinese."""

    reason: str


class _Job(NamedTuple):
    number: int
    deadline: float
    again: bool


class Workers:
    """So many processes that answer requests with ``serve``. They start when there is work; ``end`` must be called."""

    def __init__(self, serve: Callable[[bytes], bytes], jobs: int, limits: Limits) -> None:
        self._serve = serve
        self._jobs = jobs
        self._limits = limits
        self._kind = _kind()
        self._idle: list[Any] = []
        self._busy: dict[Any, _Job] = {}

    def start_anew(self) -> None:
        """From now on start processes that inherit nothing: a fork beside the threads of a network library is not sound."""
        self.end()
        self._kind = _kind(forking=False)

    def end(self) -> None:
        """End every process, whatever it is doing."""
        for worker in (*self._idle, *self._busy):
            worker.end()
        self._idle, self._busy = [], {}

    def answers(
        self, requests: Sequence[bytes], meanwhile: Callable[[], None] | None = None
    ) -> Iterator[tuple[int, bytes | Died]]:
        """(number of the request, its answer), as they come. ``meanwhile`` is run once, when all hands are busy."""
        waiting = deque((number, False) for number in range(len(requests)))
        while waiting or self._busy:
            while waiting and (worker := self._free()):
                number, again = waiting.popleft()
                self._busy[worker] = _Job(number, time.monotonic() + patience(self._limits), again)
                worker.ask(requests[number])
            if meanwhile is not None:
                meanwhile()
                meanwhile = None
            for number, answer in self._collect():
                if answer is None:
                    waiting.appendleft((number, True))
                else:
                    yield number, answer

    def _free(self) -> Any:
        """A worker without work; None when there are as many as there may be."""
        while self._idle:
            worker = self._idle.pop()
            if worker.answered < _LIFETIME:
                return worker
            worker.end()
        if len(self._busy) >= self._jobs:
            return None
        return self._kind(self._serve, self._limits, list(self._busy))

    def _collect(self) -> Iterator[tuple[int, bytes | Died | None]]:
        """Wait, and give what came: answers, deaths, and None for a request that is worth another try."""
        soonest = min(job.deadline for job in self._busy.values())
        for worker in self._kind.wait(self._busy, soonest - time.monotonic()):
            job = self._busy[worker]
            try:
                answer = worker.receive()
            except EOFError:
                del self._busy[worker]
                reason = _reason(worker.end(), self._limits)
                worn = worker.answered and not job.again and reason != _no_time(self._limits)
                yield job.number, None if worn else Died(reason)
                continue
            if answer is None:
                continue
            del self._busy[worker]
            if answer == OUT_OF_MEMORY:
                worn = worker.answered > 1 and not job.again
                worker.end()
                yield job.number, None if worn else Died(_no_memory(self._limits))
            else:
                self._idle.append(worker)
                yield job.number, answer
        now = time.monotonic()
        for worker in [worker for worker, job in self._busy.items() if job.deadline <= now]:
            job = self._busy.pop(worker)
            worker.end()
            yield job.number, Died(_no_time(self._limits))


def forks() -> bool:
    """Whether workers are forks of this process here, which know all that it knows."""
    sound = hasattr(os, "fork") and sys.platform != "darwin"
    return sound and os.environ.get("FUXI_WORKERS") != "spawn"


def _kind(forking: bool = True) -> Any:
    """How this system starts a process: by forking where that is sound, else anew."""
    if forking and forks():
        return import_module("fuxi_cli.pipeline.forked").ForkedWorker
    return import_module("fuxi_cli.pipeline.spawned").SpawnedWorker


def _reason(signal: int, limits: Limits) -> str:
    if signal and signal == OVERTIME:
        return _no_time(limits)
    # The system kills who takes too much memory; a library that gets none aborts.
    return _no_memory(limits) if signal in (_SIGKILL, _SIGABRT) else "读取程序意外中止"


def _no_time(limits: Limits) -> str:
    return f"超过 {limits.seconds} 秒还没有读完"


def _no_memory(limits: Limits) -> str:
    return f"所需内存超过 {limits.memory_bytes >> 20} MB"
