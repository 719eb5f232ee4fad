"""Both built-in plans from template to papers, with no code of their own; what a province's papers may not say."""

import json
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.report import Report
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import View, export
from fuxi_cli.exporters.template import render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.pipeline import Options, check, open_plan, summarise
from support import provinces, samples
from support.provinces import JIANGXI, QUARTER, jiangxi, someone
from support.samples import GANZHOU

SENT = ("武宁县", "宁都县", "湘东区", "吉安市", "省农业农村厅", "省乡村振兴局")
FORMATS = ("xlsx", "html", "docx")
OF_THE_CITY = re.compile("富硒|市直|市里|全市|赣州市人民政府|各县（市、区）人民政府")


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("报送") / "2024-06"
    for number, name in enumerate(SENT):
        provinces.write(folder, name, number)
    return folder


@pytest.fixture(scope="module")
def report(quarter: Path) -> Report:
    return check([str(quarter)], Options())


@pytest.fixture(scope="module")
def summary(quarter: Path) -> Summary:
    return summarise([str(quarter)], Options())


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (samples.ROOT / f"src/fuxi_cli/schemas/{name}.schema.json").read_text("utf-8")
    )
    return found


def words(content: bytes, format: str) -> str:
    """Everything that a paper says."""
    if format == "html":
        return re.sub(r"<[^>]*>", "", content.decode())
    with ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.endswith(".xml")]
        return "".join(re.sub(r"<[^>]*>", "", package.read(name).decode()) for name in parts)


def test_the_plan_is_told_by_the_workbooks(report: Report) -> None:
    assert report.plan is not None
    assert report.plan.id == JIANGXI
    assert report.period == QUARTER
    assert {one.status for one in report.workbooks} == {"accepted"}


def test_the_other_plan_runs_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "2022-06"
    samples.write(folder)
    made = summarise([str(folder)], Options())
    assert made.plan.id == GANZHOU
    assert made.report.reported == ()
    for format in FORMATS:
        assert export(made, format, "summary", View())


def test_figures_without_a_quota_only_add_up(report: Report) -> None:
    assert {gap.indicator.id for gap in report.gaps} == {"distribution-centre"}
    assert len(report.gaps) == 100
    of = {(one.reporter.name, one.indicator.id): one for one in report.reported}
    assert of["武宁县", "camellia-area"].actual == Decimal("10.5")
    assert of["南昌县", "camellia-area"].status == "not_reported"
    totals = {total.target.id: total for total in report.totals}
    assert totals["camellia-area"].actual == Decimal("31.5")
    assert (totals["leading-1bn"].actual, totals["leading-1bn"].counted, totals["leading-1bn"].owing) == (
        3,
        3,
        100,
    )
    assert (totals["processing-output"].actual, totals["processing-output"].owing) == (Decimal("0.85"), 1)
    assert (totals["chains"].actual, totals["chains"].status) == (3, "in_progress")


def test_a_centre_in_every_county_is_not_a_sum(report: Report) -> None:
    """0, 1 and 2 centres in three counties: two of them have one."""
    (centre,) = [total for total in report.totals if total.target.id == "distribution-centre"]
    assert (centre.actual, centre.gap, centre.status) == (2, 98, "in_progress")


def test_what_cannot_be_judged_says_what_to_supply(report: Report) -> None:
    totals = {total.target.id: total for total in report.totals}
    for id, section in (("asset-growth", "[baselines]"), ("income-growth", "[benchmarks]")):
        assert totals[id].status == "cannot_judge"
        assert section in totals[id].reason
        assert f"{id} = " in totals[id].reason
    told = export(report, "text", "report", View()).decode()
    assert "无法判定" in told
    assert "[benchmarks]" in re.sub(r"\s", "", told)


def test_figures_that_the_office_supplies_are_judged(
    quarter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '[baselines.asset-growth]\n"武宁" = 1000\n"宁都县" = 1000.0\n"湘东区" = 1000\n[benchmarks]\nincome-growth = 8.4\n'
    (tmp_path / "fuxi.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    totals = {total.target.id: total for total in check([str(quarter)], Options()).totals}
    assert (totals["asset-growth"].actual, totals["asset-growth"].status) == (10, "met")
    assert (totals["income-growth"].actual, totals["income-growth"].status) == (Decimal("8.5"), "met")


def test_a_baseline_of_the_whole_says_nothing_of_a_part(
    quarter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fuxi.toml").write_text("[baselines]\nasset-growth = 3000\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (total,) = [t for t in check([str(quarter)], Options()).totals if t.target.id == "asset-growth"]
    assert (total.actual, total.status) == (None, "cannot_judge")
    assert "还有单位没有可用数" in total.reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('plan = "{plan}"\n[baselines]\nasset-grwth = 1\n', "asset-growth"),
        ('plan = "{plan}"\n[baselines.asset-growth]\n"甲县" = 1\n', "甲县"),
        ('[benchmarks]\nincome-growth = "8.4"\n', "第2行"),
        ('[baselines.asset-growth]\n"武宁县" = true\n', "第2行"),
    ],
)
def test_a_wrong_figure_of_the_office_is_told(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fuxi.toml").write_text(text.format(plan=JIANGXI), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FuxiError, match=words):
        open_plan(JIANGXI)


def test_the_json_report_has_the_figures(report: Report) -> None:
    written = json.loads(export(report, "json", "report", View()))
    assert list(Draft202012Validator(schema("report")).iter_errors(written)) == []
    assert len(written["reported"]) == 100 * 8 + 11 + 2
    lacking = {total["indicator"] for total in written["totals"] if "reason" in total}
    assert lacking == {"asset-growth", "income-growth"}


def test_the_json_plan_tells_who_reports() -> None:
    written = json.loads(export(jiangxi(), "json", "targets", View()))
    assert list(Draft202012Validator(schema("targets")).iter_errors(written)) == []
    assert {quota["indicator"] for quota in written["quotas"]} == {"distribution-centre"}
    assert all("reported_by" in one for one in written["indicators"] if one["id"] != "distribution-centre")


@pytest.mark.parametrize("format", FORMATS)
def test_the_provinces_papers_are_the_provinces(summary: Summary, format: str) -> None:
    said = words(export(summary, format, "summary", View()), format)
    assert "脱贫地区帮扶产业" in said
    assert OF_THE_CITY.findall(said) == []
    assert "责任领导" not in said
    assert "油茶高产林" in said


def test_the_circular_goes_to_whom_the_document_went(summary: Summary) -> None:
    said = words(export(summary, "docx", "summary", View()), "docx")
    assert "各设区市、县（市、区）党委农村工作领导小组，省委农村工作领导小组各成员单位：" in said
    assert "全省油茶高产林面积31.5万亩（目标保持在1000万亩）" in said
    assert "没有分解到报送单位" not in said


def test_the_forms_rows_show_no_quota_but_the_centres() -> None:
    plan = jiangxi()
    for name, rows in (("武宁县", 9), ("吉安市", 1), ("省农业农村厅", 1)):
        book = load_workbook(BytesIO(render(plan, someone(plan, name), QUARTER, Prefill())))
        sheet = book["指标进度"]
        head = {cell.value: cell.column for cell in sheet[4]}
        found = [
            (sheet.cell(row, head["指标"]).value, sheet.cell(row, head["任务数"]).value)
            for row in range(5, 5 + rows)
        ]
        centre = [("建设改造农产品集配中心", 1)] if name == "武宁县" else []
        assert [pair for pair in found if pair[1] != "—"] == centre
        assert len(found) == rows
        everything = " ".join(
            str(cell.value) for one in book.worksheets for row in one.iter_rows() for cell in row
        )
        assert OF_THE_CITY.findall(everything) == []
        assert "责任领导" not in everything


def test_the_cover_says_that_some_figures_are_only_reported() -> None:
    plan = jiangxi()
    book = load_workbook(BytesIO(render(plan, someone(plan, "吉安市"), QUARTER, Prefill())))
    said = " ".join(str(cell.value) for cell in book["封面"]["A"])
    assert "没有给本单位分任务，只报数" in said
    assert "十亿级产业链要的是总数：“累计完成”填报告期末的总数，“本季新增”" in said
    assert "需要省里协调解决的" in str(book["困难问题"]["A3"].value)


def test_without_a_plan_the_only_one_of_the_time_is_taken() -> None:
    assert open_plan(None, period=Period(2022, 6)).id == GANZHOU
    assert open_plan(None, period=QUARTER).id == JIANGXI


@pytest.mark.parametrize("period", [None, Period(2021, 6)])
def test_without_a_plan_it_says_which_there_are(period: Period | None) -> None:
    with pytest.raises(FuxiError, match="写明用哪一个") as caught:
        open_plan(None, period=period)
    assert GANZHOU in str(caught.value)
    assert JIANGXI in str(caught.value)
