"""``fuxi targets diff``: two revisions of the built-in plan, one of them changed in known places."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import validate

from support.command import fuxi
from support.samples import ROOT

OLD = ROOT / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    folder = tmp_path / "ganzhou-selenium-2022" / "2022-07-01"
    shutil.copytree(OLD, folder)
    _change(folder / "plan.yaml", "revision: 2022-01-24", "revision: 2022-07-01")
    _change(folder / "quotas.csv", "1,于都县,7,14", "1,于都县,8,14")
    _change(folder / "quotas.csv", "合计,50", "合计,51")
    _change(
        folder / "tasks.csv", "邓文英（市财政局）,2022-06-30,6月底", "张示例（市财政局）,2022-06-30,6月底"
    )
    return folder


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_differences_are_listed_with_old_and_new(new: Path) -> None:
    result = fuxi("targets", "diff", OLD, new)
    assert result.code == 0
    lines = [line.split() for line in result.out.splitlines()]
    assert ["于都县", "示范基地", "任务数", "7", "8", "附件1"] in lines
    assert ["安排市级专项资金", "市财政局", "邓文英", "张示例", "附件2", "第2项"] in lines
    assert "结论：2 处不同：任务数 1 处、责任领导 1 处。" in result.out


def test_revisions_are_named_by_their_references(new: Path) -> None:
    id = "ganzhou-selenium-2022"
    result = fuxi(
        "targets", "diff", f"{id}@2022-01-24", f"{id}@2022-07-01", "--targets", new.parent.parent, "-q"
    )
    assert result.out == "结论：2 处不同：任务数 1 处、责任领导 1 处。\n"


def test_as_json_by_its_schema(new: Path) -> None:
    result = fuxi("targets", "diff", OLD, new, "-f", "json")
    validate(result.json, _schema())
    assert [(c["part"], c["id"], c["old"], c["new"]) for c in result.json["changes"]] == [
        ("quota", "360731 base", 7, 8),
        ("leader", "2", "邓文英", "张示例"),
    ]
    assert result.json["old"]["revision"] == "2022-01-24"
    assert result.json["new"]["revision"] == "2022-07-01"


def _schema() -> object:
    path = ROOT / "src" / "fuxi_cli" / "schemas" / "targets-diff.schema.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_as_a_table_for_excel(new: Path) -> None:
    result = fuxi("targets", "diff", OLD, new, "-f", "csv")
    rows = [line.split(",") for line in result.out.removeprefix("\ufeff").splitlines()]
    assert rows[0] == ["类别", "对象", "项目", "原", "现", "依据"]
    assert rows[1] == ["任务数", "于都县 示范基地", "任务数", "7", "8", "附件1"]


def test_the_same_revision_does_not_differ() -> None:
    result = fuxi("targets", "diff", OLD, OLD, "-q")
    assert result.code == 0
    assert "没有不同" in result.out


def test_a_revision_that_is_not_there_is_told() -> None:
    result = fuxi("targets", "diff", OLD, "ganzhou-selenium-2022@2023-01-01")
    assert result.code == 2
    assert "2023-01-01" in result.err
