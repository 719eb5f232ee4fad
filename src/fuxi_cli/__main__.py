"""``python -m fuxi_cli``, and what the ``fuxi`` script calls."""

import gc
import os
import sys

# Starting up makes tens of thousands of objects and no garbage: looking for some costs a fifth of the whole start.
gc.disable()

from fuxi_cli.cli import main  # noqa: E402

_SELDOM = 100_000
"""How many new objects make the collector look for garbage; one workbook makes fewer."""


def run() -> None:
    """Run one command. What the imports made is never garbage; what a command makes is looked through seldom."""
    _in_utf8()
    gc.freeze()
    gc.set_threshold(_SELDOM, 50, 50)
    gc.enable()
    main()


def _in_utf8() -> None:
    """Start again in UTF-8 where the system's language is not: files with Chinese names would get their bytes in GBK, or no
    name at all. (Windows has names in Unicode; what C and POSIX say, Python takes for UTF-8 by itself.)"""
    if os.name != "posix" or sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode:
        return
    environment = {**os.environ, "PYTHONUTF8": "1"}
    os.execve(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]], environment)


if __name__ == "__main__":
    run()
