"""催报: the right people, by name, in words that an office would send."""

from datetime import date

import pytest

from exporters.reports import BING, BUREAU, DING, FORM_DUE, JIA, PLAN, WU, YI
from exporters.statuses import CLOSING, OFFICE, OWING, RETURNED, filed, month, standings
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.standing import Reporting
from fuxi_cli.exporters.reminder import reminder
from support.changed import replace

AFTER = date(2022, 7, 8)
HEAD = "2022年6月富硒产业发展报送表的报送期限为7月5日，"


def said(*fine: Reporter) -> tuple[Reporting, ...]:
    return standings(**{one.id.replace("-", "_"): "on_time" for one in fine})


def test_the_missing_and_the_returned_in_sentences_of_their_own() -> None:
    found = month(
        said(YI, DING), filed(1, YI), filed(2, DING), filed(3, JIA, **RETURNED), filed(4, BING, **RETURNED)
    )
    assert reminder(found) == (
        f"{HEAD}已逾期3天。戊县、市示例局尚未报送，请抓紧报送，当月没有进展的也要零报告。"
        "甲县、丙市的报送表均已退回、尚未重报，请按退回单改正后尽快重报。"
    )


def test_nothing_about_those_that_are_fine() -> None:
    words = reminder(month(said(YI, DING, BING), *(filed(n, r) for n, r in enumerate((YI, DING, BING), 1))))
    assert not any(one.name in words for one in (YI, DING, BING))
    assert "甲县、戊县、市示例局3家单位尚未报送" in words
    assert "退回" not in words


@pytest.mark.parametrize(
    ("today", "words", "ask"),
    [
        (date(2022, 7, 2), "还有3天。", "请按时报送"),
        (date(2022, 7, 4), "还有1天。", "请按时报送"),
        (FORM_DUE, "今天到期。", "请按时报送"),
        (date(2022, 7, 6), "已逾期1天。", "请抓紧报送"),
    ],
)
def test_days_left_and_overdue(today: date, words: str, ask: str) -> None:
    found = reminder(
        month(said(*OWING[:-1]), *(filed(n, r) for n, r in enumerate(OWING[:-1], 1)), today=today)
    )
    assert found == f"{HEAD}{words}市示例局尚未报送，{ask}，当月没有进展的也要零报告。"


def test_all_have_reported() -> None:
    register = [filed(n, r) for n, r in enumerate(OWING, 1)]
    assert (
        reminder(month(said(*OWING), *register)) == "2022年6月富硒产业发展报送表，应报送的6家单位已全部报送。"
    )
    assert (
        reminder(month(said(JIA)[:1], filed(1, JIA))) == "2022年6月富硒产业发展报送表，应报送的甲县已报送。"
    )
    again = reminder(month(said(*OWING), *register, filed(9, WU, 6, **RETURNED)))
    assert again.endswith(
        "已全部报送。戊县后来重报的报送表已退回，目前仍以此前接收的为准，需要更正的请改正后重报。"
    )


def test_nobody_has_reported() -> None:
    assert reminder(month(said())) == (
        f"{HEAD}已逾期3天。应报送的6家单位均尚未报送（甲县、乙县、丙市、丁区、戊县、市示例局），"
        "请抓紧报送，当月没有进展的也要零报告。"
    )


def test_everybody_is_named_however_many() -> None:
    many = tuple(Reporter(f"99{n:04d}", f"第{n}县", "county") for n in range(60))
    words = reminder(month([Reporting(one, "missing", None, FORM_DUE) for one in (BUREAU, *many)]))
    assert all(f"第{n}县" in words for n in range(60))


def test_a_closed_month_says_what_becomes_of_late_ones() -> None:
    words = reminder(
        month(said(*OWING[:-1]), *(filed(n, r) for n, r in enumerate(OWING[:-1], 1)), closing=CLOSING)
    )
    assert words.endswith("该月已封账，补报、重报的数作为更正处理。")


@pytest.mark.parametrize("short", ["", PLAN.title])
def test_a_plan_without_short_title_is_named_in_full(short: str) -> None:
    words = reminder(month(said(), plan=replace(OFFICE, short_title=short)))
    assert words.startswith(f"《{PLAN.title}》2022年6月报送表的报送期限为7月5日")


def test_the_due_day_of_december_has_its_year() -> None:
    due = date(2023, 1, 5)
    found = month([Reporting(JIA, "missing", None, due)], today=date(2023, 1, 3))
    assert "报送期限为2023年1月5日，还有2天。甲县尚未报送" in reminder(found)
