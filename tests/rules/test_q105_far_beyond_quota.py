import pytest

from fuxi_cli.rules import q105_far_beyond_quota as rule
from fuxi_cli.rules import t110_implausibly_large
from support.builders import AREA, BASES, BUREAU, YI, assert_clean, assert_finds, figure, plan, workbook_case
from support.changed import replace


def test_twice_the_quota_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 24)), ["指标进度!F5"])
    assert "累计完成 24个，任务数是 12个" in found.message


@pytest.mark.parametrize("cumulative", [23, 12, 0, None])
def test_less_than_twice_is_clean(cumulative: int | None) -> None:
    assert_clean(rule, workbook_case(figure(12, 1, cumulative)))


def test_a_small_quota_is_easily_doubled() -> None:
    assert_clean(rule, workbook_case(figure(1, 1, 3, indicator=BASES, reporter=YI)))
    assert_finds(rule, workbook_case(figure(1, 1, 4, indicator=BASES, reporter=YI)), ["指标进度!F5"])


def test_without_a_quota_nothing_is_beyond_it() -> None:
    assert_clean(rule, workbook_case(figure(None, 1, 100, reporter=BUREAU)))


def test_what_nobody_can_mean_is_another_rules() -> None:
    case = workbook_case(figure(12, 1, 5000))
    assert_clean(rule, case)
    assert_finds(t110_implausibly_large, case, ["指标进度!F5"])


def test_a_level_is_not_a_count_that_can_be_doubled() -> None:
    level = replace(AREA, unit="%")
    of = plan(indicators=(level,))
    assert_clean(rule, workbook_case(figure("1.2", 1, 90, indicator=level), of=of))
    assert_finds(rule, workbook_case(figure("1.2", 1, 90, indicator=AREA)), ["指标进度!F5"])
