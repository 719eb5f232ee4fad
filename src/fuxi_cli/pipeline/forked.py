"""A worker that is a fork of this process: it starts in a millisecond and knows everything that is loaded here."""

import os
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress

from fuxi_cli.core.limits import Limits
from fuxi_cli.pipeline.bounds import cap_memory, cap_time, patience

HEADER = 8
"""Bytes that say how long a message is."""
_CHUNK = 1 << 20
_STDERR = 2
_GRACE = 2
"""Seconds beyond its time after which a worker ends by itself: its parent, who should have ended it, is gone."""


class ForkedWorker:
    """One child process, one request at a time. ``serve`` turns a request's bytes into its answer's bytes."""

    def __init__(
        self, serve: Callable[[bytes], bytes], limits: Limits, others: Iterable["ForkedWorker"]
    ) -> None:
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            # Python warns of forks beside other threads; the child runs nothing of what they may hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid == 0:
            for worker in (self, *others):
                os.close(worker._requests)
                os.close(worker._answers)
            _live(serve, requests, answers, limits)
        os.close(requests)
        os.close(answers)
        self._received = bytearray()
        self.answered = 0
        """How many requests it has lived through."""

    def ask(self, request: bytes) -> None:
        """Hand over a request; the answer comes through ``receive`` when ``wait`` names this worker."""
        self._received.clear()
        with suppress(BrokenPipeError):  # it is dead: receive says so
            _write(self._requests, request)

    def receive(self) -> bytes | None:
        """What there is of the answer; None as long as it is not whole. Raises EOFError when the worker died."""
        chunk = os.read(self._answers, _CHUNK)
        if not chunk:
            raise EOFError
        self._received += chunk
        if len(self._received) < HEADER:
            return None
        size = int.from_bytes(self._received[:HEADER], "little")
        if len(self._received) < HEADER + size:
            return None
        self.answered += 1
        return bytes(memoryview(self._received)[HEADER:])

    def end(self) -> int:
        """Stop the process, whatever it is doing; by which signal it had died before, else 0."""
        for pipe in (self._requests, self._answers):
            os.close(pipe)
        done, status = os.waitpid(self.pid, os.WNOHANG)
        if not done:
            # One that has just closed its pipe is about to end by itself, and how it ends is worth knowing.
            until = time.monotonic() + 0.05
            while not done and time.monotonic() < until:
                time.sleep(0.001)
                done, status = os.waitpid(self.pid, os.WNOHANG)
        if not done:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            return 0
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0

    @staticmethod
    def wait(workers: Iterable["ForkedWorker"], seconds: float) -> list["ForkedWorker"]:
        """Those that have something to say, at the latest after so many seconds."""
        by_pipe = {worker._answers: worker for worker in workers}
        poll = select.poll()
        for pipe in by_pipe:
            poll.register(pipe, select.POLLIN)
        return [by_pipe[pipe] for pipe, _ in poll.poll(max(seconds, 0) * 1000)]


def _live(serve: Callable[[bytes], bytes], requests: int, answers: int, limits: Limits) -> None:
    """The child's whole life; it never returns into the parent's code."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)  # a parser that gives up writes there
        cap_memory(limits.memory_bytes)
        while (request := _read(requests)) is not None:
            signal.setitimer(signal.ITIMER_REAL, patience(limits) + _GRACE)
            cap_time(limits.seconds)
            answer = serve(request)
            cap_time(0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            _write(answers, answer)
        code = 0
    finally:
        os._exit(code)


def _write(pipe: int, message: bytes) -> None:
    view = memoryview(len(message).to_bytes(HEADER, "little") + message)
    while view:
        view = view[os.write(pipe, view) :]


def _read(pipe: int) -> bytes | None:
    """One message; None when the other side is gone."""
    header = _exactly(pipe, HEADER)
    return _exactly(pipe, int.from_bytes(header, "little")) if header else None


def _exactly(pipe: int, size: int) -> bytes | None:
    pieces = []
    while size > 0:
        piece = os.read(pipe, min(size, _CHUNK))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
