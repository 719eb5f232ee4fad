"""What files in an inbox may be called, and be: names that no text holds, that are too long, that mean something elsewhere."""

import os
import socket
import unicodedata
from pathlib import Path

import pytest
from docx import Document

from support.command import fuxi
from support.hostile_texts import file_names
from support.offices import agrees, events, filed, files, originals, run, submission, told
from support.workspaces import make_workspace, put

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")

NAMES = {
    "GBK": "于都县.xlsx".encode("gb18030"),
    "no encoding": b"\xff\xfe\x81.xlsx",
    "255 bytes": "县".encode() * 83 + b"x.xlsx",
    "255 ASCII": b"a" * 250 + b".xlsx",
    "newlines": "于都县\n已接收  假的.xlsx".encode(),
    "controls": b"\x1b[31m\x07\x7fred.xlsx",
    "emoji": "👍🏽于都👨‍👩‍👧.xlsx".encode(),
    "Windows device": b"CON.xlsx",
    "Windows device 2": b"aux.2022-06.xlsx",
    "right to left": "\u202exslx.于都\u202c.xlsx".encode(),
    "formula": b"=HYPERLINK(1).xlsx",
    "spaces": "  于都 \u3000 县  .xlsx".encode(),
    "dots": "于都..县...xlsx".encode(),
    "not for Windows": b'a:b*c?"d<e>f|g\\h.xlsx',
    "option": b"--help.xlsx",
    "quote": "“于都”'x'.xlsx".encode(),
    "capitals": "于都县.XLSX".encode(),
    "percent": b"50%20{0}.xlsx",
    "ideographs beyond": "𠮷𰻝.xlsx".encode(),
    "decomposed": "e\u0301te\u0301.xlsx".encode(),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "ws")


def lay(workspace: Path, name: bytes, content: bytes) -> None:
    with open(os.path.join(os.fsencode(workspace / "inbox"), name), "wb") as file:
        file.write(content)


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("faulty", [False, True])
def test_any_name_is_taken_kept_safely_and_told(
    workspace: Path, tmp_path: Path, kind: str, faulty: bool
) -> None:
    path = (
        submission(tmp_path / "县里", "于都县", base=99)
        if faulty
        else submission(tmp_path / "县里", "于都县")
    )
    lay(workspace, NAMES[kind], path.read_bytes())
    predicted = run(workspace, "--dry-run")
    outcome = run(workspace)
    (one,) = outcome["files"]
    assert one["status"] == ("returned" if faulty else "accepted")
    assert [p["status"] for p in predicted["files"]] == [one["status"]]
    _assert_text(one["name"])
    (kept,) = originals(workspace, one["status"])
    assert kept.read_bytes() == path.read_bytes()
    assert kept.name == f"360731_于都县_2022-06_{one['receipt']}_{one['sha256'][:12]}.xlsx"
    assert filed(workspace)[0].name == one["name"] == events(workspace)[0]["name"]
    assert files(workspace / "inbox") == files(workspace / ".work") == []
    agrees(workspace)
    _every_command_can_show_it(workspace, tmp_path)


def _assert_text(name: str) -> None:
    """Text that is valid, on one line, and that turns nothing on a screen."""
    name.encode()
    assert not [c for c in name if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")], name


def _every_command_can_show_it(workspace: Path, tmp_path: Path) -> None:
    for arguments in (
        ["status", "2022-06"],
        ["register", "verify"],
        ["register", "export", "-o", tmp_path / "csv"],
        ["register", "export", "-f", "json", "-o", tmp_path / "json"],
        ["register", "rebuild"],
    ):
        result = fuxi(*arguments, "--dir", workspace)
        assert result.code == 0, (arguments, result.err)
        assert "\x1b" not in result.out + result.err


@pytest.mark.parametrize("kind", NAMES)
def test_the_slip_of_what_nobody_could_read_names_it(workspace: Path, kind: str) -> None:
    lay(workspace, NAMES[kind], b"no workbook")
    (one,) = run(workspace)["files"]
    (kept,) = originals(workspace, "returned")
    assert len(os.fsencode(kept.name)) <= 255
    kept.name.encode()
    slip = kept.with_name(f"{kept.stem}_退回单.docx")
    assert len(os.fsencode(slip.name)) <= 255
    text = "\n".join(p.text for p in Document(str(slip)).paragraphs)
    text += "\n".join(c.text for t in Document(str(slip)).tables for r in t.rows for c in r.cells)
    assert ".xlsx" in text
    if kind in ("GBK", "capitals"):
        assert "于都县" in text
        assert "于都县" in one["name"]
    agrees(workspace)


def test_names_of_other_systems_archives_are_read_as_gbk(workspace: Path) -> None:
    lay(workspace, "瑞金市六月报送表.xlsx".encode("gbk"), b"x")
    assert "瑞金市六月报送表.xlsx" in told(workspace)
    assert filed(workspace)[0].name == "瑞金市六月报送表.xlsx"


def test_a_name_cannot_forge_a_line_of_what_is_told(workspace: Path) -> None:
    lay(workspace, NAMES["newlines"], b"x")
    lines = told(workspace).splitlines()
    assert not any(line.startswith("已接收") for line in lines)
    assert len((workspace / "log").glob("*.jsonl").__next__().read_bytes().splitlines()) == 2


def test_hostile_names_all_at_once(workspace: Path, tmp_path: Path) -> None:
    source = tmp_path / "names"
    source.mkdir()
    names = [f"{text[:50]}.xlsx".encode() for _, text in file_names(source)]
    for number, name in enumerate(names):
        lay(workspace, name, b"number %d" % number)
    laid = len({name for name in names if not name.startswith((b".", b"~$"))})
    assert run(workspace)["counts"]["unreadable"] == laid > 10
    agrees(workspace)


def test_names_that_differ_only_in_case(workspace: Path, tmp_path: Path) -> None:
    put(workspace, ("Yudu.xlsx", submission(tmp_path / "a", "于都县")))
    put(workspace, ("YUDU.XLSX", submission(tmp_path / "b", "瑞金市")))
    assert run(workspace)["counts"]["accepted"] == 2
    agrees(workspace)


def test_the_same_name_in_two_folders(workspace: Path, tmp_path: Path) -> None:
    put(workspace, ("甲/报表.xlsx", submission(tmp_path / "a", "于都县")))
    put(workspace, ("乙/报表.xlsx", submission(tmp_path / "b", "瑞金市")))
    assert sorted(one["name"] for one in run(workspace)["files"]) == ["乙/报表.xlsx", "甲/报表.xlsx"]
    assert (workspace / "inbox").is_dir()
    agrees(workspace)


def test_folders_with_names_of_their_own(workspace: Path, tmp_path: Path) -> None:
    folder = os.path.join(os.fsencode(workspace / "inbox"), "六月\n报表".encode("gbk"))
    os.mkdir(folder)
    with open(os.path.join(folder, b"a.xlsx"), "wb") as file:
        file.write(submission(tmp_path / "a").read_bytes())
    (one,) = run(workspace)["files"]
    assert one["status"] == "accepted"
    assert one["name"] == "六月 报表/a.xlsx"
    agrees(workspace)


def test_a_folder_that_is_called_like_a_workbook(workspace: Path, tmp_path: Path) -> None:
    (workspace / "inbox/x.xlsx").mkdir()
    put(workspace, ("x.xlsx/y.xlsx", submission(tmp_path / "a")))
    outcome = run(workspace)
    assert [one["name"] for one in outcome["files"]] == ["x.xlsx/y.xlsx"]
    assert outcome["left"] == []
    assert run(workspace)["files"] == []


def test_links_stay_and_are_told(workspace: Path, tmp_path: Path) -> None:
    """What they lead to is not ours to move, and may be anything."""
    outside = submission(tmp_path / "a")
    (workspace / "inbox/文件.xlsx").symlink_to(outside)
    (workspace / "inbox/文件夹").symlink_to(tmp_path / "a")
    (workspace / "inbox/断了.xlsx").symlink_to(tmp_path / "没有.xlsx")
    (workspace / "inbox/自己.xlsx").symlink_to(workspace / "inbox/自己.xlsx")
    for arguments in (["--dry-run"], []):
        outcome = run(workspace, *arguments)
        assert outcome["files"] == []
        assert {(one["name"], one["event"]) for one in outcome["left"]} == {
            (name, "left") for name in ("文件.xlsx", "文件夹", "断了.xlsx", "自己.xlsx")
        }
    assert outside.exists()
    assert len(list((workspace / "inbox").iterdir())) == 4


def test_what_is_no_file_stays_and_nobody_waits_for_it(workspace: Path) -> None:
    os.mkfifo(workspace / "inbox/管道.xlsx")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(workspace / "inbox/s.xlsx"))
    with server:
        for arguments in (["--dry-run"], []):
            left = run(workspace, *arguments)["left"]
            assert {(one["name"], one["event"]) for one in left} == {
                ("管道.xlsx", "left"),
                ("s.xlsx", "left"),
            }
    assert "不是普通文件" in told(workspace)


def test_lock_files_and_hidden_ones_are_left_alone(workspace: Path) -> None:
    put(
        workspace,
        ("~$于都县.xlsx", b"x"),
        (".于都县.xlsx", b"x"),
        (".~lock.于都县.xlsx#", b"x"),
        (".夹/a.xlsx", b"x"),
    )
    assert told(workspace) == "收件箱里没有新的报送表。\n"
    assert len(files(workspace / "inbox")) == 4


def test_hard_links_are_two_files(workspace: Path, tmp_path: Path) -> None:
    path = submission(tmp_path / "a")
    os.link(path, workspace / "inbox/一.xlsx")
    os.link(path, workspace / "inbox/二.xlsx")
    outcome = run(workspace)
    assert (outcome["counts"]["accepted"], outcome["counts"]["duplicates"]) == (1, 1)
    assert path.exists()
    agrees(workspace)
