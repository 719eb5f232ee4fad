"""tasks.csv and reporters.csv: their rows as the plan's tasks and reporters.

A name that no reporter has, a wrong total, a row given twice: all of that loads as it stands, and lint speaks.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan import KINDS, Leader, Reporter, Task
from fuxi_cli.readers.plans.csv_rows import CsvTable
from fuxi_cli.readers.plans.faults import Faults, provided, quoted
from fuxi_cli.readers.plans.files import Row, about_date, parse_date
from fuxi_cli.readers.plans.posts import leader

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

_SEPARATOR = re.compile(r"[；;\n]")
_RECURRENCE = re.compile(r"monthly|quarterly|yearly|month:(0[1-9]|1[0-2])")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,2}")
_CODE_LENGTHS = (6, 9, 12)
_REPORTER_ID = re.compile(r"[0-9a-z]+(-[0-9a-z]+)*")


def reporters(table: CsvTable, faults: Faults) -> tuple[Reporter, ...]:
    found = []
    for record in records(table, REPORTER_COLUMNS, faults):
        kind = record.text("kind")
        if kind not in KINDS:
            record.fault(
                "kind", f"{provided(kind)}，应为 {quoted(f'{k}（{v}）' for k, v in KINDS.items())} 之一。"
            )
        id = record.text("id", required=True)
        if fault := _fault_of_id(id):
            record.fault("id", f"{provided(id)}，{fault}")
        found.append(Reporter(id, record.text("name", required=True), kind, record.texts("aliases")))
    return tuple(found)


def _fault_of_id(id: str) -> str | None:
    """What is wrong with a reporter's id; None when nothing is, or when it is blank."""
    if _SCIENTIFIC.fullmatch(id):
        return "是 Excel 写成了科学记数；应为行政区划代码，如 360731：请把这一栏设为“文本”后重新填。"
    if id and not _REPORTER_ID.fullmatch(id):
        return "应为行政区划代码，或者由小写英文字母、数字和连字符组成，如 dept-finance。"
    if id.isdigit() and len(id) not in _CODE_LENGTHS:
        return (
            f"有 {len(id)} 位数字，行政区划代码应为 6 位（乡镇 9 位、村 12 位）；开头的 0 可能被 Excel 去掉了，"
            "请把这一栏设为“文本”后重新填。"
        )
    return None


def tasks(table: CsvTable, faults: Faults) -> tuple[Task, ...]:
    return tuple(_task(record) for record in records(table, TASK_COLUMNS, faults))


def _task(record: "Record") -> Task:
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
        text = record.text("due")
        record.fault("due", f"{provided(text)}{about_date(text)}，应为日期，如 2022-12-31。")
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


def _leader(record: "Record", text: str) -> Leader:
    found = leader(text)
    if isinstance(found, Leader):
        return found
    record.fault("leaders", f"{provided(text)}，{found}")
    return Leader(text, "")


class Record(NamedTuple):
    """One row of a table whose columns have fixed names."""

    table: CsvTable
    number: int
    columns: dict[str, int]
    row: Row
    faults: Faults

    def text(self, name: str, required: bool = False) -> str:
        text = _cell(self.row, self.columns[name])
        if required and not text:
            self.fault(name, "没有填；这一栏每行都要填。")
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(part for text in _SEPARATOR.split(self.text(name)) if (part := text.strip()))

    def fault(self, name: str, what: str) -> None:
        self.faults.add(self.table.where(self.number, self.columns[name] + 1), what)


def records(table: CsvTable, names: tuple[str, ...], faults: Faults) -> Iterator[Record]:
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
            yield Record(table, number, columns, row, faults)


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
