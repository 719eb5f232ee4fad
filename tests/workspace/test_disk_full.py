"""A disk that is full on the way: the run says so and ends; when there is room again, the next one goes on."""

import errno
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from fuxi_cli.pipeline.workspace import intake
from support.command import fuxi
from support.inboxes import five
from support.killed import assert_as_if_undisturbed, forked, quick_rendering, read_before
from support.workspaces import State, make_workspace, put, state

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="disks are mounted and limited as on Linux")

KIB = 1024
SIZE = 16 * KIB * KIB
ROOM = (0, 16, 32, 40, 48, 56, 64, 96, 144, 176, 208, 240, 320, 448, 576, 704, 832, 1536)
"""How much is left, in KiB, when a run begins; more than it needs at the end."""
FULL = "磁盘已满"


@pytest.fixture(scope="module", autouse=True)
def without_rendering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with quick_rendering(), read_before(filled(tmp_path_factory.mktemp("read"))):
        yield


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, without_rendering: None) -> State:  # noqa: ARG001
    workspace = filled(tmp_path_factory.mktemp("undisturbed"))
    intake.run(str(workspace))
    return state(workspace)


def filled(folder: Path, more: str = "") -> Path:
    workspace = make_workspace(folder, more=more)
    put(workspace, *five())
    return workspace


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own in memory. Skips where it cannot be mounted; fails if FUXI_NEEDS_TMPFS is set."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
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


def fill(disk: Path, room: int) -> Path:
    """A file that takes everything but so many bytes."""
    path = disk / "filler"
    status = os.statvfs(disk)
    with open(path, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(status.f_bavail * status.f_frsize - room, 1))
    return path


def run_full(workspace: Path, disk: Path, room: int, undisturbed: State) -> int:
    """Run with so many KiB left on a disk, then once more with enough. Gives the first run's exit code."""
    filler = fill(disk, room * KIB)
    result = fuxi("run", workspace, "--quiet")
    filler.unlink()
    if result.code == 4:
        assert FULL in result.err or "磁盘是否已满" in result.err
    else:
        assert result.code == 0, result.err
    after = fuxi("run", workspace, "--quiet")
    assert after.code == 0, after.err
    assert_as_if_undisturbed(workspace, undisturbed)
    return result.code


def test_whatever_room_is_left(small_disk: Path, undisturbed: State) -> None:
    codes = []
    for room in ROOM:
        workspace = filled(small_disk / str(room))
        codes.append(run_full(workspace, small_disk, room, undisturbed))
        shutil.rmtree(workspace)
    assert set(codes) == {0, 4}
    assert codes == sorted(codes, reverse=True)
    assert codes.count(4) > 10


def test_the_inbox_is_on_another_disk(tmp_path: Path, small_disk: Path, undisturbed: State) -> None:
    """Files are copied then, and a copy may be cut off."""
    codes = []
    for room in (32, 64, 96, 112, 128, 160, 192, 224, 1536):
        inbox = tmp_path / f"inbox {room}"
        inbox.mkdir()
        workspace = filled(small_disk / str(room), f"[paths]\ninbox = '{inbox}'\n")
        for path in (workspace / "inbox").iterdir():
            shutil.move(path, inbox)
        codes.append(run_full(workspace, small_disk, room, undisturbed))
        shutil.rmtree(workspace)
    assert set(codes) == {0, 4}


def test_what_is_kept_is_on_another_disk(tmp_path: Path, small_disk: Path, undisturbed: State) -> None:
    """It is entered before there turns out to be no room for it."""
    codes = []
    for room in (0, 16, 48, 64, 96, 128, 192, 256, 320, 384, 1536):
        kept = "".join(
            f"{name} = '{small_disk}/{room}/{name}'\n" for name in ("accepted", "returned", "reports")
        )
        workspace = filled(tmp_path / str(room), f"[paths]\n{kept}")
        codes.append(run_full(workspace, small_disk, room, undisturbed))
        shutil.rmtree(small_disk / str(room))
    assert set(codes) == {0, 4}


def test_the_register_cannot_grow(tmp_path: Path, undisturbed: State) -> None:
    codes = []
    for pages in range(5):
        workspace = filled(tmp_path / str(pages))
        most = 0

        def limit(connection: Any, _: Any, pages: int = pages) -> None:
            nonlocal most
            most = most or connection.execute("PRAGMA page_count").fetchone()[0] + pages
            connection.execute(f"PRAGMA max_page_count = {most}")

        event.listen(Engine, "connect", limit)
        try:
            result = fuxi("run", workspace, "--quiet")
        finally:
            event.remove(Engine, "connect", limit)
        codes.append(result.code)
        if result.code == 4:
            assert FULL in result.err
        intake.run(str(workspace))
        assert_as_if_undisturbed(workspace, undisturbed)
    assert codes[0] == 4
    assert codes == sorted(codes, reverse=True)


@pytest.mark.parametrize("name", ["fsync", "replace", "mkdir"])
def test_the_system_refuses_at_any_call(
    tmp_path: Path, undisturbed: State, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """For machines on which no small disk can be mounted."""
    original = getattr(os, name)
    codes = []
    for number in (1, 2, 3, 5, 8, 12, 14, 16, 20, 60):
        workspace = filled(tmp_path / str(number))
        left = number

        def refuse(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left <= 0:
                path = arguments[0] if isinstance(arguments[0], str) else None
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            return original(*arguments, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, name, refuse)
            result = fuxi("run", workspace, "--quiet")
        codes.append(result.code)
        assert result.code in (0, 4), result.err
        if result.code == 4:
            assert FULL in result.err
        intake.run(str(workspace))
        assert_as_if_undisturbed(workspace, undisturbed)
    assert codes[0] == 4
    assert codes[-1] == 0


@pytest.mark.parametrize("limit", [0, 1, 20, 30, 45, 60, 100])
def test_files_may_not_grow_beyond_a_limit(tmp_path: Path, undisturbed: State, limit: int) -> None:
    """A quota, in KiB, that the system sets for every file."""
    workspace = filled(tmp_path)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit * KIB, resource.RLIM_INFINITY))
        result = fuxi("run", workspace, "--quiet")
        os._exit(result.code + 10)

    with forked(work) as (pid, _, failure):
        _, status = os.waitpid(pid, 0)
        assert failure() == ""
    assert os.waitstatus_to_exitcode(status) == 14
    intake.run(str(workspace))
    assert_as_if_undisturbed(workspace, undisturbed)
