"""催报: one paragraph to paste into a group chat or a message, naming whoever must still report."""

from collections.abc import Sequence

from fuxi_cli.core.office_status import Standing, Status
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.circular.phrases import how_many, name, short_day


def reminder(status: Status) -> str:
    """Who has not reported and whose submission was returned, each in a sentence of its own, reporters in the plan's
    order, all by name. That all have reported when nobody is to be reminded; empty when nobody owes anything.
    """
    if not status.reporters:
        return ""
    again = _again(status.returned_again)
    if not status.missing and not status.returned:
        return f"{subject(status)}，{_everybody(status)}已{'全部' if len(status.reporters) > 1 else ''}报送。{again}"
    late = status.plan.says("该月已封账，补报、重报的数作为更正处理。") if status.closing else ""
    sentences = (_missing(status), _returned(status.returned), again, late)
    return f"{subject(status)}的报送期限为{_when(status)}。{''.join(sentences)}"


def subject(status: Status) -> str:
    """``2022年6月富硒产业发展报送表``; by the plan's title where it has no shorter one."""
    about, title, month = clean(status.plan.short_title), clean(status.plan.title), status.period.chinese
    return f"{month}{about}报送表" if about and about != title else f"《{title}》{month}报送表"


def _when(status: Status) -> str:
    """``7月5日，还有3天``, ``7月5日，今天到期``, ``7月5日，已逾期3天``."""
    due, left = status.due, status.days_left
    assert due is not None  # there are reporters
    assert left is not None
    words = f"还有{left}天" if left > 0 else f"已逾期{-left}天" if left < 0 else "今天到期"
    return f"{short_day(due, status.period)}，{words}"


def _everybody(status: Status) -> str:
    reporters = [one.reporter for one in status.reporters]
    return f"应报送的{how_many(reporters) if len(reporters) > 1 else name(reporters[0])}"


def _names(found: Sequence[Standing]) -> str:
    """All of them, however many: who is not named does not feel reminded."""
    reporters = [one.reporter for one in found]
    joined = "、".join(map(name, reporters))
    return joined if len(reporters) < 3 else f"{joined}{how_many(reporters)}"


def _missing(status: Status) -> str:
    found = status.missing
    if not found:
        return ""
    overdue = (status.days_left or 0) < 0
    ask = f"请{'抓紧' if overdue else '按时'}报送，{status.plan.says('当月')}没有进展的也要零报告。"
    if len(found) == len(status.reporters) > 2:
        names = "、".join(name(one.reporter) for one in found)
        return f"{_everybody(status)}均尚未报送（{names}），{ask}"
    return f"{_names(found)}尚未报送，{ask}"


def _returned(found: Sequence[Standing]) -> str:
    each = "均" if len(found) > 1 else ""
    return f"{_names(found)}的报送表{each}已退回、尚未重报，请按退回单改正后尽快重报。" if found else ""


def _again(found: Sequence[Standing]) -> str:
    """They have reported, and may leave it at that."""
    if not found:
        return ""
    return f"{_names(found)}后来重报的报送表已退回，目前仍以此前接收的为准，需要更正的请改正后重报。"
