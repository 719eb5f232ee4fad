"""A plan of any number of counties in the shape of the Ganzhou one, and a month's ten-sheet workbooks for it.

One workbook in twelve has a fault, another kind each time (``benchmarks.faults``); every figure of the others follows
from the objects in its ledgers. The same number of counties gives the same bytes.

``python -m benchmarks.counties COUNT FOLDER`` makes the plan in ``FOLDER/targets``, the workbooks in
``FOLDER/2022-06``, and ``FOLDER/seeded.csv``, which names the faults that were put in.
"""

import argparse
import csv
import os
import shutil
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "examples"))

import story  # noqa: E402

from benchmarks.faults import FAULTS, Fault  # noqa: E402
from fuxi_cli.core.period import Period  # noqa: E402
from fuxi_cli.core.plan import Plan  # noqa: E402
from fuxi_cli.exporters.template import file_name, render  # noqa: E402
from fuxi_cli.pipeline import open_plan  # noqa: E402

ID = "sample-national"
JUNE = Period(2022, 6)
SOURCE = ROOT / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24"
FAULTY = 12
"""One workbook in so many has a fault."""
FIRST_CODE = 400_000
"""Region codes from here on: six digits, and nobody's."""
TARGETS, SEEDED = "targets", "seeded.csv"


def name_of(number: int) -> str:
    """The county with this number, from 1. All names have one length, so that none contains another."""
    return f"示例{number:05d}县"


def make_plan(folder: Path, counties: int) -> Path:
    """The Ganzhou plan in ``folder`` with so many other counties, which owe what Ganzhou's owe, in turn.

    Returns the file of the quotas.
    """
    target = folder / ID / SOURCE.name
    target.mkdir(parents=True)
    text = (SOURCE / "plan.yaml").read_text(encoding="utf-8")
    (target / "plan.yaml").write_text(
        text.replace(f"id: {SOURCE.parent.name}", f"id: {ID}"), encoding="utf-8"
    )
    shutil.copy(SOURCE / "tasks.csv", target)
    header, *lines = (SOURCE / "quotas.csv").read_text(encoding="utf-8-sig").splitlines()
    owed = [[int(value) for value in line.split(",")[2:]] for line in lines if ",合计," not in line]
    quotas = [owed[n % len(owed)] for n in range(counties)]
    rows = [f"{n},{name_of(n)},{','.join(map(str, row))}" for n, row in enumerate(quotas, start=1)]
    total = f",合计,{','.join(str(sum(column)) for column in zip(*quotas, strict=True))}"
    (target / "quotas.csv").write_text("\n".join([header, *rows, total, ""]), encoding="utf-8")
    first, *others = (SOURCE / "reporters.csv").read_text(encoding="utf-8-sig").splitlines()
    named = [f"{FIRST_CODE + n},{name_of(n)},county," for n in range(1, counties + 1)]
    kept = [line for line in others if ",county," not in line]
    (target / "reporters.csv").write_text("\n".join([first, *named, *kept, ""]), encoding="utf-8")
    return target / "quotas.csv"


def fault_of(number: int) -> Fault | None:
    """What is wrong with the workbook of the county with this number; None in eleven of twelve."""
    turn, rest = divmod(number - 1, FAULTY)
    return None if rest else FAULTS[turn % len(FAULTS)]


def make_workbook(targets: Path, folder: Path, number: int, faults: bool = True) -> Path:
    plan = _plan(str(targets))
    reporter = plan.reporter(name_of(number))
    assert reporter is not None
    fault = fault_of(number) if faults else None
    entries = story.submission(plan, reporter, JUNE)
    if fault and fault.change:
        entries = fault.change(entries)
    content = render(plan, reporter, JUNE, entries)
    path = folder / file_name(plan, reporter, JUNE)
    path.write_bytes(content)
    if fault and fault.in_xml:
        _change_xml(path, fault)
    return path


@lru_cache(maxsize=1)
def _plan(targets: str) -> Plan:
    return open_plan(ID, (targets,))


def _change_xml(path: Path, fault: Fault) -> None:
    """Change what the program that wrote the workbook would not have written so."""
    with ZipFile(path) as book:
        parts = {entry.filename: book.read(entry) for entry in book.infolist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for name, content in parts.items():
            if name == fault.part and fault.in_xml:
                changed = fault.in_xml(content.decode())
                assert changed != content.decode(), fault.name
                content = changed.encode()
            book.writestr(_entry(name), content)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _make(job: tuple[Path, Path, int, bool]) -> None:
    make_workbook(*job)


def make_workbooks(folder: Path, count: int, faults: bool = True) -> Path:
    """Plan, workbooks and list of faults in ``folder``; returns the folder of the workbooks."""
    make_plan(folder / TARGETS, count)
    month = folder / str(JUNE)
    month.mkdir(parents=True)
    jobs = ((folder / TARGETS, month, n, faults) for n in range(1, count + 1))
    with Pool(os.cpu_count()) as pool:
        for _ in pool.imap_unordered(_make, jobs, chunksize=20):
            pass
    with (folder / SEEDED).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["county", "fault", "code", "sheet", "cell"])
        writer.writerows(_seeded(count) if faults else ())
    return month


def _seeded(count: int) -> Iterator[tuple[str, str, str, str, str]]:
    for number in range(1, count + 1):
        fault = fault_of(number)
        if fault:
            yield name_of(number), fault.name, fault.code, fault.sheet, fault.cell


def sample(month: Path, count: int) -> list[Path]:
    """The first workbooks of a month, in the order of the counties."""
    return list(islice(sorted(month.iterdir()), count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    make_workbooks(options.folder, options.count)


if __name__ == "__main__":
    main()
