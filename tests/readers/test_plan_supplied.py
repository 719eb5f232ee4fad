"""Reporters without quotas, groups of several kinds, and figures that the office supplies, as a plan's files say them."""

from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import Baseline
from fuxi_cli.readers.plans.loading import load_folder
from support.plan_folder import edit, write_plan

AREA = "    counted: false\n    due: 2022-06-30\n"
HEAD = "indicator,reporter,value,source\n"


def asked(folder: Path, who: str) -> Path:
    write_plan(folder)
    edit(folder, "plan.yaml", AREA, f"{AREA}    reported_by: {who}\n")
    return folder


def supplied(folder: Path, rows: str, operator: str = "at_least") -> Path:
    write_plan(folder)
    old = "unit: 万亩\n    operator: at_least"
    edit(folder, "plan.yaml", old, old.replace("at_least", operator))
    (folder / "baselines.csv").write_text(HEAD + rows, encoding="utf-8-sig")
    return folder


def test_kinds_and_single_reporters_report_without_a_quota(tmp_path: Path) -> None:
    plan = load_folder(asked(tmp_path, "[department, '100001']"))
    assert [r.name for r in plan.reporting("area")] == ["甲县", "乙县", "市甲局"]
    assert [i.id for i in plan.reports("dept-a")] == ["area"]
    assert plan.quota("dept-a", "area") is None
    assert plan.reports("nobody") == ()


def test_a_group_may_be_of_several_kinds_and_of_single_ones(tmp_path: Path) -> None:
    write_plan(tmp_path)
    new = "groups:\n  - {name: 各县, kinds: [county, city]}\n  - {name: 有关单位, kind: city, members: [dept-a, '100002']}\n"
    edit(tmp_path, "plan.yaml", "targets:\n", f"{new}targets:\n")
    plan = load_folder(tmp_path)
    assert [r.name for r in plan.members("各县")] == ["甲县", "乙县"]
    assert [r.name for r in plan.members("有关单位")] == ["乙县", "市甲局"]


def test_a_plan_has_its_own_words_for_kinds(tmp_path: Path) -> None:
    write_plan(tmp_path)
    edit(
        tmp_path,
        "plan.yaml",
        "targets:\n",
        "kinds: {department: 省直单位}\naddressees: 各示例单位\ntargets:\n",
    )
    plan = load_folder(tmp_path)
    assert (plan.kind("department"), plan.kind("county")) == ("省直单位", "县（市、区）")
    assert plan.addressees == "各示例单位"


def test_baselines_are_read(tmp_path: Path) -> None:
    plan = load_folder(supplied(tmp_path, "area,,1200.5,示例年报\narea,甲,600,\n"))
    assert plan.baseline("area") == Baseline("area", Decimal("1200.5"), None, "示例年报")
    own = plan.baseline("area", "100001")
    assert own is not None
    assert own.value == 600
    assert (plan.baseline("area", "100002"), plan.benchmarks) == (None, ())


def test_what_is_to_be_exceeded_is_a_benchmark(tmp_path: Path) -> None:
    plan = load_folder(supplied(tmp_path, "种植面积,,7.5,\n", operator="above"))
    found = plan.benchmark("area", "100001")
    assert found is not None
    assert (found.value, plan.baselines) == (Decimal("7.5"), ())


def test_the_file_counts_for_the_plans_hash(tmp_path: Path) -> None:
    without = load_folder(write_plan(tmp_path / "a")).sha256
    assert load_folder(supplied(tmp_path / "b", "area,,1,\n")).sha256 != without


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("[countys]", "plan.yaml 第26行 indicators.area.reported_by：没有“countys”，是不是“county”？"),
        (
            "[dept-b]",
            "是不是“dept-a”？应为单位类别（county、city、department、committee）或者 reporters.csv 里的 id。",
        ),
        ("county", "填的是“county”，应为文字的"),
    ],
)
def test_who_reports_must_be_there(who: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FuxiError) as caught:
        load_folder(asked(tmp_path, who))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("{name: 各县}", "缺少“kind”"),
        (
            "{name: 各县, kinds: [county, town]}",
            "填的是“town”，应为 county、city、department、committee 中的几个。",
        ),
        ("{name: 各县, members: [dept-x]}", "没有“dept-x”"),
    ],
)
def test_a_group_is_of_reporters_that_are_there(group: str, words: str, tmp_path: Path) -> None:
    write_plan(tmp_path)
    edit(tmp_path, "plan.yaml", "targets:\n", f"groups:\n  - {group}\ntargets:\n")
    with pytest.raises(FuxiError) as caught:
        load_folder(tmp_path)
    assert words in str(caught.value)
    assert "plan.yaml 第" in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            "aera,,1,\n",
            "baselines.csv!A2（第2行“indicator”）：填的是“aera”，不是本方案的指标，是不是“area”？",
        ),
        (
            "area,丙县,1,\n",
            "baselines.csv!B2（第2行“reporter”）：填的是“丙县”，reporters.csv 里没有这个报送单位",
        ),
        ("area,,10万,\n", "baselines.csv!C2（第2行“value”）：填的是“10万”，应为数字，不写单位。"),
        ("area,,,\n", "baselines.csv!C2（第2行“value”）：没有填，应为数字"),
        ("area,,1,\narea,,2,\n", "baselines.csv!A3（第3行“indicator”）：“area”的这个数前面已经有一行"),
    ],
)
def test_a_wrong_baseline_is_told_at_its_cell(rows: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FuxiError) as caught:
        load_folder(supplied(tmp_path, rows))
    assert words in str(caught.value)
