"""The 催报 of a month alone, in one line: for the clipboard or a file."""

from fuxi_cli.core.office_status import Status
from fuxi_cli.exporters import View
from fuxi_cli.exporters.reminder import reminder


def export(status: Status, view: View) -> bytes:  # noqa: ARG001
    words = reminder(status)
    return f"{words}\n".encode() if words else b""
