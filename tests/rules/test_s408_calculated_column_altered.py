from typing import Any

import pytest

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.submission import Figure
from fuxi_cli.rules import s408_calculated_column_altered as rule
from support.builders import AREA, assert_clean, assert_finds, figure, workbook_case

BOTH = ("rate", "gap")


def case(*figures: Figure, format: str | None = "xlsx", **changes: Any) -> WorkbookCase:
    made = workbook_case(*figures, **changes)
    made.submission.workbook.format = format
    return made


def test_a_typed_rate_that_is_right_is_found() -> None:
    (found,) = assert_finds(
        rule, case(figure(cumulative=6, rate="0.5", gap=6, formulas=["gap"])), ["指标进度!G5"]
    )
    assert found.message == "“指标进度”G5的“完成率”应是自动计算的公式，现在是手工填的数。"
    assert "“完成率”列" in found.remedy


def test_a_typed_gap_that_is_right_is_found() -> None:
    assert_finds(rule, case(figure(cumulative=6, rate="0.5", gap=6, formulas=["rate"])), ["指标进度!H5"])


@pytest.mark.parametrize("gap", [0, -2])
def test_a_surplus_may_stand_as_nothing_or_as_less(gap: int) -> None:
    assert_finds(rule, case(figure(cumulative=14, gap=gap)), ["指标进度!H5"])


def test_a_column_pasted_as_values_is_one_finding() -> None:
    rows = [figure(rate="0.5"), figure(quota="1.2", cumulative="0.6", rate="0.5", indicator=AREA, row=6)]
    (found,) = assert_finds(rule, case(*rows), ["指标进度!G5"])
    assert found.message == "“指标进度”G5起，“完成率”列有 2 格应是自动计算的公式，现在是手工填的数。"


def test_formulas_are_clean() -> None:
    assert_clean(rule, case(figure(rate="0.5", gap=6, formulas=BOTH)))


@pytest.mark.parametrize("wrong", [{"rate": "0.9"}, {"rate": 50}, {"gap": 5}, {"gap": -6}])
def test_a_wrong_value_is_left_to_the_rules_that_recompute(wrong: dict[str, object]) -> None:
    assert_clean(rule, case(figure(cumulative=6, **wrong)))


def test_nothing_to_recompute_from_is_clean() -> None:
    assert_clean(rule, case(figure(cumulative=None, rate="0.5", gap=6)))
    assert_clean(rule, case(figure(cumulative=6)))


@pytest.mark.parametrize("format", ["xls", "csv", None])
def test_where_formulas_cannot_be_seen_nothing_is_said(format: str | None) -> None:
    assert_clean(rule, case(figure(rate="0.5", gap=6), format=format))


def test_other_layouts_have_no_calculated_columns() -> None:
    assert_clean(rule, case(figure(rate="0.5", gap=6), layout="wide"))
