"""The reports that every exporter is tested with: empty, findings only, gaps only, many reporters, everything.

A small plan of five counties and one department; names, files and people are made up (示例).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import (
    Calendar,
    Conflict,
    Document,
    Indicator,
    Leader,
    LightRule,
    Plan,
    Quota,
    Reporter,
    Target,
    Task,
)
from fuxi_cli.core.progress import Gap, judge
from fuxi_cli.core.report import Checked, Report, RuleStatus
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.totals import totals as sum_up

JUNE = Period(2022, 6)
AS_OF = date(2022, 6, 30)
YEAR_END = date(2022, 12, 31)
FORM_DUE = date(2022, 7, 5)

BASES = Indicator(
    "base",
    "认定高标准示范基地",
    "示范基地",
    "个",
    "at_least",
    "new",
    "附件1",
    "认定高标准示范基地（个）",
    indivisible="floor",
)
FIRMS = Indicator(
    "firm", "培育5000万元以上富硒精深加工企业", "精深加工企业", "个", "at_least", "new", "附件1",
    "培育5000万元以上富硒精深加工企业（个）", indivisible="floor",
)  # fmt: skip
AREA = Indicator(
    "area",
    "富硒农产品种植面积",
    "种植面积",
    "万亩",
    "at_least",
    "total",
    "附件1",
    "富硒农产品种植面积（万亩）",
    counted=False,
)

JIA = Reporter("360001", "甲县", "county", ("甲市",))
YI = Reporter("360002", "乙县", "county")
BING = Reporter("360003", "丙市", "county")
DING = Reporter("360004", "丁区", "county")
WU = Reporter("360005", "戊县", "county")
BUREAU = Reporter("shili-ju", "市示例局", "department", ("示例局",))

OWED = {
    JIA: ("7", "1", "1.20"),
    YI: ("3", "1", "0.75"),
    BING: ("3", "1", None),
    DING: ("1", "1", "0.05"),
    WU: ("2", "1", "10"),
}


def _quotas() -> tuple[Quota, ...]:
    found = []
    for reporter, values in OWED.items():
        for indicator, value in zip((BASES, FIRMS, AREA), values, strict=True):
            if value is not None:
                clause = f"附件1 {reporter.name}"
                found.append(Quota(reporter.id, indicator.id, Decimal(value), YEAR_END, clause))
    return tuple(found)


def task(id: str, short: str, name: str, due: date, due_text: str, recurrence: str | None = None) -> Task:
    leaders = (Leader("张示例", "市示例局"), Leader("李示例", "市示例局"))
    category = "加强组织领导" if id in ("1", "4", "5") else "抓集群、强基础"
    units = ("市示例局", "各县（市、区）政府")
    return Task(
        id,
        id.split(".")[0],
        category,
        name,
        short,
        units,
        leaders,
        due,
        due_text,
        recurrence,
        f"附件2 第{id}项",
    )


TASKS = (
    task("1", "安排专项资金", "市财政每年安排专项资金用于支持全市富硒产业发展工作。", AS_OF, "6月底"),
    task(
        "2",
        "园区建设",
        "推进富硒园区发展。推动建设高标准富硒产业园区，高质量建成2个市级高标准富硒产业园区。",
        date(2022, 8, 15),
        "8月中旬",
    ),
    task("3.1", "出台管理办法", "出台《富硒产品检测管理办法（示例）》，并组织实施。", YEAR_END, "12月底"),
    task(
        "3.2", "出台认定办法", "出台《富硒休闲旅游康养区认定办法（示例）》，并组织实施。", YEAR_END, "12月底"
    ),
    task("4", "领导小组会议", "每月召开一次领导小组会议。", YEAR_END, "每月", "monthly"),
    task("5", "动员部署会", "3月份召开动员部署会议。", date(2022, 3, 31), "3月底", "month:03"),
)

TARGETS = (
    Target(
        "base",
        "新建高标准示范基地",
        Decimal(16),
        "个",
        "at_least",
        YEAR_END,
        "二（一）1",
        "新建16个以上",
        "base",
    ),
    Target(
        "area",
        "种植面积",
        Decimal("12"),
        "万亩",
        "at_least",
        YEAR_END,
        "二（一）2",
        "种植面积达到12万亩",
        "area",
    ),
    Target("output", "富硒产业总产值", Decimal(300), "亿元", "at_least", YEAR_END, "一", "总产值突破300亿元"),
    Target("growth", "集体经济收入增长", Decimal(10), "%", "about", YEAR_END, "一", "增长10%左右"),
    Target(
        "zones",
        "富硒产业适宜区",
        Decimal(169),
        "处",
        "scope",
        YEAR_END,
        "二（一）1",
        "169处富硒农业产业适宜区",
    ),
)

PLAN = Plan(
    id="shili-selenium-2022",
    revision=date(2022, 1, 24),
    title="2022年示例市富硒产业发展工作方案",
    document=Document(
        "示府办字〔2022〕5号",
        "关于印发2022年示例市富硒产业发展工作方案的通知",
        "示例市人民政府办公室",
        date(2022, 1, 24),
    ),
    office="市富硒产业发展办公室",
    region="示例市",
    start=Period(2022, 1),
    end=Period(2022, 12),
    calendar=Calendar(due_day=5),
    lights=LightRule(),
    indicators=(BASES, FIRMS, AREA),
    reporters=(JIA, YI, BING, DING, WU, BUREAU),
    quotas=_quotas(),
    tasks=TASKS,
    targets=TARGETS,
    conflicts=(
        Conflict(
            "built",
            ("二（一）1", "附件1"),
            ("新建高标准示范基地", "认定高标准示范基地"),
            "正文说新建，附件说认定。",
        ),
        Conflict(
            "firms",
            ("二（一）3", "附件2 第8项"),
            ("30个龙头企业", "30个以上示范企业"),
            "名称和数的说法不一。",
        ),
    ),
    declared_totals=(("base", Decimal(16)), ("firm", Decimal(5)), ("area", Decimal("12.00"))),
    sha256="0" * 64,
)

NOT_A_NUMBER = Rule(
    "T102", "not-a-number", "error",
    message="{where}“{field}”应为数字，填的是“{provided}”。",
    remedy="请改成阿拉伯数字；没有数填 0，文字说明写到备注栏。",
)  # fmt: skip
EXCEEDS = Rule(
    "C101", "month-exceeds-cumulative", "error",
    message="{where}本月新增填 {provided}，比累计完成 {cumulative} 还多；累计完成应不小于本月新增。",
    remedy="请核对两栏：累计完成要把本月新增算在内。",
)  # fmt: skip
SHEET_MISSING = Rule(
    "S301", "sheet-missing", "error",
    message="缺少工作表“{expected}”。",
    remedy="请用下发的模板填报，不要删除或改名工作表。",
)  # fmt: skip
FAR_BEYOND = Rule(
    "Q105", "far-beyond-quota", "warning",
    message="{where}累计完成填 {provided}，是任务数 {expected} 的 {times} 倍，请核实是否多填。",
    remedy="填错了请改正；确实完成这么多，请在“核实说明”表写明依据。",
)  # fmt: skip
NORMALISED = Rule(
    "T114", "normalised", "info",
    message="{where}填的是“{provided}”，已按 {expected} 读取。",
    remedy="下月请直接填阿拉伯数字。",
)  # fmt: skip
UNREADABLE = Rule(
    "S101", "unreadable", "error", scope="file",
    message="文件读不出来：{provided}。",
    remedy="请用 Excel 或 WPS 打开后另存为 xlsx 文件，重新报送。",
)  # fmt: skip
CLAIMED_TWICE = Rule(
    "X101", "claimed-twice", "warning", scope="period",
    message="“{provided}”由甲县和乙县同时计入示范基地，同一个对象只能计一次。",
    remedy="请两县核对归属，由其中一县删去。",
)  # fmt: skip
BEHIND = Rule(
    "Q102", "behind-pace", "info", progress=True, level="behind",
    message="{where}累计完成 {provided}，到截止日应完成 {expected}。", remedy="请加快进度。",
)  # fmt: skip
NO_BENCHMARK = Rule(
    "Q107", "cannot-be-judged", "info", progress=True,
    message="{where}“种植面积”没有上年基数，无法判定是否达到要求。", remedy="请市富硒办补充基数。",
)  # fmt: skip
TARGET_UNMET = Rule(
    "Q106", "plan-target-unmet", "info", scope="period", progress=True,
    message="各单位任务都已完成，合计 {provided} 仍少于方案目标 {expected}。", remedy="请研究追加任务。",
)  # fmt: skip

HOSTILE = '=HYPERLINK("http://example.invalid","[bold red]点我[/]")\x1b[31m\u202e\ttab\nline'
"""A cell that would be a formula in a CSV, markup in rich, an escape sequence and a bidi trick in a terminal."""

RULES = (
    RuleStatus("C101", True),
    RuleStatus("P101", False, "方案数据的规则，由 fuxi targets lint 检查"),
    RuleStatus("Q105", True),
    RuleStatus("S408", False, "按 --ignore 略过"),
    RuleStatus("T102", True),
    RuleStatus("T114", False, "按 --ignore 略过"),
)


def cell(row: int, column: int, sheet: str = "指标进度") -> Place:
    return Place(sheet, row, column)


def checked(
    path: str, reporter: Reporter | None, status: str, *findings: Finding, layout: str | None = "official"
) -> Checked:
    found = tuple(f.within(path, reporter.id if reporter else None) for f in findings)
    return Checked(path, "ab" * 32, "xlsx", layout, reporter, JUNE, status, found)


def gap(
    reporter: Reporter, indicator: Indicator, actual: str | None, absent: str = "not_reported", **more: bool
) -> Gap:
    quota = PLAN.quota(reporter.id, indicator.id)
    assert quota is not None
    value = None if actual is None else Decimal(actual)
    return judge(PLAN, reporter, quota, value, JUNE, AS_OF, absent, **more)


def report(*workbooks: Checked, period_findings: tuple[Finding, ...] = (), **more: object) -> Report:
    findings = (*(f for one in workbooks for f in one.findings), *period_findings)
    values: dict[str, object] = {
        "plan": PLAN,
        "period": JUNE,
        "as_of": AS_OF,
        "partial": True,
        "rules": RULES,
    }
    return Report(**{**values, "workbooks": workbooks, "findings": findings, **more})  # type: ignore[arg-type]


def empty() -> Report:
    """No workbook could be matched to a plan, and there is none."""
    return Report(None, None, None, True)


def clean() -> Report:
    """One faultless workbook whose figures are all on pace."""
    gaps = (gap(BING, BASES, "2"), gap(BING, FIRMS, "1"))
    return report(checked("丙市.xlsx", BING, "accepted"), gaps=gaps)


def findings_only() -> Report:
    """One county's workbook with every kind of fault; no figure could be read."""
    return report(
        checked(
            "下载/甲县 2022-06.xlsx", JIA, "returned",
            SHEET_MISSING.at(Place("重点任务"), expected="重点任务"),
            NOT_A_NUMBER.at(cell(6, 5), provided="若干", field="本月新增"),
            NOT_A_NUMBER.at(cell(7, 6), provided="十来个，具体数等乡镇报上来再补", field="累计完成"),
            EXCEEDS.at(cell(8, 5), provided=Decimal(4), cumulative=Decimal(3), expected=Decimal(3)),
            FAR_BEYOND.at(cell(5, 6), provided=Decimal(21), expected=Decimal(7), times=Decimal(3), clause="附件1 甲县"),
            FAR_BEYOND.at(cell(9, 6), provided=Decimal("6.0"), expected=Decimal("1.20"), times=Decimal(5)),
            NORMALISED.at(cell(5, 5), provided="７个", expected=Decimal(7)),
        )
    )  # fmt: skip


def gaps_only() -> Report:
    """Two counties without a fault; every status that a figure can have."""
    gaps = (
        gap(JIA, BASES, "1"),
        gap(JIA, FIRMS, "0"),
        gap(JIA, AREA, "0.36"),
        gap(YI, BASES, "5"),
        gap(YI, FIRMS, None, "cannot_judge"),
        gap(YI, AREA, "0.30", carried_forward=True),
    )
    files = (checked("甲县.xlsx", JIA, "accepted"), checked("乙县.xlsx", YI, "accepted"))
    return report(*files, gaps=gaps)


def office() -> Report:
    """A folder of five counties and the department: the office's view, with everything that a report can hold."""
    jia = checked(
        "2022-06/甲县.xlsx", JIA, "returned",
        NOT_A_NUMBER.at(cell(5, 6), provided=HOSTILE, field="累计完成"),
        FAR_BEYOND.at(cell(9, 6), provided=Decimal(6), expected=Decimal("1.2"), times=Decimal(5)),
    )  # fmt: skip
    explained = FAR_BEYOND.at(
        cell(5, 6, "[red]指标进度[/]"), provided=Decimal(9), expected=Decimal(3), times=Decimal(3)
    )
    yi = checked("2022-06/乙县.xlsx", YI, "accepted", _explain(explained), _behind(YI))
    ding = checked(
        "2022-06/丁区-残.xlsx", None, "unreadable", UNREADABLE.at(Place(), provided="文件不完整"), layout=None
    )
    files = (
        jia,
        yi,
        checked("2022-06/丙市.xlsx", BING, "accepted"),
        ding,
        checked("2022-06/市示例局.xlsx", BUREAU, "accepted"),
    )
    gaps = (
        gap(JIA, BASES, None, "returned"), gap(JIA, FIRMS, None, "returned"), gap(JIA, AREA, None, "returned"),
        gap(YI, BASES, "9"), gap(YI, FIRMS, "0"), gap(YI, AREA, "0.30"),
        gap(BING, BASES, "0"), gap(BING, FIRMS, "1"),
        gap(DING, BASES, "0", carried_forward=True), gap(DING, FIRMS, "0"), gap(DING, AREA, "0.01"),
        gap(WU, BASES, None), gap(WU, FIRMS, None), gap(WU, AREA, None),
    )  # fmt: skip
    period_findings = (
        CLAIMED_TWICE.at(Place(), provided="示例富硒脐橙基地"),
        TARGET_UNMET.at(Place(), provided=Decimal(15), expected=Decimal(16)),
    )
    return report(
        *files,
        period_findings=period_findings,
        gaps=gaps,
        totals=sum_up(PLAN, gaps, AS_OF),
        duties=_duties(),
        reporting=_reporting(),
    )


def _explain(finding: Finding) -> Finding:
    values = {
        name: getattr(finding, name) for name in ("rule", "place", "provided", "expected", "facts", "text")
    }
    return Finding(**values, explained="5月集中认定6个，文号 示农字〔2022〕12号。")


def _behind(reporter: Reporter) -> Finding:
    return BEHIND.at(cell(7, 6), provided=Decimal("0.30"), expected=Fraction(3, 8), reporter=reporter.id)


def _duties() -> tuple[Duty, ...]:
    first, second, third, fourth, *_ = TASKS
    return (
        Duty(
            task("6", "专家库", "建立富硒产业发展专家库。", date(2022, 8, 31), "8月底"),
            "not_reported",
            "blue",
            62,
            None,
        ),
        Duty(
            task("7", "直营店", "设立富硒产品直营店。", YEAR_END, "12月底"), "behind", "yellow", 184, BUREAU
        ),
        Duty(task("8", "协会", "成立行业协会。", date(2022, 6, 20), "6月20日"), "overdue", "red", -10, None),
        Duty(first, "overdue", "red", 0, BUREAU),
        Duty(second, "due_soon", "blue", 46, BUREAU),
        Duty(third, "done", "green", None, BUREAU),
        Duty(fourth, "not_reported", None, 184, None),
    )


def _reporting() -> tuple[Reporting, ...]:
    return (
        Reporting(JIA, "returned", date(2022, 7, 4), FORM_DUE),
        Reporting(YI, "on_time", date(2022, 7, 4), FORM_DUE),
        Reporting(BING, "late", date(2022, 7, 6), FORM_DUE),
        Reporting(DING, "unreadable", None, FORM_DUE),
        Reporting(WU, "missing", None, FORM_DUE),
        Reporting(BUREAU, "nil", date(2022, 7, 1), FORM_DUE),
    )


def notes() -> Report:
    """A wide table whose figures cannot be judged: progress findings that no table shows."""
    sheet = "进度表"
    found = (
        EXCEEDS.at(cell(5, 3, sheet), provided=Decimal(4), cumulative=Decimal(3), reporter=YI.id),
        NO_BENCHMARK.at(cell(5, 9, sheet), reporter=YI.id),
    )
    gaps = (gap(YI, AREA, None, "cannot_judge"),)
    return report(checked("进度表.xlsx", None, "returned", *found, layout="wide"), gaps=gaps)


REPORTS = {
    "empty": empty,
    "clean": clean,
    "findings": findings_only,
    "gaps": gaps_only,
    "notes": notes,
    "everything": office,
}


@dataclass(frozen=True)
class Entry:
    """What the catalogue gives for a rule."""

    rule: Rule
    text: str


ENTRIES = (
    Entry(BEHIND, "进度落后于序时进度。\n\n检查：示例。\n为什么：示例。\n怎么改：示例。\n依据：示例。\n"),
    Entry(
        FAR_BEYOND,
        "累计完成远超任务数。\n\n检查：累计完成达到任务数的两倍，\n而且多出三个以上。\n为什么：多数是把上年的也算了进去。\n"
        "怎么改：只填方案执行期内的数。\n依据：附件1。\n",
    ),
    Entry(
        NOT_A_NUMBER,
        "应填数字的单元格里不是数字。\n\n检查：示例。\n为什么：示例。\n怎么改：示例。\n依据：示例。\n",
    ),
    Entry(NORMALISED, "写法不规范，已按意思读入。\n\n检查：示例。\n"),
)

TOTAL_DIFFERS = Rule(
    "P101", "declared-total-differs", "error", scope="plan",
    message="{where}合计写的是 {provided}，各行加起来是 {expected}。",
    remedy="请对照文件核对这一列的每个数。",
)  # fmt: skip
CONFLICT = Rule(
    "P114", "document-conflict", "info", scope="plan",
    message="文件前后说法不一：{provided}。", remedy="请以牵头单位的解释为准。",
)  # fmt: skip

LINTED = (
    (
        PLAN,
        (
            TOTAL_DIFFERS.at(Place("quotas.csv", 7, 3), provided=Decimal(17), expected=Decimal(16)),
            CONFLICT.at(Place("plan.yaml", 120), provided="正文“新建”，附件1“认定”", clause="二（一）1"),
        ),
    ),
    (PLAN, ()),
)
