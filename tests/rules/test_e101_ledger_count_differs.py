from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fuxi_cli.rules import e101_ledger_count_differs as rule
from support.builders import AREA, assert_clean, assert_finds, figure
from support.ledgers import entry, stated, works, works_case, works_plan

TWO = (entry(1), entry(2))
CELL = ["指标进度!F5"]


@pytest.mark.parametrize("cumulative", [0, 1, 3])
def test_a_cumulative_figure_other_than_the_count_is_found(cumulative: int) -> None:
    (found,) = assert_finds(rule, works_case(works(*TWO), stated(cumulative)), CELL)
    assert (found.provided, found.expected, found.reporter) == (cumulative, 2, "360001")


def test_an_equal_one_is_clean() -> None:
    assert_clean(rule, works_case(works(*TWO), stated(2)))


def test_the_message_says_what_was_left_out() -> None:
    table = works(entry(1), entry(2, stage="申报中"), entry(3, day=date(2022, 7, 2)))
    (found,) = assert_finds(rule, works_case(table, stated(3)), CELL)
    assert found.message == (
        "“指标进度”F5累计完成填的是 3，而“台账-示范基地”到 2022-06-30 可以计入的是 1 个"
        "（未计入：阶段不符的 1 行、日期在报告期之后的 1 行）。"
    )
    assert "把累计完成改为 1" in found.remedy


def test_when_every_row_counts_it_says_nothing_of_others() -> None:
    (found,) = assert_finds(rule, works_case(works(*TWO), stated(1)), CELL)
    assert found.message.endswith("可以计入的是 2 个。")


def test_an_empty_ledger_bears_nothing_out() -> None:
    assert_finds(rule, works_case(works(), stated(1)), CELL)
    assert_clean(rule, works_case(works(), stated(0)))


@pytest.mark.parametrize("cumulative", [None, -1, "1.5"])
def test_a_figure_that_is_not_there_or_cannot_be_is_anothers(cumulative: object) -> None:
    assert_clean(rule, works_case(works(*TWO), stated(cumulative)))


@pytest.mark.parametrize("name", ["stage", "recognised_on"])
def test_a_row_that_cannot_be_read_is_anothers(name: str) -> None:
    row = {**entry(1), name: None}
    assert_clean(rule, works_case(works(row, unread=((5, name),)), stated(2)))
    assert_clean(rule, works_case(works(row, without=(name,)), stated(2)))


def test_no_ledger_another_layout_or_an_amount_is_clean() -> None:
    assert_clean(rule, works_case(None, stated(2)))
    assert_clean(rule, works_case(works(), stated(2), layout="wide"))
    area = figure(quota="1.2", cumulative="1", indicator=AREA)
    ledger = works_plan().ledgers[0]._replace(indicator="area")
    assert_clean(rule, works_case(works(), area, of=works_plan(ledger)))


@pytest.mark.parametrize(
    "faulty",
    [
        entry(3, day=None),
        entry(3, stage=None),
        entry(3, day=date(2021, 12, 31)),
        entry(3, day=date(2022, 7, 5)),
        entry(1),
    ],
)
def test_a_surplus_that_a_faulty_row_makes_up_is_told_at_the_row(faulty: dict[str, Any]) -> None:
    assert_clean(rule, works_case(works(*TWO, faulty), stated(3)))
    assert_finds(rule, works_case(works(*TWO, faulty), stated(4)), CELL)
    assert_finds(rule, works_case(works(*TWO, faulty), stated(1)), CELL)


def test_a_row_dated_between_the_period_and_the_day_of_submission_is_told_here() -> None:
    assert_finds(rule, works_case(works(*TWO, entry(3, day=date(2022, 7, 4))), stated(3)), CELL)


def test_a_count_that_leaves_out_a_row_below_the_minimum_is_told_at_the_row() -> None:
    small = entry(3, investment=Decimal(4000))
    assert_clean(rule, works_case(works(*TWO, small), stated(2)))
    assert_clean(rule, works_case(works(*TWO, small), stated(3)))
    assert_finds(rule, works_case(works(*TWO, small), stated(1)), CELL)
