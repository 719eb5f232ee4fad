"""What offices write today for long ledgers: pandas for the values, openpyxl for what pandas hides, the same checks by hand.

Usage: ledger_by_pandas.py WORKBOOK
"""

import re
import sys
from collections.abc import Iterator
from datetime import datetime

import openpyxl
import pandas as pd

START, END = datetime(2022, 1, 1), datetime(2022, 6, 30)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DOCUMENT = re.compile(r"\w[〔(\[【]20\d\d[〕)\]】]第?\d+号")
LEDGERS = {
    "台账-示范基地": ("基地名称", "认定日期", "认定高标准示范基地"),
    "台账-富硒产品": ("证书编号", "发证日期", "认证富硒产品"),
}
OPTIONAL = ("认定文号", "认定日期")


def table(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows under the header row that names ``key``."""
    for index in range(10):
        names = [str(v).split("（")[0].strip() for v in frame.iloc[index]]
        if key in names:
            body = frame.iloc[index + 1 :].copy()
            body.columns = names
            return body[body[key].notna()]
    raise SystemExit(f"no header {key}")


def wrong_code(code: object) -> bool:
    text = str(code)
    if len(text) != 18 or any(c not in ALPHABET for c in text):
        return True
    total = sum(ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(text[:17]))
    return ALPHABET[-total % 31] != text[17]


def faults(body: pd.DataFrame, key: str, day: str) -> Iterator[tuple[str, pd.Series]]:
    for column in body.columns:
        if column not in OPTIONAL:
            yield f"{column} blank", body[column].isna()
    folded = body[key].astype(str).str.normalize("NFKC").str.replace(r"[\s\-_.,、]", "", regex=True)
    yield f"{key} doubled", folded.str.casefold().duplicated()
    dates = pd.to_datetime(body[day], errors="coerce")
    yield f"{day} no date", dates.isna()
    yield f"{day} in the future", dates > END
    yield f"{day} before the plan", dates < START
    if "统一社会信用代码" in body:
        yield "wrong code", body["统一社会信用代码"].map(wrong_code)
    if "认定文号" in body:
        yield "document", ~body["认定文号"].astype(str).map(lambda text: bool(DOCUMENT.search(text)))
    if "有效期至" in body:
        yield "expired", pd.to_datetime(body["有效期至"], errors="coerce") <= END
    if "面积" in body:
        yield "not a number", pd.to_numeric(body["面积"], errors="coerce").isna()
    if "阶段" in body:
        yield "stage", ~body["阶段"].isin(("申报中", "已认定"))


def check_hidden(path: str, found: list[str]) -> None:
    """What pandas does not show: error cells, hidden rows, merged data."""
    for sheet in openpyxl.load_workbook(path, data_only=True):
        for row in sheet.iter_rows():
            found.extend(f"{sheet.title}!{c.coordinate}: {c.value}" for c in row if c.data_type == "e")
        for number, dimension in sheet.row_dimensions.items():
            if dimension.hidden:
                found.append(f"{sheet.title} row {number}: hidden")


def main() -> None:
    path = sys.argv[1]
    sheets = pd.read_excel(path, engine="openpyxl", sheet_name=None, header=None, dtype=object)
    figures = table(sheets["指标进度"], "指标").set_index("指标")
    found: list[str] = []
    for name, (key, day, indicator) in LEDGERS.items():
        body = table(sheets[name], key)
        for what, wrong in faults(body, key, day):
            found.extend(f"{name} row {index + 1}: {what}" for index in body.index[wrong])
        done = body[body["阶段"] == "已认定"] if "阶段" in body else body
        if len(done) != figures.loc[indicator, "累计完成"]:
            found.append(f"{indicator}: {len(done)} rows")
    check_hidden(path, found)
    print("\n".join(found))


main()
