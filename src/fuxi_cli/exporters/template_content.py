"""What the official form says, before anything is drawn: its sheets, rows and values for one reporter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from math import ceil

from fuxi_cli.core.form import EXPLANATIONS, ISSUES, TASKS, SheetForm, ledger_form, progress_for
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Field, Indicator, Ledger, Plan, Quota, Reporter, Task
from fuxi_cli.core.progress import rate
from fuxi_cli.core.stages import Due, standing
from fuxi_cli.core.words import plain
from fuxi_cli.exporters.wording import recurrence

Value = str | int | float | Decimal | date | None
Entries = Mapping[str, Value]
"""Values by field name."""

NO_QUOTA = "—"
"""What stands where a figure is only reported."""
LEAST_LEDGER_ROWS, MOST_LEDGER_ROWS = 18, 300


@dataclass(frozen=True, slots=True)
class Prefill:
    """What stands in the form already when it is opened; it wins over what the plan would put there."""

    cover: Entries = field(default_factory=dict)
    figures: Mapping[str, Entries] = field(default_factory=dict)
    """By indicator id."""
    tasks: Mapping[str, Entries] = field(default_factory=dict)
    """By task id."""
    ledgers: Mapping[str, Sequence[Entries]] = field(default_factory=dict)
    """By ledger id."""
    issues: Sequence[Entries] = ()
    explanations: Sequence[Entries] = ()
    earlier: Mapping[str, Decimal] = field(default_factory=dict)
    """By indicator id: what had been done in all when the period's year began, for what is carried over into it."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A calculated cell. ``{name}`` stands for the cell of that field in the same row."""

    text: str
    result: float | None
    """What it amounts to; None when it shows nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    values: Mapping[str, Value | Formula]
    types: Mapping[str, str] = field(default_factory=dict)
    """Field types that differ in this row from the form's: an indicator may be counted or measured."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What is noted at single cells."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table sheet. ``spare`` rows beyond the prepared ones are open too, and appear as they are used."""

    form: SheetForm
    rows: tuple[Row, ...]
    hint: str
    ledger: Ledger | None = None
    spare: int = 0

    @property
    def fixed(self) -> bool:
        """The rows are given by the plan: none may be added."""
        return not self.spare

    def kind(self, f: Field, row: Row | None = None) -> str:
        """Which kind of cell a field has: its type, with text told apart (see ``cell_kind``)."""
        if row is not None and f.name in row.types:
            return row.types[f.name]
        return cell_kind(f)


def cell_kind(f: Field) -> str:
    """A field's kind of cell: its type, with text told apart: ``choice`` for lists, ``prose`` for free text.

    Text that identifies something is kept as typed (001 stays 001). Free text is not marked so: a cell formatted
    as text shows #### beyond 255 characters in older programs.
    """
    if f.type != "text":
        return f.type
    if f.enum:
        return "choice"
    return "text" if f.key or f.unique or f.format or f.pattern else "prose"


def sections(plan: Plan, reporter: Reporter, period: Period, prefill: Prefill) -> Iterator[Section]:
    """The table sheets of a reporter's form, in order."""
    if plan.reports(reporter.id):
        yield _progress(plan, reporter, period, prefill)
    tasks = plan.tasks_of(reporter)
    if tasks:
        yield _tasks(plan, tasks, prefill)
    for ledger in plan.ledgers_of(reporter.id):
        yield _ledger(plan, reporter, ledger, prefill.ledgers.get(ledger.id, ()))
    yield _open(
        ISSUES, prefill.issues, 12, f"需要{above(plan)}协调解决的，每个问题写一行；没有的，本表不用填。"
    )
    yield _open(
        EXPLANATIONS,
        prefill.explanations,
        12,
        "审核意见标为“核实”的，在本表写清原因和依据；没有的，本表不用填。",
    )


_LEVELS = "省市县"


def above(plan: Plan) -> str:
    """Whom a reporter turns to: 市里 for a plan of a city."""
    last = plan.region[-1:]
    return f"{last}里" if last and last in _LEVELS else "上级"


def _progress(plan: Plan, reporter: Reporter, period: Period, prefill: Prefill) -> Section:
    rows: list[Row] = []
    hint = "黄色单元格由报送单位填写，灰色单元格已经填好或自动计算；数量只填阿拉伯数字，没有新增填 0。"
    for number, indicator in enumerate(plan.reports(reporter.id), start=1):
        quota, given = plan.quota(reporter.id, indicator.id), prefill.figures.get(indicator.id, {})
        if quota is None:
            rows.append(_unowed_row(number, indicator, given))
        else:
            due = standing(plan, quota, period, None, prefill.earlier.get(indicator.id))
            rows.append(_figure_row(number, quota, indicator, given, due, plan.staged))
    if any(row.values["quota"] == NO_QUOTA for row in rows):
        hint += f"任务数为“{NO_QUOTA}”的，没有分任务，只报数。"
    return Section(progress_for(plan), tuple(rows), hint)


def _unowed_row(number: int, indicator: Indicator, given: Entries) -> Row:
    """An indicator that is reported without a quota: there is nothing to be calculated."""
    nothing = dict.fromkeys(("quota", "rate", "gap"), NO_QUOTA)
    return Row(
        {"number": number, "indicator": indicator.name, "unit": indicator.unit, **nothing, **given},
        dict.fromkeys(("month", "cumulative"), "count" if indicator.counted else "number"),
    )


def _figure_row(
    number: int, quota: Quota, indicator: Indicator, given: Entries, due: Due | None, staged: bool
) -> Row:
    """``due``: how its quota stands this year. ``staged``: the form has 总任务数, by which it is reckoned."""
    whole = "total" if staged else "quota"
    owed, done = _number(given.get(whole, quota.value)), _number(given.get("cumulative"))
    share = rate(done, owed)
    return Row(
        {
            "number": number,
            "indicator": indicator.name,
            "unit": indicator.unit,
            "quota": due.quota if due else quota.value,
            **({"total": quota.value} if staged else {}),
            "rate": Formula(_RATE.replace("quota", whole), None if share is None else float(share)),
            "gap": Formula(
                _GAP.replace("quota", whole),
                None if owed is None or done is None else float(max(owed - done, Decimal(0))),
            ),
            **given,
        },
        dict.fromkeys(
            ("quota", "total", "month", "cumulative", "gap"), "count" if indicator.counted else "number"
        ),
        {"quota": _year_note(due, indicator)} if due else {},
    )


def _year_note(due: Due, indicator: Indicator) -> str:
    """What a year's quota is made of: its own amount and what was carried over."""
    stage, unit = due.stage, indicator.unit
    if stage.level:
        return f"{stage.name}要达到 {plain(stage.amount)}{unit}。"
    parts = [f"{stage.name}任务 {plain(stage.own)}{unit}"]
    if due.carried:
        parts.append(f"以前年度结转 {plain(due.carried)}{unit}，共 {plain(due.quota)}{unit}")
    elif due.carried is None:
        parts.append("以前年度没有完成的另加")
    by = "年底" if stage.yearly else stage.end.chinese
    parts.append(f"到{by}累计应完成 {plain(stage.amount)}{unit}")
    return "；".join(parts) + "。"


# A text in 累计完成 leaves both blank: the text is the fault to report, not an #VALUE! beside it.
_RATE = '=IF(AND(COUNT({quota},{cumulative})=2,{quota}>0),{cumulative}/{quota},"")'
_GAP = '=IF(COUNT({quota},{cumulative})=2,MAX({quota}-{cumulative},0),"")'


def _number(value: Value) -> Decimal | None:
    """What a spreadsheet counts as a number; None for anything else."""
    return Decimal(str(value)) if isinstance(value, (int, float, Decimal)) else None


def _tasks(plan: Plan, tasks: Sequence[Task], prefill: Prefill) -> Section:
    rows = tuple(
        Row(
            {
                "number": task.id,
                "task": task.name,
                "units": "\n".join(task.units),
                "leaders": "\n".join(f"{leader.name}（{leader.unit}）" for leader in task.leaders),
                "due": deadline(task),
                **prefill.tasks.get(task.id, {}),
            }
        )
        for task in tasks
    )
    return Section(
        _task_form(plan),
        rows,
        "每项工作都要选“状态”；选“已完成”的，完成日期和佐证文号必填。责任单位第一个为牵头单位。",
    )


def _task_form(plan: Plan) -> SheetForm:
    """重点任务, without the leaders' column in plans that name none: the tasks have its room."""
    if any(task.leaders for task in plan.tasks):
        return TASKS
    spare = TASKS.field("leaders").width
    fields = (
        f._replace(width=f.width + spare) if f.name == "task" else f
        for f in TASKS.fields
        if f.name != "leaders"
    )
    return TASKS._replace(fields=tuple(fields))


def deadline(task: Task) -> str:
    """The deadline as the document words it, else as its recurrence or date says."""
    if task.due_text:
        return task.due_text
    if task.recurrence is None:
        return task.due.isoformat()
    return recurrence(task.recurrence)


def _ledger(plan: Plan, reporter: Reporter, ledger: Ledger, given: Sequence[Entries]) -> Section:
    if ledger.indicator is None:
        register = _open(ledger_form(ledger), given, LEAST_LEDGER_ROWS, _register_hint(ledger))
        return replace(register, ledger=ledger)
    indicator, quota = plan.indicator(ledger.indicator), plan.quota(reporter.id, ledger.indicator)
    assert indicator is not None, f"ledger of an unknown indicator: {ledger.id}"
    wanted = ceil(quota.value) + 6 if quota is not None and indicator.counted else 0
    prepared = min(max(wanted, LEAST_LEDGER_ROWS), MOST_LEDGER_ROWS)
    section = _open(ledger_form(ledger), given, prepared, _ledger_hint(plan, ledger, indicator))
    return replace(section, ledger=ledger)


def _register_hint(ledger: Ledger) -> str:
    key = next((f.title for f in ledger.fields if f.key), "")
    clause = f"（依据：{ledger.clause}）" if ledger.clause else ""
    return (
        f"本台账登记{ledger.name}{clause}，一个填一行，“{key}”不要重复；以前登记的要保留，有变化的改在原来的行。"
        "行数不够时接着往下填。"
    )


def _ledger_hint(plan: Plan, ledger: Ledger, indicator: Indicator) -> str:
    one = f"一{indicator.unit}{ledger.name}" if indicator.counted else "一项"
    parts = [f"本台账是“{indicator.name}”的佐证，{one}填一行"]
    stage = next((f.title for f in ledger.fields if f.stage), None)
    if stage and ledger.stage:
        parts.append(f"“{stage}”为“{ledger.stage}”的才计入累计完成")
    dated = next((f.title for f in ledger.fields if f.dated), None)
    if dated and indicator.basis == "new":
        parts.append(f"“{dated}”应在{plan.start.chinese}至{plan.end.chinese}之间")
    return "；".join(parts) + "。行数不够时接着往下填。"


def _open(form: SheetForm, given: Sequence[Entries], prepared: int, hint: str) -> Section:
    """A table whose rows the clerk adds: what is given, and blank rows, numbered where the form numbers them."""
    blank = max(prepared - len(given), 5)
    entries = [*given, *({} for _ in range(blank))]
    return Section(
        form, tuple(Row({"number": n, **entry}) for n, entry in enumerate(entries, 1)), hint, spare=200
    )
