"""What was worked out before and need not be worked out again, in the user's cache folder.

Both stores hold what a run made of unchanged files: ``answers`` the reading of each workbook, ``results`` what a whole
command gave. Anything odd about them counts as not held: they may be deleted, damaged, locked or read-only at any time.
``--no-cache`` and ``FUXI_NO_CACHE=1`` turn them off.
"""
