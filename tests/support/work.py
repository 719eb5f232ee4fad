"""What workers are made to do in tests: a request is an order, told in a word."""

import ctypes
import faulthandler
import os
import signal
import time

HUNGRY = 64 * 1024 * 1024


def serve(request: bytes) -> bytes:
    """Answer, or come to grief in the way that the request names."""
    faulthandler.disable()  # pytest's, which would tell of every death
    order, _, rest = request.decode().partition(" ")
    match order:
        case "echo":
            return rest.encode()
        case "pid":
            return str(os.getpid()).encode()
        case "long":
            return b"x" * int(rest)
        case "abort":
            os.abort()
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(3)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "eat":
            return _eat()
        case "worn":  # dies of what earlier requests left behind
            if _served:
                os.abort()
            return b"fresh"
        case "count":
            _served.append(1)
            return b"counted"
    raise ValueError(order)


_served: list[int] = []


def _eat() -> bytes:
    eaten = []
    try:
        while True:
            eaten.append(bytearray(HUNGRY))
    except MemoryError:
        return b""
