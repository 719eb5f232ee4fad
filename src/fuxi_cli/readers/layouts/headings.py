"""What one header text says: an indicator, a measure, a unit, or whose names stand in the column below.

One text may say several: 示范基地累计完成（个） is an indicator, a measure and a unit. A text that is only partly
understood says nothing: a column is read when all of its words are known.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from fuxi_cli.core.form import PROGRESS
from fuxi_cli.core.plan import Indicator, Plan, Reporter
from fuxi_cli.core.reporting_periods import MONTHLY, spoken
from fuxi_cli.core.words import fold, key
from fuxi_cli.readers.cells.units import is_known, named
from fuxi_cli.readers.layouts.period_words import ALSO, OTHER_TIME, THIS_PERIOD, of_quarters, without_spans

DONE = "done"
"""完成数, 完成: either of this month or since January; which of them, something else has to say."""

_WORDS: dict[str, tuple[str, ...]] = {
    "quota": (
        *("任务", "任务数", "任务量", "年度任务", "年度任务数", "全年任务", "全年任务数", "年任务数"),
        *("目标任务", "目标任务数", "年度目标任务", "任务目标", "目标", "目标数", "目标值", "年度目标"),
        *("全年目标", "年度目标数", "年度目标值", "计划", "计划数", "年度计划", "年度计划数", "全年计划"),
        *("全年计划数", "下达任务", "下达任务数", "任务指标", "任务指标数", "年初任务数", "应完成数"),
    ),
    "month": (
        *("本月", "本月数", "本月新增", "本月新增数", "本月完成", "本月完成数", "本月完成情况", "本月实际"),
        *("当月", "当月数", "当月新增", "当月新增数", "当月完成", "当月完成数", "当月完成情况"),
        *("本月实际完成", "当月实际完成", "月新增", "本期新增", "本期完成"),
    ),
    "cumulative": (
        *("累计", "累计数", "累计完成", "累计完成数", "累计完成情况", "累计完成量", "累计新增", "累计新增数"),
        *("累计实际完成", "年累计", "年累计完成", "本年累计", "本年累计完成", "年度累计", "年度累计完成"),
        *("全年累计", "全年累计完成", "截至目前累计", "截至目前累计完成", "截至本月累计", "截至本月底累计"),
        *(
            "截至本月累计完成",
            "截至本月底累计完成",
            "截至目前完成",
            "截至目前完成数",
            "目前累计",
            "已累计完成",
        ),
        *("目前累计完成", "累计进度"),
    ),
    "rate": (
        *("完成率", "完成比例", "完成百分比", "完成占比", "占比", "比例", "完成进度", "任务完成率", "达标率"),
        *("累计完成率", "累计完成比例", "完成任务比例", "占任务比例", "占任务数比例", "占年度任务比例"),
        *("占目标任务比例", "占全年任务比例", "占年度任务数比例", "目标完成率", "年度任务完成率", "进度"),
    ),
    "gap": (
        *("差额", "差距", "缺口", "差数", "尚差", "尚差数", "尚缺", "欠数", "未完成", "未完成数", "剩余任务"),
        *("剩余任务数", "剩余", "还差"),
    ),
    "remark": ("备注", "说明", "情况说明", "备注说明"),
    DONE: (
        *(
            "完成",
            "完成数",
            "完成量",
            "完成情况",
            "完成数量",
            "实际完成",
            "实际完成数",
            "实际",
            "新增",
            "新增数",
        ),
        *("已完成", "已完成数", "完成值", "进展", "进展情况", "实绩", "任务完成情况", "任务完成数"),
    ),
}
REPORTERS, INDICATORS, NUMBERS, UNITS = "reporters", "indicators", "numbers", "units"
_LABELS: dict[str, tuple[str, ...]] = {
    REPORTERS: (
        *("县区", "县市区", "县(市区)", "县(区市)", "县区名称", "县市区名称", "县(市区)名称", "区县", "市县"),
        *(
            "单位",
            "单位名称",
            "填报单位",
            "报送单位",
            "上报单位",
            "责任单位",
            "地区",
            "区域",
            "设区市",
            "各县区",
        ),
        *("县名", "县(区)", "市(县)", "市县区", "部门", "县(市区)别", "县区别", "单位(县区)"),
    ),
    INDICATORS: (
        *(
            "指标",
            "指标名称",
            "项目",
            "项目名称",
            "任务名称",
            "工作指标",
            "主要指标",
            "目标任务名称",
            "考核指标",
        ),
        *("内容", "工作内容", "类别", "任务内容", "工作任务", "重点指标", "任务项目"),
    ),
    NUMBERS: ("序号", "编号", "序", "号", "栏次", "no"),
    UNITS: ("计量单位", "数量单位"),
}
_FILLERS = frozenset(("", "数", "数量", "个数", "总数", "情况", "指标", "总量"))
_ENUMERATION = re.compile(r"^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.．]+)(?=\D)")
_YEAR = re.compile(r"20\d\d年度?")
_MONTH = re.compile(r"(\d{1,2})月份?(?:新增|完成|当月)?数?")
_SPAN = re.compile(r"(?:20\d\d年)?1月?[-—–~～至到]+\d{1,2}月份?(?:累计)?(?:完成|新增)?(?:数|情况)?")
_MONTHS = re.compile(r"(?<!\d)1月?[-—–~～至到]+\d{1,2}月份?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LONGEST = 60
"""A header is shorter; a text beyond this is a title or a note."""


def _folded(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {key(text): name for name, texts in words.items() for text in texts}


_LABEL_OF = _folded(_LABELS)
_MEASURE_OF = _folded(_WORDS) | {
    key(text): f.name for f in PROGRESS.fields if f.name in _WORDS for text in (f.title, *f.synonyms)
}


@lru_cache(maxsize=4)
def _measures(frequency: str) -> dict[str, str]:
    """Which measure a text names, in the words of a plan of that frequency: 本季新增 is a quarterly plan's 本月新增."""
    words = [spoken(text, frequency) for text in _WORDS["month"]]
    words += [text.replace("本季度", "本季") for text in words] + [*ALSO.get(frequency, ())]
    # What a year adds up to so far is 本年累计 in every plan.
    return {key(text): "month" for text in words} | _MEASURE_OF if frequency != MONTHLY else _MEASURE_OF


class Heading(NamedTuple):
    """What one text says. All None or empty: nothing that is known."""

    label: str | None = None
    """What the cells below name: REPORTERS, INDICATORS, NUMBERS or UNITS."""
    indicator: Indicator | None = None
    measure: str | None = None
    unit: str | None = None
    reporter: Reporter | None = None
    month: int = 0
    """The month that a text such as 6月完成 names, a quarter's last for 二季度完成; the measure is then ``month``."""
    year: int = 0
    """The year that stands before it; 0 for none."""

    @property
    def known(self) -> bool:
        """Whether it is a header's word at all. A lone unit is none, and no reporter's name."""
        return bool(self.label or self.indicator or self.measure)


NOTHING = Heading()


class Vocabulary:
    """The words of one plan's tables. Each text is read once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.frequency = plan.calendar.frequency
        self._names = {key(name): i for i in plan.indicators for name in i.names()}
        self._longest_first = sorted(self._names, key=len, reverse=True)
        self._another = OTHER_TIME[self.frequency]
        self._known: dict[str, Heading] = {}
        self._other_time: dict[str, bool] = {}

    def read(self, cell: object) -> Heading:
        """What a header's cell says."""
        if not isinstance(cell, str) or len(cell) > _LONGEST:
            return NOTHING
        found = self._known.get(cell)
        if found is None:
            found = self._known[cell] = self._read(cell)
        return found

    def of_another_time(self, text: str) -> bool:
        """Whether a header speaks of another year, or compares with one."""
        if len(text) > _LONGEST:
            return False
        found = self._other_time.get(text)
        if found is None:
            found = self._other_time[text] = self._of_another_time(text)
        return found

    def _of_another_time(self, text: str) -> bool:
        years = {int(year) for year in re.findall(r"(?<!\d)(20\d\d)(?=年|$)", fold(text))}
        inside = range(self.plan.start.year, self.plan.end.year + 1)
        return any(year not in inside for year in years) or self._another.search(text) is not None

    def _read(self, cell: str) -> Heading:
        if self.of_another_time(cell):
            return NOTHING
        folded = _ENUMERATION.sub("", fold(cell))
        text, unit = _without_unit(folded)
        whole = key(text)
        if not whole:
            return NOTHING
        for candidate in dict.fromkeys((key(folded), whole)):
            if candidate in self._names:
                return Heading(indicator=self._names[candidate], unit=unit)
        if whole in _LABEL_OF or key(folded) in _LABEL_OF:
            return Heading(label=_LABEL_OF.get(key(folded)) or _LABEL_OF[whole], unit=unit)
        reporter = self.plan.reporter(whole)
        if reporter is not None:
            return Heading(reporter=reporter)
        measure, month, year = _measure(text, self.frequency)
        if measure:
            return Heading(measure=measure, unit=unit, month=month, year=year)
        return self._combined(whole, unit)

    def _combined(self, whole: str, unit: str | None) -> Heading:
        """An indicator's name with a measure around it, and nothing else."""
        for name in self._longest_first:
            before, found, after = whole.partition(name)
            if not found:
                continue
            rest = before + after
            if rest in _FILLERS:
                return Heading(indicator=self._names[name], unit=unit)
            for words in dict.fromkeys((rest, rest.removesuffix("数") + "数", rest.removesuffix("数"))):
                measure, month, year = _measure(words, self.frequency)
                if measure:
                    return Heading(None, self._names[name], measure, unit, None, month, year)
            return NOTHING
        return NOTHING

    def indicators_in(self, text: str) -> list[Indicator]:
        """The indicators that a sentence names; of a long and a short name in one place, the long one's."""
        rest, found = key(text), {}
        for name in self._longest_first:
            if name in rest:
                rest = rest.replace(name, "\n")
                found[self._names[name].id] = self._names[name]
        return list(found.values())


def _without_unit(folded: str) -> tuple[str, str | None]:
    """The text without the brackets that hold a unit, wherever they stand: 示范基地(个)任务数."""
    for match in _BRACKETS.finditer(folded):
        inside = match[1].removeprefix("单位").lstrip(":")
        unit = named(inside)
        if unit is not None and is_known(unit):
            return folded[: match.start()] + folded[match.end() :], inside
    return folded, None


def _measure(text: str, frequency: str) -> tuple[str | None, int, int]:
    """(measure, the month it names, the year before that) of a text without its unit."""
    if _SPAN.fullmatch(fold(text)):
        return "cumulative", 0, 0
    if frequency == "quarterly" and (quarter := of_quarters(text)):
        return quarter
    whole = key(_YEAR.sub("", text))
    known = _measures(frequency)
    found = known.get(whole) or known.get(whole.replace("截止", "截至"))
    if found:
        return found, 0, 0
    # One month's figure is no quarter's.
    month = _MONTH.fullmatch(whole) if frequency == MONTHLY else None
    if month and 1 <= int(month[1]) <= 12:
        year = re.search(r"20\d\d(?=年)", fold(text))
        return "month", int(month[1]), int(year[0]) if year else 0
    until = re.fullmatch(
        r"截至\d{1,2}月(?:底|末|份|\d{1,2}日)?(?:累计|累计完成|完成)数?", whole.replace("截止", "截至")
    )
    return ("cumulative" if until else None, 0, 0)


def settle(measures: Iterable[str]) -> str | None:
    """The measure of a column, given those of its header texts from top to bottom; None: none or a contradiction.

    完成情况 over 累计 is 累计; 累计 over 完成率 is 完成率. 本月 over 完成率 is a rate of this month, which no field holds.
    """
    said = list(dict.fromkeys(measures))
    precise = [m for m in said if m != DONE]
    if not precise:
        return DONE if said else None
    if len(precise) == 1:
        return DONE if said[-1] == DONE and precise == ["quota"] else precise[0]
    leaf = precise[-1]
    above = set(precise[:-1])
    if leaf in ("rate", "gap"):
        return None if "month" in above else leaf
    if leaf == "remark":
        return leaf
    return None


def measure_of_title(text: str, frequency: str = MONTHLY) -> str | None:
    """What the lines above a table say that its single columns hold; DONE when it may be either, None if nothing."""
    folded, spans = _MONTHS.subn("", fold(text))
    if frequency == "quarterly":
        folded, more = without_spans(folded)
        spans += more
    since = spans or re.search(r"累计|截[至止](?!日期|时间)", folded)
    month = THIS_PERIOD[frequency].search(folded)
    done = re.search(r"完成|进展|进度|新增", folded)
    owed = re.search(r"任务|目标|计划", folded)
    if since and month:
        return DONE
    if since:
        return "cumulative"
    if month:
        return "month"
    if done:
        return DONE
    return "quota" if owed else None


def count(texts: Iterable[object], wanted: Callable[[object], object]) -> int:
    """How many of the texts are wanted."""
    return sum(1 for text in texts if text is not None and wanted(text))
