"""Builds sdist and wheel, and shows that anybody else would build the same: ``python packaging/build.py dist``.

Built twice, here and from a copy elsewhere with other times, and the wheel once more from the sdist: the same bytes each time,
with the contents that a release needs. Needs hatchling (extra ``dev``). Without a folder only tries it.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    "src",
    "data",
    "docs",
    "examples",
    "tests",
    "benchmarks",
    "packaging",
    ".gitignore",
    "pyproject.toml",
    "mkdocs.yml",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")
EPOCH = "1704067200"
"""The time that entries get where SOURCE_DATE_EPOCH does not say another: zip knows none before 1980."""
IN_WHEEL = (
    "fuxi_cli/py.typed",
    "fuxi_cli/schemas/report.schema.json",
    "fuxi_cli/data/targets/ganzhou-selenium-2022/2022-01-24/plan.yaml",
    "fuxi_cli/register/migrations/env.py",
    "fuxi_cli/exporters/page/page.css",
    "fuxi_cli-{version}.dist-info/licenses/LICENSE",
    "fuxi_cli-{version}.dist-info/entry_points.txt",
)
IN_SDIST = (
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
    "PKG-INFO",
    "packaging/constraints.txt",
)


def main(target: str | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        here = _built(ROOT, work / "here")
        there = _built(_copy(work / "another place"), work / "there")
        _same(here, there, "from a copy elsewhere")
        sdist = next(path for path in here if path.name.endswith(".tar.gz"))
        wheel = next(path for path in here if path.suffix == ".whl")
        with tarfile.open(sdist) as archive:
            archive.extractall(work / "unpacked", filter="data")
        again = _built(next((work / "unpacked").iterdir()), work / "again", "wheel")
        _same([wheel], again, "from the sdist")
        _holds(wheel, sdist)
        if target:
            Path(target).mkdir(parents=True, exist_ok=True)
            for path in here:
                shutil.copy(path, target)
        print(
            "\n".join(
                f"{path.name}: {path.stat().st_size} bytes, the same from three places" for path in here
            )
        )


def _copy(place: Path) -> Path:
    """What the builds are made from, elsewhere and at another time."""
    place.mkdir()
    for part in (*PARTS, *(path.name for path in ROOT.glob("*.md")), "LICENSE"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, place / part, ignore=LEFT_OUT, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(ROOT / part, place / part)
    return place


def _built(source: Path, target: Path, *kinds: str) -> list[Path]:
    environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ}
    chosen = [word for kind in kinds or ("sdist", "wheel") for word in ("-t", kind)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(target), *chosen]
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)
    return sorted(target.iterdir())


def _same(ones: list[Path], others: list[Path], where: str) -> None:
    if [path.name for path in ones] != [path.name for path in others]:
        raise SystemExit(f"other files {where}: {others}")
    for one, other in zip(ones, others, strict=True):
        if one.read_bytes() != other.read_bytes():
            raise SystemExit(f"{one.name} has other bytes when it is built {where}")


def _holds(wheel: Path, sdist: Path) -> None:
    version = wheel.name.split("-")[1]
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    wanted = {name.format(version=version) for name in IN_WHEEL}
    with tarfile.open(sdist) as archive:
        within = {name.partition("/")[2] for name in archive.getnames()}
    missing = sorted((wanted - inside) | (set(IN_SDIST) - within))
    stray = sorted(name for name in inside | within if "__pycache__" in name or name.endswith(".pyc"))
    stray += sorted(name for name in inside if not name.startswith("fuxi_cli"))
    if missing or stray:
        raise SystemExit(f"missing: {missing}; not to be there: {stray}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
