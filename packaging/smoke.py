"""Tries a built fuxi as an office would: ``python packaging/smoke.py COMMAND…``, e.g. ``python packaging/smoke.py dist/fuxi``.

The same steps for whatever is built: version, the plan's own checks, a template, a workbook whose findings must be those of
examples/progress.expected.json (also read by the kind of worker processes that Windows has), a month's summary, its data, and a
workspace. Nothing of the checkout but ``examples/`` is used.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ROUNDS = 5


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, "示例 工作区")  # a Chinese name with a blank, as offices have them
        work.mkdir()
        # The file is checked by the name that the expected result has for it.
        (work / "examples").mkdir()
        (work / "examples/progress.xlsx").write_bytes((EXAMPLES / "progress.xlsx").read_bytes())
        for ways in ("", "spawn"):
            _checked(command, work, ways)
        _run(command, work, ["targets", "lint", "ganzhou-selenium-2022"])
        _run(command, work, ["template", "于都县", "--period", "2022-06", "-o", "模板"])
        _begins(next((work / "模板").iterdir()), b"PK")
        _run(command, work, ["summary", str(EXAMPLES / "submissions/2022-06"), "-o", "汇总.xlsx"])
        _begins(work / "汇总.xlsx", b"PK")
        _run(command, work, ["export", str(EXAMPLES / "submissions/2022-06"), "-o", "数据"])
        _run(command, work, ["init", "富硒办", "--plan", "ganzhou-selenium-2022"])
        (work / "富硒办/inbox/progress.xlsx").write_bytes((EXAMPLES / "progress.xlsx").read_bytes())
        _run(command, work / "富硒办", ["run"])
        _begins(next((work / "富硒办/returned").rglob("*_退回单.docx")), b"PK")
        version = _run(command, work, ["--version"]).splitlines()[0]
        seconds = min(_seconds(command, work) for _ in range(ROUNDS))
    print(f"{version}: all steps passed; starting up takes {seconds:.2f} s (the best of {ROUNDS})")
    return 0


def _checked(command: list[str], work: Path, workers: str) -> None:
    """The expected findings, by this system's own kind of worker processes and by those that Windows has."""
    _run(command, work, ["check", "examples/progress.xlsx", "-f", "json", "-o", "progress.json"], 1, workers)
    found = json.loads((work / "progress.json").read_text(encoding="utf-8"))
    expected = json.loads((EXAMPLES / "progress.expected.json").read_text(encoding="utf-8"))
    if found != expected:
        raise SystemExit("examples/progress.xlsx: not the findings of examples/progress.expected.json")


def _run(command: list[str], work: Path, arguments: list[str], code: int = 0, workers: str = "") -> str:
    """What a command prints; ends the run where its exit code is another, or where a traceback is shown."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FUXI"))
    }
    environment.update(FUXI_NO_CACHE="1", **({"FUXI_WORKERS": workers} if workers else {}))
    done = subprocess.run([*command, *arguments], cwd=work, env=environment, capture_output=True, check=False)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")
    if done.returncode != code or "Traceback" in err:
        raise SystemExit(f"{arguments}: exit code {done.returncode} in place of {code}\n{out}{err}")
    return out


def _begins(path: Path, signature: bytes) -> None:
    if not path.read_bytes().startswith(signature):
        raise SystemExit(f"{path}: not a workbook")


def _seconds(command: list[str], work: Path) -> float:
    begun = time.perf_counter()
    _run(command, work, ["--help"])
    return time.perf_counter() - begun


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    first = Path(sys.argv[1])
    sys.exit(main([str(first.resolve()) if first.exists() else sys.argv[1], *sys.argv[2:]]))
