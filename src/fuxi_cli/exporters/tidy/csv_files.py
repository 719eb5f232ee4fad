"""Tidy tables as CSV: UTF-8 with BOM, so that Excel opens them."""

from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters.tidy.frames import written
from fuxi_cli.exporters.tidy.tables import dictionary, tables


def files(summary: Summary) -> dict[str, bytes]:
    """File name → content: every table, and the data dictionary."""
    found = list(tables(summary))
    return {
        f"{table.name}.csv": written(table).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
        for table in (*found, dictionary(found))
    }
