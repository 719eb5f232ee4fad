"""The main job on files that LibreOffice Calc saved: no false finding, and the right ones when faults are typed in."""

from datetime import date
from pathlib import Path

import pytest

from support.command import found, fuxi
from support.libreoffice import edit, needs_libreoffice
from support.samples import GANZHOU

pytestmark = [pytest.mark.libreoffice, needs_libreoffice]

COVER = {
    ("封面", "B8"): "张示例",
    ("封面", "B9"): "0797-0000000",
    ("封面", "B10"): "李示例",
    ("封面", "B11"): date(2022, 7, 4),
    ("封面", "B12"): "有",
}
BASE = {
    ("台账-示范基地", "B5"): "示例基地一号",
    ("台账-示范基地", "C5"): "示例镇",
    ("台账-示范基地", "D5"): "富硒脐橙",
    ("台账-示范基地", "E5"): 820.5,
    ("台账-示范基地", "F5"): "示例农业有限公司",
    ("台账-示范基地", "G5"): "示例办字〔2022〕3号",
    ("台账-示范基地", "H5"): date(2022, 6, 9),
    ("台账-示范基地", "I5"): "已认定",
}
FIGURES = {("指标进度", f"{column}{row}"): 0 for column in "EF" for row in range(5, 11)}
TASKS = {
    ("重点任务", f"{column}{row}"): text
    for row in (5, 6)
    for column, text in (("F", "推进中"), ("I", "按计划推进"))
}
FILLED = {**COVER, **BASE, **FIGURES, **TASKS, ("指标进度", "E5"): 1, ("指标进度", "F5"): 1}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template of 龙南市 for June 2022, as sent out."""
    folder = tmp_path_factory.mktemp("模板")
    result = fuxi("template", "龙南市", "--period", "2022-06", "--plan", GANZHOU, "-o", folder)
    assert result.code == 0, result.err
    return Path(result.out.strip())


def test_filled_in_by_calc_it_has_no_finding(template: Path, tmp_path: Path) -> None:
    saved = edit(template, FILLED, tmp_path / "填好.xlsx")
    result = fuxi("check", saved, "-f", "json")
    assert (result.code, found(result)) == (0, [])
    book = result.json["workbooks"][0]
    assert (book["reporter"]["name"], book["period"], book["layout"]) == ("龙南市", "2022-06", "official")
    gap = next(g for g in result.json["gaps"] if g["indicator"] == "base")
    assert (gap["quota"], gap["actual"], gap["gap"], gap["rate"], gap["light"]) == (2, 1, 1, 0.5, "green")


def test_faults_typed_into_calc_are_found_at_their_cells(template: Path, tmp_path: Path) -> None:
    faults = {
        **FILLED,
        ("封面", "B10"): "",
        ("指标进度", "E5"): 2,
        ("指标进度", "F6"): "若干",
        ("指标进度", "G7"): 0.9,
        ("指标进度", "D8"): 3,
        ("指标进度", "F9"): "=1/0",
        ("指标进度", "E10"): "0个",
        ("重点任务", "F5"): "已完成",
        ("台账-示范基地", "D5"): "富硒西瓜",
        ("台账-示范基地", "H5"): "6月9日",
    }
    result = fuxi("check", edit(template, faults, tmp_path / "有错.xlsx"), "-f", "json")
    assert result.code == 1
    assert sorted(found(result)) == [
        ("C101", "指标进度!E5"),
        ("C103", "指标进度!G7"),
        ("C106", "重点任务!G5"),
        ("C107", "重点任务!H5"),
        ("Q101", "指标进度!D8"),
        ("S210", "封面!B10"),
        ("S407", "指标进度!F9"),
        ("T102", "指标进度!F6"),
        ("T105", "台账-示范基地!H5"),
        ("T108", "台账-示范基地!D5"),
        ("T114", "指标进度!E10"),
    ]
