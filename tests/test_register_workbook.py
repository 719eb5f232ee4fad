"""A register through template, reading, rules and marked copies, and the plan's own checks at the command line."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from fuxi_cli.core.period import Period
from fuxi_cli.exporters import template
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.readers.plans.loading import builtin_folder, load_plan
from support.command import Result, found, fuxi
from support.samples import EXAMPLES

PLAN = "jiangxi-assistance-2023-2025"
COUNTY, PERIOD = "兴国县", Period(2024, 3)
SHEET = "台账-帮扶项目"
COVER = {
    "author": "张示例",
    "phone": "0797-0000000",
    "reviewer": "李示例",
    "submitted_on": date(2024, 4, 5),
    "progress": "有",
}
GOOD = {
    "code": "示例001",
    "name": "示例大棚",
    "village": "示例镇示例村",
    "owner": "示例村集体经济组织",
    "batch": "盘活",
    "way": "村企合作",
    "base_value": Decimal(100),
    "value": Decimal(110),
}
BAD = {**GOOD, "code": "示例002", "way": None, "disposed_on": date(2024, 3, 1), "proceeds": Decimal(0)}


def workbook(folder: Path, *rows: dict[str, Any], **figures: dict[str, Any]) -> Path:
    plan = load_plan(PLAN, [builtin_folder()])
    county = plan.reporter(COUNTY)
    assert county is not None
    stated: dict[str, Any] = {i.id: {"month": 0, "cumulative": 0} for i in plan.reports(county.id)}
    stated["asset-growth"] = {"month": 0, "cumulative": sum(row["value"] for row in rows)}
    prefill = Prefill(
        cover=COVER,
        figures={**stated, **figures},
        tasks={task.id: {"status": "未启动"} for task in plan.tasks},
        ledgers={"projects": rows},
    )
    folder.mkdir(exist_ok=True)
    path = folder / template.file_name(plan, county, PERIOD)
    path.write_bytes(template.render(plan, county, PERIOD, prefill))
    return path


def checked(path: Path, *options: object) -> Result:
    return fuxi("check", path, "-f", "json", *options)


def test_a_register_comes_back_from_the_form_as_it_was_filled_in(tmp_path: Path) -> None:
    path = workbook(tmp_path, GOOD, {**GOOD, "code": "示例003"})
    sheet = load_workbook(path)[SHEET]
    hint, headers = sheet["A3"].value, [cell.value for cell in sheet[4]]
    assert "登记帮扶项目（依据：一），一个填一行，“项目编号”不要重复" in hint
    assert headers[5:9] == ["所属批次", "盘活方式", "基期资产值（万元）", "期末资产值（万元）"]
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation if "F5" in str(rule.sqref)] == [
        '"巩固,提升,盘活,另起炉灶"'
    ]
    result = checked(path)
    assert found(result) == [], result.out
    assert {f"F{n}" for n in (101, 213, 302)} <= {
        r["code"] for r in result.json["rules"] if r["status"] == "ran"
    }


def test_what_breaks_a_rule_is_marked_at_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path, GOOD, BAD)
    result = checked(path, "--annotate", tmp_path / "退回")
    assert found(result) == [("F101", f"{SHEET}!G6"), ("F213", f"{SHEET}!M6")]
    (marked,) = (tmp_path / "退回").glob("*_审核意见.xlsx")
    sheet = load_workbook(marked)[SHEET]
    assert "F101" in sheet["G6"].comment.text
    assert "F213" in sheet["M6"].comment.text
    assert sheet["G5"].comment is None


def test_what_is_typed_wrong_in_a_register_is_found_as_in_any_ledger(tmp_path: Path) -> None:
    path = workbook(tmp_path, GOOD, {**GOOD, "code": "示例002", "batch": "盘和"}, {**GOOD, "owner": None})
    codes = found(checked(path))
    assert {("T108", f"{SHEET}!F6"), ("T101", f"{SHEET}!E7"), ("E103", f"{SHEET}!B7")} <= set(codes)
    # A batch that nobody can read is one finding, not also one of every rule about batches.
    assert not [code for code, _ in codes if code[0] == "F"]


def test_the_plans_codes_can_be_chosen_and_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path, GOOD, BAD)
    assert [code for code, _ in found(checked(path, "--select", "F2"))] == ["F213"]
    assert [code for code, _ in found(checked(path, "--ignore", "F101"))] == ["F213"]
    refused = checked(path, "--ignore", "F9")
    assert refused.code == 2
    assert "没有编号为“F9”的审核公式；有：F101、" in refused.err
    (tmp_path / "fuxi.toml").write_text(
        '[rules]\nignore = ["F213"]\n[rules.severities]\nF101 = "info"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    result = checked(path)
    assert [(f["code"], f["severity"]) for f in result.json["findings"] if f["code"][0] == "F"] == [
        ("F101", "info")
    ]
    reasons = {r["code"]: r["reason"] for r in result.json["rules"]}
    assert reasons["F213"] == "按 fuxi.toml 略过"
    assert reasons["F303"] == "没有提供“经营性资产”的基期数，无法判定"


def test_rules_shows_the_plans_own() -> None:
    listed = fuxi("rules", "--plan", PLAN).out
    assert "F 类：方案审核公式" in listed
    assert "F213  强制  借盘活的名义处置资产。" in listed
    one = fuxi("rules", "f213").out
    assert "应当满足“空(处置日期)”" in one
    assert "严禁借资产盘活名义" in one
    assert "依据：方案条款 二（四）2。" in one
    wrong = fuxi("rules", "F999", "--plan", PLAN)
    assert (wrong.code, "没有编号为 F999 的审核公式" in wrong.err) == (2, True)
    assert "没有方案有审核公式 F999" in fuxi("rules", "F999").err
    (rule,) = fuxi("rules", "F213", "-f", "json").json["rules"]
    assert (rule["category"], rule["family"], rule["slug"]) == ("formula", "F", "disposed-as-revival")


def test_a_plan_without_checks_does_not_pay_for_their_language() -> None:
    code = (
        "import sys\nfrom fuxi_cli import cli\n"
        f"try: cli.main(['check', {str(EXAMPLES / 'progress.xlsx')!r}, '-q'])\nexcept SystemExit: pass\n"
        "print(*sys.modules)"
    )
    environment = {**os.environ, "FUXI_NO_CACHE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    loaded = set(done.stdout.split())
    assert "fuxi_cli.core.check_codes" in loaded
    assert not loaded & {"fuxi_cli.core.plan_checks", "fuxi_cli.core.formula.binding"}
