"""A county's quarter of the province's plan: the template filled in by LibreOffice Calc, checked, and summed up."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fuxi_cli.exporters import View, export
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.pipeline import Options, check, summarise
from support.libreoffice import Typed, edit, needs_libreoffice
from support.provinces import JIANGXI, QUARTER, jiangxi, someone

pytestmark = [pytest.mark.libreoffice, needs_libreoffice]


def typed(path: Path) -> dict[tuple[str, str], Typed]:
    """What a clerk types, wherever the form has it."""
    book = load_workbook(path)
    cover = {cell.value: cell.row for cell in book["封面"]["A"] if cell.value}
    figures, tasks = book["指标进度"], book["重点任务"]
    column = {cell.value: cell.column_letter for cell in figures[4]}
    status = next(cell.column_letter for cell in tasks[4] if cell.value == "状态")
    rows = [cell.row for cell in figures["A"] if isinstance(cell.value, int)]
    entries: dict[tuple[str, str], Typed] = {
        ("封面", f"B{cover[label]}"): value
        for label, value in {
            "填报人": "示例甲", "联系电话": "0792-1234567", "审核人": "示例乙", "报送日期": date(2024, 7, 8),
            "本季有无进展": "有",
        }.items()
    }  # fmt: skip
    for row in rows:
        unit = figures[f"{column['单位']}{row}"].value
        entries["指标进度", f"{column['本季新增']}{row}"] = 0
        entries["指标进度", f"{column['累计完成']}{row}"] = 10.5 if unit == "万亩" else 2
    for row in range(5, 17):
        entries["重点任务", f"{status}{row}"] = "推进中"
    return entries


def test_a_county_reports_its_quarter(tmp_path: Path) -> None:
    plan = jiangxi()
    county = someone(plan, "武宁县")
    folder = tmp_path / "2024-06"
    folder.mkdir()
    path = folder / file_name(plan, county, QUARTER)
    path.write_bytes(render(plan, county, QUARTER, Prefill()))
    edit(path, typed(path))
    report = check([str(folder)], Options())
    assert report.plan is not None
    assert (report.plan.id, report.period) == (JIANGXI, QUARTER)
    (workbook,) = report.workbooks
    assert workbook.status == "accepted", [(f.rule.code, f.message) for f in workbook.findings]
    assert {f.rule.severity for f in workbook.findings} <= {"warning", "info"}
    stated = {one.indicator.id: one.actual for one in report.reported if one.reporter == county}
    assert stated["camellia-area"] == Decimal("10.5")
    (gap,) = [gap for gap in report.gaps if gap.reporter == county]
    assert (gap.actual, gap.status) == (2, "met")
    made = summarise([str(folder)], Options())
    assert all(export(made, format, "summary", View()) for format in ("xlsx", "html", "docx"))
