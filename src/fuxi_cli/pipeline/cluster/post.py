"""The process beside a Dask worker: it has no threads, so that it may fork, and reads every file in a child of its own.

Through its standard input it is given first what its Dask worker takes it for, then its server (plans and bounds), then
requests. It ends with its input, when there is nothing to do for a while, and when it is not what it is taken for: fuxi may
have been installed anew since the Dask worker began.
"""

import os
import pickle
import signal
import sys

from fuxi_cli.pipeline.cluster.frames import ANSWERED, DIED, read_frame, write_frame
from fuxi_cli.pipeline.cluster.identity import identity
from fuxi_cli.pipeline.workers import Died, Workers

IDLE = 60
"""Seconds without work after which it ends."""


def main() -> None:
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get in between, and what a child inherits must not be the pipe.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    expected, kit = read_frame(requests), read_frame(requests)
    if kit is None or expected != repr(identity()).encode():
        return
    server = pickle.loads(kit)
    workers = Workers(server, 1, server.limits)
    try:
        while (message := _next(requests)) is not None:
            for _, answer in workers.answers([message]):
                said = DIED + answer.reason.encode() if isinstance(answer, Died) else ANSWERED + answer
                write_frame(answers, said)
    except (BrokenPipeError, KeyboardInterrupt):
        return
    finally:
        workers.end()


def _next(requests: object) -> bytes | None:
    """The next request; None when there will be none."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _idle)
        signal.setitimer(signal.ITIMER_REAL, IDLE)
    try:
        return read_frame(requests)  # type: ignore[arg-type]
    except TimeoutError:
        return None
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


def _idle(number: int, frame: object) -> None:
    del number, frame
    raise TimeoutError


if __name__ == "__main__":
    main()
    sys.exit(0)
