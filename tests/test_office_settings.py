"""What an office sets in fuxi.toml, by the commands that check."""

import csv
from pathlib import Path

import pytest

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Entry, Selection
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.place import Place
from support.command import Result, fuxi
from support.samples import GANZHOU, ROOT

JUNE = ROOT / "examples/submissions/2022-06"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(folder: Path, settings: str, *options: object) -> Result:
    (folder / "fuxi.toml").write_text(settings, encoding="utf-8")
    return fuxi("check", JUNE, "-f", "json", *options)


def of(result: Result, code: str) -> list[dict[str, str]]:
    return [finding for finding in result.json["findings"] if finding["code"] == code]


def statuses(result: Result) -> dict[str, str]:
    return {Path(one["path"]).name: one["status"] for one in result.json["workbooks"]}


def returned_for(result: Result, code: str) -> set[str]:
    """Files with that rule's findings and no other blocking one."""
    blocking = {"error"}
    files = {Path(f["path"]).name for f in of(result, code)}
    others = {
        Path(f["path"]).name
        for f in result.json["findings"]
        if f["path"] and f["code"] != code and f["severity"] in blocking
    }
    return files - others


def test_a_milder_rule_returns_nobody(office: Path) -> None:
    plain = check(office, "")
    assert {f["severity"] for f in of(plain, "C103")} == {"error"}
    alone = returned_for(plain, "C103")
    assert alone
    assert {statuses(plain)[name] for name in alone} == {"returned"}
    milder = check(office, '[rules]\nseverities = {C103 = "info"}\n')
    assert {f["severity"] for f in of(milder, "C103")} == {"info"}
    assert len(of(milder, "C103")) == len(of(plain, "C103"))
    assert {statuses(milder)[name] for name in alone} == {"accepted"}


def test_a_stricter_rule_returns(office: Path) -> None:
    plain = check(office, "")
    late = {Path(f["path"]).name for f in of(plain, "D101")}
    assert late
    assert {statuses(plain)[name] for name in late} == {"accepted"}
    stricter = check(office, '[rules]\nseverities = {D101 = "error"}\n')
    assert {f["severity"] for f in of(stricter, "D101")} == {"error"}
    assert {statuses(stricter)[name] for name in late} == {"returned"}
    text = fuxi("check", JUNE).out
    assert text.count("【应退回】") == sum(status == "returned" for status in statuses(stricter).values())


def test_exit_codes_follow(office: Path) -> None:
    settings = '[rules]\nignore = ["S", "T", "C", "E", "H", "X", "Q"]\nseverities = {{D101 = "{}"}}\n'
    assert check(office, settings.format("error")).code == 1
    assert check(office, settings.format("info")).code == 0


def test_progress_stays_progress(office: Path) -> None:
    result = check(office, '[rules.severities]\nQ103 = "warning"\n')
    assert {(f["severity"], f["category"]) for f in of(result, "Q103")} == {("warning", "progress")}
    assert statuses(result) == statuses(check(office, ""))


def test_ignored_rules_say_who_ignores_them(office: Path) -> None:
    result = check(office, '[rules]\nignore = ["X1", "C103"]\n', "--ignore", "H104")
    reasons = {rule["code"]: rule["reason"] for rule in result.json["rules"]}
    assert reasons["X101"] == reasons["C103"] == "按 fuxi.toml 略过"
    assert reasons["H104"] == "按 --ignore 略过"
    assert not of(result, "X101")
    assert not of(result, "H104")
    assert of(result, "D101")


def test_lights_follow_in_process_and_in_workers(office: Path) -> None:
    plain = check(office, "").json
    strict = check(
        office,
        "[lights.quotas]\nmeasure = 'points'\ngreen = {up_to = 0}\nwords = {red = '未达到序时进度'}\n",
    )
    assert {gap["light"] for gap in plain["gaps"]} >= {"green", "red"}
    assert {gap["light"] for gap in strict.json["gaps"]} == {"green", "red"}
    assert of(strict, "Q102")
    assert not of(strict, "Q103")
    assert "未达到序时进度" in fuxi("check", JUNE).out


def test_severities_reach_the_tables_of_an_export(office: Path) -> None:
    (office / "fuxi.toml").write_text('[rules.severities]\nC103 = "info"\n', encoding="utf-8")
    assert fuxi("export", JUNE, "-o", office / "数据").code == 0
    rows = csv.DictReader((office / "数据" / "findings.csv").read_text("utf-8-sig").splitlines())
    assert {row["severity"] for row in rows if row["code"] == "C103"} == {"info"}


def test_severities_reach_the_linting_of_plans(office: Path) -> None:
    plain = fuxi("targets", "lint", GANZHOU, "-f", "json")
    code = plain.json["plans"][0]["findings"][0]["code"]
    (office / "fuxi.toml").write_text(f'[rules.severities]\n{code} = "error"\n', encoding="utf-8")
    stricter = fuxi("targets", "lint", GANZHOU, "-f", "json")
    assert (plain.code, stricter.code) == (0, 1)


def test_the_plan_of_fuxi_toml_is_the_one_that_is_meant(office: Path) -> None:
    (office / "fuxi.toml").write_text('plan = "no-such-plan"\n', encoding="utf-8")
    assert "no-such-plan" in fuxi("targets", "show").err
    (office / "fuxi.toml").write_text(f'plan = "{GANZHOU}"\n', encoding="utf-8")
    assert fuxi("targets", "show").code == 0


@pytest.mark.parametrize("command", ["check", "summary", "pack", "export", "targets"])
def test_every_command_tells_a_mistake_in_it(command: str, office: Path) -> None:
    (office / "fuxi.toml").write_text('\n[rules]\nseverities = {X14 = "info"}\n', encoding="utf-8")
    result = fuxi(command, *(["lint"] if command == "targets" else [JUNE, "-o", office / "out"]))
    assert result.code == 2
    assert "fuxi.toml 第3行“rules.severities.X14”" in result.err


def test_a_finding_carries_the_severity_that_the_office_gave() -> None:
    rule = catalogue.load("X104").rule
    assert rule.severity != "info"

    def breach(case: str) -> list[Finding]:
        return [rule.at(Place(case))]

    given = Selection(severities=(("X104", "info"), ("X101", "error")))
    (changed,) = (entry for entry in given.entries("period") if entry.rule.code == "X104")
    (finding,) = catalogue.run("封面", [Entry(changed.rule, breach, "")], "甲.xlsx")
    assert (finding.rule.severity, finding.rule.code, finding.path) == ("info", "X104", "甲.xlsx")
    assert catalogue.load("X104").rule.severity == rule.severity
    (same,) = catalogue.run("封面", [Entry(rule, breach, "")])
    assert same.rule is rule
