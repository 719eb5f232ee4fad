"""XML as workbooks hold it: any encoding in, UTF-8 out; document types refused; elements told apart by local name."""

import re
from collections.abc import Callable
from pyexpat import ExpatError, ParserCreate

from fuxi_cli.readers.refusal import Refusal, damaged, unreadable

Attributes = dict[str, str]
OnStart = Callable[[str, Attributes], None]
OnEnd = Callable[[str], None]
OnText = Callable[[str], None]

_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*?\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_UTF8 = frozenset(("utf-8", "utf8", "us-ascii", "ascii"))
_KNOWN = frozenset(("utf-16", "gbk", "gb2312", "gb18030", "big5", "iso-8859-1", "latin1", "windows-1252"))
_HARMLESS = 1024 * 1024
"""No part of that size holds so many open elements that their number matters."""
_DEEPEST = 250
_TRUE = frozenset(("1", "true", "on"))
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]+));")


class Enough(Exception):
    """Raised by a handler that has seen what it wanted: the rest of the part is not parsed."""


def utf8(xml: bytes, part: str) -> bytes:
    """The part as UTF-8, without byte order mark; without declaration when that named another encoding.

    Neither the parser of cell values nor our own fast path reads anything but UTF-8.
    """
    encoding = _encoding(xml)
    if encoding in _UTF8:
        return xml.removeprefix(b"\xef\xbb\xbf")
    if encoding not in _KNOWN and not encoding.startswith("utf-16"):
        raise unreadable("encoding", f"{part}使用了不支持的编码 {encoding[:20]}")
    try:
        text = xml.decode(encoding)
    except UnicodeError:
        raise damaged(part) from None
    plain = text.lstrip("\ufeff").encode("utf-8", "replace")
    return _DECLARATION.sub(b"", plain, count=1)


def _encoding(xml: bytes) -> str:
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if xml.startswith(b"<\0"):
        return "utf-16-le"
    if xml.startswith(b"\0<"):
        return "utf-16-be"
    declaration = _DECLARATION.match(xml.removeprefix(b"\xef\xbb\xbf"), 0, 400)
    named = _ENCODING.search(declaration[0]) if declaration else None
    return named[1].decode().lower() if named else "utf-8"


def parse(
    xml: bytes,
    part: str,
    start: OnStart | None = None,
    end: OnEnd | None = None,
    text: OnText | None = None,
    separator: str | None = None,
) -> None:
    """Parse a UTF-8 part. Names come with their prefixes (see ``local``); with a separator, as namespace and name.

    Raises Refusal when it is not well formed, or has a document type: no spreadsheet program writes one, and
    entity expansion is how a small file fills a computer's memory.
    """
    if len(xml) > _HARMLESS and separator is None:  # who asks for namespaces counts the depth
        start, end = _not_too_deep(part, start, end)
    parser = ParserCreate("utf-8", separator)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except Enough:
        return
    except (ExpatError, UnicodeError):
        raise damaged(part) from None


def well_formed(xml: bytes) -> bool:
    """Whether a UTF-8 part is, and has no document type."""
    try:
        parse(xml, "")
    except Refusal:
        return False
    return True


def _not_too_deep(part: str, start: OnStart | None, end: OnEnd | None) -> tuple[OnStart, OnEnd]:
    """The same handlers, for a part in which elements may not stand in one another without end: each that is open
    takes the parser a hundred bytes."""
    depth = 0

    def started(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise damaged(part)
        if start is not None:
            start(tag, attributes)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(tag)

    return started, ended


def _refuse_doctype(*_: object) -> None:
    raise unreadable("doctype", "文件里有电子表格不该有的声明（DOCTYPE），为安全起见没有读取")


def check_doctype(xml: bytes) -> None:
    """The same refusal for a part that is passed on without being parsed here."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        _refuse_doctype()


def local(name: str) -> str:
    """``x:row`` → ``row``."""
    return name.rpartition(":")[2]


def is_true(value: str | None) -> bool:
    """An XML Schema boolean, as spreadsheet programs spell it."""
    return value in _TRUE


def escape_text(text: str) -> str:
    """Text, fit to stand between tags again."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def escape(text: str) -> str:
    """An attribute value, fit to stand in XML again."""
    return escape_text(text).replace('"', "&quot;")


def unescape(raw: bytes) -> str:
    """The text that bytes of UTF-8 XML content stand for."""
    text = raw.decode("utf-8", "replace")
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _ENTITIES.get(name, match[0])
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(number) if 0 < number <= 0x10FFFF else "\ufffd"
