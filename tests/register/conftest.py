"""What the register's tests share."""

from collections.abc import Iterator

import pytest

from fuxi_cli.register import Register, open_register
from support.registers import url  # noqa: F401


@pytest.fixture
def register(url: str) -> Iterator[Register]:  # noqa: F811
    """An empty register."""
    with open_register(url, create=True) as register:
        yield register
