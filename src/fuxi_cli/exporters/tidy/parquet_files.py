"""Tidy tables as Parquet, with exact decimals; the data dictionary is a CSV for people."""

from decimal import Decimal
from importlib import import_module
from io import BytesIO
from typing import Any

from pandas import Series

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters.tidy.frames import frame, written
from fuxi_cli.exporters.tidy.tables import Table, dictionary, tables

_DIGITS, _PLACES = 38, 10
"""What every decimal column is stored as; a wider number cannot come from a workbook that was accepted."""


def files(summary: Summary) -> dict[str, bytes]:
    """File name → content: every table, and the data dictionary. Raises FuxiError without pyarrow."""
    try:
        arrow = import_module("pyarrow")
    except ModuleNotFoundError:
        raise FuxiError("写 parquet 需要 pyarrow：请先运行 pip install pyarrow，或改用 -f csv。") from None
    found = list(tables(summary))
    result = {f"{table.name}.parquet": _parquet(table, arrow) for table in found}
    words = written(dictionary(found)).to_csv(index=False, lineterminator="\r\n")
    return {**result, "dictionary.csv": words.encode("utf-8-sig")}


def _parquet(table: Table, arrow: Any) -> bytes:
    types = {
        "text": arrow.string(),
        "number": arrow.decimal128(_DIGITS, _PLACES),
        "share": arrow.decimal128(_DIGITS, _PLACES),
        "integer": arrow.int64(),
        "date": arrow.date32(),
        "boolean": arrow.bool_(),
    }
    schema = arrow.schema([(column.name, types[column.type]) for column in table.columns])
    target = BytesIO()
    data = frame(table)
    for column in table.columns:
        if column.type in ("number", "share"):
            stored = [_stored(value) for value in data[column.name]]
            # Said outright: of no values pandas would make floats, which are no decimals.
            data[column.name] = Series(stored, dtype="object")
    data.to_parquet(target, index=False, engine="pyarrow", schema=schema)
    return target.getvalue()


def _stored(value: Decimal | None) -> Decimal | None:
    """With the places of the column."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-_PLACES))
