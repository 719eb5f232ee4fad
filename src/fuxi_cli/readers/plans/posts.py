"""A leader as tasks.csv writes one: ``董菁（市农业农村局）``, and with the days in office where a post changed hands.

``董菁（市农业农村局，至2022-05-31）；王示例（市农业农村局，2022-06-01起）``: both days are days in office.
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.plan import Leader
from fuxi_cli.readers.plans.files import parse_date

USUAL = "应为“姓名（单位）”；几位领导用“；”隔开。"
_DAYS = "任职起止应写成“2022-06-01起”“至2022-05-31”或“2022-02-01至2022-05-31”，与单位用逗号隔开。"
_LEADER = re.compile(r"(.+?)[（(](.+)[）)]")
_LIKE_DAYS = re.compile(r"\d{4}|\d月|[起止]$|^至|^自")
"""A text in the place of the days in office that was meant to be them."""
_FROM_TO = re.compile(r"(?:自|从)?(?P<since>[^至到起]+?)(?:起)?(?:[至到](?P<until>[^至到]+?)(?:止)?)?")
_UNTIL = re.compile(r"(?:截?至|到)(?P<until>[^至到]+?)(?:止)?")


class _Days(NamedTuple):
    since: date | None
    until: date | None


def leader(text: str) -> Leader | str:
    """The leader that a text names, or what it should be, in Chinese."""
    match = _LEADER.fullmatch(text)
    if match is None:
        return USUAL
    name, inside = match[1].strip(), match[2].strip()
    unit, comma, rest = _split(inside)
    if not comma or not _LIKE_DAYS.search(rest):
        return Leader(name, inside)
    days = _days(rest)
    if days is None:
        return f"其中“{rest}”读不出日期；{_DAYS}"
    if days.since and days.until and days.since > days.until:
        return f"任职起始日 {days.since} 晚于截止日 {days.until}；请核对这两个日期。"
    if not unit:
        return f"没有写单位；{USUAL}"
    return Leader(name, unit, days.since, days.until)


def _split(inside: str) -> tuple[str, str, str]:
    """Before and behind the last comma, Chinese or not."""
    place = max(inside.rfind("，"), inside.rfind(","))
    if place < 0:
        return inside, "", ""
    return inside[:place].strip(), "，", unicodedata.normalize("NFKC", inside[place + 1 :]).strip()


def _days(text: str) -> _Days | None:
    until = _UNTIL.fullmatch(text)
    if until is not None:
        last = parse_date(until["until"])
        return None if last is None else _Days(None, last)
    both = _FROM_TO.fullmatch(text)
    if both is None:
        return None
    first = parse_date(both["since"])
    if both["until"] is None:
        # A single day without 起 could be the first or the last.
        return _Days(first, None) if first is not None and text.endswith("起") else None
    last = parse_date(both["until"])
    return None if first is None or last is None else _Days(first, last)
