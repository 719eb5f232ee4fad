"""What workers are made to do in tests: a request is an order, told in a word."""

import ctypes
import faulthandler
import os
import signal
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from fuxi_cli.core.limits import Limits

HUNGRY = 64 * 1024 * 1024


def serve(request: bytes) -> bytes:
    """Answer, or come to grief in the way that the request names."""
    faulthandler.disable()  # pytest's, which would tell of every death
    order, _, rest = request.decode().partition(" ")
    answer = _ORDERS[order](rest)
    assert isinstance(answer, bytes)
    return answer


_served: list[str] = []


def _count(_: str) -> bytes:
    _served.append("once")
    return b"counted"


def _worn(_: str) -> bytes:
    """Dies of what earlier requests left behind."""
    if _served:
        os.abort()
    return b"fresh"


def _spin(_: str) -> bytes:
    while True:
        pass


def _eat(_: str) -> bytes:
    eaten = []
    try:
        while True:
            eaten.append(bytearray(HUNGRY))
    except MemoryError:
        return b""


_ORDERS: dict[str, Callable[[str], Any]] = {
    "echo": str.encode,
    "pid": lambda _: str(os.getpid()).encode(),
    "long": lambda size: b"x" * int(size),
    "abort": lambda _: os.abort(),
    "crash": lambda _: ctypes.string_at(0),
    "exit": lambda _: os._exit(3),
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "hang": lambda _: time.sleep(600),
    "count": _count,
    "worn": _worn,
    "spin": _spin,
    "eat": _eat,
}


class Orders(NamedTuple):
    """The same as something that can be sent to another process."""

    limits: Limits

    def __call__(self, request: bytes) -> bytes:
        return serve(request)
