"""Small hand-built entities for tests, and the two assertions of every rule's test.

The tiny plan: the year 2022; counties 甲县 and 乙县, department 示例局; indicators ``bases`` (whole objects,
judged by floor), ``products`` (whole objects, judged exactly) and ``area`` (a decimal amount, 万亩).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

from fuxi_cli.core.cases import FileCase, Past, PeriodCase, PlanCase, PlanSource, Unusable, WorkbookCase
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.form import COVER, COVER_TITLE, EXPLANATIONS, PROGRESS, TASKS, ledger_form
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.plan import (
    Calendar,
    Document,
    Group,
    Indicator,
    Leader,
    Ledger,
    LightRule,
    Plan,
    Quota,
    Reporter,
    Target,
    Task,
)
from fuxi_cli.core.plan import Field as LedgerField
from fuxi_cli.core.progress import Gap, judge
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.submission import (
    Explanation,
    Figure,
    Identity,
    Notice,
    Sheet,
    Submission,
    Table,
    TaskEntry,
    Total,
    Workbook,
)

JUNE = Period(2022, 6)
YEAR_END = date(2022, 12, 31)

JIA = Reporter("360001", "甲县", "county", ("甲市",))
YI = Reporter("360002", "乙县", "county")
BUREAU = Reporter("shili", "示例局", "department", ("市示例局",))

BASES = Indicator(
    "bases", "示范基地", "基地", "个", "at_least", "new", "二（一）1", "新建示范基地", indivisible="floor"
)
PRODUCTS = Indicator("products", "认证产品", "产品", "个", "at_least", "total", "二（一）2", "认证产品")
AREA = Indicator(
    "area", "种植面积", "面积", "万亩", "at_least", "total", "二（一）3", "种植面积", counted=False
)

LEDGER = Ledger(
    "bases",
    "示范基地",
    "bases",
    (
        LedgerField("name", "基地名称", required=True, key=True),
        LedgerField("area", "面积", type="number", unit="亩"),
        LedgerField("enterprise", "企业名称"),
        LedgerField("uscc", "统一社会信用代码", format="uscc"),
        LedgerField("recognised_on", "认定日期", type="date", dated=True),
        LedgerField("stage", "阶段", enum=("申报中", "已认定"), stage=True),
    ),
    stage="已认定",
    clause="附件1",
)


def decimal(value: object) -> Decimal | None:
    """A Decimal of an int or a string; None stays None."""
    return None if value is None else Decimal(str(value))


def task(
    id: str = "1", units: Sequence[str] = ("示例局", "甲县"), due: date = YEAR_END, **changes: Any
) -> Task:
    values: dict[str, Any] = {
        "id": id,
        "number": id,
        "category": "示例类别",
        "name": f"第{id}项示例工作",
        "short": f"第{id}项",
        "units": tuple(units),
        "leaders": (Leader("张示例", "示例局"),),
        "due": due,
        "due_text": f"{due.month}月底",
        "recurrence": None,
        "clause": f"附件2 第{id}项",
    }
    return Task(**{**values, **changes})


def quota(reporter: Reporter, indicator: Indicator, value: object, due: date = YEAR_END) -> Quota:
    return Quota(reporter.id, indicator.id, Decimal(str(value)), due, f"附件1 {reporter.name}")


QUOTAS = (
    quota(JIA, BASES, 3),
    quota(JIA, PRODUCTS, 12),
    quota(JIA, AREA, "1.2"),
    quota(YI, BASES, 1),
    quota(YI, PRODUCTS, 8),
)


def target(
    id: str, value: object, unit: str = "个", indicator: str | None = None, operator: str = "at_least"
) -> Target:
    quote = f"目标{value}{unit}"
    return Target(id, f"目标{id}", decimal(value), unit, operator, YEAR_END, "二", quote, indicator)


TARGETS = (
    target("bases", 4, indicator="bases"),
    target("products", 20, indicator="products"),
    target("output", 300, unit="亿元"),
)


def plan(**changes: Any) -> Plan:
    """The tiny plan, with whatever fields a test wants different."""
    values: dict[str, Any] = {
        "id": "shili-2022",
        "revision": date(2022, 1, 24),
        "title": "示例方案",
        "document": Document("示例〔2022〕1号", "示例方案", "示例单位", date(2022, 1, 24)),
        "office": "示例办公室",
        "region": "示例市",
        "start": Period(2022, 1),
        "end": Period(2022, 12),
        "calendar": Calendar(due_day=5),
        "lights": LightRule(),
        "indicators": (BASES, PRODUCTS, AREA),
        "reporters": (JIA, YI, BUREAU),
        "quotas": QUOTAS,
        "tasks": (task("1"), task("2", units=("甲县", "示例局"), due=date(2022, 6, 30))),
        "ledgers": (LEDGER,),
        "targets": TARGETS,
        "groups": (Group("各县（市、区）政府", ("county",)),),
        "clauses": ("二", "二（一）1", "二（一）2", "二（一）3", "附件1", "附件2 第1项", "附件2 第2项"),
        "declared_totals": (("bases", Decimal(4)), ("products", Decimal(20))),
    }
    return Plan(**{**values, **changes})


def notice(
    kind: str, at: Place | None = None, provided: object = None, expected: object = None, **facts: object
) -> Notice:
    """What a reader would have noticed; at 指标进度!E5 unless told."""
    place = Place(PROGRESS.title, 5, 5) if at is None else at
    return Notice(kind, place, provided, expected, tuple(facts.items()))


def figure(
    quota: object = 12,
    month: object = 1,
    cumulative: object = 6,
    rate: object = None,
    gap: object = None,
    *,
    reporter: Reporter = JIA,
    indicator: Indicator = PRODUCTS,
    row: int = 5,
    columns: Sequence[str] = ("quota", "month", "cumulative", "rate", "gap", "remark"),
    unread: Sequence[str] = (),
    formulas: Sequence[str] = (),
    remark: str | None = None,
) -> Figure:
    """A row of 指标进度: D quota, E month, F cumulative, G rate, H gap, I remark."""
    numbers = {field.name: n for n, field in enumerate(PROGRESS.fields, 1)}
    return Figure(
        reporter,
        indicator,
        {name: Place(PROGRESS.title, row, numbers[name]) for name in columns},
        decimal(quota),
        decimal(month),
        decimal(cumulative),
        decimal(rate),
        decimal(gap),
        remark,
        frozenset(unread),
        frozenset(formulas),
    )


def task_entry(
    of: Task | None = None,
    status: str | None = "推进中",
    done_on: date | None = None,
    document: str | None = None,
    detail: str | None = None,
    *,
    row: int = 5,
    missing: Sequence[str] = (),
    unread: Sequence[str] = (),
) -> TaskEntry:
    """A row of 重点任务: F status, G done_on, H document, I detail, J problem; ``missing``: not there."""
    numbers = {field.name: n for n, field in enumerate(TASKS.fields, 1)}
    places = {
        name: Place(TASKS.title, row, numbers[name])
        for name in ("status", "done_on", "document", "detail", "problem")
        if name not in missing
    }
    return TaskEntry(
        task() if of is None else of, places, status, done_on, document, detail, None, frozenset(unread)
    )


def ledger_table(*rows: dict[str, Any], of: Ledger = LEDGER, first_row: int = 5) -> Table:
    """A ledger's table: A is the running number, then the ledger's fields, a row per dict of values."""
    form = ledger_form(of)
    return Table(
        form,
        of.sheet,
        first_row - 1,
        {field.name: n for n, field in enumerate(form.fields, 1)},
        list(range(first_row, first_row + len(rows))),
        {field.name: [row.get(field.name) for row in rows] for field in form.fields},
    )


def total(stated: object, parts: Sequence[object], name: str = "认证产品", at: Place | None = None) -> Total:
    place = Place(PROGRESS.title, 9, 4) if at is None else at
    return Total(place, name, Decimal(str(stated)), tuple(Decimal(str(part)) for part in parts))


COVER_VALUES: dict[str, object] = {
    "plan": "示例方案",
    "document": "示例〔2022〕1号",
    "reporter": "甲县",
    "period": "2022-06",
    "author": "张示例",
    "phone": "0000-0000000",
    "reviewer": "李示例",
    "submitted_on": date(2022, 7, 4),
    "progress": "有",
}


def identity(source: str = "cover", **values: Any) -> Identity:
    """What one source says; the cover's values stand in column B as on the form."""
    places = {name: cover_place(name) for name in values} if source == "cover" else {}
    return Identity(source, **{"places": places, **values})


def cover_place(name: str) -> Place:
    """封面!B2 and on, in the form's order."""
    return Place(COVER_TITLE, [field.name for field in COVER].index(name) + 2, 2)


def submission(
    *figures: Figure,
    path: str = "甲县.xlsx",
    layout: str | None = "official",
    reporter: Reporter | None = JIA,
    period: Period | None = JUNE,
    cover: dict[str, object] | None = None,
    tasks: Sequence[TaskEntry] = (),
    totals: Sequence[Total] = (),
    tables: Sequence[Table] = (),
    notices: Sequence[Notice] = (),
    file_notices: Sequence[Notice] = (),
    identities: Sequence[Identity] = (),
    sheets: Sequence[Sheet] = (),
    explanations: Sequence[Explanation] = (),
    sha256: str = "",
) -> Submission:
    """A submission of 甲县 for June 2022. ``cover`` changes single values of a complete cover."""
    tables = list(tables)
    return Submission(
        Workbook(path, sha256, sheets=list(sheets), notices=list(file_notices)),
        layout,
        reporter,
        period,
        list(identities),
        cover={**COVER_VALUES, **(cover or {})},
        cover_places={name: cover_place(name) for name in COVER_VALUES},
        figures=list(figures),
        tasks=list(tasks),
        totals=list(totals),
        ledgers={table.form.ledger: table for table in tables if table.form.ledger},
        explanations=list(explanations),
        tables=tables,
        notices=list(notices),
    )


def gaps_of(of: Plan, sub: Submission, period: Period, as_of: date) -> tuple[Gap, ...]:
    """The gap of every figure with a quota, as a run computes it."""
    found = []
    for fig in sub.figures:
        owed = of.quota(fig.reporter.id, fig.indicator.id)
        if owed is not None:
            found.append(judge(of, fig.reporter, owed, fig.cumulative, period, as_of))
    return tuple(found)


def workbook_case(
    *figures: Figure,
    of: Plan | None = None,
    period: Period = JUNE,
    as_of: date | None = None,
    sub: Submission | None = None,
    gaps: Sequence[Gap] | None = None,
    history: Sequence[Past] | None = None,
    unusable: Sequence[Unusable] = (),
    **changes: Any,
) -> WorkbookCase:
    """A case over figures (or a whole submission); gaps are judged on the period's last day."""
    of = plan() if of is None else of
    as_of = period.last_day if as_of is None else as_of
    if sub is None:
        sub = submission(*figures, period=period, **changes)
    judged = gaps_of(of, sub, period, as_of) if gaps is None else tuple(gaps)
    given = history is not None or bool(unusable)
    return WorkbookCase(sub, of, period, as_of, judged, tuple(history or ()), tuple(unusable), given)


def past(month: int, *figures: Figure, year: int = 2022, **changes: Any) -> Past:
    """甲县's usable submission of an earlier month."""
    period = Period(year, month)
    return Past(period, submission(*figures, period=period, **changes))


def explanation(
    rule: str, where: str = "", text: str = "示例合作社自行申请注销，基地已退出", row: int = 5
) -> Explanation:
    """A row of 核实说明, with a real reason unless told."""
    return Explanation(rule, where, text, Place(EXPLANATIONS.title, row, 1))


def file_case(
    sub: Submission | None = None, of: Plan | None = None, period: Period | None = JUNE, **changes: Any
) -> FileCase:
    return FileCase(submission(**changes) if sub is None else sub, of, period)


def period_case(
    *submissions: Submission,
    of: Plan | None = None,
    period: Period = JUNE,
    as_of: date | None = None,
    gaps: Sequence[Gap] = (),
    totals: Sequence[Any] = (),
    all_submissions: Sequence[Submission] | None = None,
    earlier: Sequence[Past] = (),
    duties: Sequence[Duty] = (),
    reporting: Sequence[Reporting] = (),
) -> PeriodCase:
    """Every submission counts, unless ``all_submissions`` tells of others as well."""
    return PeriodCase(
        plan() if of is None else of,
        period,
        as_of or period.last_day,
        submissions,
        tuple(gaps),
        tuple(totals),
        submissions if all_submissions is None else tuple(all_submissions),
        tuple(earlier),
        tuple(duties),
        tuple(reporting),
    )


def plan_case(
    of: Plan | None = None, quotas: Sequence[Sequence[str]] = (), lines: dict[str, int] | None = None
) -> PlanCase:
    source = PlanSource("示例/2022-01-24", tuple(tuple(row) for row in quotas), (), lines or {})
    return PlanCase(plan() if of is None else of, source)


def share(numerator: int, denominator: int = 100) -> Fraction:
    return Fraction(numerator, denominator)


def label(place: Place) -> str:
    """A place in short: 指标进度!F5, 指标进度!5:5 (row), 指标进度!F:F (column), 指标进度 (sheet), 文件."""
    if place.sheet is None:
        return "文件"
    if place.cell:
        return f"{place.sheet}!{place.cell}"
    if place.row:
        return f"{place.sheet}!{place.row}:{place.row}"
    if place.column:
        letters = column_letters(place.column)
        return f"{place.sheet}!{letters}:{letters}"
    return place.sheet


def assert_finds(rule: ModuleType, case: Any, places: Sequence[str]) -> list[Finding]:
    """The rule finds just these, in order, each with a message and a remedy that render; gives them back."""
    found = list(_checked(rule, case))
    assert [label(finding.place) for finding in found] == list(places), [finding.message for finding in found]
    return found


def assert_clean(rule: ModuleType, case: Any) -> None:
    """The rule finds nothing."""
    assert_finds(rule, case, [])


def _checked(rule: ModuleType, case: Any) -> Iterator[Finding]:
    for finding in rule.check(case):
        assert finding.rule is rule.RULE
        for text in (finding.message, finding.remedy):
            assert text.strip()
            assert not set("{}") & set(text), f"a placeholder is left in: {text}"
            assert "None" not in text, f"a bare None in: {text}"
        yield finding
