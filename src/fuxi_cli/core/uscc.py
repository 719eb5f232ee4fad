"""The unified social credit code (统一社会信用代码) of GB 32100-2015: 18 characters, the last one a check."""

import re
from operator import mul

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the standard: digits and capitals without I, O, S, V, Z, each worth its position."""
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, n, 31) for n in range(17))
_REGION = slice(2, 8)
_ODD = re.compile(f"[^{_ALPHABET}]")


def check_character(code: str) -> str:
    """The 18th character for the first 17, which must be of the standard's alphabet."""
    total = sum(map(mul, map(_VALUES.__getitem__, code), _WEIGHTS))
    return _ALPHABET[-total % 31]


def fault(code: str) -> str | None:
    """What is wrong with a code, in Chinese; None when it is well formed. White space must be gone.

    The first two characters may be letters: rural collectives are registered under N1 to N3.
    """
    if len(code) != 18:
        return f"应为18位，实有{len(code)}位"
    odd = _ODD.search(code)
    if odd:
        return f"第{odd.start() + 1}位不能是“{odd.group()}”"
    if not code[_REGION].isdigit():
        return "第3至8位是行政区划码，应为数字"
    if check_character(code) != code[-1]:
        return "末位校验码与前17位不符"
    return None
