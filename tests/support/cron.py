"""Runs lines of a crontab the way cron does: its own few variables, the user's home, ``/bin/sh -c``, ``%`` as a line break.

After crontab(5) of Debian's cron 3.0pl1.
"""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_SETTING = re.compile(r"\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*")
_JOB = re.compile(r"\s*((?:[\d*][\d*,/-]*\s+){5})(\S.*)")
_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_PERCENT = re.compile(r"(?<!\\)%")


@dataclass(frozen=True)
class Job:
    when: str
    command: str
    settings: Mapping[str, str] = field(repr=False)
    """What the lines above it set."""


def read(text: str) -> list[Job]:
    """The jobs of a crontab. Raises ValueError for a line that cron would refuse."""
    settings: dict[str, str] = {}
    jobs = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if match := _SETTING.fullmatch(line):
            settings[match[1]] = _unquoted(match[2])
        elif match := _JOB.fullmatch(line):
            for part, bounds in zip(match[1].split(), _BOUNDS, strict=True):
                _check(part, *bounds)
            jobs.append(Job(match[1].strip(), match[2], dict(settings)))
        else:
            raise ValueError(line)
    return jobs


def _unquoted(value: str) -> str:
    """A setting's value: as it stands; no variable in it is replaced, only matching quotation marks around it go."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _check(part: str, least: int, most: int) -> None:
    for item in part.split(","):
        match = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/(\d+))?", item)
        if match is None or not all(least <= int(n) <= most for n in match.groups()[:2] if n):
            raise ValueError(part)


def perform(
    job: Job, home: Path, changed: Mapping[str, str], without: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Run a job. ``changed``: settings with other values; ``without``: settings that are taken out.

    What it gives on both streams is what cron would send as a mail.
    """
    command, *rest = _PERCENT.split(job.command)
    environment = {
        "HOME": str(home),
        "LOGNAME": "fuxi",
        "SHELL": "/bin/sh",
        "PATH": "/usr/bin:/bin",
        **job.settings,
        **changed,
    }
    environment = {name: value for name, value in environment.items() if name not in without}
    return subprocess.run(
        [environment["SHELL"], "-c", command.replace("\\%", "%")],
        input="\n".join(part.replace("\\%", "%") for part in rest).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=home,
        timeout=300,
        check=False,
    )
