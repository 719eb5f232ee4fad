"""File names made from data: they never leave their folder, and every system accepts them."""

import re

from fuxi_cli.core.words import has_control

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\s]+')
_NAME_ROOM = 60
"""Characters of a name; with 3 bytes each, well below the 255 bytes that file systems allow."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever their extension."""


def plain_name(text: str) -> str:
    """The text as one piece of a file name: no folder, and nothing that Windows does not allow in a name."""
    cleaned = "".join(c for c in _NOT_IN_FILE_NAMES.sub("", text) if not has_control(c))
    # A leading “~$” would make it look like the lock file of an open workbook, a leading dot like a hidden file.
    name = cleaned.strip(".~$")[:_NAME_ROOM].rstrip(".")
    return f"_{name}" if _DEVICES.fullmatch(name) else name or "未命名"
