from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fuxi_cli.core.cases import Past
from fuxi_cli.rules import h109_copy_of_last_month as rule
from support.builders import (
    assert_clean,
    assert_finds,
    figure,
    ledger_table,
    past,
    task_entry,
    workbook_case,
)

ROW = {"name": "示例一", "area": Decimal(5), "recognised_on": date(2022, 5, 10), "stage": "已认定"}


def content(**changed: Any) -> dict[str, Any]:
    row = {**ROW, **changed.get("row", {})}
    entry = task_entry(status=changed.get("status", "推进中"), detail=changed.get("detail", "正在起草"))
    return {"tasks": [entry], "tables": [ledger_table(row, *changed.get("more", ()))]}


def before(month: int = 5) -> Past:
    return past(month, figure(month=1, cumulative=6), **content())


def test_the_same_workbook_again_is_found() -> None:
    case = workbook_case(figure(month=1, cumulative=6), history=[before()], **content())
    (found,) = assert_finds(rule, case, ["指标进度"])
    assert found.message == (
        "本月的指标、重点任务和台账与上月（2022年5月）报送的完全相同，像是把上月的表又报了一次。"
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"row": {"area": Decimal(6)}},
        {"status": "已完成"},
        {"detail": "已印发"},
        {"more": [{**ROW, "name": "示例二"}]},
    ],
)
def test_anything_new_makes_it_no_copy(changed: dict[str, Any]) -> None:
    case = workbook_case(figure(month=1, cumulative=6), history=[before()], **content(**changed))
    assert_clean(rule, case)


@pytest.mark.parametrize(("month", "cumulative"), [(2, 6), (1, 7), (0, 6)])
def test_other_figures_make_it_no_copy(month: int, cumulative: int) -> None:
    case = workbook_case(figure(month=month, cumulative=cumulative), history=[before()], **content())
    assert_clean(rule, case)


def test_nothing_new_in_both_months_is_no_copy() -> None:
    idle = figure(month=0, cumulative=6)
    assert_clean(rule, workbook_case(idle, history=[past(5, idle, **content())], **content()))


def test_a_nil_return_is_no_copy() -> None:
    case = workbook_case(
        figure(month=1, cumulative=6), cover={"progress": "无"}, history=[before()], **content()
    )
    assert_clean(rule, case)


def test_only_the_month_directly_before_counts() -> None:
    assert_clean(rule, workbook_case(figure(month=1, cumulative=6), history=[before(4)], **content()))
    assert_clean(rule, workbook_case(figure(month=1, cumulative=6), **content()))
