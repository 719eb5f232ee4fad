"""The cache folder: writable, and how large it has become."""

import os
import tempfile
from collections.abc import Iterator

from fuxi_cli.core.diagnosis import Look
from fuxi_cli.pipeline.kept.states import folder, turned_off

_MIB = 1 << 20


def look() -> Iterator[Look]:
    path = folder()
    if turned_off():
        remedy = "每次都重新读方案和报送表，会慢一些；要用缓存，请去掉环境变量 FUXI_NO_CACHE。"
        yield Look("cache", "缓存", "缓存文件夹", "没有用（FUXI_NO_CACHE）", "note", remedy)
        return
    fault = _fault(path)
    if fault:
        remedy = "不影响结果，只是慢一些；请检查这个文件夹的权限和磁盘空间。"
        yield Look("cache", "缓存", "缓存文件夹", f"{path} 写不了（{fault}）", "note", remedy)
        return
    size, files = _size(path)
    yield Look("cache", "缓存", "缓存文件夹", f"{path}，{size / _MIB:.1f} MB，{files} 个文件，随时可以删除")


def _fault(path: str) -> str | None:
    """Why nothing can be written there; None where something can."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=path) as file:
            file.write(b"fuxi")
    except OSError as error:
        return error.strerror or type(error).__name__
    return None


def _size(path: str) -> tuple[int, int]:
    """Bytes, and how many files."""
    sizes = []
    for root, _, names in os.walk(path):
        for name in names:
            try:
                sizes.append(os.stat(os.path.join(root, name)).st_size)
            except OSError:  # gone since
                continue
    return sum(sizes), len(sizes)
