"""Writes files whole or not at all."""

import contextlib
import errno
import os
import stat
import time

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.readers.paths import is_url, write_url

_TEMPORARY = ".fuxi-", ".tmp"
"""How a file's name begins and ends while it is written; the process stands between."""
_BUSY_FILES = os.name == "nt"
"""Whether a file cannot be replaced or moved while any program has it open."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries: a virus scanner lets go of a new file within a moment."""
_LONGEST = 260
"""What a path may have on Windows, unless it was set up otherwise."""


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
        move_over(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise _unwritten(path, error) from None


def move_over(source: str, target: str) -> None:
    """Give a file another name, in place of what has it. On Windows one that is open for a moment is tried again.

    Raises OSError, as ``os.replace`` does.
    """
    for pause in _PAUSES if _BUSY_FILES else ():
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if os.path.isdir(target):
                break  # waiting does not make it a file
            time.sleep(pause)
    os.replace(source, target)


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
    if _BUSY_FILES and len(os.path.abspath(path)) >= _LONGEST - len(".fuxi-00000.tmp"):
        what_to_do = (
            f"路径太长：Windows 一般只认 {_LONGEST} 个字符以内的路径，请换一个层次少、名字短的文件夹。"
        )
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
