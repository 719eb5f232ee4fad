"""Formulas that reach outside their workbook: DDE, and functions that call programs or the network."""

import re

_STRINGS = re.compile(r'"(?:[^"]|"")*"')
_DDE = re.compile(r"(?:'|(?<=[\w.\\]))\|(?:'[^']*+'|[^\s!|']++)!")
"""``service|topic!item``: the bar is no operator in a formula. Looked for from the bar: every formula in linear time."""
_CALLS = re.compile(
    r"(?<![\w.])(?:_XLFN\.)?(?:DDE|WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?)\s*\(", re.IGNORECASE
)
_HINTS = (b"|", b"DDE", b"WEBSERVICE", b"IMAGE", b"RTD", b"CALL", b"REGISTER")


def may_reach_out(formulas: bytes) -> bool:
    """Cheap and generous: False only when none of those formulas can."""
    folded = formulas.upper()
    return any(hint in folded for hint in _HINTS)


def reaches_out(formula: str) -> bool:
    """Whether a formula would start a program or fetch from the network; what stands in quotes is only text."""
    bare = _STRINGS.sub('""', formula)
    return ("|" in bare and _DDE.search(bare) is not None) or _CALLS.search(bare) is not None
