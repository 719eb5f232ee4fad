"""The log: one JSON object a line for each file, and a summary line for each run."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from fuxi_cli.pipeline.workspace import intake
from fuxi_cli.pipeline.workspace.log import Log
from support.command import fuxi
from support.offices import events, filed, run, submission
from support.workspaces import make_workspace, put

BEIJING = timezone(timedelta(hours=8))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "ws")


def test_one_event_for_each_file_and_one_for_the_run(workspace: Path, tmp_path: Path) -> None:
    path = submission(tmp_path)
    put(
        workspace,
        ("一.xlsx", path),
        ("一的副本.xlsx", path),
        ("退.xlsx", submission(tmp_path, "于都县", base=99)),
    )
    put(workspace, ("坏.xlsx", b"broken"), ("看.txt", b"x"))
    run(workspace)
    lines = events(workspace)
    assert sorted(line["event"] for line in lines[:-1]) == [
        "accepted",
        "duplicate",
        "left",
        "returned",
        "unreadable",
    ]
    assert sorted(line["name"] for line in lines[:-1]) == sorted(
        ["一.xlsx", "一的副本.xlsx", "退.xlsx", "坏.xlsx", "看.txt"]
    )
    summary = lines[-1]
    assert summary["event"] == "summary"
    assert {
        key: summary[key] for key in ("outcome", "accepted", "returned", "duplicates", "waiting", "refreshed")
    } == {
        "outcome": "done",
        "accepted": 1,
        "returned": 2,
        "duplicates": 1,
        "waiting": 0,
        "refreshed": ["2022-06"],
    }
    assert {line["run"] for line in lines} == {1}
    for line in lines:
        moment = datetime.fromisoformat(line["time"])
        assert moment.tzinfo is not None


def test_an_event_says_where_the_file_went(workspace: Path, tmp_path: Path) -> None:
    put(workspace, submission(tmp_path))
    run(workspace)
    (one,) = filed(workspace)
    line = events(workspace)[0]
    assert (line["receipt"], line["sha256"], line["path"]) == (one.receipt, one.sha256, one.path)
    assert (line["reporter"], line["period"]) == ("瑞金市", "2022-06")
    assert (workspace / line["path"]).exists()


def test_chinese_is_written_as_it_is_and_lines_stay_lines(workspace: Path) -> None:
    put(workspace, ("于都县\n六月\u2028.xlsx", b"broken"))
    run(workspace)
    (path,) = (workspace / "log").iterdir()
    raw = path.read_bytes()
    assert raw.endswith(b"\n")
    assert len(raw.splitlines()) == 2
    assert "于都县" in raw.decode()
    for line in raw.decode().split("\n")[:-1]:
        json.loads(line)


def test_a_file_a_month_by_the_office_s_time(workspace: Path) -> None:
    for number, moment in enumerate(
        (datetime(2022, 6, 30, 23, 59, tzinfo=BEIJING), datetime(2022, 7, 1, 0, 0, tzinfo=BEIJING))
    ):
        put(workspace, (f"{number}.xlsx", b"%d" % number))
        intake.run(str(workspace), clock=lambda moment=moment: moment)
    assert [path.name for path in sorted((workspace / "log").iterdir())] == ["2022-06.jsonl", "2022-07.jsonl"]
    assert events(workspace)[0]["time"] == "2022-06-30T23:59:00+08:00"


def test_nothing_new_and_a_dry_run_write_no_log(workspace: Path) -> None:
    run(workspace)
    put(workspace, ("坏.xlsx", b"broken"), ("看.txt", b"x"))
    run(workspace, "--dry-run")
    assert events(workspace) == []


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    """A machine that lost its power leaves half a line; the next event begins a new one."""
    path = tmp_path / "2022-07.jsonl"
    path.write_bytes(b'{"event": "acce')
    log = Log(str(tmp_path), lambda: datetime(2022, 7, 3, tzinfo=UTC), 7)
    log.write("accepted", name="一.xlsx")
    log.write("summary", outcome="done")
    half, *whole = path.read_text(encoding="utf-8").splitlines()
    assert half == '{"event": "acce'
    assert [json.loads(line)["event"] for line in whole] == ["accepted", "summary"]


def test_what_cannot_be_text_is_written_all_the_same(tmp_path: Path) -> None:
    log = Log(str(tmp_path / "新" / "的"), lambda: datetime(2022, 7, 3, tzinfo=UTC), None)
    log.write("left", name="\udcff.xlsx", when=datetime(2022, 7, 3), none=None)
    assert log.failed is None
    line = json.loads((tmp_path / "新/的/2022-07.jsonl").read_text(encoding="utf-8"))
    assert line["event"] == "left"
    assert "none" not in line


def test_a_run_that_does_not_come_to_its_end_says_so(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, ("坏.xlsx", b"broken"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    with monkeypatch.context() as patch:
        patch.setattr(intake, "put_away", full)
        assert fuxi("run", workspace).code == 4
    assert events(workspace)[-1]["outcome"] == "failed"
    run(workspace)
    assert events(workspace)[-1]["outcome"] == "done"
    # It may be noted once more, but as the same one.
    assert len({line["receipt"] for line in events(workspace) if line["event"] == "unreadable"}) == 1
