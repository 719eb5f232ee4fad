from datetime import date

from fuxi_cli.rules import e107_before_plan as rule
from support.builders import BASES, assert_clean, assert_finds
from support.ledgers import SHEET, entry, stated, works, works_case, works_plan

EVE, FIRST = date(2021, 12, 31), date(2022, 1, 1)


def test_an_object_of_the_year_before_is_found_at_its_date() -> None:
    case = works_case(works(entry(1), entry(2, EVE)), stated(2))
    (found,) = assert_finds(rule, case, [f"{SHEET}!I6"])
    assert (found.provided, found.expected, found.clause) == (EVE, FIRST, "附件1")
    assert found.message == (
        "“台账-示范基地”I6“认定日期”是 2021-12-31，早于方案开始的 2022-01-01，这一行不计入累计完成。"
    )


def test_the_first_day_itself_is_clean() -> None:
    assert_clean(rule, works_case(works(entry(1, FIRST)), stated(2)))


def test_another_stage_is_clean() -> None:
    assert_clean(rule, works_case(works(entry(1, EVE, stage="申报中")), stated(1)))


def test_rows_that_the_cumulative_figure_leaves_out_already_are_clean() -> None:
    assert_clean(rule, works_case(works(entry(1), entry(2, EVE)), stated(1)))


def test_without_a_figure_nobody_knows_that() -> None:
    assert_finds(rule, works_case(works(entry(1, EVE)), stated(None)), [f"{SHEET}!I5"])
    assert_finds(rule, works_case(works(entry(1, EVE))), [f"{SHEET}!I5"])


def test_a_total_counts_what_was_there_before() -> None:
    of = works_plan(indicator=BASES._replace(basis="total"))
    assert_clean(rule, works_case(works(entry(1, EVE)), of=of))
