"""A ledger of 100,000 rows, whole process: ``fuxi check`` beside the floor and beside a pandas script.

The workbook is a county's official form whose two largest ledgers together hold so many sound rows, all different, with
figures to match. Times are wall times of whole processes, turn by turn; only the ratios matter. For ``fuxi check`` the
peak memory of the process that judges and of the one that reads is told apart.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).parent.parent
FORM = ROOT / "examples" / "submissions" / "2022-06" / "360731_于都县_2022-06.xlsx"
PEERS = Path(__file__).parent / "peers"
QUOTAS = ROOT / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24" / "quotas.csv"
PROGRESS, BASES, PRODUCTS = (f"xl/worksheets/sheet{n}.xml" for n in (2, 4, 5))
FIRST_ROW = 5
_EPOCH = date(1899, 12, 30)
_JANUARY, _DAYS_TO_JUNE = date(2022, 1, 24), 126
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_INDUSTRIES = ("富硒蔬菜", "富硒水稻", "富硒高山茶", "富硒禽蛋")

# As installed: compiled once. A shell that forbids compiled files would make every start of a checkout compile anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def make_workbook(path: Path, rows: int, faults: bool = False) -> Path:
    """The form with ``rows`` rows in its ledgers of bases and of products, half each.

    ``faults``: the last base's document and the last product's code are wrong, so that whoever stops early is seen.
    """
    bases, products = rows // 2, rows - rows // 2
    with ZipFile(FORM) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == BASES:
                content = _with_rows(content, _bases(bases, faults), bases)
            elif entry.filename == PRODUCTS:
                content = _with_rows(content, _products(products, faults), products)
            elif entry.filename == PROGRESS:
                content = _with_figures(content, {5: _dates(bases), 6: _dates(products)})
            target.writestr(entry.filename, content)
    return path


def _bases(count: int, faults: bool) -> Iterator[str]:
    for n in range(1, count + 1):
        row, industry = FIRST_ROW + n - 1, _INDUSTRIES[n % len(_INDUSTRIES)]
        yield _row(
            row,
            n,
            f"于都{industry}示范基地{n}号（示例）",
            ("示例镇", "示例乡")[n % 2],
            industry,
            50 + n % 900,
            f"于都示例{industry[2:]}有限公司{n % 4000}部",
            f"示例办字第{n}号" if faults and n == count else f"示例办字〔2022〕{n}号",
            _day(n),
            "已认定",
        )


def _products(count: int, faults: bool) -> Iterator[str]:
    for n in range(1, count + 1):
        row, industry = FIRST_ROW + n - 1, _INDUSTRIES[n % len(_INDUSTRIES)]
        issued = _day(n)
        yield _row(
            row,
            n,
            f"于都示例牌{industry}{n}号",
            f"于都示例{industry[2:]}有限公司{n % 4000}部",
            _code(n % 4000)[: 17 if faults and n == count else 18],
            f"SL-360731-2022-{n:06}",
            "示例认证有限公司",
            issued,
            issued.replace(year=2025),
        )


def _day(n: int) -> date:
    return _JANUARY + timedelta(n % (_DAYS_TO_JUNE + 30))


def _dates(count: int) -> tuple[int, int]:
    """How many of so many rows are dated in June, and how many by its end."""
    days = [_day(n) for n in range(1, count + 1)]
    return sum(day.month == 6 for day in days), sum(day.month <= 6 for day in days)


def _code(n: int) -> str:
    """A registration code with its right check character."""
    first = f"91360731MA{n:07}"
    total = sum(_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(first))
    return first + _ALPHABET[-total % 31]


def _row(row: int, *values: object) -> str:
    cells = []
    for letter, value in zip("ABCDEFGHI", values, strict=False):
        if isinstance(value, date):
            cells.append(f'<c r="{letter}{row}" s="25"><v>{(value - _EPOCH).days}</v></c>')
        elif isinstance(value, int):
            cells.append(f'<c r="{letter}{row}"><v>{value}</v></c>')
        else:
            cells.append(f'<c r="{letter}{row}" t="inlineStr"><is><t>{value}</t></is></c>')
    return f'<row r="{row}">{"".join(cells)}</row>'


def _with_rows(xml: bytes, rows: Iterator[str], count: int) -> bytes:
    text = xml.decode()
    # Some readers believe what the sheet says of its size.
    text = re.sub(r'(<dimension ref="A1:[A-Z]+)\d+', rf"\g<1>{FIRST_ROW + count - 1}", text)
    start, end = text.index(f'<row r="{FIRST_ROW}"'), text.index("</sheetData>")
    return (text[:start] + "".join(rows) + text[end:]).encode()


def _with_figures(xml: bytes, figures: dict[int, tuple[int, int]]) -> bytes:
    """Row → 本月新增 and 累计完成, with the rate and the gap as a spreadsheet would have calculated them."""
    text = xml.decode()
    for row, (month, done) in figures.items():
        quota = int(re.search(rf'<c r="D{row}"[^>]*><v>(\d+)</v>', text)[1])  # type: ignore[index]
        for letter, value in zip("EFGH", (month, done, done / quota, max(quota - done, 0)), strict=True):
            cell = rf'(<c r="{letter}{row}"[^>]*>(?:<f>[^<]*</f>)?<v>)[^<]*'
            text = re.sub(cell, rf"\g<1>{value}", text)
    return text.encode()


MEMORY = """
import resource, sys
from fuxi_cli.pipeline import check
report = check([sys.argv[1]])
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    print(resource.getrusage(who).ru_maxrss // 1024)
"""
"""Peak memory in MiB of the process that judges, and of the one that reads (its share of the fork included)."""


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENVIRONMENT
    )
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="keep the workbook in this file, and measure nothing")
    parser.add_argument("--into", type=Path, help="the same, under the form's name in this folder")
    options = parser.parse_args()
    if options.into:
        options.keep = options.into / FORM.name
    if options.keep:
        make_workbook(options.keep, options.rows, faults=bool(options.into))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        workbook = str(make_workbook(Path(folder) / FORM.name, options.rows))
        commands = {
            "bare Typer + calamine": [sys.executable, str(PEERS / "bare.py"), workbook],
            "fuxi check (json)": [sys.executable, "-m", "fuxi_cli", "check", workbook, "-f", "json"],
            "pandas + openpyxl script": [
                sys.executable,
                str(PEERS / "by_pandas.py"),
                workbook,
                str(QUOTAS),
                os.devnull,
            ],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, command in commands.items():
                times[name].append(seconds(command))
        medians = {name: statistics.median(values) for name, values in times.items()}
        for name, value in medians.items():
            print(f"{name:26} {value:6.2f} s   {value / medians['bare Typer + calamine']:5.2f} × the floor")
        told = subprocess.run(
            [sys.executable, "-c", MEMORY, workbook],
            capture_output=True,
            text=True,
            check=True,
            env=ENVIRONMENT,
        ).stdout.split()
        print(f"peak memory: judging {told[0]} MiB, reading {told[1]} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
