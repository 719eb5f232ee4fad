"""Writes packaging/constraints.txt: the versions that were tested, of fuxi's libraries and of all that they need.

``python packaging/constraints.py`` in an environment with ``fuxi-cli[all]``, and with what only Windows needs
(``pip install colorama tzdata``). ``--check`` changes nothing and fails where the file is not what would be written.
"""

import platform
import sys
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TARGET = Path(__file__).with_name("constraints.txt")
EXTRAS = ("parquet", "postgresql", "cluster")
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = (
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
)
HEAD = """\
# The versions that fuxi was tested with, on Python {python}: pip install -c packaging/constraints.txt …
# Made by packaging/constraints.py. What only Windows needs is listed as well.
"""


def main(arguments: list[str]) -> None:
    found: dict[str, str] = {}
    missing: set[str] = set()
    _follow("fuxi-cli", frozenset(EXTRAS), found, missing, set())
    if missing:
        raise SystemExit(f"not installed here: pip install {' '.join(sorted(missing))}")
    del found["fuxi-cli"]
    lines = "".join(f"{name}=={found[name]}\n" for name in sorted(found))
    if arguments == ["--check"]:
        held = "".join(
            line for line in TARGET.read_text("utf-8").splitlines(True) if not line.startswith("#")
        )
        if held != lines:
            raise SystemExit(f"{TARGET.name} is not what this environment holds")
        return
    python = ".".join(platform.python_version_tuple()[:2])
    TARGET.write_text(HEAD.format(python=python) + lines, encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(found)} libraries")


def _follow(
    name: str,
    extras: frozenset[str],
    found: dict[str, str],
    missing: set[str],
    seen: set[tuple[str, frozenset[str]]],
) -> None:
    """A library and all that it needs, on any of the systems and Pythons."""
    if (name, extras) in seen:
        return
    seen.add((name, extras))
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        missing.add(name)
        return
    for text in distribution(name).requires or ():
        needed = Requirement(text)
        if _holds(needed, extras):
            _follow(canonicalize_name(needed.name), frozenset(needed.extras), found, missing, seen)


def _holds(needed: Requirement, extras: frozenset[str]) -> bool:
    """Whether it is needed anywhere."""
    if needed.marker is None:
        return True
    places = (
        {**system, "python_version": python, "python_full_version": f"{python}.0", "extra": extra}
        for system in SYSTEMS
        for python in PYTHONS
        for extra in ("", *extras)
    )
    return any(needed.marker.evaluate(place) for place in places)


if __name__ == "__main__":
    main(sys.argv[1:])
