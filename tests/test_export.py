"""``fuxi export``: tidy tables that say what the report says, in both formats, with a dictionary for every column."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters.tidy.tables import Table, dictionary, tables
from fuxi_cli.pipeline import summarise, tidy
from support.command import fuxi
from support.samples import EXAMPLES

JUNE = EXAMPLES / "submissions" / "2022-06"


@pytest.fixture(scope="module")
def june() -> Summary:
    return summarise([str(JUNE)])


@pytest.fixture(scope="module")
def found(june: Summary) -> dict[str, Table]:
    return {table.name: table for table in tables(june)}


def rows(content: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig")))


def test_every_column_of_every_table_is_in_the_dictionary(june: Summary, found: dict[str, Table]) -> None:
    written = tidy(june, "csv")
    listed = [(row["table"], row["column"]) for row in rows(written["dictionary.csv"])]
    for name, content in written.items():
        if name != "dictionary.csv":
            header = content.decode("utf-8-sig").splitlines()[0].split(",")
            assert [c for t, c in listed if f"{t}.csv" == name] == header
    assert all(row["meaning"] for row in rows(written["dictionary.csv"]))
    assert len(dictionary(found.values()).rows) == len(listed)


def test_figures_are_the_reports(june: Summary) -> None:
    report = fuxi("check", JUNE, "-f", "json").json
    written = [row for row in rows(tidy(june, "csv")["progress.csv"]) if row["period"] == "2022-06"]
    assert len(written) == len(report["gaps"])
    for row, gap in zip(written, report["gaps"], strict=True):
        for name in ("reporter", "indicator", "unit", "light", "status", "due"):
            assert row[name] == (gap[name] or "")
        for name in ("quota", "actual", "gap", "surplus", "rate", "pace", "lag_points", "forecast"):
            stated = gap[name]
            assert (Decimal(row[name]) if row[name] else None) == (
                None if stated is None else Decimal(str(stated))
            )


def test_parquet_holds_the_same_values_exactly(june: Summary, found: dict[str, Table]) -> None:
    pytest.importorskip("pyarrow")
    written = tidy(june, "parquet")
    for name, table in found.items():
        frame = pandas.read_parquet(io.BytesIO(written[f"{name}.parquet"]))
        assert list(frame.columns) == [column.name for column in table.columns]
        assert len(frame) == len(table.rows)
    frame = pandas.read_parquet(io.BytesIO(written["progress.parquet"]))
    quotas = [
        row[[c.name for c in found["progress"].columns].index("quota")] for row in found["progress"].rows
    ]
    assert list(frame["quota"]) == quotas
    assert str(frame["carried_forward"].dtype) == "boolean"
    assert frame["due"].iloc[0].isoformat() == "2022-12-31"


def test_what_is_not_known_is_blank_and_not_0(june: Summary) -> None:
    january = [row for row in rows(tidy(june, "csv")["progress.csv"]) if row["status"] == "not_reported"]
    assert all(row["actual"] == "" for row in january)


def test_same_inputs_same_bytes(june: Summary) -> None:
    again = summarise([str(JUNE)], None)
    assert tidy(june, "csv") == tidy(again, "csv")


def test_a_text_never_becomes_a_formula(june: Summary) -> None:
    item = june.items[0]
    name = item.ledger.fields[0].name
    hostile = june._replace(items=(item._replace(values={**item.values, name: "=cmd|' /C calc'!A0"}),))
    (row,) = rows(tidy(hostile, "csv")[f"ledger-{item.ledger.id}.csv"])
    assert row[name].startswith("'=")


def test_the_command_writes_every_table(tmp_path: Path) -> None:
    result = fuxi("export", JUNE, "-o", tmp_path / "数据")
    assert result.code == 0
    assert {path.name for path in (tmp_path / "数据").iterdir()} >= {"progress.csv", "dictionary.csv"}
    assert len(result.out.splitlines()) == len(list((tmp_path / "数据").iterdir()))


def test_a_wrong_format_is_told(tmp_path: Path) -> None:
    result = fuxi("export", JUNE, "-f", "sas", "-o", tmp_path)
    assert result.code == 2
    assert "csv、parquet" in result.err
