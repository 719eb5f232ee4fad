"""A hard bound on a process's memory, on systems that have one (Windows has none that a process sets itself)."""

from contextlib import suppress
from importlib import import_module


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
