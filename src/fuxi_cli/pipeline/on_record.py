"""What is known of a month beside the files that a run looks at."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.period import Period
from fuxi_cli.core.report import Checked
from fuxi_cli.core.submission import Submission


class Judged(NamedTuple):
    """What the rules about single workbooks made of a month's submissions, by path, and which rules that were."""

    checked: Mapping[str, Checked]
    ran: frozenset[str]


class OnRecord(NamedTuple):
    """What an office's register knows beyond the files that a run looks at; of folders alone nothing is known."""

    settled: frozenset[str] = frozenset()
    """Paths of submissions that were accepted: they stay so, whatever came in since."""
    sent_back: Mapping[Period, Mapping[str, date | None]] = {}
    """For each month, who sent a workbook that was returned, and nothing better since: reporter id → its 报送日期."""
    others: tuple[Submission, ...] = ()
    """Accepted submissions of the period that are not among the files: for comparison only."""
    judged: Mapping[Period, Judged] = {}
    """What need not be checked again: nothing that it rests on has changed since."""


NOTHING_ON_RECORD = OnRecord()
