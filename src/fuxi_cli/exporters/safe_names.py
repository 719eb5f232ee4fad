"""File names made from data: they never leave their folder, and every system accepts them."""

import re
import unicodedata

from fuxi_cli.core.words import has_control

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\s]+')
ROOM = 180
"""Bytes of a piece of a name: 60 Chinese characters. File systems allow 255 for the whole, endings included."""
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever their extension."""


def plain_name(text: str, room: int = ROOM) -> str:
    """The text as one piece of a file name: no folder, and nothing that Windows does not allow in a name.

    ``room``: bytes that it may take.
    """
    cleaned = "".join(c for c in _NOT_IN_FILE_NAMES.sub("", text) if not has_control(c))
    # A leading “~$” would make it look like the lock file of an open workbook, a leading dot like a hidden file.
    name = cleaned.strip(".~$").encode()[:room].decode(errors="ignore").rstrip(".")
    return f"_{name}" if _DEVICES.fullmatch(name) else name or "未命名"


def same_file(path: str) -> str:
    """What two paths have in common that some file system takes for one: Windows and macOS ignore case, macOS also
    how a character is composed."""
    return unicodedata.normalize("NFC", path).casefold()
