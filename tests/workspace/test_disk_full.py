"""A disk that is full on the way: the run says so and ends; when there is room again, the next one goes on."""

import errno
import os
import shutil
import subprocess
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.command import fuxi
from support.inboxes import five
from support.killed import assert_as_if_undisturbed
from support.workspaces import State, make_workspace, put, state

from fuxi_cli.pipeline.workspace import intake

KIB = 1024
SIZE = 16 * KIB * KIB
ROOM = (*range(0, 64, 4), *range(64, 256, 16), *range(256, 1024, 64), *range(1024, 3072, 256))
"""How much is left, in KiB, when a run begins; more than it needs at the end."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> State:
    workspace = filled(tmp_path_factory.mktemp("undisturbed"))
    intake.run(str(workspace))
    return state(workspace)


def filled(folder: Path) -> Path:
    workspace = make_workspace(folder)
    put(workspace, *five())
    return workspace


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own in memory. Skips where it cannot be mounted; fails if FUXI_NEEDS_TMPFS is set."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    mount = shutil.which("mount")
    done = subprocess.run(command, capture_output=True, text=True) if mount else None
    if done is None or done.returncode != 0:
        reason = f"no small disk can be mounted: {done.stderr.strip() if done else 'there is no mount'}"
        if os.environ.get("FUXI_NEEDS_TMPFS"):
            pytest.fail(reason)
        pytest.skip(reason)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_whatever_room_is_left(small_disk: Path, undisturbed: State) -> None:
    codes = []
    for room in ROOM:
        workspace = filled(small_disk / str(room))
        filler = fill(small_disk, room * KIB)
        result = fuxi("run", workspace, "--quiet")
        print(room, result.code, result.err.strip()[:300])
        filler.unlink()
        codes.append(result.code)
        after = fuxi("run", workspace, "--quiet")
        assert after.code == 0, after.err
        assert_as_if_undisturbed(workspace, undisturbed)
        shutil.rmtree(workspace)
        if result.code == 0 and room > 1024:
            break
    assert set(codes) == {0, 4}
    assert codes.count(4) > 10


def fill(disk: Path, room: int) -> Path:
    """A file that takes everything but so many bytes."""
    path = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with open(path, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free - room, 1))
    return path
