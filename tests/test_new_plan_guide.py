"""《编制新方案》: every file and every command of the page, in its order."""

import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fuxi_cli.pipeline import lint
from support.command import fuxi
from support.guide import carry_out

PAGE = (Path(__file__).parent.parent / "docs/编制新方案.md").read_text(encoding="utf-8")


def test_the_page_can_be_carried_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = carry_out(PAGE, tmp_path)
    assert [command.split()[1] for command in ran] == [
        *("targets", "targets", "targets", "targets", "template", "check", "summary", "init"),
        *("targets", "template"),
    ]
    plan, findings = lint("方案/tese")
    assert findings == []
    assert plan.reference == "tese@2023-03-01"
    assert (tmp_path / "汇总.xlsx").stat().st_size > 5000
    assert len(list((tmp_path / "报送表").iterdir())) == 5


def test_figures_without_quotas_and_baselines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    carry_out(PAGE.partition("## 五")[0], tmp_path)
    carry_out("## 七" + PAGE.partition("## 七")[2], tmp_path)
    plan, findings = lint("方案/tese")
    assert findings == []
    assert [one.id for one in plan.reports("990101")] == ["area", "base", "output"]
    assert plan.quota("990101", "output") is None
    base = plan.baseline("output")
    assert base is not None
    assert (base.value, base.source) == (80, "示例市2022年统计公报")
    assert [(one.id, one.measure) for one in plan.targets if one.indicator == "output"] == [
        ("growth", "growth")
    ]
    sheet = load_workbook(next((tmp_path / "加了指标").iterdir()))["指标进度"]
    row = next(row for row in sheet.iter_rows(values_only=True) if "总产值" in str(row[1]))
    assert "—" in row


def test_the_commands_between_the_lines_run_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    carry_out(PAGE.partition("## 五")[0], tmp_path)
    shutil.copytree("方案/tese/2023-03-01", "方案/tese/2024-01-01")
    path = tmp_path / "方案/tese/2024-01-01/plan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("revision: 2023-03-01", "revision: 2024-01-01"), "utf-8"
    )
    prose = re.sub(r"(?s)```.*?```", "", PAGE)
    commands = re.findall(r"`fuxi ([^`]+)`", prose)
    assert [command.split()[1] for command in commands] == ["diff", "schema"]
    for command in commands:
        assert fuxi(*command.split()).code == 0, command
    assert (tmp_path / "plan.schema.json").is_file()


def test_nothing_on_the_page_is_left_out() -> None:
    """Every fenced block is a file, commands or what is shown."""
    fences = re.findall(r"(?m)^```(.+)$", PAGE)
    assert set(fences) == {"csv", "yaml", "sh", "sh 退出码 1", "text"}
    files = re.findall(r"(?m)^文件 `|前面加上：$", PAGE)
    assert len(files) == sum(fence in ("csv", "yaml") for fence in fences)
