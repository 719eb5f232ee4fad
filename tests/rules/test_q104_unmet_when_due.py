from datetime import date

from fuxi_cli.core.period import Period
from fuxi_cli.rules import q102_behind_pace, q103_far_behind
from fuxi_cli.rules import q104_unmet_when_due as rule
from support.builders import assert_clean, assert_finds, figure, workbook_case

DECEMBER = Period(2022, 12)


def test_unmet_at_the_close_of_the_due_day_is_found() -> None:
    case = workbook_case(figure(12, 1, 11), period=DECEMBER)
    (found,) = assert_finds(rule, case, ["指标进度!F5"])
    assert "已到完成时限 2022-12-31，累计完成 11个，任务 12个，还差 1个，亮红灯" in found.message
    assert rule.RULE.level == "overdue"
    assert_clean(q102_behind_pace, case)
    assert_clean(q103_far_behind, case)


def test_the_day_before_it_is_not_yet_due() -> None:
    assert_clean(rule, workbook_case(figure(12, 1, 11), period=DECEMBER, as_of=date(2022, 12, 30)))


def test_met_when_due_is_clean() -> None:
    assert_clean(rule, workbook_case(figure(12, 1, 12), period=DECEMBER))
    assert_clean(rule, workbook_case(figure(12, 1, None), period=DECEMBER))
