"""Takes from Python what Windows does not have, in this process and in every one that it starts: put this folder on PYTHONPATH.

The system stays what it is: what the standard library itself needs to start a process here is left in place.
"""

import os
import signal
import sys

MODULES = ("resource", "pwd", "grp", "termios", "tty", "pty", "syslog")
"""Not fcntl: filelock needs it here, and msvcrt there."""
NAMES = {
    os: ("fork", "forkpty", "register_at_fork", "mkfifo", "mknod", "getuid", "geteuid", "getgid", "chown", "lchown", "statvfs",
         "sched_getaffinity", "getpgid", "setsid", "killpg"),
    signal: ("setitimer", "getitimer", "alarm", "SIGALRM", "SIGPROF", "SIGVTALRM", "SIGHUP", "SIGPIPE", "SIGUSR1", "SIGUSR2"),
}  # fmt: skip

for module in MODULES:
    sys.modules[module] = None  # type: ignore[assignment]
for owner, names in NAMES.items():
    for name in names:
        if hasattr(owner, name):
            delattr(owner, name)
import select  # noqa: E402

for name in ("poll", "epoll"):
    if hasattr(select, name):
        delattr(select, name)
