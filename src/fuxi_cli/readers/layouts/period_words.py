"""What the headers and titles of tables say of a month, a quarter or a year, as the plan's frequency has it."""

import re

from fuxi_cli.core.reporting_periods import MONTHLY
from fuxi_cli.core.words import fold, key

_OTHER_TIMES = r"上年|去年|同期|上月|上期|同比|环比|增长|增幅|序时|上半年"
OTHER_TIME = {
    MONTHLY: re.compile(f"{_OTHER_TIMES}|季度"),
    "quarterly": re.compile(f"{_OTHER_TIMES}|上季|前季"),
    "yearly": re.compile(f"{_OTHER_TIMES}|季度"),
}
"""By frequency, words of another time than the period, or of a comparison with it."""
THIS_PERIOD = {
    MONTHLY: re.compile(r"本月|当月|月份?(?:新增|完成)"),
    "quarterly": re.compile(r"本[月季]|当[月季]|季度?(?:新增|完成)"),
    "yearly": re.compile(r"本月|当月|本年度?(?!累计)|当年|年度?(?:新增|完成)"),
}
"""By frequency, what a title says of figures that are the period's own."""
ALSO = {
    "quarterly": ("季度新增", "季度新增数", "季新增", "季度完成", "季度完成数", "本季", "本季数", "本季实际"),
    "yearly": (
        *("年度新增", "年度新增数", "年新增", "全年新增", "年度完成", "年度完成数", "全年完成"),
        "本年度新增",
    ),
}
"""Headers for the period's own figure that the words of a month do not become."""
_QUARTER = re.compile(r"(?:(20\d\d)年?)?第?[1-4一二三四]季度(?:新增|完成|当季)?数?")
_NUMBER = re.compile(r"[1-4一二三四](?=季)")
_QUARTERS = re.compile(r"(?<!\d)(?:第?[1一]季?度?[-—–~～至到]+第?[2-4二三四]|前[2-4二两三四]个?)季度")
_SINCE = frozenset(("", "累计", "累计完成", "累计完成数", "累计新增", "完成", "完成数", "新增", "累计数"))


def without_spans(folded: str) -> tuple[str, int]:
    """A text without 一至二季度, and how many such spans it had: what they hold was done since the year began."""
    return _QUARTERS.subn("", folded)


def of_quarters(text: str) -> tuple[str, int, int] | None:
    """(measure, last month, year or 0) of 二季度完成 and 一至三季度累计; None for other words."""
    folded = fold(text)
    rest, spans = without_spans(folded)
    if spans:
        return ("cumulative", 0, 0) if key(rest) in _SINCE else None
    found, number = _QUARTER.fullmatch(folded), _NUMBER.search(folded)
    if found is None or number is None:
        return None
    return "month", ("1一2二3三4四".index(number[0]) // 2 + 1) * 3, int(found[1] or 0)
