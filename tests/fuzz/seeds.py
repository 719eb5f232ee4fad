"""The workbooks that are changed: the examples, and one of them in every other format that is read."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from fuxi_cli.core.submission import Workbook
from fuxi_cli.readers.spreadsheet import read_workbook
from support import in_formats
from support.in_formats import Pages

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
COUNTY = EXAMPLES / "submissions/2022-06/360731_于都县_2022-06.xlsx"
DEPARTMENT = next(EXAMPLES.glob("submissions/2022-06/*_市农业农村局_*.xlsx"))
CITY = EXAMPLES / "city-table.xlsx"


@cache
def _book(path: Path) -> Workbook:
    return read_workbook(str(path))


def _county() -> Pages:
    return {sheet.name: sheet.rows for sheet in _book(COUNTY).sheets}


def _city() -> Pages:
    return {sheet.name: sheet.rows for sheet in _book(CITY).sheets[:1]}


def as_csv(encoding: str) -> bytes:
    (rows,) = _city().values()
    return in_formats.csv(rows).encode(encoding)


SEEDS: dict[str, Callable[[], bytes]] = {
    "county.xlsx": COUNTY.read_bytes,
    "department.xlsx": DEPARTMENT.read_bytes,
    "city.xlsx": CITY.read_bytes,
    "county.xls": lambda: in_formats.xls(_county()),
    "county.xlsb": lambda: in_formats.xlsb(_county()),
    "county.ods": lambda: in_formats.ods(_county()),
    "county.html": lambda: in_formats.html(_county()).encode(),
    "county.xml": lambda: in_formats.xml(_county()).encode(),
    "city.csv": lambda: as_csv("gb18030"),
    "city.utf8.csv": lambda: as_csv("utf-8-sig"),
    "city.html": lambda: in_formats.html(_city(), head="<meta charset=gb2312>").encode("gb18030"),
    "city.xml": lambda: in_formats.xml(_city()).encode(),
}
"""Made by these: a name, by whose end the changed file is called."""


@cache
def seed(name: str) -> bytes:
    return SEEDS[name]()
