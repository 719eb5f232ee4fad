"""The custom properties of a document: a property set in a stream of its own (MS-OLEPS).

They only carry the template's stamp, which stands in a hidden sheet as well: what makes no sense is left out.
"""

from struct import Struct, error

from fuxi_cli.readers.biff.texts import encoding

STREAM = "\x05DocumentSummaryInformation"
_USER_DEFINED = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
_SECTIONS_AT = 24
_SECTION = Struct("<16sI")
_TWO = Struct("<II")
_LONG = Struct("<I")
_SHORT = Struct("<H")
_DICTIONARY, _CODE_PAGE = 0, 1
_TEXT, _WIDE_TEXT = 0x1E, 0x1F
_NUMBERS = {0x02: Struct("<h"), 0x03: Struct("<i"), 0x05: Struct("<d")}
_BOOL = 0x0B
_UTF_16 = 1200
_MOST = 1000


def custom_properties(stream: bytes) -> dict[str, str]:
    """Name → value as text."""
    try:
        return _read(stream)
    except (error, IndexError):
        return {}


def _read(stream: bytes) -> dict[str, str]:
    count = _LONG.unpack_from(stream, _SECTIONS_AT)[0]
    at = _SECTIONS_AT + 4
    for _ in range(min(count, 2)):
        kind, start = _SECTION.unpack_from(stream, at)
        if kind == _USER_DEFINED:
            return _section(stream[start:])
        at += _SECTION.size
    return {}


def _section(section: bytes) -> dict[str, str]:
    _, count = _TWO.unpack_from(section)
    places = dict(_TWO.unpack_from(section, 8 + 8 * n) for n in range(min(count, _MOST)))
    code_page = _SHORT.unpack_from(section, places[_CODE_PAGE] + 4)[0] if _CODE_PAGE in places else _UTF_16
    names = _names(section, places[_DICTIONARY], code_page) if _DICTIONARY in places else {}
    found = {}
    for number, name in names.items():
        value = _value(section, places[number], code_page) if number in places else None
        if value is not None:
            found[name] = value.strip()
    return found


def _names(section: bytes, at: int, code_page: int) -> dict[int, str]:
    count = _LONG.unpack_from(section, at)[0]
    at += 4
    names = {}
    for _ in range(min(count, _MOST)):
        number, length = _TWO.unpack_from(section, at)
        size = length * 2 if code_page == _UTF_16 else length
        names[number] = _text(section[at + 8 : at + 8 + size], code_page)
        at += 8 + (-(-size // 4) * 4 if code_page == _UTF_16 else size)
    return names


def _value(section: bytes, at: int, code_page: int) -> str | None:
    kind, length = _TWO.unpack_from(section, at)
    start = at + 8
    kind &= 0xFFFF
    if kind == _TEXT:
        return _text(section[start : start + length], code_page)
    if kind == _WIDE_TEXT:
        return _text(section[start : start + length * 2], _UTF_16)
    if kind == _BOOL:
        return "true" if length & 0xFFFF else "false"
    if kind in _NUMBERS:
        return f"{_NUMBERS[kind].unpack_from(section, at + 4)[0]:g}"
    return None


def _text(data: bytes, code_page: int) -> str:
    return data.decode(encoding(code_page), "replace").partition("\0")[0]
