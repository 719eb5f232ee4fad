"""The same value with some of its fields changed, whether it is a named tuple or a data class."""

import dataclasses
from typing import Any


def replace(value: Any, /, **changes: Any) -> Any:
    if isinstance(value, tuple):
        return value._replace(**changes)  # type: ignore[attr-defined]
    return dataclasses.replace(value, **changes)
