"""Tables for programs: what plans with years, and with figures that belong to no quota, have beside the others."""

import csv
import io
from decimal import Decimal

import pytest

from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.exporters.report_csv import HEADER, OF_YEAR, REPORTED
from fuxi_cli.exporters.tidy import tables as tidy
from fuxi_cli.pipeline import summarise
from fuxi_cli.pipeline.checking import Options
from fuxi_cli.readers.plans.loading import load_folder
from fuxi_cli.rules.c101_month_exceeds_cumulative import RULE
from support.summaries import summary
from support.years import plan_folder, send

OUTPUT = """  - id: output
    name: 总产值
    short: 总产值
    unit: 亿元
    operator: at_least
    basis: total
    counted: false
    clause: 二
    quote: 总产值
    reported_by: [county]
"""
DECEMBER = Period(2023, 12)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """The end of the first year: 甲县 is one base short; 乙县's 总产值, which has no quota, is less than what was added."""
    root = tmp_path_factory.mktemp("data")
    folder = plan_folder(root / "targets")
    path = folder / "plan.yaml"
    path.write_text(path.read_text("utf-8") + OUTPUT, "utf-8")
    plan, tenth = load_folder(folder), Decimal("0.1")
    send(root, plan, "甲县", DECEMBER, {"bases": (1, 1), "area": (tenth, tenth), "output": (5, 5)})
    send(root, plan, "乙县", DECEMBER, {"bases": (0, 0), "area": (0, 0), "output": (9, 8)})
    options = Options(targets=(str(root / "targets"),), plan=plan.id, period=DECEMBER)
    return summarise([str(root / str(DECEMBER))], options)


def rows(made: Summary, name: str) -> list[dict[str, object]]:
    table = next(one for one in tidy.tables(made) if one.name == name)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_progress_has_the_years_columns(made: Summary) -> None:
    (row,) = [r for r in rows(made, "progress") if (r["reporter"], r["indicator"]) == ("100001", "bases")]
    assert [row[column.name] for column in tidy.OF_YEAR] == [
        "2023年", 2, 0, 1, 1, 1, DECEMBER.last_day,
    ]  # fmt: skip
    assert row["quota"] == 6


def test_figures_without_a_quota_have_a_table(made: Summary) -> None:
    found = {row["reporter"]: row for row in rows(made, "reported")}
    assert (found["100001"]["actual"], found["100001"]["status"]) == (5, None)
    # 乙县 was returned: no figure, which is no 0.
    assert (found["100002"]["actual"], found["100002"]["status"]) == (None, "returned")


def test_the_findings_say_what_the_year_asks_for(made: Summary) -> None:
    content = export(made.report, "csv").decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(content))
    assert tuple(header) == (*HEADER, *OF_YEAR, REPORTED)
    (unmet,) = [line for line in lines if line[2] == "Q104"]
    assert unmet[len(HEADER) :] == ["2", "0", "1", ""]


def test_a_finding_on_a_figure_without_a_quota_says_that_figure(made: Summary) -> None:
    (one,) = [figure for figure in made.report.reported if figure.reporter.id == "100001"]
    about = RULE.at(Place("指标进度", 7, 5), 9, 5, reporter="100001", indicator=one.indicator.short)
    content = export(made.report._replace(findings=(about,)), "csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content)))[1][len(HEADER) :] == ["", "", "", "5"]


def test_a_plan_of_one_year_has_neither() -> None:
    plain = summary()
    found = {table.name: table.columns for table in tidy.tables(plain)}
    assert found["progress"] == tidy.PROGRESS
    assert "reported" not in found
    assert export(plain.report, "csv").decode("utf-8-sig").splitlines()[0] == ",".join(HEADER)
