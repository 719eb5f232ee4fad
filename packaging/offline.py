"""Tries docs/离线安装.md: download once, then install with no index and no network, and use it (packaging/smoke.py).

``python packaging/offline.py`` downloads the wheels for this system and Python, makes a fresh environment, installs from the
folder alone and runs the smoke test. ``python packaging/offline.py --windows`` downloads nothing: it asks pip whether there is
a wheel of everything for Windows x64 and each Python that the page names.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import smoke

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "packaging/constraints.txt"
ONLY_WINDOWS = ("colorama", "tzdata")
"""What libraries need there only: pip looks at the system that it runs on, also when it downloads for another."""
PYTHONS = ("3.11", "3.12", "3.13")
NOWHERE = "http://127.0.0.1:9"


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _pip("wheel", "--no-deps", "-w", str(work / "包"), str(ROOT))
        (wheel,) = (work / "包").glob("*.whl")
        if arguments == ["--windows"]:
            return _for_windows(wheel, work)
        chosen = ["--only-binary=:all:", "-c", str(CONSTRAINTS), "-d", str(work / "包")]
        _pip("download", *chosen, str(wheel))
        total = sum(path.stat().st_size for path in (work / "包").iterdir())
        print(f"{len(list((work / '包').iterdir()))} wheels, {total / 1e6:.0f} MB")
        venv.create(work / "新环境", with_pip=True)
        folder = work / "新环境" / ("Scripts" if os.name == "nt" else "bin")
        # --isolated: nothing that this machine's pip is set to do may help.
        command = ["-m", "pip", "--isolated", "install", "-q", "--no-index", "--find-links", str(work / "包")]
        cut_off = {"HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE, "NO_PROXY": ""}
        subprocess.run(
            [str(folder / "python"), *command, "fuxi-cli"], check=True, env={**os.environ, **cut_off}
        )
        return smoke.main([str(folder / "fuxi")])


def _for_windows(wheel: Path, work: Path) -> int:
    for python in PYTHONS:
        asked = [
            "--platform",
            "win_amd64",
            "--python-version",
            python,
            "--only-binary=:all:",
            "--target",
            str(work / "x"),
        ]
        _pip("install", "--dry-run", *asked, "-c", str(CONSTRAINTS), str(wheel), *ONLY_WINDOWS)
        print(f"Windows x64, Python {python}: a wheel of everything")
    return 0


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
