"""A plan revised in June, end to end: one quota, one leader, one task's date, one indicator dropped."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import validate
from openpyxl import load_workbook

from exporters.goldens import assert_golden_in
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.exporters.circular.blocks import as_text
from fuxi_cli.exporters.circular.sections import circular
from fuxi_cli.pipeline import summarise, tidy
from fuxi_cli.pipeline.checking import Options
from fuxi_cli.pipeline.packing import CONTENTS, pack
from support.command import fuxi
from support.html_page import Page
from support.samples import ROOT
from support.two_revisions import (
    APRIL,
    JULY,
    JUNE,
    MAY,
    NEW,
    OLD,
    file_name,
    loaded,
    workbook,
    write_months,
    write_plans,
)

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
GOLDEN = Path(__file__).parent / "exporters" / "golden_revised"


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plans(tmp_path_factory.mktemp("方案"))


@pytest.fixture(scope="module")
def months(targets: Path) -> Path:
    return write_months(targets.parent / "报送", targets, APRIL, MAY, JUNE, JULY)


def made(months: Path, targets: Path, period: object) -> Summary:
    return summarise([str(months / str(period))], Options(targets=(str(targets),)))


@pytest.fixture(scope="module")
def june(months: Path, targets: Path) -> Summary:
    return made(months, targets, JUNE)


# Which revision counts


@pytest.mark.parametrize(("period", "revision"), [(MAY, OLD), (JUNE, NEW), (JULY, NEW)])
def test_a_month_is_checked_by_the_revision_in_force_at_its_end(
    months: Path, targets: Path, period: object, revision: str
) -> None:
    report = fuxi("check", months / str(period), "--targets", targets, "-f", "json").json
    assert report["plan"]["revision"] == revision
    assert {one["status"] for one in report["workbooks"]} == {"accepted"}
    assert [f["code"] for f in report["findings"] if f["category"] != "progress"] == []


def test_a_folder_of_the_plan_serves_as_well_as_its_id(months: Path, targets: Path) -> None:
    result = fuxi("check", months / "2022-05", "--plan", targets / "sample-plan", "-f", "json")
    assert result.json["plan"]["revision"] == OLD
    assert result.code == 0


def test_an_option_settles_the_revision(months: Path, targets: Path) -> None:
    said = fuxi(
        "check", months / "2022-07", "--targets", targets, "--plan", f"sample-plan@{OLD}", "-f", "json"
    )
    assert said.json["plan"]["revision"] == OLD
    assert {f["code"] for f in said.json["findings"] if f["severity"] == "error"} == {"S203"}


def test_a_stray_file_of_another_month_does_not_settle_the_revision(
    months: Path, targets: Path, tmp_path: Path
) -> None:
    plan = loaded(targets)
    stray = tmp_path / f"0_{file_name(plan, '100001', MAY)}"
    stray.write_bytes((months / "2022-05" / file_name(plan, "100001", MAY)).read_bytes())
    june = sorted((months / "2022-06").glob("*.xlsx"))
    assert fuxi("check", stray, *june, "--targets", targets, "-f", "json").json["plan"]["revision"] == NEW


def test_templates_and_the_plan_itself(targets: Path, tmp_path: Path) -> None:
    for period, leader, due, rows in ((MAY, "张示例", "7月底", 2), (JUNE, "赵示例", "9月底", 1)):
        out = tmp_path / str(period)
        fuxi("template", "甲县", "--plan", "sample-plan", "--targets", targets, "--period", period, "-o", out)
        book = load_workbook(next(out.iterdir()))
        tasks = [str(c.value) for row in book["重点任务"].iter_rows() for c in row]
        assert any(f"{leader}（市甲局）" in text for text in tasks)
        assert due in tasks
        quotas = [row[3].value for row in book["指标进度"].iter_rows() if row[0].value in (1, 2)]
        assert len(quotas) == rows
        shown = fuxi("targets", "show", "sample-plan", "--targets", targets, "--period", period, "-f", "json")
        assert len(shown.json["indicators"]) == rows
    assert (
        fuxi("targets", "show", "sample-plan", "--targets", targets, "-f", "json").json["plan"]["revision"]
        == NEW
    )


def test_both_revisions_are_without_a_fault(targets: Path) -> None:
    for revision in (OLD, NEW):
        assert fuxi("targets", "lint", f"sample-plan@{revision}", "--targets", targets).code == 0


# What a summary after the change says


def test_quotas_are_told_old_and_new_and_since_when(june: Summary) -> None:
    assert june.revised is not None
    assert [(a.reporter.name, a.indicator.id, a.before, a.after) for a in june.revised.adjustments] == [
        ("甲县", "base", 2, 3),
        ("甲县", "area", Decimal("0.1"), None),
        ("乙县", "area", Decimal("0.2"), None),
    ]
    assert june.revised.tasks == (
        "重点任务“会议”责任领导由张示例（市甲局）改为赵示例（市甲局）",
        "重点任务“会议”完成时限由7月底改为9月底",
    )


def test_earlier_months_stand_by_their_own_revision(june: Summary) -> None:
    quotas = {
        str(month.period): sorted((g.reporter.name, g.indicator.id, str(g.quota.value)) for g in month.gaps)
        for month in june.months
        if month.period >= APRIL
    }
    old = [("乙县", "area", "0.2"), ("乙县", "base", "1"), ("甲县", "area", "0.1"), ("甲县", "base", "2")]
    assert quotas == {
        "2022-04": old,
        "2022-05": old,
        "2022-06": [("乙县", "base", "1"), ("甲县", "base", "3")],
    }
    assert {one.status for month in june.months[-3:] for one in month.reporting} == {"on_time"}


def test_the_circular_in_words(june: Summary) -> None:
    assert_golden_in(GOLDEN, "circular.txt", as_text(circular(june)).encode())


def test_the_sheet_in_words(june: Summary) -> None:
    sheet = load_workbook(io.BytesIO(export(june, "xlsx", "summary")), data_only=True)["任务调整"]
    lines = [
        "\t".join("" if c.value is None else str(c.value) for c in row).rstrip() for row in sheet.iter_rows()
    ]
    assert_golden_in(GOLDEN, "sheet.txt", ("\n".join(lines) + "\n").encode())


def test_the_page_has_the_same(june: Summary) -> None:
    page = Page(export(june, "html", "summary"))
    rows = page.tables["adjustments"].rows
    assert [list(row[:6]) for row in rows] == [
        ["甲县", "示范基地", "个", "2", "3", "+1"],
        ["甲县", "种植面积", "万亩", "0.1", "—", "—"],
        ["乙县", "种植面积", "万亩", "0.2", "—", "—"],
    ]


def test_json_tidy_tables_and_the_list_of_contents(june: Summary, months: Path, targets: Path) -> None:
    report = fuxi("check", months / "2022-06", "--targets", targets, "-f", "json").json
    schema = ROOT / "src" / "fuxi_cli" / "schemas" / "report.schema.json"
    validate(report, json.loads(schema.read_text(encoding="utf-8")))
    told = report["revised"]
    assert (told["from"]["revision"], told["since"], told["document"]) == (OLD, NEW, "示例〔2022〕6号")
    assert [(a["reporter"], a["old"], a["new"]) for a in told["adjustments"]] == [
        ("100001", 2, 3),
        ("100001", 0.1, None),
        ("100002", 0.2, None),
    ]
    rows = list(csv.DictReader(io.StringIO(tidy(june, "csv")["adjustments.csv"].decode("utf-8-sig"))))
    assert [(row["old"], row["new"], row["since"]) for row in rows] == [
        ("2", "3", NEW),
        ("0.1", "", NEW),
        ("0.2", "", NEW),
    ]
    assert "任务数调整共 3 项，涉及 2 个单位，见汇总表的“任务调整”表。" in pack(june)[CONTENTS].decode(
        "utf-8-sig"
    )


def test_the_months_before_and_after_say_nothing_of_it(months: Path, targets: Path) -> None:
    for period in (MAY, JULY):
        summary = made(months, targets, period)
        assert summary.revised is None
        assert "任务调整" not in load_workbook(io.BytesIO(export(summary, "xlsx", "summary"))).sheetnames
        assert "任务数" not in as_text(circular(summary)).partition("二、")[0]
        assert "adjustments" not in Page(export(summary, "html", "summary")).tables
        assert "adjustments.csv" not in tidy(summary, "csv")
        assert "revised" not in json.loads(export(summary.report, "json", "report"))


def test_a_reporters_own_view_tells_only_its_own(months: Path, targets: Path) -> None:
    own = months / "2022-06" / "乙县_2022-06.xlsx"
    told = fuxi("check", own, "--targets", targets, "-f", "json").json["revised"]["adjustments"]
    assert [one["reporter"] for one in told] == ["100002"]


# A template of the older revision


@pytest.mark.parametrize(
    ("reporter", "changed"),
    [
        ("100001", ["4 处", "“示范基地”任务数由 2 改为 3", "“种植面积”不再填报", "由7月底改为9月底"]),
        ("dept-a", ["2 处", "责任领导由张示例（市甲局）改为赵示例（市甲局）"]),
    ],
)
def test_one_finding_says_what_changed(
    months: Path, targets: Path, tmp_path: Path, reporter: str, changed: list[str]
) -> None:
    plan = loaded(targets)
    path = tmp_path / file_name(plan, reporter, JUNE)
    path.write_bytes(workbook(plan, reporter, JUNE))
    report = fuxi("check", path, "--targets", targets, "--history", months, "-f", "json").json
    (found,) = [one for one in report["findings"] if one["category"] != "progress"]
    assert (found["code"], found["provided"], found["expected"]) == ("S203", OLD, NEW)
    assert [words for words in changed if words not in found["message"]] == []
    assert {gap["quota"] for gap in report["gaps"]} == ({3} if reporter == "100001" else set())


def test_a_newer_template_of_an_earlier_month_is_told_too(targets: Path, tmp_path: Path) -> None:
    plan = loaded(targets, NEW)
    path = tmp_path / file_name(plan, "100001", MAY)
    path.write_bytes(workbook(plan, "100001", MAY))
    report = fuxi("check", path, "--targets", targets, "-f", "json").json
    (found,) = [one for one in report["findings"] if one["category"] != "progress"]
    assert (found["code"], found["provided"], found["expected"]) == ("S203", NEW, OLD)
    assert "新增“种植面积”，任务数 0.1万亩" in found["message"]


def test_a_template_of_a_revision_that_is_not_there(months: Path, tmp_path: Path) -> None:
    targets = write_plans(tmp_path, OLD)
    report = fuxi("check", months / "2022-06", "--targets", targets, "-f", "json").json
    codes = {f["code"] for f in report["findings"] if f["severity"] == "error"}
    assert "S203" in codes
    assert "S202" not in codes


# People


def test_who_is_in_office_at_the_months_end(tmp_path: Path) -> None:
    targets = write_plans(tmp_path / "targets", OLD)
    tasks = targets / "sample-plan" / OLD / "tasks.csv"
    text = tasks.read_text(encoding="utf-8")
    both = "张示例（市甲局，至2022-05-30）；王示例（市甲局，2022-05-31起）"
    tasks.write_text(text.replace("张示例（市甲局）", both), encoding="utf-8")
    for period, name in ((APRIL, "张示例"), (MAY, "王示例")):
        write_months(tmp_path, targets, period)
        report = fuxi("check", tmp_path / str(period), "--targets", targets, "-f", "json").json
        assert [task["leaders"] for task in report["tasks"]] == [[name, "李示例"]]
        assert {one["status"] for one in report["workbooks"]} == {"accepted"}
    shown = fuxi("targets", "show", "sample-plan", "--targets", targets, "-f", "json").json
    validate(
        shown, json.loads((ROOT / "src/fuxi_cli/schemas/targets.schema.json").read_text(encoding="utf-8"))
    )
    assert shown["tasks"][0]["leaders"][:2] == [
        {"name": "张示例", "unit": "市甲局", "since": None, "until": "2022-05-30"},
        {"name": "王示例", "unit": "市甲局", "since": "2022-05-31", "until": None},
    ]
    assert fuxi("targets", "lint", "sample-plan", "--targets", targets).code == 0


# Differences


def test_the_two_latest_revisions_by_the_plans_id_or_folder(targets: Path) -> None:
    for reference in ("sample-plan", targets / "sample-plan"):
        result = fuxi("targets", "diff", reference, "--targets", targets, "-f", "json")
        assert (result.json["old"]["revision"], result.json["new"]["revision"]) == (OLD, NEW)
        assert {c["part"] for c in result.json["changes"]} == {
            "plan", "indicator", "quota", "target", "task", "leader",
        }  # fmt: skip


def test_a_plan_of_one_revision_cannot_be_compared(tmp_path: Path) -> None:
    targets = write_plans(tmp_path, OLD)
    result = fuxi("targets", "diff", "sample-plan", "--targets", targets)
    assert result.code == 2
    assert f"没有比 {OLD} 更早的版次" in result.err
