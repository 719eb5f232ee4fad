"""baselines.csv: figures that the document does not give and the office supplies. A plan may do without the file."""

from decimal import Decimal

from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan import Baseline, Indicator, Reporter
from fuxi_cli.core.words import key
from fuxi_cli.readers.plans.csv_rows import CsvTable
from fuxi_cli.readers.plans.faults import Faults, provided, quoted
from fuxi_cli.readers.plans.files import parse_number
from fuxi_cli.readers.plans.tables import Record, records

COLUMNS = ("indicator", "reporter", "value", "source")

Baselines = tuple[tuple[Baseline, ...], tuple[Baseline, ...]]
"""Baselines, and benchmarks."""


def baselines(
    table: CsvTable, indicators: tuple[Indicator, ...], reporters: tuple[Reporter, ...], faults: Faults
) -> Baselines:
    """What each row supplies: for a target 高于 a benchmark, for any other the amount before the plan.

    ``reporter`` is blank for the whole plan.
    """
    known = {name: one for one in indicators for name in (one.id, one.name, one.short)}
    ids = {key(name): r.id for r in reversed(reporters) for name in (*reversed(r.aliases), r.name, r.id)}
    before: dict[tuple[str, str | None], Baseline] = {}
    series: dict[tuple[str, str | None], Baseline] = {}
    for record in records(table, COLUMNS, faults):
        indicator = known.get(record.text("indicator"))
        if indicator is None:
            record.fault("indicator", _unknown(record.text("indicator"), indicators))
            continue
        name = record.text("reporter")
        reporter = ids.get(key(name)) if name else None
        if name and reporter is None:
            record.fault(
                "reporter", f"{provided(name)}，reporters.csv 里没有这个报送单位；全部单位合计的留空。"
            )
        found = Baseline(indicator.id, _value(record), reporter, record.text("source"))
        into = series if indicator.operator == "above" else before
        if into.setdefault((indicator.id, reporter), found) is not found:
            record.fault("indicator", f"“{indicator.id}”的这个数前面已经有一行，只保留一行。")
    return tuple(before.values()), tuple(series.values())


def _unknown(name: str, indicators: tuple[Indicator, ...]) -> str:
    ids = [one.id for one in indicators]
    like = nearest(name, ids)
    hint = f"，是不是“{like}”？" if like else "。"
    return f"{provided(name)}，不是本方案的指标{hint}本方案的指标：{quoted(ids) or '（无）'}。"


def _value(record: Record) -> Decimal:
    value = parse_number(record.text("value"))
    if value is None:
        record.fault("value", f"{provided(record.text('value'))}，应为数字，不写单位。")
    return value or Decimal(0)
