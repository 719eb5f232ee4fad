"""``fuxi targets new`` and ``targets schema``: the folder of a new plan, with and without an annex table."""

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from fuxi_cli.core.annex import NewPlan
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.exporters.scaffold import plan_text, render, schema
from fuxi_cli.pipeline import lint, scaffolding
from fuxi_cli.readers.plans.loading import load_folder
from support import in_formats
from support.command import fuxi

ANNEX: list[list[Any]] = [
    ["附件1"],
    ["2023—2025年示例产业任务分解表"],
    ["县（市、区）", "种植面积（万亩）", None, None, "新建基地（个）"],
    [None, "2023年", "2024年", "合计", "2024年"],
    ["示例甲县", 0.1, 0.25, 0.35, 2.0],
    ["示例乙县", 0.2, 0.5, 0.7, None],
    ["示例开发区管委会", 1.0, 1.0, 2.0, 1.0],
    ["合计", 1.3, 1.75, 3.05, 3.0],
    ["注：新建基地2024年底前完成。"],
]
QUOTAS = """\
序号,县（市、区）,种植面积（万亩）|2023年,种植面积（万亩）|2024年,种植面积（万亩）|合计,新建基地（个）|2024年
1,示例甲县,0.1,0.25,0.35,2
2,示例乙县,0.2,0.5,0.7,
3,示例开发区管委会,1,1,2,1
,合计,1.3,1.75,3.05,3
"""


def save(path: Path, rows: list[list[Any]], *merged: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "分解表"
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def revision(folder: Path) -> Path:
    (only,) = folder.iterdir()
    return only


def test_the_scaffold_lints_clean_as_it_is(tmp_path: Path) -> None:
    result = fuxi("targets", "new", tmp_path / "my-plan", "--start", "2024-01")
    assert result.code == 0
    folder = tmp_path / "my-plan" / "2024-01-01"
    assert sorted(p.name for p in folder.iterdir()) == [
        *("plan.schema.json", "plan.yaml", "quotas.csv", "reporters.csv", "tasks.csv")
    ]
    plan, findings = lint(str(folder))
    assert findings == []
    assert (plan.id, str(plan.start), str(plan.end), len(plan.quotas)) == ("my-plan", "2024-01", "2024-12", 3)
    assert (tmp_path / "my-plan").stat().st_mode & 0o777 == folder.stat().st_mode & 0o777
    assert (
        fuxi("template", "示例甲县", "--plan", folder, "--period", "2024-01", "-o", tmp_path / "out").code
        == 0
    )


def test_a_dated_folder_is_the_revision(tmp_path: Path) -> None:
    where = tmp_path / "my-plan" / "2024-03-15"
    assert (
        fuxi("targets", "new", where, "--title", "甲：乙 # 丙", "--start", "2024-04", "--end", "2025-03").code
        == 0
    )
    plan, findings = lint(str(where))
    assert findings == []
    assert (plan.reference, plan.title, str(plan.end)) == ("my-plan@2024-03-15", "甲：乙 # 丙", "2025-03")


def test_every_key_of_the_schema_stands_in_the_scaffold_with_a_comment() -> None:
    text = render(NewPlan("my-plan", "示例", Period(2024, 1).first_day, Period(2024, 1), Period(2024, 12)))
    lines = text["plan.yaml"].decode().splitlines()
    uncommented = [
        line
        for line in lines
        if re.match(r"\s*#?\s*(- )?[a-z_]+:", line) and "#" not in line.lstrip().lstrip("#")
    ]
    again = re.compile(r"\s*#?\s*(- )?(name|title|type|format|constraints|checks|stage|key):")
    assert [line for line in uncommented if not again.match(line)] == []
    found = set(re.findall(r"([a-z_]+):", text["plan.yaml"].decode()))
    assert keys(json.loads(schema())) - found == set()


def keys(schema: Any) -> set[str]:
    """Every key that the schema has a name for."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own.union(*(keys(value) for value in schema.values()))


def test_what_is_switched_off_in_the_scaffold_can_be_switched_on(tmp_path: Path) -> None:
    """Each block and each line that is a comment only because a plan can do without it loads when it is none."""
    fuxi("targets", "new", tmp_path / "my-plan", "--start", "2024-01")
    folder = revision(tmp_path / "my-plan")
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    blocks = re.findall(r"(?m)^#[a-z]+:.*(?:\n#  .*)*", text)
    singles = [
        line
        for line in re.findall(r"(?m)^ +#[a-z]+:.*", text)
        if "kinds:" not in line and "不对应指标" not in line
    ]
    assert len(blocks) >= 9
    assert len(singles) >= 10
    for block in [*blocks, *singles]:
        on = re.sub(r"(?m)^( *)#", r"\1", block)
        (folder / "plan.yaml").write_text(text.replace(block, on), encoding="utf-8")
        load_folder(folder)


def test_an_annex_becomes_quotas_indicators_and_reporters(tmp_path: Path) -> None:
    source = save(tmp_path / "附件1.xlsx", ANNEX, "A3:A4", "B3:D3", "A2:E2")
    result = fuxi("targets", "new", tmp_path / "my-plan", "--from", source)
    assert result.code == 0, result.err
    folder = tmp_path / "my-plan" / "2023-01-01"
    assert (folder / "quotas.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (folder / "quotas.csv").read_text(encoding="utf-8-sig").replace("\r", "") == QUOTAS
    plan, findings = lint(str(folder))
    assert [f.message for f in findings] == []
    assert plan.title == "2023—2025年示例产业任务分解表"
    assert [(i.id, i.name, i.unit, i.basis, i.counted) for i in plan.indicators] == [
        ("indicator-1", "种植面积", "万亩", "total", False),
        ("indicator-2", "新建基地", "个", "new", True),
    ]
    assert [(r.id, r.name, r.kind) for r in plan.reporters] == [
        ("unit-01", "示例甲县", "county"),
        ("unit-02", "示例乙县", "county"),
        ("unit-03", "示例开发区管委会", "committee"),
    ]
    assert "3 个单位不知道行政区划代码，reporters.csv 的 id 暂写 unit-01 等，请填上" in result.err
    assert "从“分解表”读到 3 个单位、2 个指标，2023年、2024年，有合计行：" in result.err


@pytest.mark.parametrize("kind", ["csv", "gb18030", "ods", "xls"])
def test_every_kind_of_file_gives_the_same(tmp_path: Path, kind: str) -> None:
    rows = [[*row] for row in ANNEX]
    if kind in ("csv", "gb18030"):
        rows = [[*row, *[None] * (5 - len(row))] for row in rows]
        content = in_formats.csv(rows).encode("utf-8" if kind == "csv" else "gb18030")
    else:
        content = in_formats.ods({"分解表": rows}) if kind == "ods" else in_formats.xls({"分解表": rows})
    source = tmp_path / f"附件.{'csv' if kind == 'gb18030' else kind}"
    source.write_bytes(content)
    result = fuxi("targets", "new", tmp_path / "my-plan", "--from", source)
    assert result.code == 0, result.err
    quotas = revision(tmp_path / "my-plan") / "quotas.csv"
    assert quotas.read_text(encoding="utf-8-sig").replace("\r", "") == QUOTAS


def test_what_could_not_be_read_is_named_by_cell_and_goes_over_as_it_stands(tmp_path: Path) -> None:
    rows = [["县", "示范基地（个）"], ["示例甲县", "约3个"], ["示例乙县", 2.0], ["合计", 5.0]]
    result = fuxi("targets", "new", tmp_path / "my-plan", "--from", save(tmp_path / "a.xlsx", rows))
    assert result.code == 1
    assert "“分解表”B2：填的是“约3个”，不是能直接用的任务数，照原样写入，请改正。" in result.err
    again = fuxi("targets", "lint", tmp_path / "my-plan")
    assert again.code == 2
    assert "quotas.csv!C2（第2行“示范基地（个）”）：填的是“约3个”，应为不小于 0 的数字" in again.err


def test_codes_of_known_regions_only_when_the_table_is_of_those_regions(tmp_path: Path) -> None:
    known = next(r for r in csv.reader(_some_reporters().splitlines()) if r[2] == "county")
    one = [["县", "示范基地（个）"], [known[1], 1.0]]
    fuxi("targets", "new", tmp_path / "one", "--from", save(tmp_path / "a.xlsx", one))
    assert load_folder(revision(tmp_path / "one")).reporters[0].id == known[0]
    many = [*one, ["示例甲县", 1.0], ["示例乙县", 1.0]]
    fuxi("targets", "new", tmp_path / "many", "--from", save(tmp_path / "b.xlsx", many))
    assert [r.id for r in load_folder(revision(tmp_path / "many")).reporters] == [
        "unit-01",
        "unit-02",
        "unit-03",
    ]


def _some_reporters() -> str:
    from_plan = scaffolding.find_plans([scaffolding.builtin_folder()])[0].path
    return (Path(from_plan) / "reporters.csv").read_text(encoding="utf-8-sig")


def test_nothing_that_is_there_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my-plan").mkdir()
    (tmp_path / "my-plan" / "说明.txt").write_text("旧", encoding="utf-8")
    result = fuxi("targets", "new", tmp_path / "my-plan")
    assert result.code == 2
    assert "里已经有“说明.txt”，什么都没有改；请换一个空文件夹，或写一个新的名字。" in result.err
    assert [p.name for p in (tmp_path / "my-plan").iterdir()] == ["说明.txt"]
    assert fuxi("targets", "new", tmp_path / "my-plan" / "说明.txt").code == 2
    (tmp_path / "empty" / "2024-01-01").mkdir(parents=True)
    assert fuxi("targets", "new", tmp_path / "empty" / "2024-01-01").code == 0
    assert fuxi("targets", "new", tmp_path / "empty").code == 2
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert fuxi("targets", "new", ".", "--start", "2024-01").code == 0
    assert (tmp_path / "here" / "2024-01-01" / "plan.yaml").is_file()


def test_cut_off_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(FuxiError, match=r"建不了文件夹“.*”：磁盘已满，请腾出空间。"):
        scaffolding.make_plan(str(tmp_path / "my-plan"), scaffolding.Wanted(), Period(2024, 1).first_day)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--id", "My Plan"),
            "选项 --id 的值“My Plan”不对，只能用小写英文字母、数字和连字符，如 my-plan-2024。",
        ),
        (("--start", "2024"), "选项 --start 的值“2024”不对，应写成 2024-01 这样的年月。"),
        (
            ("--start", "2024-06", "--end", "2024-01"),
            "结束月份 2024-01 早于开始月份 2024-06，请核对 --start 和 --end。",
        ),
        (("--sheet", "附件1"), "选项 --sheet 要和 --from 一起用：写明附件文件里的哪一张工作表。"),
        (("--from", "没有.xlsx"), "“没有.xlsx”：这个文件读不出来：找不到这个文件，可能已被移走或改名。"),
    ],
)
def test_wrong_options(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    result = fuxi("targets", "new", tmp_path / "my-plan", *options)
    assert (result.code, said in result.err) == (2, True), result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["甲: 乙", "- 甲", "null", "2024", "是#否", "“甲”", "甲\n乙", "{甲}", "*甲", "甲 ", "yes", "1e3"]
)
def test_texts_come_back_from_yaml_as_they_went(text: str) -> None:
    assert yaml.load(f"a: {plan_text.scalar(text)}", yaml.SafeLoader)["a"] == text


def test_the_schema_can_be_printed(tmp_path: Path) -> None:
    assert json.loads(fuxi("targets", "schema").out)["title"] == "方案数据 plan.yaml"
    assert fuxi("targets", "schema", "-o", tmp_path / "s.json").code == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["type"] == "object"
