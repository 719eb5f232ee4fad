"""Values in the forms that only these files have: error codes, and numbers packed into four bytes."""

from struct import Struct

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
_UNKNOWN = "#ERROR!"
_DOUBLE = Struct("<d")
_HUNDREDTHS, _WHOLE = 1, 2


def error_text(code: int) -> str:
    return _ERRORS.get(code, _UNKNOWN)


def short_number(packed: int) -> float:
    """RK: a whole number of 30 bits, or the upper 30 of a number's 64; perhaps in hundredths."""
    if packed & _WHOLE:
        number = float((packed >> 2) - (0x40000000 if packed & 0x80000000 else 0))
    else:
        number = _DOUBLE.unpack(((packed & 0xFFFFFFFC) << 32).to_bytes(8, "little"))[0]
    return number / 100 if packed & _HUNDREDTHS else number
