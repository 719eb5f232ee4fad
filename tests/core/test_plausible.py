from decimal import Decimal

import pytest

from fuxi_cli.core.plausible import implausible


@pytest.mark.parametrize(
    ("value", "quota", "verdict"),
    [
        ("1000", "1", False),
        ("1001", "1", True),
        ("1001", "50", True),
        ("1020", "51", False),
        ("1020.1", "51", True),
        ("1001", None, False),
        ("1001", "0", True),
        ("1E+12", None, False),
        ("1000000000001", None, True),
        ("-1000000000001", None, True),
        ("1000000000001", "1E+12", True),
        ("-5000", "1", False),
    ],
)
def test_large_is_more_than_a_thousand_and_twenty_quotas(
    value: str, quota: str | None, verdict: bool
) -> None:
    assert implausible(Decimal(value), Decimal(quota) if quota else None) is verdict
