from datetime import date

from fuxi_cli.core.standing import Reporting
from fuxi_cli.rules import d102_not_submitted as rule
from support.builders import JIA, YI, assert_clean, assert_finds, period_case, submission

DUE = date(2022, 7, 5)


def test_who_is_missing_is_named() -> None:
    entries = [Reporting(JIA, "on_time", DUE, DUE), Reporting(YI, "missing", None, DUE)]
    (found,) = assert_finds(rule, period_case(submission(), reporting=entries), ["文件"])
    assert (found.path, found.reporter, found.rule.category) == (None, YI.id, "deadline")
    assert found.message == "没有收到“乙县”2022年6月的报送表，报送期限是 2022-07-05。"


def test_every_other_status_is_clean() -> None:
    for status in ("on_time", "late", "returned", "unreadable", "nil"):
        assert_clean(rule, period_case(reporting=[Reporting(JIA, status, None, DUE)]))
