"""Every test run keeps its plans to itself: nothing is taken from or left in the user's cache."""

import os

os.environ["FUXI_NO_CACHE"] = "1"
