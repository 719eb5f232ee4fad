"""Who has reported, as a table for Excel: a row for each owing reporter, then returns that belong to none of them."""

from fuxi_cli.core.filed import Filed
from fuxi_cli.core.office_status import STANDINGS, Standing, Status
from fuxi_cli.exporters import View, safe_csv
from fuxi_cli.exporters.office_words import how, plain_moment, whose

HEADER = (
    "报送单位", "单位代码", "报告期", "情况", "报送日期", "收到时间", "报送时限", "逾期天数",
    "报送份数", "退回份数", "未重报的退回件", "强制", "核实",
)  # fmt: skip


def export(status: Status, view: View) -> bytes:  # noqa: ARG001
    rows = [_reporter(status, one) for one in status.reporters]
    return safe_csv.dumps(HEADER, [*rows, *(_stray(status, one) for one in status.strays)])


def _reporter(status: Status, one: Standing) -> list[str]:
    """Days overdue only of those who have nothing that counts."""
    days = -(status.days_left or 0)
    return [
        one.reporter.name,
        one.reporter.id,
        str(status.period),
        how(one),
        one.submitted_on.isoformat() if one.submitted_on else "",
        plain_moment(one.received),
        status.due.isoformat() if status.due else "",
        str(days) if days > 0 and one.reported is None else "",
        str(one.submissions),
        str(one.returned),
        *_return(one.open_return),
    ]


def _stray(status: Status, one: Filed) -> list[str]:
    return [
        whose(status.plan, one), one.reporter or "", str(status.period), STANDINGS["returned"], "", "",
        "", "", "", "", *_return(one),
    ]  # fmt: skip


def _return(one: Filed | None) -> list[str]:
    return ["", "", ""] if one is None else [one.path, str(one.errors), str(one.warnings)]
