"""Formulas of binary workbooks (.xlsb), as far as it must be known which functions they call."""

_OUTWARD = {150: "CALL", 267: "REGISTER.ID", 379: "RTD"}
"""Functions that start programs, by number."""
_FUNCTION, _FUNCTION_WITH_COUNT = 0x21, 0x22
_TEXT, _ATTRIBUTE = 0x17, 0x19
_CHOOSE = 0x04
_SIZES = {
    **dict.fromkeys(range(0x03, 0x17), 0),
    0x01: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x18: 13,
    0x20: 14, 0x21: 2, 0x22: 3, 0x23: 4, 0x24: 6, 0x25: 12, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2,
    0x2A: 6, 0x2B: 12, 0x2C: 6, 0x2D: 12, 0x39: 6, 0x3A: 8, 0x3B: 14, 0x3C: 8, 0x3D: 14,
}  # fmt: skip
"""How many bytes follow each token."""


def outward_function(formula: bytes) -> str | None:
    """The first function in the tokens that starts a program; None when there is none."""
    if not any(number.to_bytes(2, "little") in formula for number in _OUTWARD):
        return None
    place = 0
    while place < len(formula):
        token = formula[place]
        if token >= 0x40:
            token = token & 0x1F | 0x20  # the upper bits say what the formula around it expects
        place += 1
        if token in (_FUNCTION, _FUNCTION_WITH_COUNT):
            start = place + (token == _FUNCTION_WITH_COUNT)
            called = _OUTWARD.get(int.from_bytes(formula[start : start + 2], "little") & 0x7FFF)
            if called:
                return called
        size = _size(token, formula, place)
        if size is None:
            return None
        place += size
    return None


def _size(token: int, formula: bytes, place: int) -> int | None:
    if token == _TEXT:
        return 2 + 2 * int.from_bytes(formula[place : place + 2], "little")
    if token == _ATTRIBUTE:
        jumps = int.from_bytes(formula[place + 1 : place + 3], "little") + 1
        return 3 + 2 * jumps if formula[place : place + 1] == bytes((_CHOOSE,)) else 3
    return _SIZES.get(token)
