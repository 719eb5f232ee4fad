"""Which files a run checks."""

import os
from collections.abc import Iterator, Sequence

from fuxi_cli.core.errors import FuxiError

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".csv")
"""What is taken from a folder. A file named on the command line is read whatever it is called."""


def find_files(paths: Sequence[str]) -> list[str]:
    """The files to check: those named, and the spreadsheets in the folders named, in a stable order.

    Links to folders are not followed. Raises FuxiError for a path that does not exist and for a folder
    without spreadsheets.
    """
    found: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            inside = list(spreadsheets(path))
            if not inside:
                raise FuxiError(f"文件夹“{path}”里没有可检查的报送表（{'、'.join(SPREADSHEETS)}）。")
            found.extend(inside)
        elif os.path.lexists(path):
            found.append(path)
        else:
            raise FuxiError(f"没有这个文件或文件夹：“{path}”；请检查路径是否写对。")
    return list(dict.fromkeys(found))


def spreadsheets(folder: str) -> Iterator[str]:
    """Every spreadsheet in a folder and its subfolders, hidden ones left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SPREADSHEETS) and not name.startswith("."):
                yield os.path.join(root, name)
