"""Excel opens it, and runs nothing in it."""

import csv
import io

import pytest

from exporters.reports import HOSTILE, REPORTS
from fuxi_cli.exporters import export
from fuxi_cli.exporters.safe_csv import dumps, harmless


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+cmd",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "　=1",
        "＝1+1",
        "＠SUM(A1)",
        "-",
        "+",
        HOSTILE,
    ],
)
def test_what_may_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", ["", "12", "-12", "+3.5", "-0.5%", "若干", "a=b", "1-2", "'x", "“=1”"])
def test_everything_else_stays(cell: str) -> None:
    assert harmless(cell) == cell


def test_excel_sees_utf8_and_one_line_per_row() -> None:
    written = dumps(["甲", "乙"], [['第一行\n第二行, "引号"', "\x00"]])
    assert written == '\ufeff甲,乙\r\n"第一行 第二行, ""引号""",�\r\n'.encode()


@pytest.mark.parametrize("name", REPORTS)
def test_one_row_per_finding_and_no_cell_is_a_formula(name: str) -> None:
    report = REPORTS[name]()
    rows = list(csv.DictReader(io.StringIO(export(report, "csv").decode("utf-8-sig"))))
    assert [row["规则"] for row in rows] == [finding.rule.code for finding in report.findings]
    assert [row["问题"].strip("'") for row in rows] == [finding.message for finding in report.findings]
    assert not [
        cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]
