"""The same by pandera: each table is a data frame with a schema, validated lazily; read by pandas.

Usage: by_pandera.py FOLDER_OR_FILE QUOTAS_CSV OUT_CSV

What several sheets say of each other is joined to the frame of the figures before it is validated. Frames of several
workbooks are not compared (X101), and nothing is known of hidden rows (S401) and formulas without a value (S406).
"""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from frames import cover, date_of, number, read, submitted_on, table
from known import (
    COVER,
    COVER_FIELDS,
    DOCUMENT,
    END,
    FIGURES,
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

PARSED = "#"
"""Behind a column's title: the numbers or dates read from it."""
Mask = Callable[[pd.DataFrame], pd.Series]


def rule(code: str, column: str, wrong: Mask) -> pa.Check:
    """A check of rows; its name tells rule and column."""
    return pa.Check(lambda frame: ~wrong(frame), name=f"{code} {column}")


def filled(frame: pd.DataFrame, column: str) -> pd.Series:
    return frame[column].notna() & (frame[column] != "")


def blank(frame: pd.DataFrame, column: str) -> pd.Series:
    return frame[column].isin([""])


def unread(frame: pd.DataFrame, column: str) -> pd.Series:
    return filled(frame, column) & frame[column + PARSED].isna()


def missing(column: str) -> pa.Check:
    return rule("T101", column, partial(blank, column=column))


def staged(frame: pd.DataFrame, known: Ledger) -> pd.Series:
    return frame[known.stage] == "已认定" if known.stage else pd.Series(True, frame.index)


def one_of(column: str, allowed: tuple[str, ...]) -> pa.Check:
    return rule("T108", column, lambda frame: filled(frame, column) & ~frame[column].isin(allowed))


def every(column: str, code: str, right: Callable[[object], bool]) -> pa.Check:
    return rule(code, column, lambda frame: filled(frame, column) & ~frame[column].map(right).astype(bool))


def parse(frame: pd.DataFrame, numbers: tuple[str, ...], days: tuple[str, ...]) -> pd.DataFrame:
    extra = {name + PARSED: frame[name].map(number).astype(float) for name in numbers}
    extra |= {name + PARSED: pd.to_datetime(frame[name].map(date_of)) for name in days}
    return frame.assign(**extra)


def days_of(known: Ledger) -> tuple[str, ...]:
    return (known.day, known.expires) if known.expires else (known.day,)


def ledger_schema(known: Ledger) -> pa.DataFrameSchema:
    day, day_ = known.day, known.day + PARSED
    checks = [missing(column) for column in known.required]
    checks += [one_of(*item) for item in known.lists.items()]
    checks += [rule("T105", column, partial(unread, column=column)) for column in days_of(known)]
    checks += [
        rule("T106", day, lambda frame: frame[day_] > frame["submitted"]),
        rule("E107", day, lambda frame: (frame[day_] < START) & staged(frame, known)),
        rule("E103", known.key, lambda frame: frame["key"].duplicated() & filled(frame, known.key)),
    ]
    for column in filter(None, (known.document, day if known.document else None)):
        checks.append(rule("T101", column, lambda f, c=column: staged(f, known) & blank(f, c)))
    for column, least in known.numbers.items():
        value = column + PARSED
        checks += [
            rule("T102", column, partial(unread, column=column)),
            rule("T104", column, lambda f, v=value: f[v] < 0),
            rule("E104", column, lambda f, v=value, n=least: (f[v] >= 0) & (f[v] < n) & staged(f, known)),
        ]
    if known.code:
        checks.append(every(known.code, "T112", right_code))
    if known.document:
        checks.append(every(known.document, "E109", lambda text: bool(DOCUMENT.search(str(text)))))
    if known.expires:
        until = known.expires + PARSED
        checks.append(rule("E106", known.expires, lambda f: (f[until] <= END) | (f[until] < f[day_])))
    return pa.DataFrameSchema(checks=checks)


def task_schema() -> pa.DataFrameSchema:
    day = "完成日期" + PARSED

    def done(frame: pd.DataFrame) -> pd.Series:
        return frame["状态"] == "已完成"

    return pa.DataFrameSchema(
        checks=[
            missing("状态"),
            one_of("状态", STATUSES),
            rule("T105", "完成日期", partial(unread, column="完成日期")),
            rule("C106", "完成日期", lambda f: done(f) & blank(f, "完成日期")),
            rule("C107", "佐证文号", lambda f: done(f) & blank(f, "佐证文号")),
            rule("C108", "完成日期", lambda f: done(f) & (f[day] > f["submitted"])),
            rule("C111", "完成日期", lambda f: ~done(f) & f["状态"].isin(STATUSES) & f[day].notna()),
        ]
    )


def rate_wrong(frame: pd.DataFrame) -> pd.Series:
    total, rate = frame["累计完成#"], frame["完成率#"]
    right = [(rate - total / frame[quota]).abs() <= 0.0005 for quota in ("owed", "年度任务数#")]
    return rate.notna() & (total >= 0) & frame["owed"].notna() & ~right[0] & ~right[1]


def gap_wrong(frame: pd.DataFrame) -> pd.Series:
    gap = frame["差额#"]
    lefts = [frame[quota] - frame["累计完成#"] for quota in ("owed", "年度任务数#")]
    right = [(gap == left) | (gap == left.clip(lower=0)) for left in lefts]
    known = gap.notna() & (frame["累计完成#"] >= 0) & frame["owed"].notna()
    return known & ~right[0] & ~right[1]


def count_wrong(frame: pd.DataFrame) -> pd.Series:
    total = frame["累计完成#"]
    return frame["sound"] & (total >= 0) & (total % 1 == 0) & (total != frame["counted"])


def month_wrong(frame: pd.DataFrame) -> pd.Series:
    month = frame["本月新增#"]
    whole = frame["sound"] & (month >= 0) & (month % 1 == 0) & (month != frame["counted_month"])
    return whole & ~(month > frame["累计完成#"]) & ~count_wrong(frame) & ~frame["nil"]


def figure_schema() -> pa.DataFrameSchema:
    checks = [
        rule("Q101", "年度任务数", lambda f: f["owed"].notna() & (f["年度任务数#"] != f["owed"])),
        rule("C101", "本月新增", lambda f: (f["本月新增#"] % 1 == 0) & (f["本月新增#"] > f["累计完成#"])),
        rule("C103", "完成率", rate_wrong),
        rule("C104", "差额", gap_wrong),
        rule("E101", "累计完成", count_wrong),
        rule("E102", "本月新增", month_wrong),
    ]
    for column in ("本月新增", "累计完成"):
        value = column + PARSED
        checks += [
            missing(column),
            rule("T102", column, partial(unread, column=column)),
            rule("T103", column, lambda f, v=value: (f[v] > 0) & (f[v] % 1 > 0)),
            rule("T104", column, lambda f, v=value: f[v] < 0),
        ]
    return pa.DataFrameSchema(checks=checks)


LEDGER_SCHEMAS = {sheet: ledger_schema(known) for sheet, known in LEDGERS.items()}
FIGURE_SCHEMA, TASK_SCHEMA = figure_schema(), task_schema()


def validate(
    schema: pa.DataFrameSchema, frame: pd.DataFrame, sheet: str, titles: list[str]
) -> Iterator[tuple[str, str, str]]:
    errors = frame.isna()
    for column in titles:
        for row in frame.index[errors[column]]:
            yield sheet, f"{letter(titles.index(column))}{row + 1}", "S407"
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        cases = found.failure_cases[["check", "index"]].drop_duplicates()
        for name, row in cases.itertuples(index=False):
            code, column = name.split()
            yield sheet, f"{letter(titles.index(column))}{row + 1}", code


def check(path: Path, quotas: dict[str, dict[str, int]]) -> Iterator[tuple[str, str, str]]:
    sheets = read(path)
    fields, submitted = cover(sheets[COVER]), submitted_on(sheets)
    yield from ((COVER, f"B{fields[name][0] + 1}", "S210") for name in COVER_FIELDS if fields[name][1] == "")
    nil = fields["本月有无进展"][1] == "无"
    body = table(sheets[TASKS], "重点工作")
    tasks = parse(body, (), ("完成日期",)).assign(submitted=submitted)
    yield from validate(TASK_SCHEMA, tasks, TASKS, list(body.columns))
    counts: dict[str, tuple[int, int, bool]] = {}
    for sheet, known in LEDGERS.items():
        body = table(sheets[sheet], known.key)
        ledger = parse(body, tuple(known.numbers), days_of(known)).assign(submitted=submitted)
        ledger["key"] = body[known.key].astype(str).str.normalize("NFKC").str.casefold()
        found = list(validate(LEDGER_SCHEMAS[sheet], ledger, sheet, list(body.columns)))
        yield from found
        counts[known.indicator] = (*count(ledger, known), not found)
    body = table(sheets[FIGURES], "指标")
    figures = parse(body, ("年度任务数", "本月新增", "累计完成", "完成率", "差额"), ())
    figures["owed"] = body["指标"].map(quotas[str(fields["报送单位"][1])])
    figures["nil"] = nil
    for place, name in enumerate(("counted", "counted_month", "sound")):
        figures[name] = body["指标"].map({indicator: c[place] for indicator, c in counts.items()})
    yield from validate(FIGURE_SCHEMA, figures, FIGURES, list(body.columns))
    if nil and (figures["本月新增#"] > 0).any():
        yield COVER, f"B{fields['本月有无进展'][0] + 1}", "C110"


def count(ledger: pd.DataFrame, known: Ledger) -> tuple[int, int]:
    """How many objects count by the period's end, and how many of them are dated in its last month."""
    day = ledger[known.day + PARSED]
    counts = staged(ledger, known) & filled(ledger, known.key) & day.between(START, END)
    kept = ledger[counts].drop_duplicates("key")
    return len(kept), int((day[kept.index] >= datetime(END.year, END.month, 1)).sum())


def main() -> None:
    source, quotas_csv, out = sys.argv[1:4]
    quotas, found = read_quotas(quotas_csv), list[Finding]()
    for path in workbooks(source):
        found += [(path.name, *finding) for finding in check(path, quotas)]
    write(found, out)


main()
