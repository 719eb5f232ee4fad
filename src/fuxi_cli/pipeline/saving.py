"""Writes files whole or not at all."""

import contextlib
import errno
import os
import stat

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.readers.paths import is_url, write_url

_TEMPORARY = ".fuxi-", ".tmp"
"""How a file's name begins and ends while it is written; the process stands between."""


def write_file(path: str, content: bytes) -> None:
    """Write under a temporary name beside the target, then rename: never half a file.

    What is no file (/dev/stdout, a pipe) is written to and left in its place.
    """
    if is_url(path):
        write_url(path, content)
        return
    if _is_device(path):
        _write_to(path, content)
        return
    folder = os.path.dirname(path) or "."
    # A short name: the target's may be as long as the file system allows.
    temporary = os.path.join(folder, f"{_TEMPORARY[0]}{os.getpid()}{_TEMPORARY[1]}")
    try:
        os.makedirs(folder, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)  # of a run that was killed
        # “x”: whatever may lie there by then, a link above all, is never written through.
        with open(temporary, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise _unwritten(path, error) from None


def _is_device(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _write_to(path: str, content: bytes) -> None:
    try:
        with open(path, "wb") as file:
            file.write(content)
    except OSError as error:
        raise _unwritten(path, error) from None


def _unwritten(path: str, error: OSError) -> FuxiError:
    what_to_do = "" if is_full(error) else "请检查文件夹是否存在、是否可写、文件是否被打开。"
    return FuxiError(f"写不了文件“{path}”：{why(error)}。{what_to_do}")


def is_full(error: OSError) -> bool:
    """Whether there is no room left, on the disk or for this user."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def why(error: OSError) -> str:
    """What the system complains of: in Chinese what happens to offices, else in its own words."""
    return "磁盘已满，请腾出空间" if is_full(error) else error.strerror or str(error)


def clear_up(folder: str) -> None:
    """Remove what processes that were killed had begun to write there. Only for who knows that none is writing there now."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(_TEMPORARY[0]) and name.endswith(_TEMPORARY[1]):
                os.unlink(os.path.join(folder, name))
