"""The faults that the generator puts into one workbook in twelve: what offices meet, one at a time."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "examples"))

from story import with_figure, with_ledger_cell, with_task

from fuxi_cli.exporters.template_content import Prefill, Value

COVER, FIGURES, TASKS = "封面", "指标进度", "重点任务"
BASE, PRODUCT, LEADING, PROCESSING = "台账-示范基地", "台账-富硒产品", "台账-龙头企业", "台账-精深加工企业"
PARTS = {FIGURES: "xl/worksheets/sheet2.xml", BASE: "xl/worksheets/sheet4.xml"}


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    code: str
    """The rule that finds it."""
    sheet: str
    cell: str
    """Where it is found."""
    change: Callable[[Prefill], Prefill] | None = None
    """Changes the sound entries."""
    in_xml: Callable[[str], str] | None = None
    """Changes the sheet's XML instead: what no entry can say."""

    @property
    def part(self) -> str:
        return PARTS[self.sheet]


def _cover(entries: Prefill, **changes: Value) -> Prefill:
    return replace(entries, cover={**entries.cover, **changes})


def _figure(entries: Prefill, indicator: str, **changes: Value) -> Prefill:
    return with_figure(entries, indicator, changes)


def _task(entries: Prefill, **changes: Value) -> Prefill:
    return with_task(entries, "6", changes)


def _ledger(entries: Prefill, ledger: str, row: int, **changes: Value) -> Prefill:
    return with_ledger_cell(entries, ledger, row, changes)


def _certificate(entries: Prefill, neighbour: bool) -> Prefill:
    """The first product's certificate is the second's too, or that of the county next on the list."""
    first = str(entries.ledgers["product"][0]["certificate"])
    code = first.split("-")[1]
    other = first.replace(code, str(int(code) + 1)) if neighbour else first
    return _ledger(entries, "product", 1, certificate=other)


def _wrong_code(entries: Prefill) -> Prefill:
    code = str(entries.ledgers["product"][0]["uscc"])
    return _ledger(entries, "product", 0, uscc=code[:-1] + ("0" if code[-1] != "0" else "1"))


def _small_investment(entries: Prefill) -> Prefill:
    """An enterprise with too small an investment, recognised in June and counted."""
    entries = _figure(entries, "processing-enterprise", month=1, cumulative=1)
    day, document = date(2022, 6, 9), "示例办字〔2022〕9号"
    return _ledger(
        entries,
        "processing-enterprise",
        0,
        stage="已认定",
        recognised_on=day,
        document=document,
        investment=4000,
    )


def _with_unit(entries: Prefill) -> Prefill:
    return _figure(entries, "base", cumulative=f"{entries.figures['base']['cumulative']}个")


def _hidden(row: int, xml: str) -> str:
    return xml.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"')


def _error(cell: str, xml: str) -> str:
    return re.sub(rf'<c r="{cell}"([^>]*)><v>[^<]*</v></c>', rf'<c r="{cell}"\1 t="e"><v>#REF!</v></c>', xml)


def _uncalculated(cell: str, xml: str) -> str:
    return re.sub(rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v>[^<]*</v>', r"\1", xml)


_done = partial(_task, status="已完成", detail="任务全部办结（示例）")
_JUNE_20, _PAPER = date(2022, 6, 20), "示例办字〔2022〕9号"

FAULTS = (
    Fault(
        "month above cumulative",
        "C101",
        FIGURES,
        "E7",
        partial(_figure, indicator="leading-enterprise", month=9),
    ),
    Fault("reviewer missing", "S210", COVER, "B10", partial(_cover, reviewer=None)),
    Fault(
        "quota changed", "Q101", FIGURES, "D8", partial(_figure, indicator="processing-enterprise", quota=2)
    ),
    Fault("rate typed over", "C103", FIGURES, "G5", partial(_figure, indicator="base", rate=0.0625)),
    Fault("gap typed over", "C104", FIGURES, "H6", partial(_figure, indicator="product", gap=99)),
    Fault(
        "word for a number", "T102", FIGURES, "E9", partial(_figure, indicator="wellness-area", month="无")
    ),
    Fault("half an object", "T103", FIGURES, "E9", partial(_figure, indicator="wellness-area", month=0.5)),
    Fault("fewer than none", "T104", FIGURES, "E9", partial(_figure, indicator="wellness-area", month=-1)),
    Fault("month blank", "T101", FIGURES, "E10", partial(_figure, indicator="park", month=None)),
    Fault("done without a document", "C107", TASKS, "H5", partial(_done, done_on=_JUNE_20)),
    Fault("done without a day", "C106", TASKS, "G5", partial(_done, document=_PAPER)),
    Fault(
        "done after the report",
        "C108",
        TASKS,
        "G5",
        partial(_done, document=_PAPER, done_on=date(2022, 7, 9)),
    ),
    Fault("day without done", "C111", TASKS, "G5", partial(_task, done_on=_JUNE_20)),
    Fault("no such status", "T108", TASKS, "F5", partial(_task, status="快了")),
    Fault(
        "no such day",
        "T105",
        BASE,
        "H5",
        partial(_ledger, ledger="base", row=0, recognised_on="2022年2月30日"),
    ),
    Fault("stage not reached", "E101", FIGURES, "F5", partial(_ledger, ledger="base", row=0, stage="申报中")),
    Fault("certificate twice", "E103", PRODUCT, "E6", partial(_certificate, neighbour=False)),
    Fault("certificate of another county", "X101", PRODUCT, "E6", partial(_certificate, neighbour=True)),
    Fault("digit of a code wrong", "T112", PRODUCT, "D5", _wrong_code),
    Fault(
        "document malformed",
        "E109",
        BASE,
        "G5",
        partial(_ledger, ledger="base", row=0, document="示例办字第11号"),
    ),
    Fault(
        "certificate expired",
        "E106",
        PRODUCT,
        "H5",
        partial(_ledger, ledger="product", row=0, expires_on=date(2022, 6, 29)),
    ),
    Fault("township blank", "T101", BASE, "C5", partial(_ledger, ledger="base", row=0, township=None)),
    Fault(
        "no such industry", "T108", BASE, "D5", partial(_ledger, ledger="base", row=0, industry="富硒西瓜")
    ),
    Fault(
        "recognised before the plan",
        "E107",
        BASE,
        "H5",
        partial(_ledger, ledger="base", row=0, recognised_on=date(2021, 11, 1)),
    ),
    Fault(
        "recognised after the report",
        "T106",
        BASE,
        "H5",
        partial(_ledger, ledger="base", row=0, recognised_on=date(2022, 7, 20)),
    ),
    Fault("investment too small", "E104", PROCESSING, "E5", _small_investment),
    Fault("nil return with figures", "C110", COVER, "B12", partial(_cover, progress="无")),
    Fault(
        "month differs from the ledger", "E102", FIGURES, "E6", partial(_figure, indicator="product", month=0)
    ),
    Fault("number with its unit", "T114", FIGURES, "F5", _with_unit),
    Fault("row hidden", "S401", BASE, "A5", in_xml=partial(_hidden, 5)),
    Fault("error cell", "S407", FIGURES, "F6", in_xml=partial(_error, "F6")),
    Fault("formula without value", "S406", FIGURES, "G5", in_xml=partial(_uncalculated, "G5")),
)
