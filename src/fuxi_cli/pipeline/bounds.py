"""Hard bounds that a process sets itself, on systems that have them (Windows has none): memory, processor time."""

import signal
from contextlib import suppress
from importlib import import_module

from fuxi_cli.core.limits import Limits

_PATIENCE = 4
TIMED = hasattr(signal, "setitimer")
"""Whether this system can bound a process's own processor time."""
OVERTIME = int(getattr(signal, "SIGPROF", 0))
"""The signal by which a process ends that has used up its processor time."""


def cap_memory(more: int) -> None:
    """Let this process take so many bytes beyond what it has now; a bound that is already lower stays."""
    with suppress(ImportError, ValueError, OSError):
        resource = import_module("resource")
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
        wanted.append(_present() + more)
        resource.setrlimit(resource.RLIMIT_AS, (min(wanted), hard))


def _present() -> int:
    """The address space in use; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * int(import_module("resource").getpagesize())


def cap_time(seconds: float) -> None:
    """From now on this process may use so many seconds of processor time; 0 lifts the bound.

    Not of wall time: on a busy machine a sound file must not fail because others work as well.
    """
    if TIMED:
        signal.signal(OVERTIME, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def patience(limits: Limits) -> float:
    """After how many seconds of wall time a process is taken to hang, though it has time left."""
    return limits.seconds * (_PATIENCE if TIMED else 1)
