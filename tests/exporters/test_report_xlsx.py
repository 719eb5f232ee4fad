"""The check report as a workbook: every finding, nothing live, also for files of no plan."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from fuxi_cli.exporters import export
from fuxi_cli.pipeline import check
from support.safe import assert_xlsx
from support.samples import EXAMPLES

JUNE = EXAMPLES / "submissions" / "2022-06"


def test_every_finding_is_listed() -> None:
    report = check([str(JUNE)])
    sheet = load_workbook(BytesIO(export(report, "xlsx")))["审核问题"]
    listed = {str(row[-1]) for row in sheet.iter_rows(values_only=True) if row[0] and str(row[0]).isdigit()}
    assert listed == {finding.rule.code for finding in report.findings}
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int | float)]
    assert len(rows) == len(report.findings)


def test_the_files_and_their_hashes_are_named() -> None:
    report = check([str(JUNE)])
    sheet = load_workbook(BytesIO(export(report, "xlsx")))["说明"]
    text = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert all(workbook.sha256 in text for workbook in report.workbooks)


def test_files_of_no_plan(tmp_path: Path) -> None:
    path = tmp_path / "=cmd.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    report = check([str(path)])
    content = export(report, "xlsx")
    assert_xlsx(content)
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert len(rows) == 1 + len(report.findings)


def test_same_report_same_bytes() -> None:
    report = check([str(EXAMPLES / "progress.xlsx")])
    assert export(report, "xlsx") == export(report, "xlsx")
