"""The official form (SPEC section 4): its sheets and columns, as the template writes and the reader finds them."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from fuxi_cli.core.plan import Field, Ledger, Plan
from fuxi_cli.core.reporting_periods import MONTHLY, month_words, spoken

TEMPLATE_VERSION = "1"
STAMP_SHEET = "_fuxi"
STAMP_KEYS = ("fuxi_plan", "fuxi_revision", "fuxi_reporter", "fuxi_period", "fuxi_template")
"""Custom document properties, and the rows of the hidden sheet, that identify a template."""

TASK_STATUSES = ("未启动", "推进中", "已完成")
NIL_CHOICES = ("有", "无")


class SheetForm(NamedTuple):
    """One table of the form. ``name`` is the program's word, ``title`` the sheet's."""

    name: str
    title: str
    fields: tuple[Field, ...]
    key: str
    """The field that tells what a row is about; a row without it is no data row."""
    synonyms: tuple[str, ...] = ()
    required: bool = True
    ledger: str | None = None

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


COVER_TITLE = "封面"
COVER = (
    Field("plan", "方案", required=True, calculated=True),
    Field("document", "文号", required=True, calculated=True),
    Field(
        "reporter", "报送单位", required=True, calculated=True, synonyms=("填报单位", "单位名称", "上报单位")
    ),
    Field("period", "报告期", required=True, calculated=True, synonyms=("报告月份", "报送月份", "填报月份")),
    Field("author", "填报人", required=True, synonyms=("经办人", "制表人"), note="填写本表的经办人姓名。"),
    Field(
        "phone",
        "联系电话",
        required=True,
        format="phone",
        synonyms=("电话",),
        note="经办人的手机或座机，含区号。",
    ),
    Field(
        "reviewer", "审核人", required=True, synonyms=("负责人", "审签人"), note="审核本表的负责同志姓名。"
    ),
    Field(
        "submitted_on",
        "报送日期",
        type="date",
        required=True,
        synonyms=("上报日期", "填报日期"),
        note="本表报出的日期，如 2022-07-04。",
    ),
    Field(
        "progress",
        "本月有无进展",
        required=True,
        enum=NIL_CHOICES,
        synonyms=("本季有无进展", "本季度有无进展", "本年有无进展"),
        note="本月没有任何新进展时选“无”（零报告），各指标本月新增填 0。",
    ),
)

PROGRESS = SheetForm(
    "progress",
    "指标进度",
    (
        Field("number", "序号", calculated=True, width=6),
        Field(
            "indicator",
            "指标",
            required=True,
            calculated=True,
            key=True,
            width=40,
            synonyms=("指标名称", "项目", "任务名称"),
        ),
        Field("unit", "单位", calculated=True, width=8, synonyms=("计量单位",)),
        Field(
            "quota",
            "年度任务数",
            type="number",
            calculated=True,
            width=12,
            synonyms=("任务数", "任务", "年度任务", "目标任务"),
        ),
        Field(
            "month",
            "本月新增",
            type="number",
            required=True,
            width=12,
            synonyms=("本月", "当月新增", "当月完成", "本月完成"),
            note="只填本月当月新增的数量；没有新增填 0，不要留空。",
        ),
        Field(
            "cumulative",
            "累计完成",
            type="number",
            required=True,
            width=12,
            synonyms=("累计", "累计完成数", "累计完成情况"),
            note="填 1 月至本月的累计数，应与对应台账中已认定的行数一致。",
        ),
        Field(
            "rate",
            "完成率",
            type="share",
            calculated=True,
            width=10,
            synonyms=("完成比例", "占比", "完成率(%)"),
        ),
        Field(
            "gap",
            "差额",
            type="number",
            minimum=Decimal("-1E12"),
            calculated=True,
            width=10,
            synonyms=("缺口", "差距"),
        ),
        Field(
            "remark",
            "备注",
            width=36,
            synonyms=("说明",),
            note="累计数比上月减少等特殊情况，请在此说明原因。",
        ),
    ),
    key="indicator",
    synonyms=("指标进度表", "指标完成情况", "任务进度"),
)

TOTAL = Field(
    "total",
    "总任务数",
    type="number",
    calculated=True,
    width=12,
    synonyms=("任务总数", "总任务", "方案任务数", "各年任务合计"),
    note="方案各年任务数的合计。完成率＝累计完成÷总任务数，差额＝总任务数－累计完成。",
)
"""Only in plans whose quotas have several due dates: what the completion rate and the gap are reckoned by."""
_YEARS = {
    "quota": "本年的任务数，含以前年度没有完成、结转到本年的；每格的批注写明本年任务和结转数。",
    "cumulative": "填方案开始至本月的累计数，应与对应台账中已认定的行数一致。",
}


def progress_for(plan: Plan) -> SheetForm:
    """指标进度 as the plan's form has it: with the words of its frequency, and 总任务数 where quotas have years."""
    return _progress(plan.calendar.frequency, plan.staged, plan.start.year != plan.end.year)


@lru_cache(maxsize=8)
def _progress(frequency: str, staged: bool, years: bool) -> SheetForm:
    if frequency == MONTHLY and not staged and not years:
        return PROGRESS
    fields = []
    for f in PROGRESS.fields:
        if years and not staged and f.name == "quota":
            # One figure for several years: it is not the year's.
            f = f._replace(title="任务数", synonyms=(f.title, *f.synonyms))
        if staged and f.name in _YEARS:
            f = f._replace(note=_YEARS[f.name])
        fields.append(in_words(f, frequency))
        if staged and f.name == "quota":
            fields.append(TOTAL)
    return PROGRESS._replace(fields=tuple(fields))


def cover_for(plan: Plan) -> tuple[Field, ...]:
    """The cover's fields with the words of the plan's frequency."""
    return _cover(plan.calendar.frequency)


@lru_cache(maxsize=4)
def _cover(frequency: str) -> tuple[Field, ...]:
    return COVER if frequency == MONTHLY else tuple(in_words(f, frequency) for f in COVER)


def in_words(f: Field, frequency: str) -> Field:
    """A field with the words of a frequency; what it is called elsewhere stays among its other names."""
    if frequency == MONTHLY:
        return f
    title = spoken(f.title, frequency)
    others = (one for text in (f.title, *f.synonyms) for one in month_words(text) if one != title)
    names = tuple(dict.fromkeys(others)) if any(m in f.title for m in "月年") else f.synonyms
    return f._replace(title=title, synonyms=names, note=spoken(f.note, frequency))


TASKS = SheetForm(
    "tasks",
    "重点任务",
    (
        Field("number", "序号", required=True, calculated=True, key=True, width=6),
        Field(
            "task",
            "重点工作",
            required=True,
            calculated=True,
            width=36,
            synonyms=("重点工作名称", "工作名称", "重点任务"),
        ),
        Field("units", "责任单位", calculated=True, width=19),
        Field("leaders", "责任领导", calculated=True, width=24),
        Field("due", "完成时限", calculated=True, width=10, synonyms=("完成时间",)),
        Field(
            "status",
            "状态",
            required=True,
            enum=TASK_STATUSES,
            width=9,
            synonyms=("进展状态", "完成状态"),
            note="从下拉表中选：未启动、推进中、已完成。",
        ),
        Field(
            "done_on",
            "完成日期",
            type="date",
            width=12,
            synonyms=("实际完成日期",),
            note="状态为“已完成”时必填。",
        ),
        Field(
            "document",
            "佐证文号",
            width=16,
            synonyms=("佐证材料", "文号"),
            note="状态为“已完成”时必填：能证明完成的文件文号或材料名称。",
        ),
        Field("detail", "进展情况", width=28, synonyms=("工作进展", "进展")),
        Field("problem", "存在问题", width=16, synonyms=("问题",)),
    ),
    key="number",
    synonyms=("重点任务表", "重点工作", "任务清单"),
)

ISSUES = SheetForm(
    "issues",
    "困难问题",
    (
        Field("number", "序号", width=6),
        Field("issue", "问题", required=True, key=True, width=46, synonyms=("困难问题", "存在的困难和问题")),
        Field("about", "涉及指标或任务", width=26, synonyms=("涉及指标", "涉及任务")),
        Field("advice", "建议", width=32, synonyms=("意见建议", "对策建议")),
        Field("units", "需协调单位", width=22, synonyms=("协调单位",)),
    ),
    key="issue",
    synonyms=("困难和问题", "存在问题"),
)

EXPLANATIONS = SheetForm(
    "explanations",
    "核实说明",
    (
        Field(
            "rule",
            "规则",
            required=True,
            key=True,
            width=10,
            synonyms=("规则编号", "问题编号"),
            note="审核意见中的规则编号，如 C101。",
        ),
        Field("place", "位置", width=26, synonyms=("单元格",), note="审核意见中的位置，如 指标进度!E5。"),
        Field(
            "text",
            "说明",
            required=True,
            width=60,
            synonyms=("核实说明", "情况说明"),
            note="写清原因和依据；只写“无误”“属实”不算说明。",
        ),
    ),
    key="rule",
    synonyms=("说明", "情况说明"),
)


def ledger_form(ledger: Ledger) -> SheetForm:
    """The sheet of one ledger: a running number and the ledger's own fields."""
    key = next((f.name for f in ledger.fields if f.key), ledger.fields[0].name)
    return SheetForm(
        f"ledger-{ledger.id}",
        ledger.sheet,
        (Field("number", "序号", width=6), *ledger.fields),
        key=key,
        synonyms=(ledger.name, f"{ledger.name}台账"),
        ledger=ledger.id,
    )
