"""The reporter that a misspelt name probably means."""

from difflib import get_close_matches

from fuxi_cli.core.plan import Plan
from fuxi_cli.core.words import key

_LONGEST = 60
"""A name is shorter; comparing costs the product of both lengths."""


def nearest_reporter(plan: Plan, name: str) -> str | None:
    """The plan's reporter whose name is nearest to a name that is none; None when none is near."""
    names = {
        key(text): reporter.name for reporter in plan.reporters for text in (reporter.name, *reporter.aliases)
    }
    close = get_close_matches(key(name[:_LONGEST]), list(names), n=1, cutoff=0.5)
    return names[close[0]] if close else None
