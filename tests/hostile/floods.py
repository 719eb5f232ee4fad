"""Sound parts with far too much in them: every row a fault, every name a little like the next."""

from pathlib import Path

from hostile.base import good_parts, put, put_cell, sheet_part
from hostile.kinds import kind

_LEDGER = "台账-龙头企业"
_ROWS = 30_000


def _ledger(folder: Path, cells: str, count: int = _ROWS, sheet: str = _LEDGER) -> Path:
    """The good workbook with so many more rows in a ledger; ``{0}`` in a cell is the row's number."""
    result = good_parts()
    part = sheet_part(sheet)
    more = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(30, 30 + count))
    result[part] = bytes(result[part]).decode().replace("</sheetData>", more + "</sheetData>")
    return put(folder, result)


def _text(column: str, value: str) -> str:
    return f'<c r="{column}{{0}}" t="inlineStr"><is><t>{value}</t></is></c>'


_COMPANY = _text("B", "示例企业{0}号有限公司")
_REST = (
    _text("C", "91360731MA0185801R")
    + _text("D", "示例镇")
    + _text("E", "富硒蔬菜")
    + _text("F", "示例办字〔2022〕11号")
)
_DAY = '<c r="G{0}" s="25"><v>44660</v></c>'
_DONE = _text("H", "已认定")


@kind("E103")
def ledger_of_one_code(folder: Path) -> Path:
    """Thirty thousand enterprises with one registration code."""
    return _ledger(folder, _COMPANY + _REST + _DAY + _DONE)


@kind("E101 T112")
def ledger_of_wrong_codes(folder: Path) -> Path:
    """Thirty thousand wrong registration codes."""
    return _ledger(
        folder, _COMPANY + _text("C", "9136073{0:011}") + _REST.partition("</c>")[2] + _DAY + _DONE
    )


@kind("T101 T105 T108")
def ledger_of_faults(folder: Path) -> Path:
    """Thirty thousand rows in which every cell is wrong."""
    return _ledger(folder, _COMPANY + _text("G", "无日期{0}") + _text("H", "无此阶段{0}"))


@kind("S407")
def ledger_of_errors(folder: Path) -> Path:
    """Two hundred thousand error cells."""
    cells = "".join(f'<c r="{c}{{0}}" t="e"><v>#REF!</v></c>' for c in "BCDEFGH")
    return _ledger(folder, cells)


@kind("S405")
def strays_without_end(folder: Path) -> Path:
    """Numbers beside and below the table, three hundred thousand of them."""
    cells = "".join(
        f'<c r="{c}{{0}}"><v>1</v></c>' for c in ("K", "L", "M", "N", "O", "P", "Q", "R", "S", "T")
    )
    return _ledger(folder, cells)


@kind("S401")
def every_other_row_hidden(folder: Path) -> Path:
    """A hundred thousand rows of which every other is hidden."""
    result = good_parts()
    part, hidden = sheet_part(_LEDGER), ("", ' hidden="1"')
    more = "".join(
        f'<row r="{n}"{hidden[n % 2]}><c r="I{n}" t="inlineStr"><is><t>x</t></is></c></row>'
        for n in range(30, 100_030)
    )
    result[part] = bytes(result[part]).decode().replace("</sheetData>", more + "</sheetData>")
    return put(folder, result)


@kind("E101")
def names_much_alike(folder: Path) -> Path:
    """Thirty thousand bases whose names differ in one character."""
    cells = (
        _text("B", "于都富硒蔬菜高标准示范基地第{0}号（示例）")
        + _text("C", "示例镇")
        + _text("D", "富硒蔬菜")
        + '<c r="E{0}"><v>500</v></c>'
        + _text("F", "于都示例蔬菜有限公司{0}部")
        + _text("G", "示例办字〔2022〕{0}号")
        + '<c r="H{0}" s="25"><v>44660</v></c>'
        + _text("I", "已认定")
    )
    return _ledger(folder, cells, sheet="台账-示范基地")


@kind("S309")
def indicators_without_end(folder: Path) -> Path:
    """Thirty thousand rows of indicators that the plan does not have."""
    cells = _text("B", "指标第{0}号") + '<c r="F{0}"><v>1</v></c>'
    return _ledger(folder, cells, sheet="指标进度")


@kind("S308")
def one_indicator_without_end(folder: Path) -> Path:
    """One indicator in thirty thousand rows."""
    return _ledger(folder, _text("B", "建设富硒产业园区") + '<c r="F{0}"><v>1</v></c>', sheet="指标进度")


@kind("S309")
def tasks_without_end(folder: Path) -> Path:
    """Thirty thousand tasks."""
    return _ledger(
        folder, _text("A", "9{0}") + _text("B", "工作{0}") + _text("F", "推进中"), sheet="重点任务"
    )


@kind("")
def explanations_without_end(folder: Path) -> Path:
    """Thirty thousand explanations of what nobody asked."""
    cells = _text("A", "E101") + _text("B", "指标进度!F{0}") + _text("C", "已经核实，见附件{0}")
    return _ledger(folder, cells, sheet="核实说明")


@kind("T113")
def long_texts_without_end(folder: Path) -> Path:
    """Texts of 30,000 characters in every remark."""
    result = good_parts()
    part = sheet_part("指标进度")
    xml = bytes(result[part]).decode()
    for row in range(5, 11):
        xml = put_cell(xml, f"I{row}", f"<is><t>{'长_x0001_' * 30_000}</t></is>", "inlineStr")
    result[part] = xml
    return put(folder, result)
