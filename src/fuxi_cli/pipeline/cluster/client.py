"""The caller's side of a Dask cluster: it takes the place of ``pipeline.workers.Workers``.

What runs on the cluster may be run again at any time, on another worker, and gives the same: so nothing is lost with a
worker. What is lost with the scheduler is said.
"""

import logging
import pickle
import re
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.limits import MIB, Limits
from fuxi_cli.pipeline.cluster import troubles
from fuxi_cli.pipeline.cluster.frames import DIED
from fuxi_cli.pipeline.cluster.identity import identity
from fuxi_cli.pipeline.cluster.serving import Mismatch, serve
from fuxi_cli.pipeline.cluster.shipping import ShippedPlans
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.pipeline.workers import Died

_ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/@]+:[0-9]{1,5}/?")
_TO_CONNECT = 10
"""Seconds until a scheduler that does not answer is said to be out of reach."""
_ALONE = 30
"""Seconds that a run waits for a worker when there is none, or for a scheduler that it lost."""
_LOOK = 2
"""Seconds without an answer after which a look is taken at who is still there."""
_TO_COLLECT = 60
"""Seconds for the way of a finished answer."""
_MOST, _MOST_BYTES = 8, 4 * MIB
"""How much goes in one task: so many files, and no more once there are so many bytes."""
_ROUNDS = 4
"""Into so many tasks for each thread a small run is divided, that none waits for the others at the end."""
_AHEAD = 3
"""Tasks for each thread that are under way: what a thread does next has already arrived."""


class Cluster:
    """Requests answered by the workers of a Dask cluster, with the plans of ``store`` and these bounds.

    Raises FuxiError for an address that is none; and when there is work, for a scheduler that is not there, or goes.
    """

    def __init__(self, address: str, store: Plans, limits: Limits) -> None:
        if not _ADDRESS.fullmatch(address):
            raise FuxiError(
                f"集群地址“{address}”不对，应写成 tcp://主机:端口 或 tls://主机:端口，如 tcp://127.0.0.1:8786。"
            )
        self._address = address
        self._store = store
        self._limits = limits
        self._dask: Any = None
        self._level: int | None = None
        self._kit: Any = None
        self._running: dict[Any, list[int]] = {}
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._threads = 0
        self._waited = 0

    def answers(self, requests: Any, meanwhile: Any = None) -> Iterator[tuple[int, bytes | Died]]:
        """As ``Workers.answers``; ``requests`` are ``messages.Messages``."""
        if not len(requests):
            return
        self._connect()
        size = max(1, min(_MOST, len(requests) // (max(self._threads, 1) * _ROUNDS)))
        waiting = deque(range(len(requests)))
        fetched_here: set[int] = set()
        while waiting or self._running:
            while waiting and len(self._running) < _AHEAD * max(self._threads, 1):
                self._send(_next(waiting, size, requests, fetched_here))
            if meanwhile is not None:
                meanwhile()
                meanwhile = None
            for number, answer in self._collect():
                if answer is None:
                    fetched_here.add(number)
                    waiting.appendleft(number)
                else:
                    yield number, Died(answer[1:].decode()) if answer[:1] == DIED else answer[1:]

    def end(self) -> None:
        """Let go of whatever is under way, and of the scheduler."""
        client, self._dask = self._dask, None
        running, self._running, self._kit = list(self._running), {}, None
        if client is not None:
            with suppress(Exception):  # a scheduler that is gone needs no farewell
                client.cancel(running, force=True)
            with suppress(Exception):
                client.close(timeout=_LOOK)
        if self._level is not None:
            logging.disable(self._level)

    def _connect(self) -> None:
        if self._dask is not None:
            return
        try:
            distributed = import_module("distributed")
            dask = import_module("dask")
        except ModuleNotFoundError:
            raise FuxiError(
                "--cluster 需要 Dask：请先在本机、调度器和每台工作机上运行 pip install distributed fsspec。"
            ) from None
        # What its libraries log in English is said by us, or is no concern of who runs a check.
        self._level = logging.root.manager.disable
        logging.disable(logging.CRITICAL)
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"})
        kit = pickle.dumps(_server(self._store, self._limits))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of versions: it is the files' reading that must agree
                # Its own way of being collected complains on stderr of what was never connected.
                kind = type("Client", (distributed.Client,), {"__del__": lambda _: None})
                self._dask = kind(self._address, timeout=_TO_CONNECT, set_as_default=False)
            key = f"fuxi-plans-{sha256(kit).hexdigest()[:16]}-{uuid4().hex[:8]}"
            self._kit = self._dask.submit(bytes, kit, key=key, pure=False)
            self._count()
        except Exception as error:  # of many libraries: sockets, TLS, the protocol
            self.end()
            raise troubles.out_of_reach(self._address, error) from None

    def _count(self) -> None:
        """How many threads the cluster's workers have now."""
        self._threads = sum(self._dask.nthreads().values())

    def _send(self, work: tuple[list[int], list[tuple[bytes, bool]]]) -> None:
        numbers, messages = work
        try:
            future = self._dask.submit(
                serve,
                self._kit,
                self._limits,
                identity(),
                messages,
                key=f"fuxi-{uuid4().hex}",
                pure=False,
                retries=2,
            )
        except Exception as error:
            raise troubles.lost(self._address, error) from None
        self._running[future] = numbers
        future.add_done_callback(self._done.put)

    def _collect(self) -> list[tuple[int, bytes | None]]:
        """(number, answer) of one task that is done; an empty list when there was none for a while."""
        try:
            future = self._done.get(timeout=_LOOK)
        except Empty:
            self._look()
            return []
        self._waited = 0
        numbers = self._running.pop(future)
        try:
            result: Any = future.result(timeout=_TO_COLLECT)
        except Exception as error:
            raise troubles.failed(self._address, error) from None
        if isinstance(result, Mismatch):
            raise troubles.mismatch(result, identity())
        return list(zip(numbers, result, strict=True))

    def _look(self) -> None:
        """Whether anybody is still there. Raises FuxiError when nobody has been for too long."""
        self._waited += _LOOK
        if self._dask.status == "running":
            try:
                self._count()
            except Exception:
                self._threads = 0
            if self._threads:
                self._waited = 0
        if self._waited >= _ALONE:
            running = self._dask.status == "running"
            raise troubles.nobody(self._address) if running else troubles.lost(self._address, None)


def _server(store: Plans, limits: Limits) -> Any:
    # Loaded by name: ``reading`` loads this module.
    return import_module("fuxi_cli.pipeline.reading").Server(ShippedPlans(store), limits)


def _next(
    waiting: deque[int], size: int, requests: Any, fetched_here: Sequence[int] | set[int]
) -> tuple[list[int], list[tuple[bytes, bool]]]:
    """The next task's requests, and their messages: each with whether the worker is to fetch its file."""
    numbers: list[int] = []
    messages: list[tuple[bytes, bool]] = []
    total = 0
    while waiting and len(numbers) < size and total < _MOST_BYTES:
        number = waiting.popleft()
        far = requests.is_left_to_worker(number) and number not in fetched_here
        message = requests[number] if far else requests.whole(number)
        numbers.append(number)
        messages.append((message, far))
        total += len(message)
    return numbers, messages
