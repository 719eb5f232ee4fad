"""Other workbooks, OLE objects and DDE sources that a workbook refers to. None of them is opened."""

import re
from struct import Struct
from typing import NamedTuple

from fuxi_cli.readers.biff.texts import DEFAULT_ENCODING, sized

_TWO_SHORTS = Struct("<HH")
_SHORT = Struct("<H")
_SELF, _ADD_IN = 0x0401, 0x3A01
"""In place of a path's length: the workbook itself, functions of add-ins."""
_OLE_LINK = 0x10
_SEPARATOR = "\x03"
"""Between service and topic of a DDE source, class and file of an OLE object."""
_FILE = "\x01"
"""Before the path of another file."""
_DRIVE = re.compile(r"\A\x01([A-Za-z])")
_ENDS = " " + "".join(map(chr, range(32)))
_CODES = re.compile(r"[\x00-\x1f]+")


class Link(NamedTuple):
    """``service|topic`` of a DDE source, or the path of another file."""

    dde: bool
    target: str


class Links:
    """Collects them over the records that name them, in their order."""

    def __init__(self, unicode: bool, most: int) -> None:
        self.found: list[Link] = []
        self.most = most
        """How many are wanted."""
        self.encoding = DEFAULT_ENCODING
        self.names = 0
        """How many names of the present source were read."""
        self._unicode = unicode
        self._open: int | None = None
        """Which of ``found`` the names that follow belong to."""

    def book(self, body: bytes) -> None:
        """SUPBOOK: sheets and names of another source."""
        self.names = 0
        self._open = None
        _, length = _TWO_SHORTS.unpack_from(body)
        if len(body) == 4 and length in (_SELF, _ADD_IN):
            return
        self._add(sized(body, 4, length))

    def old_sheet(self, body: bytes) -> None:
        """EXTERNSHEET of Excel 95: one sheet; the first character says of what."""
        self.names = 0
        self._open = None
        path = body[1 : 1 + body[0]].decode(self.encoding, "replace")
        if path[:1] not in ("\x02", "\x03", "\x04", ":", ""):
            self._add(path)

    def _add(self, path: str) -> None:
        if len(self.found) >= self.most:
            return
        if path.startswith(_FILE):
            self.found.append(Link(False, _plain(_DRIVE.sub(r"\1:/", path[1:]))))
            return
        service, separator, topic = path.partition(_SEPARATOR)
        if separator:
            self._open = len(self.found)
            self.found.append(Link(True, f"{_plain(service)}|{_plain(topic)}"))
        elif _plain(path):
            self.found.append(Link(False, _plain(path)))

    def name(self, body: bytes) -> str | None:
        """EXTERNNAME: of an OLE object, then its source is no DDE source; or of a function, which is given back."""
        self.names += 1
        flags = _SHORT.unpack_from(body)[0]
        if self._open is not None:
            if flags & _OLE_LINK:
                self.found[self._open] = Link(False, self.found[self._open].target)
            return None
        if len(body) < 8:
            return None
        return (
            sized(body, 7, body[6])
            if self._unicode
            else body[7 : 7 + body[6]].decode(self.encoding, "replace")
        )


def _plain(path: str) -> str:
    """Without the control characters that stand for folders."""
    return _CODES.sub("/", path.strip(_ENDS))
