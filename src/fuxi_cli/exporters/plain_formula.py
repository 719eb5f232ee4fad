"""Which formulas may live on in a copy that goes back: those that only calculate with cells of the same workbook.

What could fetch, start or open something (DDE, WEBSERVICE, HYPERLINK, other files, macros) is not among them. The list
names what is harmless, not what is dangerous: a function that nobody has thought of stays out.
"""

import re
from collections.abc import Collection, Set

_LISTED = """
    ABS AND AVERAGE AVERAGEIF AVERAGEIFS CEILING CHOOSE COLUMN COLUMNS CONCATENATE COUNT COUNTA COUNTBLANK COUNTIF
    COUNTIFS DATE DATEDIF DATEVALUE DAY DAYS EDATE EOMONTH EXACT FIND FLOOR HLOOKUP HOUR IF IFERROR IFNA IFS INDEX INT
    ISBLANK ISERR ISERROR ISNA ISNUMBER ISTEXT LARGE LEFT LEN LOOKUP LOWER MATCH MAX MEDIAN MID MIN MINUTE MOD MONTH N
    NETWORKDAYS NOT NOW OR PRODUCT QUOTIENT RANK RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SIGN SMALL SUBSTITUTE
    SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SWITCH TEXT TIME TODAY TRIM TRUNC UPPER VALUE VLOOKUP WEEKDAY XLOOKUP
    YEAR"""
FUNCTIONS = frozenset(_LISTED.split())
_LONGEST = 8192
"""What a spreadsheet allows in one cell."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'!|#(?:N/A|[A-Z0-9]+[!?])')
_SHEET = re.compile(r"([^\s!'\"(),;:+\-*/^&=<>{}%$]+)!")
_CALL = re.compile(r"([^\W\d][\w.]*)\s*\(")
_WORD = re.compile(r"[^\W\d][\w.]*")
_POINTS_OUT = re.compile(r"[\[\]|\\'\"]|//")


def is_plain(formula: str, sheets: Collection[str], removed: Set[str] = frozenset()) -> bool:
    """Whether a formula, with or without its “=”, only calculates within the workbook.

    ``sheets`` are the workbook's own, ``removed`` the defined names that are gone; both in lower case.
    """
    if len(formula) > _LONGEST:
        return False
    rest = _QUOTED.sub(" ", formula)
    quoted = (found[1:-2].replace("''", "'") for found in _QUOTED.findall(formula) if found.startswith("'"))
    if _POINTS_OUT.search(rest) or not all(name.lower() in sheets for name in quoted):
        return False
    named = _SHEET.findall(rest)
    if len(named) != rest.count("!") or not all(name.lower() in sheets for name in named):
        return False
    if not all(name.upper().removeprefix("_XLFN.") in FUNCTIONS for name in _CALL.findall(rest)):
        return False
    return removed.isdisjoint(_WORD.findall(rest.lower()))
