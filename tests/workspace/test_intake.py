"""Taking files from the inbox: not before they are whole, from wherever it lies, and with receipts that never go back."""

import errno
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from fuxi_cli.core.outcome import Outcome
from fuxi_cli.pipeline.workspace import inbox, intake
from fuxi_cli.pipeline.workspace.receipts import Receipts
from support.command import fuxi
from support.offices import (
    agrees,
    events,
    fails,
    filed,
    files,
    originals,
    run,
    submission,
    told,
)
from support.workspaces import make_workspace, put

BEIJING = timezone(timedelta(hours=8))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "ws")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return submission(tmp_path / "县里")


def settle(workspace: Path, seconds: int) -> None:
    toml = workspace / "fuxi.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace("settle_seconds = 0", f"settle_seconds = {seconds}"), encoding="utf-8")


class Watch:
    """A time of the test's own, for the look into the inbox alone."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.time = time.time
        self.meanwhile: Callable[[], object] = lambda: None

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.meanwhile()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Waits take no time."""
    watch = Watch()
    monkeypatch.setattr(inbox, "time", watch)
    return watch


def age(path: Path, seconds: float, watch: Watch) -> None:
    """Let the file be that old: also as to when it came here, which no call can set."""
    now = path.stat().st_ctime
    watch.time = lambda: now + seconds


def test_a_file_that_grows_waits_and_is_taken_by_the_next_run(
    workspace: Path, path: Path, watch: Watch
) -> None:
    settle(workspace, 5)
    content = path.read_bytes()
    put(workspace, ("大文件.xlsx", content[:3000]))

    def copied() -> None:
        with (workspace / "inbox/大文件.xlsx").open("ab") as file:
            file.write(content[3000:6000])

    watch.meanwhile = copied
    outcome = run(workspace)
    assert outcome["left"] == [{"name": "大文件.xlsx", "event": "waiting", "why": inbox.CHANGING}]
    assert outcome["files"] == []
    assert files(workspace / "inbox") == ["大文件.xlsx"]

    watch.meanwhile = lambda: None
    (workspace / "inbox/大文件.xlsx").write_bytes(content)
    assert run(workspace)["counts"]["accepted"] == 1
    agrees(workspace)


def test_one_that_waits_does_not_hold_up_the_others(workspace: Path, path: Path, watch: Watch) -> None:
    settle(workspace, 5)
    put(workspace, path, ("还在拷.xlsx", b"half"))
    watch.meanwhile = lambda: (workspace / "inbox/还在拷.xlsx").write_bytes(b"more than half")
    outcome = run(workspace)
    assert [one["name"] for one in outcome["files"]] == [path.name]
    assert outcome["counts"]["waiting"] == 1
    assert [event["name"] for event in events(workspace) if event["event"] == "waiting"] == ["还在拷.xlsx"]
    summary = events(workspace)[-1]
    assert (summary["event"], summary["waiting"]) == ("summary", 1)


def test_no_wait_when_every_file_is_old_enough(workspace: Path, path: Path, watch: Watch) -> None:
    settle(workspace, 5)
    put(workspace, path)
    age(workspace / "inbox" / path.name, 6, watch)
    assert run(workspace)["counts"]["accepted"] == 1
    assert watch.slept == []


def test_a_wait_of_settle_seconds_for_a_young_file(workspace: Path, path: Path, watch: Watch) -> None:
    settle(workspace, 30)
    put(workspace, path)
    age(workspace / "inbox" / path.name, 29, watch)
    assert run(workspace)["counts"]["accepted"] == 1
    assert watch.slept == [30]


def test_no_wait_for_an_empty_inbox(workspace: Path, watch: Watch) -> None:
    settle(workspace, 30)
    run(workspace)
    assert watch.slept == []


def test_a_copy_that_keeps_an_old_time_is_young_all_the_same(
    workspace: Path, path: Path, watch: Watch
) -> None:
    settle(workspace, 5)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    shutil.copy2(path, workspace / "inbox")
    run(workspace)
    assert watch.slept == [5]


def test_a_file_from_the_future_is_taken_after_a_wait(workspace: Path, path: Path, watch: Watch) -> None:
    settle(workspace, 5)
    put(workspace, path)
    tomorrow = time.time() + 86_400
    os.utime(workspace / "inbox" / path.name, (tomorrow, tomorrow))
    assert run(workspace)["counts"]["accepted"] == 1
    assert watch.slept == [5]


def test_a_file_that_vanishes_before_it_is_taken(
    workspace: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, path, ("a.xlsx", b"x"))
    between(monkeypatch, lambda: (workspace / "inbox/a.xlsx").unlink())
    outcome = run(workspace)
    assert [one["name"] for one in outcome["files"]] == [path.name]
    assert [(one["name"], one["why"]) for one in outcome["left"]] == [("a.xlsx", inbox.GONE)]
    assert files(workspace / ".work") == []
    agrees(workspace)


def test_a_file_that_vanishes_during_a_dry_run(
    workspace: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, path, ("a.xlsx", b"x"))
    between(monkeypatch, lambda: (workspace / "inbox/a.xlsx").unlink())
    outcome = run(workspace, "--dry-run")
    assert [one["name"] for one in outcome["files"]] == [path.name]


def between(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Something happens after the look into the inbox, and before the first file is taken."""
    look = inbox.look

    def looked(*arguments: Any) -> Any:
        seen = look(*arguments)
        happens()
        return seen

    monkeypatch.setattr(intake, "look", looked)


@pytest.mark.parametrize("what", ["open", "replace"])
def test_a_file_that_another_program_holds_stays(
    workspace: Path, path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """As Windows has it: a file that Excel has open can neither be read nor moved."""
    put(workspace, path, ("开着.xlsx", b"x"))
    held = str(workspace / "inbox/开着.xlsx")
    with monkeypatch.context() as patch:
        refuse(patch, what, held, PermissionError(errno.EACCES, "Permission denied", held))
        outcome = run(workspace)
    assert [one["name"] for one in outcome["files"]] == [path.name]
    assert outcome["left"] == [{"name": "开着.xlsx", "event": "waiting", "why": inbox.OPEN}]
    assert files(workspace / "inbox") == ["开着.xlsx"]
    assert files(workspace / ".work") == []
    assert run(workspace)["counts"]["unreadable"] == 1
    agrees(workspace)


def refuse(patch: pytest.MonkeyPatch, what: str, name: str, error: OSError) -> None:
    module: Any = os
    if what == "open":
        patch.setattr(inbox, "open", _refusing(open, name, error), raising=False)
    else:
        patch.setattr(module, what, _refusing(getattr(os, what), name, error))


def _refusing(real: Callable[..., Any], name: str, error: OSError) -> Callable[..., Any]:
    def call(path: Any, *arguments: Any, **options: Any) -> Any:
        if os.fspath(path) == name:
            raise error
        return real(path, *arguments, **options)

    return call


# Another file system


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose inbox lies on another file system, as far as moving goes."""
    far = tmp_path / "别处"
    workspace = make_workspace(tmp_path / "ws", more=f"[paths]\ninbox = '{far}'\n")
    far.mkdir()
    (workspace / "inbox").rmdir()
    replace = os.replace

    def across(source: Any, target: Any) -> None:
        if str(source).startswith(str(far)) != str(target).startswith(str(far)):
            raise OSError(errno.EXDEV, "Invalid cross-device link", source)
        replace(source, target)

    monkeypatch.setattr(os, "replace", across)
    return workspace


def test_an_inbox_on_another_file_system(far: Path, tmp_path: Path, path: Path) -> None:
    os.utime(path, (1_656_800_000, 1_656_800_000))
    shutil.copy2(path, tmp_path / "别处")
    assert run(far)["counts"]["accepted"] == 1
    (kept,) = originals(far, "accepted")
    assert kept.read_bytes() == path.read_bytes()
    assert kept.stat().st_mtime == 1_656_800_000
    assert files(tmp_path / "别处") == []
    agrees(far)


def test_an_inbox_that_really_lies_on_another_file_system(tmp_path: Path, path: Path) -> None:
    memory = Path("/dev/shm")
    if (
        not memory.is_dir()
        or memory.stat().st_dev == tmp_path.stat().st_dev
        or not os.access(memory, os.W_OK)
    ):
        pytest.skip("there is no second file system to write to")
    with TemporaryDirectory(dir=memory) as far:
        workspace = make_workspace(tmp_path / "ws", more=f"[paths]\ninbox = '{far}'\n")
        os.utime(path, (1_656_800_000, 1_656_800_000))
        shutil.copy2(path, far)
        (Path(far) / "坏.xlsx").write_bytes(b"broken")
        counts = run(workspace)["counts"]
        assert (counts["accepted"], counts["unreadable"]) == (1, 1)
        assert files(Path(far)) == []
        (kept,) = originals(workspace, "accepted")
        assert (kept.read_bytes(), kept.stat().st_mtime) == (path.read_bytes(), 1_656_800_000)
        agrees(workspace)


def test_cut_off_between_copy_and_removal(
    far: Path, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy2(path, tmp_path / "别处")
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", _cut_off(str(tmp_path / "别处" / path.name)))
        with pytest.raises(KeyboardInterrupt):
            intake.run(str(far))
    assert len(files(tmp_path / "别处")) == 1
    assert len(files(far / ".work")) == 2
    outcome = run(far)
    assert (outcome["counts"]["accepted"], outcome["duplicates"]) == (1, [])
    assert files(tmp_path / "别处") == []
    agrees(far)


def test_another_file_of_that_name_is_not_removed_for_it(
    far: Path, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody laid another file there while nothing ran; its size and time happen to be the same."""
    shutil.copy2(path, tmp_path / "别处")
    lying = tmp_path / "别处" / path.name
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", _cut_off(str(lying)))
        with pytest.raises(KeyboardInterrupt):
            intake.run(str(far))
    status = lying.stat()
    lying.write_bytes(b"?" * status.st_size)
    os.utime(lying, ns=(status.st_atime_ns, status.st_mtime_ns))
    counts = run(far)["counts"]
    assert (counts["accepted"], counts["unreadable"]) == (1, 1)
    agrees(far)


def _cut_off(name: str) -> Callable[..., None]:
    unlink = os.unlink

    def call(path: Any, *arguments: Any, **options: Any) -> None:
        if os.fspath(path) == name:
            raise KeyboardInterrupt
        unlink(path, *arguments, **options)

    return call


def test_an_inbox_that_cannot_be_emptied_doubles_nothing(
    far: Path, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only share: what is copied from it cannot be removed from it."""
    shutil.copy2(path, tmp_path / "别处")
    lying = str(tmp_path / "别处" / path.name)
    with monkeypatch.context() as patch:
        refuse(patch, "unlink", lying, OSError(errno.EROFS, "Read-only file system", lying))
        for _ in range(2):
            assert lying in fails(4, "run", far)
        assert filed(far) == []
    assert run(far)["counts"]["accepted"] == 1
    assert len(filed(far)) == 1
    agrees(far)


# The clock


def at(moment: datetime, workspace: Path) -> Outcome:
    return intake.run(str(workspace), clock=lambda: moment)


def test_receipts_go_on_when_the_clock_goes_back(workspace: Path) -> None:
    put(workspace, ("1.xlsx", b"1"))
    at(datetime(2022, 7, 3, 8, 15, 30, tzinfo=BEIJING), workspace)
    put(workspace, ("2.xlsx", b"2"), ("3.xlsx", b"3"))
    outcome = at(datetime(2022, 7, 1, 9, 0, 0, tzinfo=BEIJING), workspace)
    assert [one.receipt for one in filed(workspace)] == [f"20220703T081530-{n:05d}" for n in (1, 2, 3)]
    assert [one.received for one in filed(workspace)] == ["2022-07-03T08:15:30+08:00"] * 3
    (remark,) = outcome.remarks
    assert remark == "系统时钟比最近一次收件还早，收件时间顺延记在其后；请检查这台电脑的日期、时间和时区。"
    put(workspace, ("4.xlsx", b"4"))
    outcome = at(datetime(2022, 7, 3, 8, 15, 31, tzinfo=BEIJING), workspace)
    assert outcome.remarks == ()
    assert filed(workspace)[-1].receipt == "20220703T081531-00001"
    agrees(workspace)


def test_the_remark_is_told_to_people(workspace: Path) -> None:
    put(workspace, ("1.xlsx", b"1"))
    at(datetime(2122, 7, 3, 8, 15, 30, tzinfo=BEIJING), workspace)
    put(workspace, ("2.xlsx", b"2"))
    assert "提醒    系统时钟比最近一次收件还早" in told(workspace, "--dry-run")
    assert "提醒    系统时钟比最近一次收件还早" in told(workspace)
    assert "提醒" not in told(workspace)


def test_the_clock_goes_back_during_a_run() -> None:
    moments = [datetime(2022, 7, 3, 8, 0, second, tzinfo=BEIJING) for second in (9, 9, 5, 9, 10)]
    receipts = Receipts(iter(moments).__next__, None)
    stamps = [receipts.next().stamp for _ in range(4)]
    assert stamps == [
        "20220703T080009-00001",
        "20220703T080009-00002",
        "20220703T080009-00003",
        "20220703T080010-00001",
    ]
    assert sorted(set(stamps)) == stamps


def test_the_end_of_summer_time_gives_no_receipt_twice(workspace: Path) -> None:
    """Two o'clock comes twice: the second time counts on from the first."""
    first = datetime(2022, 10, 30, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    second = datetime(2022, 10, 30, 2, 30, tzinfo=timezone(timedelta(hours=1)))
    assert second - first == timedelta(hours=1)
    put(workspace, ("1.xlsx", b"1"))
    at(first, workspace)
    put(workspace, ("2.xlsx", b"2"))
    at(second, workspace)
    assert [one.receipt[-11:] for one in filed(workspace)] == ["23000-00001", "23000-00002"]
    assert filed(workspace)[0].received == "2022-10-30T02:30:00+02:00"
    agrees(workspace)


def test_a_machine_with_another_offset(workspace: Path) -> None:
    put(workspace, ("1.xlsx", b"1"))
    at(datetime(2022, 7, 3, 8, 0, 0, tzinfo=BEIJING), workspace)
    put(workspace, ("2.xlsx", b"2"))
    outcome = at(datetime(2022, 7, 3, 1, 0, 0, tzinfo=UTC), workspace)  # an hour later, but 01:00 there
    assert "时区" in outcome.remarks[0]
    assert [one.receipt for one in filed(workspace)] == ["20220703T080000-00001", "20220703T080000-00002"]
    agrees(workspace)


@pytest.mark.parametrize(
    "moment", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, 23, 59, 59, tzinfo=UTC)]
)
def test_a_clock_that_was_never_set(workspace: Path, path: Path, moment: datetime) -> None:
    put(workspace, path)
    outcome = at(moment, workspace)
    assert [one.receipt for one in outcome.filed] == [f"{moment:%Y%m%dT%H%M%S}-00001"]
    assert (workspace / f"log/{moment:%Y-%m}.jsonl").exists()
    agrees(workspace)
    assert fuxi("register", "rebuild", "--dir", workspace).code == 0
    agrees(workspace)
