"""Workbooks as pandas reads them, for the peers that work on data frames."""

import re
from datetime import datetime
from pathlib import Path

import pandas as pd
from known import COVER, COVER_FIELDS, END

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?:个|亩|万元)?")


def read(path: Path) -> dict[str, pd.DataFrame]:
    """Sheet → its values as written; a blank is "", an error cell NaN. Row and column labels count from 0."""
    return pd.read_excel(
        path, sheet_name=None, header=None, dtype=object, engine="openpyxl", keep_default_na=False
    )


def table(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows under the header row that names ``key``, as far as they are filled in; units leave the titles."""
    for index in range(10):
        names = [str(value).split("（")[0].strip() for value in frame.iloc[index]]
        if key in names:
            body = frame.iloc[index + 1 :]
            body.columns = names
            filled = (body.to_numpy()[:, 1:] != "").any(axis=1)
            return body[filled]
    raise SystemExit(f"no header {key}")


def number(value: object) -> float:
    """The number in a cell, with or without its unit; NaN when there is none."""
    if isinstance(value, int | float):
        return float(value)
    match = _NUMBER.fullmatch(str(value).replace(",", "").strip())
    return float(match[1]) if match else float("nan")


def cover(frame: pd.DataFrame) -> dict[str, tuple[int, object]]:
    """Label → (row label, value)."""
    return {
        str(label): (index, value)
        for index, label, value in zip(frame.index, frame[0], frame[1], strict=True)
        if label in COVER_FIELDS
    }


def date_of(value: object) -> datetime | None:
    """The date in a cell, also where it is written as text."""
    if isinstance(value, datetime):
        return value
    for form in ("%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日"):
        try:
            return datetime.strptime(str(value).strip(), form)
        except ValueError:
            continue
    return None


def submitted_on(sheets: dict[str, pd.DataFrame]) -> datetime:
    """The day of submission; without one the period's last day."""
    return date_of(cover(sheets[COVER])["报送日期"][1]) or END
