"""``fuxi check --explain-layout``: what was recognised where; and the options that settle what a file does not say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.command import fuxi
from support.packages import save, worksheet
from support.samples import ROOT

CITY = ROOT / "examples/city-table.xlsx"
PROGRESS = ROOT / "examples/progress.xlsx"


def part(rows: list[list[object]], after: str = "") -> str:
    """A worksheet of texts and numbers."""
    lines = []
    for r, row in enumerate(rows, start=1):
        cells = ""
        for c, value in enumerate(row):
            at = f"{chr(65 + c)}{r}"
            if isinstance(value, str):
                cells += f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'
            elif value is not None:
                cells += f'<c r="{at}"><v>{value}</v></c>'
        lines.append(f'<row r="{r}">{cells}</row>')
    return worksheet("".join(lines), after=after)


SINGLE = part([["县区", "示范基地", "富硒产品"], ["于都县", 3, 6], ["赣县区", 2, 4], ["兴国县", 1, 2]])


def test_the_citys_table_is_explained_column_by_column() -> None:
    result = fuxi("check", CITY, "--explain-layout")
    assert result.code == 0
    assert result.err == ""
    for line in (
        "　版式：各单位一行、各指标分列的汇总表（wide）",
        "　报告期：2022-06，据表格上方的标题（“全市进度”A2）",
        "　　表头：第3—4行",
        "　　数据：第5—22行，共 18 行",
        "　　合计：第23行",
        "　　B列 “县（市、区）” → 单位名称",
        "　　E列 “认定高标准示范基地（个）／累计” → 示范基地的累计完成，单位 个",
    ):
        assert line in result.out.splitlines(), line


def test_the_template_is_explained_too() -> None:
    out = fuxi("check", PROGRESS, "--explain-layout").out
    for line in (
        "　版式：下发的模板",
        "　报送单位：赣县区，据模板标识",
        "　表：“指标进度”，指标进度",
        "　　A—I列 照表头读：序号、指标、单位、年度任务数、本月新增、累计完成、完成率、差额、备注",
        "　　E列 “面积（亩）” → 面积，单位 亩",
        "　工作表“_fuxi”：模板标识，用来认方案、单位和月份",
    ):
        assert line in out.splitlines(), line


def test_as_json() -> None:
    found = json.loads(fuxi("check", CITY, "--explain-layout", "-f", "json").out)
    (file,) = found["files"]
    (table,) = file["tables"]
    assert (file["layout"], file["period"]["month"]) == ("wide", "2022-06")
    assert (table["header_rows"], table["data_rows"][0], table["total_rows"]) == ([3, 4], 5, [23])
    assert table["columns"][4] == {
        "column": "E",
        "header": ["认定高标准示范基地（个）", "累计"],
        "reads": "示范基地的累计完成",
        "indicator": "base",
        "field": "cumulative",
        "unit": "个",
        "why": None,
    }


def test_what_is_not_read_says_why(tmp_path: Path) -> None:
    path = save(tmp_path, {"汇总": SINGLE, "备忘": part([["随手写的"]])}, name="2022-06.xlsx")
    out = fuxi("check", path, "--explain-layout").out
    assert "　　没有读取：有两种读法" in out.splitlines()
    assert "　　B列 “示范基地”：没有读取，有两种读法" in out.splitlines()
    assert "　注意：“汇总”B1的“示范基地”有两种读法" in out
    assert "　工作表“备忘”：没有认出里面的表，没有读取" in out.splitlines()


def test_a_file_that_cannot_be_read_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "坏的.xlsx"
    path.write_bytes(b"PK\x03\x04")
    result = fuxi("check", path, "--explain-layout")
    assert result.code == 0
    assert "　版式：认不出" in result.out.splitlines()
    assert "　注意：" in result.out


def test_nothing_of_a_workbook_reaches_the_terminal_raw(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["县区", "示范基地累计", "富硒产品累计\u202e[red]"],
        ["于都县", 1, 2],
        ["赣县区", 1, 2],
    ]
    out = fuxi(
        "check", save(tmp_path, {"表\u202e": part(rows)}), "--explain-layout", "--period", "2022-06"
    ).out
    assert "\u202e" not in out
    assert "示范基地累计" in out


@pytest.mark.parametrize(
    ("measure", "title"), [("quota", "年度任务数"), ("month", "本月新增"), ("cumulative", "累计完成")]
)
def test_the_measure_may_be_given(tmp_path: Path, measure: str, title: str) -> None:
    path = save(tmp_path, {"汇总": SINGLE}, name="2022-06.xlsx")
    refused = fuxi("check", path, "-f", "json").json
    assert "S201" in {f["code"] for f in refused["findings"]}
    out = fuxi("check", path, "--explain-layout", "--measure", measure).out
    assert f"　　B列 “示范基地” → 示范基地的{title}" in out.splitlines()
    given = fuxi("check", path, "-f", "json", "--measure", measure).json
    assert "S201" not in {f["code"] for f in given["findings"]}


def test_options_that_do_not_exist_are_told() -> None:
    assert "可选：official、wide、list、free" in fuxi("check", CITY, "--layout", "table").err
    assert "可选：quota、month、cumulative" in fuxi("check", CITY, "--measure", "rate").err
    assert fuxi("check", CITY, "--explain-layout", "-f", "csv").code == 2


def test_the_annex_itself_is_a_table_of_quotas() -> None:
    annex = ROOT / "data/targets/ganzhou-selenium-2022/2022-01-24/quotas.csv"
    options = ("--plan", "ganzhou-selenium-2022", "--period", "2022-06", "-f", "json")
    (file,) = fuxi("check", annex, "--explain-layout", *options).json["files"]
    (table,) = file["tables"]
    assert table["why"] == "有两种读法"
    (file,) = fuxi("check", annex, "--explain-layout", "--measure", "quota", *options).json["files"]
    (table,) = file["tables"]
    assert (len(table["data_rows"]), table["total_rows"]) == (18, [20])
    assert {c["field"] for c in table["columns"]} == {"number", "reporters", "quota"}


def test_a_run_over_the_template_loads_none_of_the_other_layouts() -> None:
    code = (
        "import sys; from fuxi_cli.readers.spreadsheet import read_workbook;"
        "from fuxi_cli.readers.layouts.submission import introduce, understand;"
        "from fuxi_cli.pipeline.plans import open_plan;"
        f"book = read_workbook({str(PROGRESS)!r}); plan = open_plan('ganzhou-selenium-2022');"
        "print(understand(book, plan, *introduce(book), None).layout, *sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    layout, *modules = run.stdout.split()
    assert layout == "official"
    loaded = {name.rpartition(".")[2] for name in modules if name.startswith("fuxi_cli.readers.")}
    assert "official" in loaded
    assert not loaded & {"others", "grids", "grid_reading", "headings", "headers", "form_record"}
