"""The assessment of the six example months, recomputed in plain Python from their JSON reports; and edge archives."""

import json
import re
import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from fuxi_cli.core.assessment import Assessment
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import AssessmentRule, Weights
from fuxi_cli.core.summary import Summary
from fuxi_cli.pipeline import check
from fuxi_cli.pipeline.checking import Options
from fuxi_cli.pipeline.summarising import summarise
from support.samples import EXAMPLES, ROOT, filled, write

MONTHS = EXAMPLES / "submissions"
PLAN = ROOT / "data/targets/ganzhou-selenium-2022"
REPORTS: dict[str, Any] = {
    folder.name: json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for folder in sorted(MONTHS.iterdir())
    if folder.is_dir()
}
ELSEWHERE = ("X", "D", "H108")
"""What counts elsewhere: others' claims, the day of submission, the month before missing."""
NAMES = {w["reporter"]["id"]: w["reporter"]["name"] for r in REPORTS.values() for w in r["workbooks"]}


def assessed(folder: Path, options: Options | None = None) -> Assessment:
    summary = summarise([str(folder)], options, assessment=True)
    assert summary.assessment is not None
    return summary.assessment


@pytest.fixture(scope="module")
def june() -> Summary:
    return summarise([str(MONTHS / "2022-06")], assessment=True)


def months_of(reporter: str, until: str) -> tuple[Fraction, Fraction]:
    """(timely, clean): the shares of the months, as the clause's office method has it."""
    timely, clean, count = Fraction(0), 0, 0
    for month, report in REPORTS.items():
        if month > until:
            continue
        count += 1
        standing = next(r for r in report["reporting"] if r["reporter"] == reporter)
        status, received, due = standing["status"], standing["received"], standing["due"]
        if status not in ("missing", "unreadable"):
            timely += Fraction(1, 2) if received > due else 1
        open_ = [
            f
            for f in report["findings"]
            if f["reporter"] == reporter
            and f["severity"] == "warning"
            and f["category"] != "progress"
            and not f["code"].startswith(ELSEWHERE)
            and not f["explained"]
        ]
        if status in ("on_time", "late", "nil") and not open_:
            clean += 1
    return timely / count, Fraction(clean, count)


def recomputed(reporter: str, month: str) -> Fraction:
    """A score from the JSON alone. Dates are ISO, so texts compare as days do."""
    report = REPORTS[month]
    timely, clean = months_of(reporter, month)
    points = {"timely": (timely, 15), "clean": (clean, 15)}
    owed = [g for g in report["gaps"] if g["reporter"] == reporter]
    if owed:
        rates = [min(Fraction(str(g["actual"])) / Fraction(str(g["quota"])), Fraction(1)) for g in owed]
        points["completion"] = (sum(rates) / len(rates), 70)
    else:
        earned = {"done": Fraction(1), "done_late": Fraction(1, 2), "overdue": Fraction(0)}
        led = [t for t in report["tasks"] if t["lead"] == NAMES[reporter] and t["status"] in earned]
        if led:
            points["tasks"] = (sum(earned[t["status"]] for t in led) / len(led), 70)
    return sum(s * m for s, m in points.values()) / sum(m for _, m in points.values()) * 100


@pytest.mark.parametrize("month", REPORTS)
def test_every_score_and_place_of_every_month(month: str) -> None:
    found = assessed(MONTHS / month)
    assert [len(group.reviews) for group in found.groups] == [18, 7]
    for group in found.groups:
        wanted = {r.reporter.id: recomputed(r.reporter.id, month) for r in group.reviews}
        for review in group.reviews:
            score = wanted[review.reporter.id]
            assert review.total == score, review.reporter.name
            assert review.rank == 1 + sum(other > score for other in wanted.values())
        assert [r.rank for r in group.reviews] == sorted(r.rank or 0 for r in group.reviews)


def test_the_working_of_a_score_adds_up_as_it_is_printed(june: Summary) -> None:
    assert june.assessment is not None
    for group in june.assessment.groups:
        for review in group.reviews:
            left, _, total = review.working.partition("＝")
            printed = [float(n) for n in re.findall(r"\d+\.\d\d", left)]
            scale = 100 / float(of[1]) if (of := re.search(r"÷([\d.]+)×100", left)) else 1
            assert sum(printed) * scale == pytest.approx(float(total.split()[0]), abs=0.02)
            for part in review.parts:
                if part.points is not None:
                    assert f"＝{float(part.points):.2f} 分。" in part.working


def test_doubts_are_those_of_each_months_own_check(june: Summary) -> None:
    for month in june.months:
        own = REPORTS[str(month.period)]
        wanted: dict[str, list[str]] = {
            w["reporter"]["id"]: [] for w in own["workbooks"] if w["status"] == "accepted"
        }
        for f in own["findings"]:
            open_ = f["severity"] == "warning" and f["category"] != "progress" and not f["explained"]
            if open_ and not f["code"].startswith(ELSEWHERE) and f["path"] and f["reporter"] in wanted:
                wanted[f["reporter"]].append(f["code"])
        assert month.doubts is not None
        assert {id: sorted(codes) for id, codes in month.doubts.items()} == {
            id: sorted(codes) for id, codes in wanted.items()
        }


def test_asking_for_it_changes_nothing_else(june: Summary) -> None:
    plain = summarise([str(MONTHS / "2022-06")])
    assert plain.assessment is None
    assert all(month.doubts is None for month in plain.months)
    months = tuple(month._replace(doubts=None) for month in june.months)
    assert june._replace(assessment=None, months=months, problems=()) == plain._replace(problems=())


def test_without_the_plans_say_there_is_none_and_a_remark_tells_what_to_add(tmp_path: Path) -> None:
    plan = tmp_path / "targets" / PLAN.name
    shutil.copytree(PLAN, plan)
    file = plan / "2022-01-24" / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    without = re.sub(r"(?ms)^assessment:\n(  .*?\n)+", "", text)
    assert without != text
    file.write_text(without, encoding="utf-8")
    options = Options(targets=(str(tmp_path / "targets"),))
    summary = summarise([str(MONTHS / "2022-01")], options, assessment=True)
    assert summary.assessment is None
    assert any("plan.yaml" in remark and "assessment" in remark for remark in summary.report.remarks)
    assert not any("assessment" in r for r in summarise([str(MONTHS / "2022-01")], options).report.remarks)


def archive(folder: Path, *months: str) -> Path:
    for month in months:
        shutil.copytree(MONTHS / month, folder / month)
    return folder / months[-1]


def test_a_month_without_a_folder_is_no_month_missed(tmp_path: Path) -> None:
    found = assessed(archive(tmp_path, "2022-03", "2022-05", "2022-06"))
    assert any("没有2022年1月、2022年2月、2022年4月的报送表可查" in remark for remark in found.remarks)
    yudu = next(r for g in found.groups for r in g.reviews if r.reporter.name == "于都县")
    timely = yudu.part("timely")
    assert timely is not None
    assert timely.working.startswith("3 个月中按时 3 次")


def test_a_month_whose_folder_is_empty_is_a_month_missed_by_all(tmp_path: Path) -> None:
    last = archive(tmp_path, "2022-05", "2022-06")
    (tmp_path / "2022-04").mkdir()
    early = archive(tmp_path / "x", "2022-03")
    shutil.copytree(early, tmp_path / "2022-03")
    found = assessed(last)
    yudu = next(r for g in found.groups for r in g.reviews if r.reporter.name == "于都县")
    timely = yudu.part("timely")
    assert timely is not None
    assert timely.working.startswith("4 个月中按时 3 次、未报 1 次（4月）")


def test_who_stands_in_a_city_wide_table_only_has_not_missed_the_month(tmp_path: Path) -> None:
    last = archive(tmp_path, "2022-03", "2022-05", "2022-06")
    (tmp_path / "2022-04").mkdir()
    shutil.copy(EXAMPLES / "city-table.xlsx", tmp_path / "2022-04")
    shutil.copy(next((MONTHS / "2022-04").glob("*瑞金市*")), tmp_path / "2022-04")
    found = assessed(last)
    told = {
        r.reporter.name: r.part("timely").working  # type: ignore[union-attr]
        for g in found.groups
        for r in g.reviews
    }
    assert told["于都县"] == (
        "3 个月中按时 3 次；3÷3×15＝15.00 分。4月没有单独的报送表，数在多个单位合报的表里，不计入。"
    )
    assert told["瑞金市"].startswith("4 个月中按时 4 次")
    assert "未报 1 次（4月）" in told["市财政局"]


def test_a_department_that_missed_a_month_keeps_the_state_of_its_tasks(tmp_path: Path) -> None:
    for month in ("2022-05", "2022-06"):
        shutil.copytree(MONTHS / month, tmp_path / month)
    later = tmp_path / "2022-07"
    later.mkdir()
    shutil.copy(next((MONTHS / "2022-06").glob("*于都县*")), later)
    found = assessed(later, Options(period=Period(2022, 7)))
    bureau = next(r for g in found.groups for r in g.reviews if r.reporter.name == "市农业农村局")
    tasks = bureau.part("tasks")
    assert tasks is not None
    assert tasks.share == 1
    assert tasks.working.endswith("任务状态沿用以前月份的。")


def test_whoever_never_reported_has_no_score(tmp_path: Path) -> None:
    folder = tmp_path / "2022-06"
    folder.mkdir()
    shutil.copy(next((MONTHS / "2022-06").glob("*于都县*")), folder)
    found = assessed(folder)
    counties, departments = found.groups
    assert [(r.reporter.name, r.rank) for r in counties.reviews if r.rank] == [("于都县", 1)]
    assert sum(r.total is None for r in counties.reviews) == 17
    finance = next(r for r in departments.reviews if r.reporter.name == "市财政局")
    assert finance.total is None
    assert "完成与否不明" in finance.remarks[0]


@pytest.mark.parametrize(
    ("explained", "doubts"), [((), ("C109", "H106")), (("C109",), ("H106",)), (("C109", "H106"), ())]
)
def test_what_an_earlier_month_left_to_verify_counts_as_its_own_check_told(
    tmp_path: Path, explained: tuple[str, ...], doubts: tuple[str, ...]
) -> None:
    """于都县's May says that a task has not begun, which April had under way, and that its paper is out."""
    last = archive(tmp_path, "2022-04", "2022-05", "2022-06")
    may = tmp_path / "2022-05"
    reasons = [{"rule": code, "text": "示例合作社变更，任务重新开始"} for code in explained]
    prefill = filled("于都县", Period(2022, 5))
    tasks = {**prefill.tasks, "18": {"status": "未启动", "detail": "已印发方案（示例）"}}
    write(may, "于都县", Period(2022, 5), replace(prefill, tasks=tasks, explanations=reasons))
    summary = summarise([str(last)], assessment=True)
    assert summary.assessment is not None
    plan = summary.plan
    yudu = plan.reporter("于都县")
    assert yudu is not None
    assert tuple(sorted((summary.months[-2].doubts or {})[yudu.id])) == doubts
    told = [f for f in check([str(may)]).findings if f.reporter == yudu.id and f.rule.severity == "warning"]
    assert tuple(sorted(f.rule.code for f in told if not f.explained)) == doubts
    review = summary.assessment.of(yudu.id)
    assert review is not None
    clean = review.part("clean")
    assert clean is not None
    assert clean.share == (Fraction(2, 3) if doubts else 1)
    assert ("5月" in clean.working) == bool(doubts)


def test_january_stands_alone() -> None:
    found = assessed(MONTHS / "2022-01")
    assert found.period == Period(2022, 1)
    for group in found.groups:
        for review in group.reviews:
            timely = review.part("timely")
            assert timely is not None
            assert timely.working.startswith("1 个月中")


GUIDE = (ROOT / "docs" / "年度考核.md").read_text(encoding="utf-8")


def test_every_figure_of_the_guides_example_is_what_is_printed(june: Summary) -> None:
    assert june.assessment is not None
    reviews = [review for group in june.assessment.groups for review in group.reviews]
    printed = {r.reporter.name: {r.working, *(part.working for part in r.parts)} for r in reviews}
    quotes = re.findall(r"(?m)^> (.+)$", GUIDE)
    assert len(quotes) == 9
    for name, of in (("大余县", quotes[:4]), ("南康区", quotes[4:6]), ("市财政局", quotes[6:7])):
        assert set(of) <= printed[name], name
    assert set(quotes[7:]) <= printed["市自然资源局"]


def test_the_guide_shows_the_plans_own_points() -> None:
    (shown,) = re.findall(r"(?s)```yaml\n(.*?)```", GUIDE)
    assert shown in (PLAN / "2022-01-24" / "plan.yaml").read_text(encoding="utf-8")


def test_the_guide_tells_every_key() -> None:
    known = {*AssessmentRule._fields, *Weights._fields}
    told = set(re.findall(r"`(\w+)`", "".join(re.findall(r"(?m)^\| `.*?\|", GUIDE))))
    assert told == known
