"""What a Dask worker runs: it hands requests to a process of fuxi's own, and never opens a workbook itself.

That process (``post``) ends by itself when it has had nothing to do for a while, or when the Dask worker is gone.
"""

import pickle
import platform
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice
from fuxi_cli.pipeline.cluster.frames import read_frame, write_frame
from fuxi_cli.pipeline.cluster.identity import Identity, identity
from fuxi_cli.readers import paths
from fuxi_cli.readers.spreadsheet import fetch

_SECONDS_TO_END = 5


class Mismatch(NamedTuple):
    """This machine would read files otherwise than the caller's."""

    machine: str
    here: Identity


class Post:
    """A process beside the Dask worker that has the plans, and reads one file at a time."""

    def __init__(self, kit: bytes) -> None:
        self._process = subprocess.Popen(
            # -P: nothing that lies in the Dask worker's folder is imported.
            [sys.executable, "-P", "-X", "utf8", "-m", "fuxi_cli.pipeline.cluster.post"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._send(repr(identity()).encode())
        self._send(kit)

    def ask(self, message: bytes) -> bytes:
        """The answer, with its kind in front. Raises EOFError when the process has ended."""
        self._send(message)
        assert self._process.stdout is not None
        answer = read_frame(self._process.stdout)
        if answer is None:
            raise EOFError
        return answer

    def _send(self, message: bytes) -> None:
        assert self._process.stdin is not None
        try:
            write_frame(self._process.stdin, message)
        except OSError:
            raise EOFError from None

    def end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_idle: dict[bytes, list[Post]] = {}
"""Processes without work, by the plans and bounds that they have."""
_lock = Lock()


def serve(
    kit: bytes, limits: Limits, caller: Identity, messages: list[tuple[bytes, bool]]
) -> list[bytes | None] | Mismatch:
    """Each message's answer; None for a file that the caller must fetch itself, because it cannot be had from here.

    ``kit``: what a process needs to know; of each message also whether its file is to be fetched by this worker.
    """
    if caller != identity():
        return Mismatch(platform.node(), identity())
    key = sha256(kit).digest()
    paths.forget()
    answers: list[bytes | None] = []
    post: Post | None = None
    try:
        for message, far in messages:
            whole = _fetched(message, limits) if far else message
            if whole is None:
                answers.append(None)
                continue
            post, answer = _answer(post or _take(key, kit), kit, whole)
            answers.append(answer)
    except BaseException:
        if post is not None:
            post.end()
        raise
    if post is not None:
        with _lock:
            _idle.setdefault(key, []).append(post)
    return answers


def _answer(post: Post, kit: bytes, message: bytes) -> tuple[Post, bytes]:
    """The answer, and who gave it: one that waited too long for work has ended, and another takes its place."""
    try:
        return post, post.ask(message)
    except EOFError:
        post.end()
    post = Post(kit)
    try:
        return post, post.ask(message)
    except EOFError:
        post.end()
        raise RuntimeError(
            "python -m fuxi_cli does not run here, or was changed since this worker began"
        ) from None


def _take(key: bytes, kit: bytes) -> Post:
    with _lock:
        for other in [other for other in _idle if other != key]:
            for post in _idle.pop(other):
                post.end()
        waiting = _idle.get(key)
        if waiting:
            return waiting.pop()
    return Post(kit)


def _fetched(message: bytes, limits: Limits) -> bytes | None:
    """The message with the file's content; None when this machine has no way to it."""
    request = pickle.loads(message)
    try:
        paths.learn(request.path, request.place)
        content = fetch(request.path, limits)
    except Exception:  # a driver or a password that this machine lacks
        return None
    return None if isinstance(content, Notice) else pickle.dumps(request._replace(content=content))
