"""Work that is cut into pieces and done by forks of this process, which know all that it knows."""

import os
import pickle
from collections.abc import Callable, Iterator
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.pipeline.workers import Died, Workers, forks

_AMPLE = Limits(seconds=1800, memory_bytes=1 << 40)
"""What we work out ourselves is not bounded as what others sent is."""


def hands() -> int:
    """How many processes can work at a time; 1 where this system does not fork soundly."""
    return (os.cpu_count() or 1) if forks() else 1


def side_by_side(work: Callable[[int], Any], pieces: int) -> Iterator[tuple[int, Any]]:
    """(number of the piece, what ``work`` made of it), as they come; in place of the latter ``Died`` where a process came
    to grief. What is given back must be picklable."""
    workers = Workers(lambda number: pickle.dumps(work(int(number)), protocol=5), hands(), _AMPLE)
    try:
        for number, answer in workers.answers([str(number).encode() for number in range(pieces)]):
            yield number, answer if isinstance(answer, Died) else pickle.loads(answer)
    finally:
        workers.end()
