"""Forty files as an office's inbox may hold them: two months, and everything that can become of a file."""

import csv
import io
from dataclasses import replace
from datetime import date
from functools import cache

import story
from openpyxl import load_workbook

from fuxi_cli.core.period import Period
from fuxi_cli.exporters.template import render
from support.samples import EXAMPLES, JUNE, ganzhou

MAY = Period(2022, 5)
_MARKED = ("360722", "360724")
"""Counties whose faulty workbooks are left out: two that come back are enough, marked copies take their time."""
NOTE = "说明.txt"
"""It is no spreadsheet, and stays in the inbox."""
Files = tuple[tuple[str, bytes], ...]


@cache
def forty() -> Files:
    """Forty files that are taken, by their names in the inbox, and the note that is not."""
    may, june = _month("2022-05", 13), _month("2022-06", 18)
    again = (
        ("补报/360731_于都县_2022-06.xlsx", later("于都县", date(2022, 7, 5))),
        ("360731_于都县_2022-06_最终版.xlsx", later("于都县", date(2022, 7, 6))),
    )
    copies = (
        ("副本 瑞金.xlsx", dict(june)["360781_瑞金市_2022-06.xlsx"]),
        ("副本/360704_赣县区_2022-06.xlsx", dict(june)["360704_赣县区_2022-06.xlsx"]),
        ("最终版2.xlsx", dict(may)["360702_章贡区_2022-05.xlsx"]),
    )
    broken = (
        ("坏的.xlsx", b"PK\x03\x04" + b"\x07" * 3000),
        ("空.xlsx", b""),
        ("坏的（副本）.xls", b"no workbook" * 50),
    )
    others = (("360723_大余县_2022-06.csv", _as_csv(dict(june)["360723_大余县_2022-06.xlsx"])),)
    files = (*may, *june, *again, *copies, *broken, *others)
    assert len(files) == 40
    return *files, (NOTE, "请查收".encode())


@cache
def five() -> Files:
    """A small inbox: two months, an accepted one, one that comes back, one superseded, a copy, one that is broken."""
    may, june = dict(_month("2022-05", 20)), dict(_month("2022-06", 20))
    return (
        ("360702_章贡区_2022-05.xlsx", may["360702_章贡区_2022-05.xlsx"]),
        ("360704_赣县区_2022-06.xlsx", june["360704_赣县区_2022-06.xlsx"]),
        ("再报.xlsx", later("章贡区", date(2022, 6, 6), MAY)),
        ("副本/360702_章贡区_2022-05.xlsx", may["360702_章贡区_2022-05.xlsx"]),
        ("坏的.xlsx", b"no workbook"),
    )


def _month(period: str, count: int) -> Files:
    """Of a month's samples the first: counties, then departments."""
    paths = sorted((EXAMPLES / "submissions" / period).glob("*.xlsx"))
    chosen = [path for path in paths if not path.name.startswith(_MARKED)][:count]
    return tuple((path.name, path.read_bytes()) for path in chosen)


@cache
def later(county: str, submitted_on: date, period: Period = JUNE) -> bytes:
    """What a county reports, with a later 报送日期."""
    plan = ganzhou()
    reporter = plan.reporter(county)
    assert reporter is not None
    prefill = story.submission(plan, reporter, period)
    return render(
        plan, reporter, period, replace(prefill, cover={**prefill.cover, "submitted_on": submitted_on})
    )


def _as_csv(workbook: bytes) -> bytes:
    """The progress sheet, as somebody saved it."""
    rows = load_workbook(io.BytesIO(workbook), data_only=True)["指标进度"].iter_rows(values_only=True)
    text = io.StringIO()
    csv.writer(text).writerows([["" if value is None else value for value in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")
