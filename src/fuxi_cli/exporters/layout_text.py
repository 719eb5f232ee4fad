"""What was recognised where, as plain Chinese text: for a clerk or technician whose own table was read oddly."""

from collections.abc import Iterator, Sequence

from fuxi_cli.core.place import column_letters
from fuxi_cli.core.recognised import RecognisedColumn, RecognisedFile, RecognisedTable
from fuxi_cli.core.words import clean
from fuxi_cli.exporters import View

LAYOUT_WORDS = {
    "official": "下发的模板",
    "wide": "各单位一行、各指标分列的汇总表（wide）",
    "list": "各单位一行的清单（list）",
    "free": "一个单位自己的表（free）",
}
FORMAT_WORDS = {
    "xlsx": "Excel 工作簿（xlsx）",
    "xlsm": "带宏的 Excel 工作簿（xlsm）",
    "xls": "旧版 Excel 或 WPS 表格（xls、et）",
    "xlsb": "二进制 Excel 工作簿（xlsb）",
    "ods": "开放文档表格（ods）",
    "csv": "文本表格（csv）",
    "html": "网页（html）",
    "xml": "XML 表格（2003 版）",
    "word": "Word 文档",
    "powerpoint": "PPT 演示文稿",
    "pdf": "PDF 文件",
    "image": "图片",
    "archive": "压缩包",
    "text": "文本文件",
    "rtf": "RTF 文档",
}
_LONGEST = 50
_RUN = 3
"""So many columns side by side that are read as their headers say share a line."""


def export(files: list[RecognisedFile], view: View) -> bytes:  # noqa: ARG001 - every exporter takes a view
    """Every file, its tables, and every column of them."""
    lines = [line for file in files for line in (*_file(file), "")]
    return "\n".join(lines or ["没有文件。"]).encode()


def _file(file: RecognisedFile) -> Iterator[str]:
    yield f"文件：{clean(file.path)}"
    yield f"　格式：{FORMAT_WORDS.get(file.format or '', file.format) or '认不出'}"
    yield f"　方案：{f'{file.plan_title}（{file.plan}）' if file.plan else '认不出'}"
    yield f"　版式：{LAYOUT_WORDS.get(file.layout or '', '认不出')}"
    if file.layout in ("wide", "list"):
        yield "　报送单位：见各行"
    else:
        yield f"　报送单位：{_from(file.reporter, file.reporter_from)}"
    yield f"　报告期：{_from(file.period, file.period_from)}"
    for table in file.tables:
        yield from _table(table)
    for sheet, why in file.unread:
        yield f"　工作表“{clean(sheet)}”：{why}"
    for remark in file.remarks:
        yield f"　注意：{remark}"


def _from(what: str | None, source: str | None) -> str:
    if what is None:
        return "没有写明"
    return f"{what}，据{source}" if source else what


def _table(table: RecognisedTable) -> Iterator[str]:
    yield f"　表：“{clean(table.sheet)}”，{table.kind}"
    if table.title:
        yield f"　　标题：{_short(table.title)}"
    if table.why is not None:
        yield f"　　没有读取：{table.why}"
    yield f"　　表头：{_rows(range(table.header[0], table.header[1] + 1))}"
    if table.why is None:
        yield f"　　数据：{_rows(table.rows)}" + (f"，共 {len(table.rows)} 行" if table.rows else "")
        if table.total_rows:
            yield f"　　合计：{_rows(table.total_rows)}"
    for run in _runs(table.columns):
        if len(run) >= _RUN:
            span = f"{column_letters(run[0].column)}—{column_letters(run[-1].column)}列"
            yield f"　　{span} 照表头读：{'、'.join(column.reads or '' for column in run)}"
        else:
            yield from (f"　　{_column(column)}" for column in run)
    for row, why in table.skipped:
        yield f"　　第{row}行没有读取：{why}"


def _runs(columns: Sequence[RecognisedColumn]) -> Iterator[list[RecognisedColumn]]:
    """Columns side by side that are read as just what their headers say; every other column alone."""
    run: list[RecognisedColumn] = []
    for column in columns:
        plain = column.reads is not None and column.header == (column.reads,) and not column.unit
        if run and not (plain and column.column == run[-1].column + 1):
            yield run
            run = []
        if plain:
            run.append(column)
        else:
            yield [column]
    if run:
        yield run


def _column(column: RecognisedColumn) -> str:
    header = _short("／".join(column.header)) or "（没有表头）"
    if column.reads is None:
        return f"{column_letters(column.column)}列 “{header}”：没有读取，{column.why or '不认识'}"
    unit = f"，单位 {clean(column.unit)}" if column.unit else ""
    return f"{column_letters(column.column)}列 “{header}” → {column.reads}{unit}"


def _short(text: str) -> str:
    cleaned = clean(text).strip()
    return cleaned if len(cleaned) <= _LONGEST else cleaned[: _LONGEST - 1] + "…"


def _rows(rows: Sequence[int]) -> str:
    """第5—22行、第24行: runs of rows, not each one."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    shown = [f"第{first}行" if first == last else f"第{first}—{last}行" for first, last in runs[:8]]
    return "、".join(shown) + ("等" if len(runs) > 8 else "") if shown else "没有"
