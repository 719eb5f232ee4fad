from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fuxi_cli.core.evidence import (
    REASONS,
    below_minimum,
    counted_objects,
    faulty,
    fold_key,
    in_yuan,
    judged_rows,
    rows_of,
    tallies,
)
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Field
from support.builders import AREA, BASES, figure, label
from support.ledgers import JUNE_DAY, MAY_DAY, WORKS, entry, stated, works, works_case, works_plan

CODE = Field("code", "编号")
USCC = Field("uscc", "统一社会信用代码", format="uscc")
END = date(2022, 6, 30)


def reasons(*rows: dict[str, Any], of: Any = None, until: date = END, **changes: Any) -> list[str | None]:
    return [row.why for row in judged_rows(works(*rows, **changes), WORKS, of or works_plan(), until)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SL-001", "ＳＬ－００１"),
        ("SL-2022-001", "sl—2022—001"),
        ("示例（一）基地", "示例(一) 基地"),
        ("“示例”基地", "示例基地"),
    ],
)
def test_the_writing_of_a_key_makes_no_difference(one: str, other: str) -> None:
    assert fold_key(one, CODE) == fold_key(other, CODE)


@pytest.mark.parametrize(("one", "other"), [("SL-1-12", "SL-11-2"), ("1.5号", "15号"), ("SL-001", "SL-002")])
def test_marks_between_digits_do(one: str, other: str) -> None:
    assert fold_key(one, CODE) != fold_key(other, CODE)


def test_a_credit_code_is_in_capitals() -> None:
    assert fold_key(" 91360700ma0000000p", USCC) == "91360700MA0000000P"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (entry(1), None),
        (entry(1, stage="申报中"), "stage"),
        (entry(1, stage=None), "unstaged"),
        (entry(1, code=None), "unnamed"),
        (entry(1, day=None), "undated"),
        (entry(1, day=date(2022, 6, 30)), None),
        (entry(1, day=date(2022, 7, 1)), "after"),
        (entry(1, day=date(2022, 1, 1)), None),
        (entry(1, day=date(2021, 12, 31)), "before"),
        (entry(1, day=date(2021, 12, 31), stage="申报中"), "stage"),
    ],
)
def test_why_a_row_does_not_count(row: dict[str, Any], why: str | None) -> None:
    assert reasons(row) == [why]
    assert why is None or why in REASONS


def test_what_was_there_before_counts_unless_new_objects_are_asked_for() -> None:
    of = works_plan(indicator=BASES._replace(basis="total"))
    assert reasons(entry(1, day=date(2021, 12, 31)), of=of) == [None]
    assert reasons(entry(1, day=date(2023, 1, 1)), of=of, until=date(2023, 1, 31)) == [None]


def test_new_objects_after_the_plans_end_do_not_count() -> None:
    rows = (entry(1, day=date(2022, 12, 31)), entry(2, day=date(2023, 1, 1)))
    assert reasons(*rows, until=date(2023, 1, 31)) == [None, "after"]


def test_an_object_counts_once() -> None:
    assert reasons(entry(1), entry(1, code="ＳＬ－００１")) == [None, "duplicate"]
    assert reasons(entry(1, stage="申报中"), entry(1)) == ["stage", None]
    assert reasons(entry(1), entry(1, stage="申报中")) == [None, "stage"]


@pytest.mark.parametrize("name", ["code", "stage", "recognised_on"])
def test_what_cannot_be_read_or_is_not_there_cannot_be_judged(name: str) -> None:
    row = {**entry(1), name: None}
    assert reasons(row, unread=((5, name),)) == ["unread"]
    assert reasons(row, without=(name,)) == ["unread"]


def test_a_bad_date_of_a_row_at_another_stage_does_not_matter() -> None:
    assert reasons(entry(1, day=None, stage="申报中"), unread=((5, "recognised_on"),)) == ["stage"]


def test_a_ledger_without_stages_counts_every_dated_row() -> None:
    ledger = WORKS._replace(stage=None)
    table = works(entry(1, stage=None), entry(2, stage="申报中"), entry(3, day=None))
    found = counted_objects(table, ledger, works_plan(ledger), END)
    assert [row.key for row in found] == ["sl001", "sl002"]


def test_a_counted_object_has_its_key_name_date_and_places() -> None:
    table = works(entry(1, stage="申报中"), entry(2, day=JUNE_DAY, name="示例乙基地"))
    (row,) = counted_objects(table, WORKS, works_plan(), END)
    assert (row.key, row.name, row.date) == ("sl002", "示例乙基地", JUNE_DAY)
    assert row.label == "示例乙基地（编号 SL-002）"
    places = (row.key_place, row.date_place, row.place("township"))
    assert [label(place).partition("!")[2] for place in places] == ["C6", "I6", "D6"]


def test_an_object_without_a_name_goes_by_its_key() -> None:
    (row,) = counted_objects(works(entry(1, name=None)), WORKS, works_plan(), END)
    assert row.name == "SL-001"


def test_a_tally_counts_and_says_what_it_left_out() -> None:
    table = works(
        entry(1),
        entry(2, day=JUNE_DAY),
        entry(3, stage="申报中"),
        entry(4, day=date(2022, 7, 2)),
        entry(5, stage="申报中"),
    )
    (tally,) = tallies(works_case(table, stated(2, 1)))
    assert (tally.counted, tally.dated_in(Period(2022, 6)), tally.dated_in(Period(2021, 6))) == (2, 1, 0)
    assert tally.left_out == "（未计入：阶段不符的 2 行、日期在报告期之后的 1 行）"
    assert tally.where == "“台账-示范基地”"
    assert tally.readable


def test_an_empty_ledger_counts_nothing() -> None:
    (tally,) = tallies(works_case(works(), stated(0, 0)))
    assert (tally.counted, tally.left_out, tally.where) == (0, "", "“台账-示范基地”")


def test_two_ledgers_of_an_indicator_count_together() -> None:
    second = WORKS._replace(id="more", name="更多基地")
    of = works_plan(WORKS, second)
    assert not list(tallies(works_case(works(entry(1)), stated(2), of=of)))
    case = works_case(works(entry(1)), stated(2), of=of)
    case.submission.ledgers["more"] = works(entry(2))
    (tally,) = tallies(case)
    assert tally.counted == 2


def test_without_a_ledger_with_another_layout_or_for_an_amount_there_is_no_tally() -> None:
    assert not list(tallies(works_case(None, stated(2))))
    assert not list(tallies(works_case(works(), stated(2), layout="wide")))
    of = works_plan(WORKS._replace(indicator="area"))
    assert not list(tallies(works_case(works(), figure(indicator=AREA), of=of)))


@pytest.mark.parametrize(
    ("row", "is_faulty"),
    [
        (entry(1), False),
        (entry(1, stage="申报中"), False),
        (entry(1, day=date(2022, 7, 4)), False),
        (entry(1, day=date(2022, 7, 5)), True),
        (entry(1, day=date(2021, 12, 31)), True),
        (entry(1, day=None), True),
        (entry(1, stage=None), True),
        (entry(1, code=None), True),
    ],
)
def test_a_row_with_a_fault_of_its_own(row: dict[str, Any], is_faulty: bool) -> None:
    case = works_case(works(row))
    assert [faulty(case, found) for found in rows_of(case)] == [is_faulty]


def test_without_a_day_of_submission_every_later_date_is_a_fault() -> None:
    case = works_case(works(entry(1, day=date(2022, 7, 1))), cover={"submitted_on": None})
    assert [faulty(case, row) for row in rows_of(case)] == [True]


def test_a_blank_that_nobody_asks_for_is_no_fault() -> None:
    fields = tuple(f._replace(required=False, when=None) for f in WORKS.fields)
    case = works_case(
        works(entry(1, day=None), entry(2, stage=None), entry(3, code=None)),
        of=works_plan(WORKS._replace(fields=fields)),
    )
    assert [faulty(case, row) for row in rows_of(case)] == [False, False, False]


@pytest.mark.parametrize(
    ("value", "found"), [("4999.99", True), ("5000", False), ("0", True), ("-1", False), (None, False)]
)
def test_below_the_minimum(value: str | None, found: bool) -> None:
    table = works(entry(1, investment=None if value is None else Decimal(value)))
    (row,) = judged_rows(table, WORKS, works_plan(), END)
    assert [field.name for field in below_minimum(row)] == (["investment"] if found else [])


@pytest.mark.parametrize(
    ("unit", "minimum", "value", "found"),
    [
        ("万元", "5000", "4999999", False),
        ("万元", "5000", "5000000", True),
        ("万元", None, "9999999", False),
        ("万元", None, "10000000", True),
        ("万元", "0", "9999999", False),
        ("亩", "5000", "50000000", False),
        (None, None, "50000000", False),
    ],
)
def test_an_amount_meant_in_yuan(unit: str | None, minimum: str | None, value: str, found: bool) -> None:
    field = Field(
        "x", "示例", type="number", unit=unit, minimum=None if minimum is None else Decimal(minimum)
    )
    assert in_yuan(field, Decimal(value)) is found


def test_rows_know_their_stage_whatever_else_is_wrong() -> None:
    rows = rows_of(
        works_case(
            works(entry(1, day=None), entry(2, stage="申报中"), entry(3, stage=None), entry(4, MAY_DAY))
        )
    )
    assert [row.staged for row in rows] == [True, False, False, True]
