"""Writes files whole or not at all."""

import contextlib
import os

from fuxi_cli.core.errors import FuxiError


def write_file(path: str, content: bytes) -> None:
    """Write under a temporary name beside the target, then rename: never half a file."""
    folder = os.path.dirname(path) or "."
    # A short name: the target's may be as long as the file system allows.
    temporary = os.path.join(folder, f".fuxi-{os.getpid()}.tmp")
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
        raise FuxiError(
            f"写不了文件“{path}”：{error.strerror or error}。请检查文件夹是否存在、是否可写、文件是否被打开。"
        ) from None
