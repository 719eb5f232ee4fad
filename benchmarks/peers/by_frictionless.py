"""The same by frictionless: each sheet is a resource with a schema; what a schema cannot say is a check of our own.

Usage: by_frictionless.py FOLDER_OR_FILE QUOTAS_CSV OUT_CSV

A resource is one sheet, so nothing is compared across sheets or workbooks (E101, E102, C110, X101), and nothing is
known of hidden rows (S401) and formulas without a value (S406).
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from frictionless import Check, Checklist, Dialect, Resource, Row, Schema, errors, formats, system
from known import (
    COVER,
    COVER_FIELDS,
    DOCUMENT,
    END,
    FIGURES,
    HEADER_ROW,
    LEDGERS,
    START,
    STATUSES,
    TASKS,
    Finding,
    Ledger,
    letter,
    read_quotas,
    right_code,
    workbooks,
    write,
)

# Absolute paths are "not safe" for it otherwise.
system.trusted = True
CODES = {"enum": "T108", "minimum": "T104", "pattern": "E109"}
ERROR_CELLS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
UNITS = {"面积": "面积（亩）", "投资额": "投资额（万元）"}


class RowCheck(Check):
    """A check of whole rows that gives the columns that are wrong, and the rule of each."""

    def wrong(self, row: Row) -> Iterator[tuple[str, str]]:
        raise NotImplementedError

    def validate_row(self, row: Row) -> Iterable[errors.ConstraintError]:
        unread = {error.field_name for error in row.errors if isinstance(error, errors.CellError)}
        if any(row.cells[1:]):
            for column, code in self.wrong(row):
                if column not in unread:
                    yield errors.ConstraintError.from_row(row, note=code, field_name=column)


class LedgerCheck(RowCheck):
    def __init__(self, known: Ledger, submitted: datetime) -> None:
        super().__init__()
        self.known, self.submitted = known, submitted.date()

    def wrong(self, row: Row) -> Iterator[tuple[str, str]]:
        known = self.known
        staged = known.stage is None or row[known.stage] == "已认定"
        asked = (known.document, known.day) if known.stage and staged else ()
        for column in (*known.required, *asked):
            if row[UNITS.get(column, column)] is None:
                yield UNITS.get(column, column), "T101"
        if known.code and row[known.code] and not right_code(row[known.code]):
            yield known.code, "T112"
        for column, least in known.numbers.items():
            value = row[UNITS[column]]
            if staged and value is not None and 0 <= value < least:
                yield UNITS[column], "E104"
        day = row[known.day]
        if day is not None and day > self.submitted:
            yield known.day, "T106"
        elif day is not None and staged and day < START.date():
            yield known.day, "E107"
        until = row[known.expires] if known.expires else None
        if until is not None and (until <= END.date() or (day is not None and until < day)):
            yield str(known.expires), "E106"


class TaskCheck(RowCheck):
    def __init__(self, submitted: datetime) -> None:
        super().__init__()
        self.submitted = submitted.date()

    def wrong(self, row: Row) -> Iterator[tuple[str, str]]:
        status, day = row["状态"], row["完成日期"]
        if status is None:
            yield "状态", "T101"
        elif status == "已完成":
            if day is None:
                yield "完成日期", "C106"
            elif day > self.submitted:
                yield "完成日期", "C108"
            if row["佐证文号"] is None:
                yield "佐证文号", "C107"
        elif day is not None and status in STATUSES:
            yield "完成日期", "C111"


class FigureCheck(RowCheck):
    def __init__(self, quotas: dict[str, int]) -> None:
        super().__init__()
        self.quotas = quotas

    def wrong(self, row: Row) -> Iterator[tuple[str, str]]:
        owed = self.quotas.get(row["指标"])
        quota, month, total, rate, gap = (
            None if row[name] is None else float(row[name])
            for name in ("年度任务数", "本月新增", "累计完成", "完成率", "差额")
        )
        for column, value in (("本月新增", month), ("累计完成", total)):
            if value is None:
                yield column, "T101"
            elif value > 0 and value % 1:
                yield column, "T103"
        if owed is not None and quota != owed:
            yield "年度任务数", "Q101"
        if month is not None and total is not None and month % 1 == 0 and month > total:
            yield "本月新增", "C101"
        if not owed or total is None or total < 0:
            return
        owes = {owed, quota or owed}
        if rate is not None and all(abs(rate - total / q) > 0.0005 for q in owes):
            yield "完成率", "C103"
        if gap is not None and all(gap not in (q - total, max(q - total, 0)) for q in owes):
            yield "差额", "C104"


def schema(columns: dict[str, dict[str, object]]) -> Schema:
    fields = [{"name": name, "type": "any"} | rest for name, rest in columns.items()]
    return Schema.from_descriptor({"fields": fields})


def any_of(*names: str) -> dict[str, dict[str, object]]:
    return {name: {} for name in names}


DATE = {"type": "date", "format": "any"}
NUMBER = {"type": "number", "bareNumber": False}
COUNT = NUMBER | {"constraints": {"minimum": 0}}


def ledger_schema(known: Ledger, header: tuple[str, ...]) -> Schema:
    columns = any_of(*header)
    for name, allowed in known.lists.items():
        columns[name] = {"type": "string", "constraints": {"enum": list(allowed)}}
    for name in known.numbers:
        columns[UNITS[name]] = COUNT
    for name in filter(None, (known.day, known.expires)):
        columns[name] = DATE
    columns[known.key] = {"type": "string", "constraints": {"unique": True}}
    if known.document:
        pattern = f".*{DOCUMENT.pattern}.*"
        columns[known.document] = {"type": "string", "constraints": {"pattern": pattern}}
    return schema(columns)


FIGURE_SCHEMA = schema(
    any_of("序号", "指标", "单位")
    | {"年度任务数": NUMBER, "本月新增": COUNT, "累计完成": COUNT, "完成率": NUMBER, "差额": NUMBER}
    | any_of("备注")
)
TASK_SCHEMA = schema(
    any_of("序号", "重点工作", "责任单位", "责任领导", "完成时限")
    | {"状态": {"type": "string", "constraints": {"enum": list(STATUSES)}}, "完成日期": DATE}
    | any_of("佐证文号", "进展情况", "存在问题")
)


def resource(path: Path, sheet: str, schema: Schema | None = None) -> Resource:
    dialect = Dialect(header_rows=[HEADER_ROW], controls=[formats.ExcelControl(sheet=sheet)])
    return Resource(path=str(path.resolve()), format="xlsx", dialect=dialect, schema=schema)


@lru_cache
def header(path: Path, sheet: str) -> tuple[str, ...]:
    with resource(path, sheet) as opened:
        return tuple(opened.header)


def validate(path: Path, sheet: str, schema: Schema, check: Check) -> Iterator[tuple[str, str, str]]:
    report = resource(path, sheet, schema).validate(Checklist(checks=[check]))
    for error in report.tasks[0].errors:
        if not isinstance(error, errors.CellError):
            raise SystemExit(f"{path.name} {sheet}: {error.message}")
        cell = f"{letter(error.field_number - 1)}{error.row_number}"
        yield sheet, cell, code_of(error, schema)


def code_of(error: errors.CellError, schema: Schema) -> str:
    if error.cell in ERROR_CELLS:
        return "S407"
    if error.type == "type-error":
        return "T105" if schema.get_field(error.field_name).type == "date" else "T102"
    if error.type == "unique-error":
        return "E103"
    return next((code for word, code in CODES.items() if f'"{word}"' in error.note), error.note)


def read_cover(path: Path) -> dict[str, tuple[int, object]]:
    dialect = Dialect(header=False, controls=[formats.ExcelControl(sheet=COVER)])
    with Resource(path=str(path.resolve()), format="xlsx", dialect=dialect) as opened:
        cells = list(opened.cell_stream)
    return {row[0]: (n, row[1]) for n, row in enumerate(cells, start=1) if row and row[0] in COVER_FIELDS}


def check(path: Path, quotas: dict[str, dict[str, int]], form: Path) -> Iterator[tuple[str, str, str]]:
    cover = read_cover(path)
    for row, value in cover.values():
        if value is None or value == "":
            yield COVER, f"B{row}", "S210"
    day = cover["报送日期"][1]
    submitted = day if isinstance(day, datetime) else END
    yield from validate(path, FIGURES, FIGURE_SCHEMA, FigureCheck(quotas[str(cover["报送单位"][1])]))
    yield from validate(path, TASKS, TASK_SCHEMA, TaskCheck(submitted))
    for sheet, known in LEDGERS.items():
        yield from validate(
            path, sheet, ledger_schema(known, header(form, sheet)), LedgerCheck(known, submitted)
        )


def main() -> None:
    source, quotas_csv, out = sys.argv[1:4]
    quotas, found, paths = read_quotas(quotas_csv), list[Finding](), workbooks(source)
    for path in paths:
        found += [(path.name, *finding) for finding in check(path, quotas, paths[0])]
    write(found, out)


main()
