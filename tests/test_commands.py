"""``targets``, ``template``, ``rules`` and the help pages as their users meet them."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fuxi_cli import cli
from support.command import fuxi
from support.samples import GANZHOU, ROOT

PLAN_FOLDER = ROOT / "data/targets/ganzhou-selenium-2022/2022-01-24"
SCHEMA = json.loads((ROOT / "src/fuxi_cli/schemas/targets.schema.json").read_text(encoding="utf-8"))


def test_targets_list_names_the_plan() -> None:
    result = fuxi("targets", "list")
    assert result.code == 0
    assert "ganzhou-selenium-2022@2022-01-24" in result.out


def test_targets_show_is_the_annex() -> None:
    out = fuxi("targets", "show", GANZHOU).out
    assert re.search(r"于都县\s+7\s+14\s+3\s+1\s+1\s+1\n", out)
    assert re.search(r"合计\s+50\s+100\s+30\s+18\s+18\s+18\n", out)


def test_targets_show_json_is_complete() -> None:
    shown = fuxi("targets", "show", GANZHOU, "--format", "json").json
    Draft202012Validator(SCHEMA).validate(shown)
    assert len(shown["quotas"]) == 108
    assert len([t for t in shown["tasks"] if t["recurrence"] is None]) == 22
    assert {t["recurrence"] for t in shown["tasks"]} == {None, "monthly", "month:03"}
    assert sum(q["quota"] for q in shown["quotas"]) == 50 + 100 + 30 + 18 + 18 + 18


def test_targets_show_csv_is_tidy() -> None:
    out = fuxi("targets", "show", GANZHOU, "-f", "csv").out
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) >= 109
    assert all(len(row) == len(rows[0]) for row in rows)


def test_lint_of_the_built_in_plan_has_only_hints() -> None:
    result = fuxi("targets", "lint", GANZHOU, "-f", "json")
    assert result.code == 0
    assert '"error"' not in result.out


def test_lint_finds_a_quota_changed_by_one(tmp_path: Path) -> None:
    folder = tmp_path / "plan" / "2022-01-24"
    shutil.copytree(PLAN_FOLDER, folder)
    path = folder / "quotas.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("于都县,7,", "于都县,8,"), encoding="utf-8")
    result = fuxi("targets", "lint", folder)
    assert result.code == 1
    assert "P101" in result.out
    assert "51" in result.out


def test_unknown_plan_names_the_nearest() -> None:
    result = fuxi("targets", "show", "ganzhou-selenium-2023")
    assert result.code == 2
    assert "ganzhou-selenium-2022" in result.err


def test_template_for_all(tmp_path: Path) -> None:
    result = fuxi("template", "--all", "--period", "2022-06", "-o", tmp_path)
    assert result.code == 0
    names = sorted(p.name for p in tmp_path.iterdir())
    assert len(names) == 18 + 7
    assert "360731_于都县_2022-06.xlsx" in names
    assert sorted(Path(line).name for line in result.out.splitlines()) == names


def test_template_does_not_overwrite_what_a_clerk_may_have_filled_in(tmp_path: Path) -> None:
    target = tmp_path / "360731_于都县_2022-06.xlsx"
    target.write_bytes("填过的".encode())
    refused = fuxi("template", "于都县", "--period", "2022-06", "-o", tmp_path)
    assert refused.code == 2
    assert target.read_bytes() == "填过的".encode()
    assert fuxi("template", "于都县", "--period", "2022-06", "-o", tmp_path, "--force").code == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["于都", "--period", "2021-06"], "写明用哪一个"),
        (["于都", "--period", "2023-06", "--plan", "ganzhou-selenium-2022"], "期限"),
        (["于督县", "--period", "2022-06"], "于都县"),
        (["市商务局", "--period", "2022-06"], "不需要报送"),
        (["于都县"], "--period"),
        (["--period", "2022-06"], "--all"),
        (["于都县", "--all", "--period", "2022-06"], "--all"),
    ],
)
def test_template_says_what_is_missing(arguments: list[str], words: str, tmp_path: Path) -> None:
    result = fuxi("template", *arguments, "-o", tmp_path)
    assert (result.code, list(tmp_path.iterdir())) == (2, [])
    assert words in result.err


def test_rules_lists_and_explains() -> None:
    listed = fuxi("rules", "-f", "json").json
    assert {"family", "severity", "since"} <= set(
        listed["rules"][0] if isinstance(listed, dict) else listed[0]
    )
    explained = fuxi("rules", "c103")
    assert explained.code == 0
    assert "怎么改" in explained.out
    assert fuxi("rules", "Z999").code == 2


@pytest.mark.parametrize(
    "command", [[], *([name] for name in cli.COMMANDS), ["targets", "lint"], ["targets", "show"]]
)
def test_help_is_chinese(command: list[str]) -> None:
    result = fuxi(*command, "--help")
    assert result.code == 0
    assert result.out.startswith("用法：")
    assert not re.search(r"\b(Usage|Options|Arguments|Commands|Show|default|required)\b", result.out)


@pytest.mark.parametrize(
    ("arguments", "hint"), [(["chek"], "check"), (["check", "--perod", "x"], "--period"), (["check"], "路径")]
)
def test_mistyped_words_get_a_hint(arguments: list[str], hint: str) -> None:
    result = fuxi(*arguments)
    assert (result.code, result.out) == (2, "")
    assert hint in result.err


def test_version() -> None:
    assert re.match(r"fuxi \d+\.\d+\.\d+\n", fuxi("--version").out)


def test_an_internal_error_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("示例")

    monkeypatch.setattr(cli, "app", broken)
    result = fuxi("check", "x")
    assert result.code == 101
    assert "程序内部错误" in result.err


def test_output_is_utf_8_on_a_gbk_console() -> None:
    """A Chinese Windows console announces GBK; what is printed must neither break nor change."""
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "fuxi_cli", "check", "examples/progress.xlsx"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert "结论：" in done.stdout.decode("utf-8")
    lost = subprocess.run(
        [*command[:-1], "没有.xlsx"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert "没有.xlsx" in lost.stderr.decode("utf-8")
