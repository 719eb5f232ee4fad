"""Settings of every test run: the user's cache is left alone, and what CI tries is the same each time."""

import os

from hypothesis import settings

os.environ["FUXI_NO_CACHE"] = "1"

settings.register_profile("everywhere", deadline=None)
settings.register_profile("ci", parent=settings.get_profile("everywhere"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")
