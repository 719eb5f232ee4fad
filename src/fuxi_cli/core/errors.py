"""The exceptions that fuxi raises on purpose.

Bad data in a submission is never an exception: it becomes a notice and then a finding.
"""

from typing import ClassVar


class FuxiError(Exception):
    """A run cannot start or go on: usage, configuration, or a path that does not exist.

    The message is Chinese, names what is wrong and where, and says what to do.
    """

    exit_code: ClassVar[int] = 2


class Unfinished(FuxiError):
    """Work that could not come to its end; nothing is lost, and the next run goes on where it stopped."""

    exit_code = 4
