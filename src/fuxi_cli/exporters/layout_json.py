"""What was recognised where, as JSON."""

from fuxi_cli.core.place import column_letters
from fuxi_cli.core.recognised import RecognisedFile, RecognisedTable
from fuxi_cli.exporters import View, exact_json


def export(files: list[RecognisedFile], view: View) -> bytes:  # noqa: ARG001 - every exporter takes a view
    """One object: ``files``, each with its tables."""
    return exact_json.dumps({"files": [_file(file) for file in files]})


def _file(file: RecognisedFile) -> dict[str, object]:
    return {
        "path": file.path,
        "format": file.format,
        "plan": file.plan,
        "layout": file.layout,
        "reporter": {"name": file.reporter, "from": file.reporter_from},
        "period": {"month": file.period, "from": file.period_from},
        "tables": [_table(table) for table in file.tables],
        "unread_sheets": [{"sheet": sheet, "why": why} for sheet, why in file.unread],
        "remarks": list(file.remarks),
    }


def _table(table: RecognisedTable) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "kind": table.kind,
        "title": table.title,
        "header_rows": list(table.header),
        "data_rows": list(table.rows),
        "total_rows": list(table.total_rows),
        "columns": [
            {
                "column": column_letters(c.column),
                "header": list(c.header),
                "reads": c.reads,
                "indicator": c.indicator,
                "field": c.field,
                "unit": c.unit,
                "why": c.why,
            }
            for c in table.columns
        ],
        "skipped_rows": [{"row": row, "why": why} for row, why in table.skipped],
        "why": table.why,
    }
