"""When each file was taken in: numbers that never go back, even where the clock does."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

_STAMP = "%Y%m%dT%H%M%S"
Clock = Callable[[], datetime]


class Receipt(NamedTuple):
    """``stamp``: ``20220703T081530-00001``; ``received``: the same moment as ISO 8601 with the office's offset."""

    stamp: str
    received: str


class Receipts:
    """Gives receipts, each later than every one before. ``last``: the latest that was ever given."""

    def __init__(self, clock: Clock, last: str | None) -> None:
        self._clock = clock
        self._moment, self._count = _parts(last) if last else ("", 0)
        now = clock()
        self.behind = bool(last) and now.strftime(_STAMP) < self._moment
        """The clock shows an earlier time than the latest receipt."""

    def next(self) -> Receipt:
        now = self._clock()
        stamp = now.strftime(_STAMP)
        if stamp > self._moment:
            self._moment, self._count = stamp, 0
        self._count += 1
        moment = datetime.strptime(self._moment, _STAMP).replace(tzinfo=now.tzinfo)
        return Receipt(f"{self._moment}-{self._count:05d}", moment.isoformat())


def _parts(receipt: str) -> tuple[str, int]:
    moment, _, count = receipt.partition("-")
    return moment, int(count)


def received_of(stamp: str, clock: Clock) -> str:
    """The moment of a receipt as ISO 8601, with this machine's offset."""
    moment, _ = _parts(stamp)
    return datetime.strptime(moment, _STAMP).replace(tzinfo=clock().tzinfo).isoformat()


def local_now() -> datetime:
    """The office's own time, with its offset."""
    return datetime.now().astimezone()
