"""Two hundred ordinary workbooks of varied make, for ``guard.py``: made in a folder, from the worked examples.

Ten-sheet forms as XlsxWriter wrote them, the same saved again by openpyxl and by LibreOffice (where it is installed), and
workbooks with a ledger of 3,000 rows.
"""

import random
import shutil
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

ROOT = Path(__file__).parent.parent
FORMS = sorted((ROOT / "examples" / "submissions").glob("*/*.xlsx"))
LEDGERS = 10
"""By each of two writers."""
LEDGER_ROWS = 3000
_PLACES = ("示例镇", "示例乡", "样本街道")
_STAGES = ("申报中", "已认定")
_SECONDS = 300


def make_workbooks(folder: Path, count: int = 200) -> dict[str, list[Path]]:
    """Make → files, ``count`` in all."""
    forms = count - 2 * LEDGERS
    written, saved = FORMS[: forms * 4 // 10], FORMS[-forms * 3 // 10 :]
    made = {"XlsxWriter": [_copy(path, folder / "written") for path in written]}
    by_calc = _save_by_calc(saved[-(forms - len(written)) // 2 :], folder / "calc")
    if by_calc:
        made["LibreOffice"] = by_calc
    rest = forms - len(written) - len(by_calc)
    again = (FORMS[len(written) :] + FORMS)[:rest]
    made["openpyxl"] = [_save_again(path, folder / "again", n) for n, path in enumerate(again)]
    made["ledgers"] = [
        write(folder / f"{write.__name__}-{n}.xlsx", n)
        for write in (_ledger_by_xlsxwriter, _ledger_by_openpyxl)
        for n in range(LEDGERS)
    ]
    return made


def _copy(path: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(path, folder / path.name))


def _save_again(path: Path, folder: Path, number: int) -> Path:
    folder.mkdir(exist_ok=True)
    target = folder / f"{number}-{path.name}"
    openpyxl.load_workbook(path).save(target)
    return target


def _save_by_calc(paths: list[Path], folder: Path) -> list[Path]:
    """One start of LibreOffice for all of them; none where there is no LibreOffice."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        return []
    with tempfile.TemporaryDirectory(prefix="soffice-") as profile:
        where = f"-env:UserInstallation={Path(profile).as_uri()}"
        target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder)]
        command = [soffice, where, "--headless", *target, *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return sorted(folder.glob("*.xlsx"))


def _ledger(seed: int) -> list[list[Any]]:
    numbers = random.Random(seed)
    header = ["序号", "名称", "乡镇", "面积（亩）", "企业", "认定文号", "认定日期", "投资（万元）", "阶段"]
    rows = [
        [
            n,
            f"示例基地{n}",
            numbers.choice(_PLACES),
            round(numbers.uniform(50, 900), 1),
            f"示例企业{numbers.randrange(400)}",
            f"示例字〔2022〕{n}号",
            date(2022, 1, 24) + timedelta(numbers.randrange(300)),
            numbers.randrange(100, 9000),
            numbers.choice(_STAGES),
        ]
        for n in range(1, LEDGER_ROWS + 1)
    ]
    return [header, *rows]


def _ledger_by_xlsxwriter(path: Path, seed: int) -> Path:
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("台账-示范基地")
    for r, row in enumerate(_ledger(seed)):
        for c, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(r, c, value, day)
            else:
                sheet.write(r, c, value)
    book.close()
    return path


def _ledger_by_openpyxl(path: Path, seed: int) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账-示范基地")
    for row in _ledger(seed):
        sheet.append(row)
    book.save(path)
    return path
