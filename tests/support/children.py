"""Processes that a test starts by forking: each runs a function and says how it ended."""

import os
import signal
import traceback
from collections.abc import Callable
from typing import Self


class Child:
    """A forked process that runs ``work``, which may talk through ``say``. It is killed when the ``with`` ends."""

    def __init__(self, work: Callable[["Child"], None]) -> None:
        self._ear, self._mouth = os.pipe()
        self.pid = os.fork()
        if self.pid:
            os.close(self._mouth)
            return
        code = 1
        try:
            os.close(self._ear)
            work(self)
            code = 0
        except BaseException:
            self.say(traceback.format_exc())
        finally:
            os._exit(code)

    def say(self, words: str) -> None:
        """In the child: tell the test."""
        os.write(self._mouth, words.encode() + b"\0")

    def hear(self) -> str:
        """In the test: the next words; empty when the child has ended without any."""
        heard = b""
        while (byte := os.read(self._ear, 1)) not in (b"", b"\0"):
            heard += byte
        return heard.decode()

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.pid = 0

    def join(self) -> None:
        """Wait for its end, which must be a good one."""
        said = self.hear()
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        assert status == 0, said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        if self.pid:
            self.kill()
        os.close(self._ear)
