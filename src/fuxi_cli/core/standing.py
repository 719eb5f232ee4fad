"""Whether and when a reporter submitted, as a report tells it."""

from datetime import date
from typing import NamedTuple

from fuxi_cli.core.plan import Reporter

REPORTING_STATUSES = {
    "on_time": "按时",
    "late": "迟报",
    "missing": "未报",
    "returned": "退回",
    "unreadable": "无法读取",
    "nil": "零报告",
}


class Reporting(NamedTuple):
    """Whether and when one reporter submitted for the period."""

    reporter: Reporter
    status: str
    received: date | None
    due: date
