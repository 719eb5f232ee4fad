"""Which month a title or a file's name is about."""

import pytest

from fuxi_cli.readers.layouts.identity import period_in


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2022年6月份进展情况表", "2022-06"),
        ("2022年1-6月完成情况表", "2022-06"),
        ("2022年1月至6月", "2022-06"),
        ("2022年10—12月", "2022-12"),
        ("截至2022年6月28日", "2022-06"),
        ("2022年6月30日", "2022-06"),
        ("（2022年6月）填报日期：2022年7月4日", "2022-06"),
        ("360731_于都县_2022-06", "2022-06"),
        ("2022-06-30", "2022-06"),
        ("202206", "2022-06"),
    ],
)
def test_the_month_that_a_text_names(text: str, month: str) -> None:
    assert str(period_in(text)) == month


@pytest.mark.parametrize(
    "text",
    [
        "填报日期：2022年7月4日",
        "2022.7.4",
        "2022-07-04",
        "20220704",
        "2022年5月、2022年6月",
        "2022年6月对比2021年6月",
        "6月",
    ],
)
def test_the_day_of_writing_and_several_months_name_none(text: str) -> None:
    assert period_in(text) is None
