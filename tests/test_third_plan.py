"""A third plan, as an office writes it by 《编制新方案》: two indicators in 万亩 and 亿元 with decimals, three years, eleven
reporters of which one is a 管委会, and the totals that its document declares."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from fuxi_cli.core.period import Period
from fuxi_cli.core.words import plain
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.pipeline import lint
from fuxi_cli.readers.plans.loading import load_folder
from support.command import fuxi

NAMES = [*(f"示例{n}县" for n in "甲乙丙丁戊己庚辛壬癸"), "示例高新区管委会"]
YEARS = (2023, 2024, 2025)
JUNE = Period(2024, 6)
COVER = {
    "author": "张示例",
    "reviewer": "李示例",
    "phone": "0797-0000000",
    "submitted_on": date(2024, 7, 1),
    "progress": "有",
}
PLAN = """\
format: 1
id: third
revision: 2023-01-01
title: 示例市油茶产业三年行动方案
short_title: 油茶产业
document: {number: 示例〔2023〕1号, title: 示例市油茶产业三年行动方案, issuer: 示例市人民政府, date: 2023-01-01}
office: 示例市油茶办
region: {name: 示例市}
period: {start: 2023-01, end: 2025-12}
calendar: {due_day: 5}
quotas: {years: own}
clauses: [二, 附件]
indicators:
  - {id: area, name: 油茶种植面积, unit: 万亩, operator: at_least, basis: total, counted: false, clause: 附件}
  - {id: output, name: 油茶产值, unit: 亿元, operator: at_least, basis: total, counted: false, clause: 附件}
targets:
  - {id: area, name: 油茶种植面积, indicator: area, value: @area@, unit: 万亩, operator: at_least, clause: 二}
"""


def amount(indicator: int, reporter: int, year: int) -> Decimal:
    """Decimals that no binary fraction equals: 0.11, 0.32, 1.53 …"""
    return Decimal(10 + reporter * 7 + year * 21 + indicator * 100) / 100


def annex(path: Path) -> Path:
    """The document's annex as a workbook: two rows of heads, 合计 at the right of the years and below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    heads: list[Any] = [
        "序号",
        "单位",
        "油茶种植面积（万亩）",
        None,
        None,
        None,
        "油茶产值（亿元）",
        None,
        None,
        None,
    ]
    sheet.append(["附件"])
    sheet.append(heads)
    sheet.append([None, None, *([*(f"{year}年" for year in YEARS), "合计"] * 2)])
    rows = []
    for n, name in enumerate(NAMES):
        parts = [[amount(i, n, y) for y in range(3)] for i in range(2)]
        rows.append([value for years in parts for value in (*years, sum(years))])
        sheet.append([n + 1, name, *map(float, rows[-1])])
    sheet.append(["合计", None, *(float(sum(column)) for column in zip(*rows, strict=True))])
    for area in ("A1:J1", "A2:A3", "B2:B3", "C2:F2", "G2:J2", "A15:B15"):
        sheet.merge_cells(area)
    book.save(path)
    return path


@pytest.fixture(name="plan")
def written_plan(tmp_path: Path) -> Path:
    """The revision's folder: from the annex, with plan.yaml filled in."""
    folder = tmp_path / "third" / "2023-01-01"
    made = fuxi("targets", "new", folder, "--from", annex(tmp_path / "附件.xlsx"))
    assert made.code == 0, made.err
    total = sum(amount(0, n, y) for n in range(11) for y in range(3))
    (folder / "plan.yaml").write_text(PLAN.replace("@area@", str(total)), encoding="utf-8")
    return folder


def cells(folder: Path) -> list[list[str]]:
    return list(csv.reader((folder / "quotas.csv").read_text(encoding="utf-8-sig").splitlines()))


def change(folder: Path, address: str, by: str) -> str:
    """Change one cell of quotas.csv by so much; what stands there then, as messages show it."""
    rows = cells(folder)
    row, column = int(address[1:]) - 1, ord(address[0]) - ord("A")
    rows[row][column] = str(Decimal(rows[row][column]) + Decimal(by))
    with (folder / "quotas.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return plain(Decimal(rows[row][column]))


def test_lint_is_silent_when_all_is_right(plan: Path) -> None:
    loaded, findings = lint(str(plan))
    assert [f.message for f in findings] == []
    assert [r.kind for r in loaded.reporters] == [*["county"] * 10, "committee"]
    assert [str(due) for due, _ in loaded.quotas[0].stages] == ["2023-12-31", "2024-12-31", "2025-12-31"]
    assert dict(loaded.declared_totals)["area"] == sum(amount(0, n, y) for n in range(11) for y in range(3))


@pytest.mark.parametrize("by", ["0.01", "-0.01"])
@pytest.mark.parametrize("address", ["C2", "D7", "H12", "F5", "J12", "C13", "I13", "F13", "J13"])
def test_one_cell_changed_by_a_hundredth_is_found_at_that_cell(plan: Path, address: str, by: str) -> None:
    """A quota, a reporter's total, a year's declared total or the total of all."""
    was = cells(plan)[int(address[1:]) - 1][ord(address[0]) - ord("A")]
    now = change(plan, address, by)
    loaded, findings = lint(str(plan))
    assert [f.place.cell for f in findings] == [address]
    name = loaded.indicators[address[0] > "F"].name
    assert findings[0].message == (
        f"“quotas.csv”{address}“{name}”写的是 {now}，按这一行和这一栏的合计应为 {was}，两处都差 0.01。"
    )


def test_two_cells_changed_are_found_where_they_are_added_up(plan: Path) -> None:
    change(plan, "C2", "0.01")
    change(plan, "D7", "0.01")
    found = [f"{f.rule.code} {f.place.cell}" for f in lint(str(plan))[1] if f.rule.code == "P101"]
    assert found == ["P101 F2", "P101 F7", "P101 C13", "P101 D13"]


def test_template_check_and_summary(plan: Path, tmp_path: Path) -> None:
    made = fuxi("template", "--all", "--plan", plan, "--period", "2024-06", "-o", tmp_path / "发出")
    assert made.code == 0, made.err
    assert len(list((tmp_path / "发出").iterdir())) == 11
    inbox = tmp_path / "2024-06"
    inbox.mkdir()
    loaded = load_folder(plan)
    for number, reporter in enumerate(loaded.reporters):
        done = [amount(i, number, 0) + Decimal("0.05") for i in range(2)]
        figures = {
            indicator.id: {"month": Decimal("0.01"), "cumulative": value}
            for indicator, value in zip(loaded.indicators, done, strict=True)
        }
        (inbox / file_name(loaded, reporter, JUNE)).write_bytes(
            render(loaded, reporter, JUNE, Prefill(figures=figures, cover=COVER))
        )
    checked = fuxi("check", inbox, "--plan", plan, "--period", "2024-06", "-f", "json", "--fail-on", "never")
    assert checked.code == 0, checked.err
    gaps = {(g["reporter"], g["indicator"]): g for g in checked.json["gaps"]}
    assert len(gaps) == 22
    last = loaded.reporters[-1]
    assert gaps[last.id, "area"]["actual"] == 0.85
    print(
        *[
            (f["code"], f["sheet"], f["cell"], f["message"])
            for f in checked.json["findings"]
            if f["reporter"] == last.id or not f["reporter"]
        ][:9],
        sep="\n",
    )
    assert [w["status"] for w in checked.json["workbooks"]] == ["accepted"] * 11
    summary = fuxi("summary", inbox, "--plan", plan, "--period", "2024-06", "-o", tmp_path / "汇总.xlsx")
    assert summary.code in (0, 1), summary.err
    values = {
        str(cell) for sheet in load_workbook(tmp_path / "汇总.xlsx") for row in sheet.values for cell in row
    }
    assert {"示例高新区管委会", "油茶种植面积（万亩）"} <= values
