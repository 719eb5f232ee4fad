"""``fuxi register export``: every table of the register as a file."""

from collections.abc import Iterator
from datetime import date

from fuxi_cli.exporters import exact_json, safe_csv
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.register import open_register

TABLES = ("submissions", "figures", "tasks", "objects", "findings", "runs", "closings")


def tables(folder: str, format: str) -> Iterator[tuple[str, bytes]]:
    """(file name, content) of each table, in CSV that Excel opens or in JSON."""
    workspace = Workspace(folder)
    with open_register(workspace.register_url) as register:
        for name in TABLES:
            header, rows = register.table(name)
            if format == "csv":
                yield f"{name}.csv", safe_csv.dumps(header, (list(map(_text, row)) for row in rows))
            else:
                records = [dict(zip(header, map(_plain, row), strict=True)) for row in rows]
                yield f"{name}.json", exact_json.dumps(records)


def _text(value: object) -> str:
    """A cell: dates as ISO, yes and no as 1 and 0, nothing as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else f"{value}"


def _plain(value: object) -> object:
    return exact_json.scalar(value)
