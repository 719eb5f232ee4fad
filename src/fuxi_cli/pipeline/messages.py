"""Requests that carry the content of their files: what a worker cannot open, or should not, is fetched here."""

import pickle
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, overload

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice
from fuxi_cli.pipeline.reading import Request
from fuxi_cli.readers.paths import is_far, is_url, place_of, together
from fuxi_cli.readers.spreadsheet import fetch

_AHEAD = 8
"""So many files are fetched at a time where the network library can do that."""


class Messages(Sequence[bytes]):
    """The requests as bytes, each made when it is asked for, so that only those under way are in memory.

    ``elsewhere``: workers are on other machines. Then every file of this machine travels with its request, and what lies
    behind a scheme that others can reach is left to them. Else the workers are processes here, which read files of this
    machine themselves and never reach for a network.
    """

    def __init__(self, requests: Sequence[Request], limits: Limits, elsewhere: bool) -> None:
        self._requests = requests
        self._limits = limits
        self._elsewhere = elsewhere
        self._fetching: dict[int, Future[bytes | Notice]] = {}
        self._hands: ThreadPoolExecutor | None = None

    def __len__(self) -> int:
        return len(self._requests)

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[bytes]: ...
    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if self.is_left_to_worker(number):
            request = self._requests[number]
            return pickle.dumps(request._replace(place=place_of(request.path)))
        return self.whole(number) if self._is_carried(number) else pickle.dumps(self._requests[number])

    def is_left_to_worker(self, number: int) -> bool:
        """Whether that message asks a worker on another machine to fetch the file, which it may be unable to."""
        return self._elsewhere and is_far(self._requests[number].path)

    def whole(self, number: int) -> bytes:
        """The message with the file's content."""
        return pickle.dumps(self._requests[number]._replace(content=self._content(number)))

    def _is_carried(self, number: int) -> bool:
        return self._elsewhere or is_url(self._requests[number].path)

    def _content(self, number: int) -> bytes | Notice:
        path = self._requests[number].path
        if not is_url(path) or not together(path):
            return fetch(path, self._limits)
        if self._hands is None:
            self._hands = ThreadPoolExecutor(_AHEAD)
        for n in range(number, min(number + _AHEAD, len(self))):
            if n not in self._fetching and is_url(self._requests[n].path):
                self._fetching[n] = self._hands.submit(fetch, self._requests[n].path, self._limits)
        return self._fetching.pop(number).result()
