"""Files are written whole or not at all; what is no file is written to and stays what it is."""

import os
import stat
import threading
from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline.saving import write_file

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "结果.json"
    target.write_bytes(b"old")
    write_file(str(target), b"new")
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["结果.json"]


@needs_pipes
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    write_file(str(pipe), b"content")
    reader.join(timeout=10)
    assert received == [b"content"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_device_that_takes_nothing_is_told() -> None:
    with pytest.raises(FuxiError, match="磁盘已满"):
        write_file("/dev/full", b"content")
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(FuxiError, match="写不了文件"):
        write_file(str(tmp_path), b"content")
    assert tmp_path.is_dir()
