"""What offices write today: pandas for the values, openpyxl for what pandas hides, the same checks by hand.

Usage: pandas_openpyxl.py WORKBOOK QUOTAS_CSV
"""

import sys
from datetime import datetime
from decimal import Decimal, InvalidOperation

import openpyxl
import pandas as pd

PERIOD_END = datetime(2022, 6, 30)


def table(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows under the header row that names ``key``."""
    for index, row in frame.iterrows():
        names = [str(v).split("（")[0].strip() for v in row]
        if key in names:
            body = frame.iloc[index + 1 :].copy()
            body.columns = names
            return body
    raise SystemExit(f"no header {key}")


def number(value: object) -> Decimal | None:
    try:
        return None if pd.isna(value) else Decimal(str(value))
    except InvalidOperation:
        return None


def check_figures(frame: pd.DataFrame, quotas: dict[str, Decimal], found: list[str]) -> None:
    for index, row in table(frame, "指标").iterrows():
        name = row["指标"]
        if pd.isna(name):
            continue
        where = f"指标进度 row {index + 1}"
        quota, month, done = (number(row[c]) for c in ("年度任务数", "本月新增", "累计完成"))
        for title in ("本月新增", "累计完成"):
            if pd.isna(row[title]):
                found.append(f"{where}: {title} blank")
            elif number(row[title]) is None:
                found.append(f"{where}: {title} not a number")
        if quotas.get(name) != quota:
            found.append(f"{where}: quota {quota} != {quotas.get(name)}")
        if month is not None and done is not None and month > done:
            found.append(f"{where}: month {month} > cumulative {done}")
        if quota and done is not None:
            rate, gap = number(row["完成率"]), number(row["差额"])
            if rate is not None and round(rate, 3) != round(done / quota, 3):
                found.append(f"{where}: rate {rate}")
            if gap is not None and gap != max(quota - done, 0):
                found.append(f"{where}: gap {gap}")
            if done / quota < Decimal(6) / 12 - Decimal("0.1"):
                found.append(f"{where}: behind pace")


def check_tasks(frame: pd.DataFrame, found: list[str]) -> None:
    for index, row in table(frame, "重点工作").iterrows():
        if pd.isna(row["重点工作"]):
            continue
        where = f"重点任务 row {index + 1}"
        if row["状态"] not in ("未启动", "推进中", "已完成"):
            found.append(f"{where}: status")
        if row["状态"] == "已完成" and (pd.isna(row["完成日期"]) or pd.isna(row["佐证文号"])):
            found.append(f"{where}: done without evidence")


def check_ledger(name: str, frame: pd.DataFrame, found: list[str]) -> None:
    for row in frame.iloc[3:].itertuples():
        for value in row[2:]:
            if isinstance(value, datetime) and value > PERIOD_END:
                found.append(f"{name} row {row.Index + 1}: date in the future")


def check_hidden(path: str, found: list[str]) -> None:
    """What pandas does not show: error cells, hidden rows, formulas without value, merged data."""
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    for sheet in values:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    found.append(f"{sheet.title}!{cell.coordinate}: {cell.value}")
                if cell.value is None and formulas[sheet.title][cell.coordinate].data_type == "f":
                    found.append(f"{sheet.title}!{cell.coordinate}: no value")
        for number_, dimension in sheet.row_dimensions.items():
            if dimension.hidden and any(c.value is not None for c in sheet[number_]):
                found.append(f"{sheet.title} row {number_}: hidden")


def main() -> None:
    path, quotas_csv = sys.argv[1:3]
    sheets = pd.read_excel(path, engine="openpyxl", sheet_name=None, header=None, dtype=object)
    annex = pd.read_csv(quotas_csv, dtype=str)
    cover = sheets["封面"]
    reporter = next(
        str(v)
        for row in cover.itertuples()
        for v in row
        if isinstance(v, str) and v.endswith(("县", "区", "市"))
    )
    line = annex[annex.iloc[:, 1] == reporter].iloc[0]
    quotas = {title.split("（")[0]: Decimal(value) for title, value in line.iloc[2:].items()}
    found: list[str] = []
    for name, frame in sheets.items():
        if name == "指标进度":
            check_figures(frame, quotas, found)
        elif name == "重点任务":
            check_tasks(frame, found)
        elif name.startswith("台账"):
            check_ledger(name, frame, found)
    check_hidden(path, found)
    print("\n".join(found))


main()
