"""The summary of a month: ranking, earlier months, problems, ledger objects, sources."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.summary import Summary
from fuxi_cli.pipeline import check
from fuxi_cli.pipeline.summarising import summarise
from support.samples import EXAMPLES

MONTHS = EXAMPLES / "submissions"


@pytest.fixture(scope="module")
def june() -> Summary:
    return summarise([str(MONTHS / "2022-06")])


@pytest.mark.parametrize("number", range(6))
def test_every_month_stands_as_its_own_check_said(june: Summary, number: int) -> None:
    month = june.months[number]
    report = check([str(MONTHS / str(month.period))])
    assert month.gaps == report.gaps
    assert month.totals == report.totals
    assert month.reporting == report.reporting


def test_the_ranking_knows_the_month_before(june: Summary) -> None:
    before = {r.reporter.id: r.rank for r in june.months[-2].ranking if r.rank}
    assert june.ranking == june.months[-1].ranking
    assert {r.reporter.id: r.before for r in june.ranking} == {
        r.reporter.id: before.get(r.reporter.id) for r in june.ranking
    }


def test_what_was_added_in_the_month_is_the_workbooks_own_figure(june: Summary) -> None:
    for progress in june.progress:
        if progress.gap.carried_forward:
            assert progress.month is None
        else:
            assert progress.month is not None
            earlier = next(g for g in june.months[-2].gaps if g.quota == progress.gap.quota)
            if not earlier.carried_forward and earlier.actual is not None:
                assert (progress.gap.actual or Decimal(0)) - earlier.actual == progress.month


def test_the_objects_that_count_add_up_to_the_figures(june: Summary) -> None:
    for progress in june.progress:
        gap = progress.gap
        counted = sum(
            item.counts
            for item in june.items
            if item.reporter.id == gap.reporter.id and item.ledger.indicator == gap.indicator.id
        )
        assert counted == (gap.actual or 0)


def test_problems_name_the_indicator_or_task_that_they_are_about(june: Summary) -> None:
    assert june.problems
    assert any(problem.about == "富硒产品" for problem in june.problems)


def test_sources_are_the_files_of_the_month(june: Summary) -> None:
    assert len(june.sources) == len(list((MONTHS / "2022-06").glob("*.xlsx")))
    assert all(len(source.sha256) == 64 for source in june.sources)
    counted = {s.reporter.id for s in june.sources if s.counted and s.reporter}
    assert counted == {w.reporter.id for w in june.report.workbooks if w.status == "accepted" and w.reporter}


def test_without_earlier_months_the_period_stands_alone(tmp_path: Path) -> None:
    folder = tmp_path / "2022-06"
    shutil.copytree(MONTHS / "2022-06", folder)
    summary = summarise([str(folder)])
    assert [month.period for month in summary.months] == [summary.period]
    assert all(ranked.before is None for ranked in summary.ranking)


def test_one_workbook_gives_the_offices_view() -> None:
    summary = summarise([str(EXAMPLES / "city-table.xlsx")])
    assert len({progress.gap.reporter.id for progress in summary.progress}) == 18


def test_files_of_no_plan_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(FuxiError, match="--plan"):
        summarise([str(tmp_path)])
