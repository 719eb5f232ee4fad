"""The one exception that fuxi raises on purpose.

Bad data in a submission is never an exception: it becomes a notice and then a finding.
"""


class FuxiError(Exception):
    """A run cannot start or go on: usage, configuration, or a path that does not exist (exit code 2).

    The message is Chinese, names what is wrong and where, and says what to do.
    """
