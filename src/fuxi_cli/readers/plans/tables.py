"""quotas.csv, tasks.csv and reporters.csv: their rows as the plan's quotas, tasks and reporters.

A name that no reporter has, a wrong total, a row given twice: all of that loads as it stands, and lint speaks.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from fuxi_cli.core.plan import KINDS, Indicator, Leader, Quota, Reporter, Task
from fuxi_cli.core.words import key, split_unit
from fuxi_cli.readers.plans.csv_rows import CsvTable
from fuxi_cli.readers.plans.faults import Faults, nearest, provided, quoted
from fuxi_cli.readers.plans.files import QUOTAS, Row, parse_date, parse_number

TASK_COLUMNS = (
    "id",
    "number",
    "category",
    "name",
    "short",
    "units",
    "leaders",
    "due",
    "due_text",
    "recurrence",
    "clause",
)
REPORTER_COLUMNS = ("id", "name", "kind", "aliases")

_NUMBER_HEADERS = {key("序号")}
_DUE_HEADERS = {key(word) for word in ("完成时限", "完成日期", "截止日期")}
_TOTALS = {"合计", "总计", "全市合计", "全省合计", "total"}
_NO_QUOTA = {"", "-", "—", "–", "－", "——"}
_SEPARATOR = re.compile(r"[；;\n]")
_LEADER = re.compile(r"(.+?)[（(](.+)[）)]")
_RECURRENCE = re.compile(r"monthly|quarterly|yearly|month:(0[1-9]|1[0-2])")
_REPORTER_ID = re.compile(r"[0-9a-z]+(-[0-9a-z]+)*")


class _Columns(NamedTuple):
    """Where quotas.csv has what; columns count from 0."""

    reporter: int
    due: int | None
    indicators: dict[int, Indicator]


class Quotas(NamedTuple):
    quotas: tuple[Quota, ...]
    declared_totals: tuple[tuple[str, Decimal], ...]


def quotas(
    table: CsvTable,
    indicators: tuple[Indicator, ...],
    reporters: tuple[Reporter, ...],
    dues: dict[str, date],
    faults: Faults,
) -> Quotas:
    """The quotas as printed, and the totals of the 合计 row. Blank or ``-`` is no quota, which is not 0."""
    columns = _columns(table, indicators, faults)
    if columns is None:
        return Quotas((), ())
    ids = {key(name): r.id for r in reversed(reporters) for name in (*reversed(r.aliases), r.name, r.id)}
    found: list[Quota] = []
    totals: list[tuple[str, Decimal]] = []
    for number, row in _rows(table, faults):
        name = _cell(row, columns.reporter)
        figures = list(_figures(table, number, row, columns, faults))
        if any(key(cell) in _TOTALS for cell in row[: columns.reporter + 1]):
            totals.extend((indicator.id, value) for indicator, value in figures)
            continue
        due = _due(table, number, row, columns.due, faults)
        if not name:
            faults.add(table.where(number, columns.reporter + 1), "没有填，应为报送单位的名称。")
        for indicator, value in figures:
            reporter = ids.get(key(name), name)
            found.append(Quota(reporter, indicator.id, value, due or dues[indicator.id], indicator.clause))
    return Quotas(tuple(found), tuple(totals))


def _columns(table: CsvTable, indicators: tuple[Indicator, ...], faults: Faults) -> _Columns | None:
    """What each column is, by its header; None when that cannot be told."""
    wordings = {key(name): indicator for indicator in indicators for name in indicator.names()}
    found: dict[int, Indicator] = {}
    due, others = None, []
    for column, header in enumerate(table.header):
        indicator = wordings.get(key(split_unit(header)[0])) or wordings.get(key(header))
        if indicator is not None and indicator in found.values():
            faults.add(
                table.where(1, column + 1),
                f"“{header}”与前面一栏是同一个指标（{indicator.name}），只保留一栏。",
            )
        elif indicator is not None:
            found[column] = indicator
        elif key(header) in _DUE_HEADERS:
            due = column
        elif header and key(header) not in _NUMBER_HEADERS:
            others.append(column)
    if not others:
        faults.add(f"{QUOTAS} 第1行", "表头里没有报送单位一栏，如“县（市、区）”。")
        return None
    for column in others[1:]:
        header = table.header[column]
        like = nearest(header, [i.header for i in indicators])
        hint = f"，是不是“{like}”？" if like else "。"
        allowed = quoted(i.header for i in indicators) or "（无）"
        faults.add(table.where(1, column + 1), f"没有“{header}”这个指标{hint}plan.yaml 中的指标：{allowed}。")
    return _Columns(others[0], due, found)


def _figures(
    table: CsvTable, number: int, row: Row, columns: _Columns, faults: Faults
) -> Iterator[tuple[Indicator, Decimal]]:
    for column, indicator in columns.indicators.items():
        text = _cell(row, column)
        if text in _NO_QUOTA:
            continue
        value = parse_number(text)
        if value is None or value < 0:
            faults.add(
                table.where(number, column + 1),
                f"{provided(text)}，应为不小于 0 的数字；没有任务数的留空或填“-”。",
            )
        else:
            yield indicator, value


def _due(table: CsvTable, number: int, row: Row, column: int | None, faults: Faults) -> date | None:
    """The row's own due date, where it has one."""
    text = _cell(row, column) if column is not None else ""
    if column is None or not text:
        return None
    due = parse_date(text)
    if due is None:
        faults.add(
            table.where(number, column + 1),
            f"{provided(text)}，应为日期，如 2022-12-31；按指标的时限就留空。",
        )
    return due


def reporters(table: CsvTable, faults: Faults) -> tuple[Reporter, ...]:
    found = []
    for record in _records(table, REPORTER_COLUMNS, faults):
        kind = record.text("kind")
        if kind not in KINDS:
            record.fault(
                "kind", f"{provided(kind)}，应为 {quoted(f'{k}（{v}）' for k, v in KINDS.items())} 之一。"
            )
        id = record.text("id", required=True)
        if id and not _REPORTER_ID.fullmatch(id):
            record.fault(
                "id",
                f"{provided(id)}，应为行政区划代码，或者由小写英文字母、数字和连字符组成，如 dept-finance。",
            )
        found.append(Reporter(id, record.text("name", required=True), kind, record.texts("aliases")))
    return tuple(found)


def tasks(table: CsvTable, faults: Faults) -> tuple[Task, ...]:
    return tuple(_task(record) for record in _records(table, TASK_COLUMNS, faults))


def _task(record: "_Record") -> Task:
    name = record.text("name", required=True)
    units = record.texts("units")
    if not units:
        record.fault("units", "没有填，应为责任单位，第一个为牵头单位；几个单位用“；”隔开。")
    recurrence = record.text("recurrence")
    if recurrence and not _RECURRENCE.fullmatch(recurrence):
        record.fault(
            "recurrence",
            f"{provided(recurrence)}，应为 monthly、quarterly、yearly、month:03（每年3月）之一，或者留空。",
        )
    due = parse_date(record.text("due"))
    if due is None:
        record.fault("due", f"{provided(record.text('due'))}，应为日期，如 2022-12-31。")
    return Task(
        id=record.text("id", required=True),
        number=record.text("number"),
        category=record.text("category"),
        name=name,
        short=record.text("short") or name,
        units=units or ("",),
        leaders=tuple(_leader(record, text) for text in record.texts("leaders")),
        due=due or date.min,
        due_text=record.text("due_text"),
        recurrence=recurrence or None,
        clause=record.text("clause"),
    )


def _leader(record: "_Record", text: str) -> Leader:
    match = _LEADER.fullmatch(text)
    if match is None:
        record.fault("leaders", f"{provided(text)}，应为“姓名（单位）”；几位领导用“；”隔开。")
        return Leader(text, "")
    return Leader(match[1].strip(), match[2].strip())


class _Record(NamedTuple):
    """One row of a table whose columns have fixed names."""

    table: CsvTable
    number: int
    columns: dict[str, int]
    row: Row
    faults: Faults

    def text(self, name: str, required: bool = False) -> str:
        text = _cell(self.row, self.columns[name])
        if required and not text:
            self.fault(name, "没有填。")
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(part for text in _SEPARATOR.split(self.text(name)) if (part := text.strip()))

    def fault(self, name: str, what: str) -> None:
        self.faults.add(self.table.where(self.number, self.columns[name] + 1), what)


def _records(table: CsvTable, names: tuple[str, ...], faults: Faults) -> Iterator[_Record]:
    """The rows under a header of exactly those columns, in any order; nothing when the header is wrong."""
    columns: dict[str, int] = {}
    wrong = False
    for column, header in enumerate(table.header):
        if header and (header not in names or header in columns):
            like = nearest(header, [name for name in names if name not in table.header])
            hint = f"，是不是“{like}”？" if like else "。"
            what = f"“{header}”一栏重复了。" if header in columns else f"没有“{header}”这一栏{hint}"
            faults.add(table.where(1, column + 1), f"{what}应有的各栏：{quoted(names)}。")
            wrong = True
        columns.setdefault(header, column)
    missing = [name for name in names if name not in columns]
    if missing:
        faults.add(f"{table.name} 第1行", f"表头缺少 {quoted(missing)}。应有的各栏：{quoted(names)}。")
    if not missing and not wrong:
        for number, row in _rows(table, faults):
            yield _Record(table, number, columns, row, faults)


def _rows(table: CsvTable, faults: Faults) -> Iterable[tuple[int, Row]]:
    """The rows below the header that hold anything, with their numbers as a spreadsheet counts them."""
    width = len(table.header)
    for number, row in enumerate(table.rows[1:], start=2):
        if any(row[width:]):
            faults.add(
                f"{table.name} 第{number}行",
                f"有 {len(row)} 栏，表头只有 {width} 栏；文字里的英文逗号要用引号括起来。",
            )
        elif any(row):
            yield number, row


def _cell(row: Row, column: int) -> str:
    return row[column] if column < len(row) else ""
