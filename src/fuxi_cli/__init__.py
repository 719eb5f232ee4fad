"""fuxi: checks progress workbooks against the targets of a government plan."""

__version__ = "0.1.0"
