"""Which files a run checks."""

import os
from collections.abc import Iterator, Sequence

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.readers import paths as places

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".csv")
"""What is taken from a folder. A file named on the command line is read whatever it is called."""

OF_THE_SYSTEM = ("thumbs.db", "desktop.ini", ".toml", ".json", ".tmp", ".lnk")
"""What a system or the office itself keeps in such folders, of which nothing is said."""
_SHOWN = 5


def find_files(paths: Sequence[str]) -> list[str]:
    """The files to check: those named, and the spreadsheets in the folders named, in a stable order.

    Links to folders are not followed. Raises FuxiError for a path that does not exist and for a folder
    without spreadsheets.
    """
    found: list[str] = []
    for path in paths:
        if places.is_folder(path):
            inside = list(spreadsheets(path))
            if not inside:
                raise FuxiError(f"文件夹“{path}”里没有可检查的报送表（{'、'.join(SPREADSHEETS)}）。")
            found.extend(inside)
        elif places.exists(path):
            found.append(places.named(path))
        else:
            raise FuxiError(f"没有这个文件或文件夹：“{path}”；请检查路径是否写对。")
    return list(dict.fromkeys(found))


def spreadsheets(folder: str) -> Iterator[str]:
    """Every spreadsheet in a folder and its subfolders, hidden ones left out."""
    return (path for path in places.walk(folder) if path.lower().endswith(SPREADSHEETS))


def left_out(paths: Sequence[str]) -> str | None:
    """In Chinese, which files of the folders are no spreadsheets and were not checked; None when there are none."""
    names = [
        os.path.basename(path)
        for folder in paths
        if places.is_folder(folder)
        for path in places.walk(folder)
        if not path.lower().endswith((*SPREADSHEETS, *OF_THE_SYSTEM))
    ]
    if not names:
        return None
    shown = "、".join(f"“{name}”" for name in names[:_SHOWN])
    more = f"等 {len(names)} 个文件" if len(names) > _SHOWN else ""
    return f"文件夹里的{shown}{more}不是电子表格，没有检查；要报的数请用报送表报。"
