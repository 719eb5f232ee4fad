"""Numbers that no report of this kind can mean."""

from decimal import Decimal

UTMOST = Decimal(10) ** 12
"""Beyond this no quantity of a workbook is meant, whatever its unit."""
LARGE = Decimal(1000)
TIMES = 20


def implausible(value: Decimal, quota: Decimal | None = None) -> bool:
    """Beyond every quantity, or large and more than 20 times what is owed."""
    if abs(value) > UTMOST:
        return True
    return quota is not None and value > LARGE and value > TIMES * quota
