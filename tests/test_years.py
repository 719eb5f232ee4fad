"""A plan over three years, and one by the quarter: template → check → summary."""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.report import Report
from fuxi_cli.exporters import export
from fuxi_cli.pipeline import check, summarise, templates
from fuxi_cli.pipeline.checking import Options
from support.command import fuxi
from support.years import plan_folder, plan_of, send

ID = "shili-2023-2025"
TENTH = Decimal("0.1")


def options(root: Path, **more: object) -> Options:
    return Options(targets=(str(root / "targets"),), plan=ID, **more)  # type: ignore[arg-type]


def progress_sheet(content: bytes) -> Worksheet:
    sheet = load_workbook(BytesIO(content))["指标进度"]
    assert isinstance(sheet, Worksheet)
    return sheet


def column(sheet: Worksheet, title: str) -> int:
    return next(cell.column for cell in sheet[4] if cell.value == title)


def gaps(report: Report) -> Mapping[tuple[str, str], Gap]:
    return {(gap.reporter.name, gap.indicator.id): gap for gap in report.gaps}


def codes(report: Report) -> list[str]:
    return sorted(f.rule.code for f in report.findings)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three year ends: 甲县 leaves one base over in 2023, catches up, and misses the whole by one."""
    root = tmp_path_factory.mktemp("years")
    plan = plan_of(root / "targets")
    story = {
        2023: ((1, 1), (TENTH, TENTH), (0, 0)),
        2024: ((1, 4), (TENTH, Decimal("0.3")), (1, 1)),
        2025: ((1, 5), (TENTH, Decimal("0.65")), (0, 1)),
    }
    before: dict[str, Decimal] = {}
    for year, (bases, area, other) in story.items():
        december = Period(year, 12)
        send(root / "报送", plan, "甲县", december, {"bases": bases, "area": area}, before)
        send(root / "报送", plan, "乙县", december, {"bases": other, "area": (0, Decimal(year > 2023) / 2)})
        before = {"bases": Decimal(bases[1]), "area": Decimal(area[1])}
    return root


def test_the_form_says_what_the_year_and_the_plan_ask_for(root: Path) -> None:
    made = templates(["甲县"], Period(2024, 6), ID, (str(root / "targets"),), history=str(root / "报送"))
    sheet = progress_sheet(made[0][1])
    year, whole = sheet.cell(5, column(sheet, "年度任务数")), sheet.cell(5, column(sheet, "总任务数"))
    assert (year.value, whole.value) == (4, 6)
    assert year.comment is not None
    assert year.comment.text == "2024年任务 3个；以前年度结转 1个，共 4个；到年底累计应完成 5个。"
    rate, total = sheet.cell(5, column(sheet, "完成率")).value, whole.coordinate
    assert total in str(rate)


def test_without_history_the_form_gives_the_years_own_amount(root: Path) -> None:
    sheet = progress_sheet(templates(["甲县"], Period(2024, 6), ID, (str(root / "targets"),))[0][1])
    year = sheet.cell(5, column(sheet, "年度任务数"))
    assert year.value == 3
    assert year.comment is not None
    assert "以前年度没有完成的另加" in year.comment.text


def test_the_first_year_end(root: Path) -> None:
    report = check([str(root / "报送" / "2023-12")], options(root))
    assert codes(report) == ["Q104"]
    assert report.findings[0].message == (
        "“指标进度”G5“示范基地”2023年的任务没有完成：到 2023-12-31 累计应完成 2个，累计完成 1个，还差 1个，"
        "结转到以后年度，亮红灯。"
    )
    assert gaps(report)["甲县", "bases"].status == "unmet"
    assert gaps(report)["乙县", "bases"].status == "in_progress"


def test_the_second_year_carries_over(root: Path) -> None:
    report = check([str(root / "报送" / "2024-12")], options(root))
    gap = gaps(report)["甲县", "bases"]
    assert gap.stage is not None
    assert (gap.stage.carried, gap.stage.quota, gap.stage.done, gap.stage.gap) == (1, 4, 3, 1)
    assert (gap.status, gap.gap, gap.pace) == ("unmet", 2, Fraction(5, 6))
    assert gaps(report)["乙县", "area"].status == "met"
    assert not {"Q101", "C103", "C104", "C102", "S408"} & set(codes(report))


def test_the_end_of_the_plan_is_judged_on_the_whole(root: Path) -> None:
    summary = summarise([str(root / "报送" / "2025-12")], options(root))
    found = gaps(summary.report)
    assert found["甲县", "bases"].status == "unmet"
    assert found["甲县", "area"].status == "met"
    assert [f.place.cell for f in summary.report.findings if f.rule.code == "Q104"] == ["G5"]
    book = load_workbook(BytesIO(export(summary, "xlsx", of="summary")))
    heads = [cell.value for row in book["差距清单"].iter_rows() for cell in row]
    assert {"本年\n任务", "其中\n结转", "本年\n差额"} <= set(heads)


def test_every_export_tells_of_the_year(root: Path) -> None:
    summary = summarise([str(root / "报送" / "2024-12")], options(root))
    told = json.loads(export(summary.report, "json"))["gaps"][0]["year"]
    assert told == {
        "due": "2024-12-31", "own": 3, "carried_over": 1, "quota": 4, "done": 3, "gap": 1, "rate": 0.75,
        "cumulative_due": 5,
    }  # fmt: skip
    assert "本年任务" in export(summary.report, "md").decode()
    page = export(summary, "html", of="summary").decode()
    assert "含以前年度结转的" in page
    assert export(summary, "docx", of="summary")


@pytest.mark.parametrize(
    ("stated", "found"), [(4, False), (3, False), (5, False), (6, False), (2, True), (7, True)]
)
def test_what_a_table_may_call_the_quota(root: Path, tmp_path: Path, stated: int, found: bool) -> None:
    plan = plan_of(tmp_path / "targets")
    path = send(
        tmp_path / "报送", plan, "甲县", Period(2024, 12), {"bases": (1, 4), "area": (TENTH, Decimal("0.3"))}
    )
    book = load_workbook(path)
    sheet = book["指标进度"]
    sheet.cell(5, column(sheet, "年度任务数")).value = stated
    book.save(path)
    report = check([str(path)], options(tmp_path, history=str(root / "报送")))
    assert ("Q101" in codes(report)) is found


def test_a_changed_total_is_found(tmp_path: Path) -> None:
    plan = plan_of(tmp_path / "targets")
    path = send(tmp_path / "报送", plan, "甲县", Period(2023, 1), {"bases": (1, 1), "area": (TENTH, TENTH)})
    book = load_workbook(path)
    sheet = book["指标进度"]
    sheet.cell(5, column(sheet, "总任务数")).value = 5
    book.save(path)
    report = check([str(path)], options(tmp_path))
    assert [f.message for f in report.findings if f.rule.code == "Q101"] == [
        "“指标进度”E5“示范基地”的总任务数填的是 5，方案各年下达给甲县的合计是 6。"
    ]


def test_january_of_a_later_year_goes_on_counting(root: Path, tmp_path: Path) -> None:
    plan = plan_of(tmp_path / "targets")
    figures = {"bases": (1, 2), "area": (TENTH, Decimal("0.2"))}
    path = send(
        tmp_path / "报送", plan, "甲县", Period(2024, 1), figures, {"bases": Decimal(1), "area": TENTH}
    )
    report = check([str(path)], options(tmp_path, history=str(root / "报送")))
    assert not {"C102", "H101", "H103", "H108"} & set(codes(report))
    assert gaps(report)["甲县", "bases"].status != "unmet"


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    root = tmp_path_factory.mktemp("quarters")
    plan = plan_of(root / "targets", "quarterly")
    none = {"bases": (0, 0), "area": (0, 0)}
    send(root / "报送", plan, "甲县", Period(2023, 3), {"bases": (1, 1), "area": (TENTH, TENTH)})
    send(root / "报送", plan, "乙县", Period(2023, 3), none)
    send(root / "报送", plan, "甲县", Period(2023, 6), {"bases": (1, 3), "area": (0, TENTH)})
    send(root / "报送", plan, "乙县", Period(2023, 9), none)
    return root, plan


def test_a_quarter_is_compared_with_the_quarter_before(quarters: tuple[Path, Plan]) -> None:
    report = check([str(quarters[0] / "报送" / "2023-06")], options(quarters[0]))
    assert report.period is not None
    assert report.period.chinese == "2023年二季度"
    found = {f.rule.code: f.message for f in report.findings}
    assert found["H103"] == (
        "“指标进度”G5“认定示范基地”累计完成填的是 3；上季度累计 1 ＋ 本季新增 1 ＝ 2，两处对不上。"
    )
    assert found["D102"] == "没有收到“乙县”2023年二季度的报送表，报送期限是 2023-07-05。"


def test_a_missing_quarter_is_named(quarters: tuple[Path, Plan]) -> None:
    report = check([str(quarters[0] / "报送" / "2023-09")], options(quarters[0]))
    assert [f.message for f in report.findings if f.rule.code == "H108"] == [
        "没有上季度（2023年二季度）可用的报送表；历史对比改为与2023年一季度比较。"
    ]


def test_the_summary_of_a_quarter_has_the_quarters_before(quarters: tuple[Path, Plan]) -> None:
    summary = summarise([str(quarters[0] / "报送" / "2023-09")], options(quarters[0]))
    assert [month.period.chinese for month in summary.months] == [
        "2023年一季度",
        "2023年二季度",
        "2023年三季度",
    ]
    for format in ("xlsx", "html", "docx"):
        assert export(summary, format, of="summary")


def test_the_cover_may_name_a_quarter(quarters: tuple[Path, Plan], tmp_path: Path) -> None:
    root, plan = quarters
    path = send(tmp_path, plan, "甲县", Period(2023, 3), {"bases": (1, 1), "area": (TENTH, TENTH)})
    book = load_workbook(path)
    assert book["封面"]["B7"].value == "2023年一季度"
    del book["_fuxi"]
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    bare = tmp_path / "甲县报送表.xlsx"
    book.save(bare)
    report = check([str(bare)], options(root))
    assert report.period == Period(2023, 3)
    # The library that took the stamp away stores no results of formulas (S406); nothing is wrong with the period.
    assert {f.rule.code for f in report.findings if f.rule.severity == "error"} == {"S406"}


def test_periods_as_people_type_them(tmp_path: Path) -> None:
    plan_folder(tmp_path / "targets", "quarterly")
    common = ["--all", "--plan", ID, "--targets", str(tmp_path / "targets"), "-o", str(tmp_path)]
    for text in ("2024Q1", "2024-1季度", "2024年一季度"):
        done = fuxi("template", "--period", text, "--force", *common)
        assert done.code == 0, done.err
    assert (tmp_path / "100001_甲县_2024-03.xlsx").exists()
    wrong = fuxi("template", "--period", "2024-02", *common)
    assert "没有2024年2月这个报告期；最近的报告期是2024年一季度（2024-03）" in wrong.err
    assert "应写成 2022-06 这样的年月" in fuxi("template", "--period", "一季度", *common).err


def test_a_month_within_a_quarter_is_sent_back(quarters: tuple[Path, Plan], tmp_path: Path) -> None:
    root, plan = quarters
    path = send(tmp_path, plan, "甲县", Period(2023, 2), {"bases": (1, 1), "area": (TENTH, TENTH)})
    report = check([str(path)], options(root))
    assert report.workbooks[0].status == "returned"
    assert "本方案按季报送，没有这个报告期；最近的是2023年一季度" in " ".join(
        f.message for f in report.findings
    )


def test_by_the_year(tmp_path: Path) -> None:
    plan = plan_of(tmp_path / "targets", "yearly")
    for year, whole in ((2023, 2), (2024, 5)):
        figures = {"bases": (2 if year == 2023 else 3, whole), "area": (0, 0)}
        send(
            tmp_path / "报送",
            plan,
            "甲县",
            Period(year, 12),
            figures,
            {"bases": Decimal(2), "area": Decimal(0)},
        )
    report = check([str(tmp_path / "报送" / "2024-12")], options(tmp_path))
    assert report.period is not None
    assert report.period.chinese == "2024年度"
    assert gaps(report)["甲县", "bases"].status == "on_pace"
    assert not {"H103", "H108", "C102"} & set(codes(report))
