"""Workbooks that LibreOffice saved as .xls say the same as the .xlsx that they were made from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from fuxi_cli.core.form import STAMP_KEYS
from fuxi_cli.core.submission import Workbook
from fuxi_cli.exporters.template import render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.readers.layouts.identity import stamp
from fuxi_cli.readers.spreadsheet import read_workbook
from support.builders import JIA, JUNE, plan
from support.command import found, fuxi
from support.libreoffice import convert_all, needs_libreoffice

pytestmark = [pytest.mark.libreoffice, needs_libreoffice]

EXAMPLES = Path(__file__).parents[2] / "examples"
MONTH = EXAMPLES / "submissions" / "2022-06"
FORM = "空白表.xlsx"
FILES = [EXAMPLES / "progress.xlsx", EXAMPLES / "city-table.xlsx", *sorted(MONTH.glob("*.xlsx"))[:6]]
EMPTY_TEXTS = {"progress.xlsx": {("指标进度", 6, 7), ("指标进度", 6, 8)}}
"""LibreOffice saves a formula's empty text in .xls as the number 0."""
EVIDENCE = ("hidden_rows", "hidden_columns", "errors", "uncalculated", "formulas")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form as it is sent out."""
    path = tmp_path_factory.mktemp("form") / FORM
    path.write_bytes(render(plan(), JIA, JUNE, Prefill()))
    return path


@pytest.fixture(scope="module")
def saved(form: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The file's name → what LibreOffice makes of it."""
    return convert_all([form, *FILES], "xls", tmp_path_factory.mktemp("saved"))


def cells(workbook: Workbook) -> Iterator[tuple[tuple[str, int, int], Any]]:
    for sheet in workbook.sheets:
        for row, values in enumerate(sheet.rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    yield (sheet.name, row, column), (type(value), value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_same_values_at_the_same_places(saved: dict[str, Path], path: Path) -> None:
    ours, theirs = read_workbook(str(saved[path.name])), read_workbook(str(path))
    assert ours.format == "xls"
    assert ours.notices == theirs.notices == []
    assert [(s.name, s.visible) for s in ours.sheets] == [(s.name, s.visible) for s in theirs.sheets]
    different = set(cells(ours)) ^ set(cells(theirs))
    assert {place for place, _ in different} == EMPTY_TEXTS.get(path.name, set())
    for mine, other in zip(ours.sheets, theirs.sheets, strict=True):
        assert set(mine.merged) == set(other.merged), mine.name
        for name in EVIDENCE:
            assert getattr(mine, name) == getattr(other, name), (mine.name, name)
    assert {name: ours.properties.get(name) for name in theirs.properties} == theirs.properties


def test_the_stamp_survives_in_the_form(saved: dict[str, Path], form: Path) -> None:
    ours, theirs = read_workbook(str(saved[FORM])), read_workbook(str(form))
    assert stamp(ours) is not None
    ours.properties = {name: ours.properties[name] for name in STAMP_KEYS}
    assert ours.properties == theirs.properties
    assert {row[0]: row[1] for row in ours.sheets[-1].rows if row} == ours.properties
    assert not ours.sheets[-1].visible


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_second_reader_sees_the_same(saved: dict[str, Path], path: Path) -> None:
    ours = read_workbook(str(saved[path.name]))
    theirs = CalamineWorkbook.from_path(str(saved[path.name]))
    for sheet in ours.sheets:
        rows = theirs.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        expected = {
            (row, column): value
            for row, values in enumerate(rows, start=1)
            for column, value in enumerate(values, start=1)
            if value != ""
        }
        assert {
            (row, column): value for (_, row, column), (_, value) in cells(Workbook("", sheets=[sheet]))
        } == expected


def test_the_same_findings(saved: dict[str, Path], tmp_path: Path) -> None:
    for file in FILES[2:]:
        (tmp_path / file.name).with_suffix(".xls").write_bytes(saved[file.name].read_bytes())
    ours = fuxi("check", *sorted(tmp_path.iterdir()), "--format", "json", "--history", MONTH.parent)
    theirs = fuxi("check", *FILES[2:], "--format", "json", "--history", MONTH.parent)
    assert found(ours) == found(theirs)
    for part in ("gaps", "tasks", "totals", "reporting"):
        assert ours.json[part] == theirs.json[part]
    assert [w["reporter"] for w in ours.json["workbooks"]] == [
        w["reporter"] for w in theirs.json["workbooks"]
    ]
    assert {w["format"] for w in ours.json["workbooks"]} == {"xls"}
