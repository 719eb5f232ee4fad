"""What must be the same on every machine, so that a file is read the same everywhere."""

import platform
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

from fuxi_cli import __version__
from fuxi_cli.readers.digest import sha256

Identity = tuple[tuple[str, str], ...]
"""(what, which), in the order in which differences are told."""


@cache
def identity() -> Identity:
    """This process's own."""
    metadata = import_module("importlib.metadata")
    return (
        ("fuxi", __version__),
        ("fuxi 程序代码", _code()),
        ("Python", ".".join(platform.python_version_tuple()[:2])),
        ("python-calamine", metadata.version("python-calamine")),
    )


def _code() -> str:
    """A hash over the package's modules: a version's name does not tell a changed checkout from the released one."""
    package = Path(sys.modules["fuxi_cli"].__path__[0])
    digest = sha256()
    for path in sorted(package.rglob("*.py")):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(package).as_posix()} {len(content)}\n".encode() + content)
    return str(digest.hexdigest()[:12])
