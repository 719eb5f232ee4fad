"""``fuxi register verify`` names exactly what is missing or altered, and finds nothing where nothing is."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from fuxi_cli.core.period import Period
from fuxi_cli.pipeline.workspace import intake
from fuxi_cli.pipeline.workspace.verifying import Fault, verify
from support.command import fuxi
from support.offices import city_table, filed, originals, run, submission
from support.workspaces import make_workspace, put

MAY = Period(2022, 5)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """May closed, with a correction after that; June with resubmissions, a city-wide table, returned and unreadable ones."""
    folder = tmp_path_factory.mktemp("verify")
    workspace = make_workspace(folder / "ws")
    put(workspace, submission(folder, "于都县", MAY), submission(folder, "瑞金市", MAY))
    run(workspace)
    assert fuxi("close", "2022-05", "--dir", workspace).code == 0
    put(workspace, ("更正.xlsx", submission(folder, "于都县", MAY, day=date(2022, 6, 8))))
    put(workspace, ("全市.xlsx", city_table(folder / "全市.xlsx")), ("坏.xlsx", b"broken"))
    put(workspace, ("六月.xlsx", submission(folder)), ("六月退.xlsx", submission(folder, "赣县区", base=99)))
    put(workspace, ("六月二.xlsx", submission(folder, day=date(2022, 7, 4))))
    run(workspace)
    return workspace


@pytest.fixture
def workspace(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "ws"))


def faults(workspace: Path) -> list[tuple[str, str]]:
    return [(fault.what, fault.path) for fault in told(workspace)]


def told(workspace: Path) -> list[Fault]:
    """What is found; the command says the same, changes nothing, and ends accordingly."""
    found = list(verify(str(workspace)).faults)
    result = fuxi("register", "verify", "--dir", workspace)
    assert result.code == (1 if found else 0)
    assert result.out.splitlines() == [f"{fault.path}：{fault.message}" for fault in found]
    if found:
        assert f"有 {len(found)} 处不一致" in result.err
    return found


def sql(workspace: Path, *statements: str) -> None:
    with closing(sqlite3.connect(workspace / "register.sqlite")) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount == 1, statement
        connection.commit()


def path_of(workspace: Path, name: str) -> str:
    return next(one.path for one in filed(workspace) if one.name == name)


def test_nothing_wrong(workspace: Path) -> None:
    result = fuxi("register", "verify", "--dir", workspace)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"核对了 {len(filed(workspace))} 份报送表，文件与登记簿一致。\n"


def test_an_empty_workspace(tmp_path: Path) -> None:
    assert faults(make_workspace(tmp_path / "ws")) == []


@pytest.mark.parametrize("name", ["六月.xlsx", "六月退.xlsx", "坏.xlsx"])
def test_a_missing_original(workspace: Path, name: str) -> None:
    path = path_of(workspace, name)
    (workspace / path).unlink()
    assert faults(workspace) == [("missing", path)]
    assert f"收到的“{name}”" in told(workspace)[0].message


def test_every_original_missing(workspace: Path) -> None:
    everything = [one.path for one in filed(workspace)]
    shutil.rmtree(workspace / "accepted")
    shutil.rmtree(workspace / "returned")
    assert faults(workspace) == [("missing", path) for path in everything]


@pytest.mark.parametrize("name", ["六月.xlsx", "六月退.xlsx", "全市.xlsx"])
def test_one_byte_altered(workspace: Path, name: str) -> None:
    path = workspace / path_of(workspace, name)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert faults(workspace) == [("altered", path_of(workspace, name))]


def test_something_appended(workspace: Path) -> None:
    path = workspace / path_of(workspace, "六月.xlsx")
    with path.open("ab") as file:
        file.write(b"\0")
    assert faults(workspace) == [("altered", path_of(workspace, "六月.xlsx"))]


def test_a_strange_file_among_the_originals(workspace: Path) -> None:
    (workspace / "accepted/2022-06/最终版2.xlsx").write_bytes(b"x")
    (workspace / "returned/我的笔记.docx").write_bytes(b"x")
    assert faults(workspace) == [
        ("unknown", "accepted/2022-06/最终版2.xlsx"),
        ("unknown", "returned/我的笔记.docx"),
    ]


def test_an_original_in_another_folder(workspace: Path) -> None:
    path = path_of(workspace, "六月.xlsx")
    (workspace / path).rename(workspace / "accepted" / Path(path).name)
    assert faults(workspace) == [("missing", path), ("unknown", f"accepted/{Path(path).name}")]


CHANGES = {
    "a figure": "UPDATE figures SET cumulative = '99' WHERE rowid = (SELECT min(rowid) FROM figures WHERE submission = {n})",
    "a quota": "UPDATE figures SET quota = '1' WHERE rowid = (SELECT min(rowid) FROM figures WHERE submission = {n})",
    "a figure gone": "DELETE FROM figures WHERE rowid = (SELECT min(rowid) FROM figures WHERE submission = {n})",
    "a task": "UPDATE tasks SET status = '已完成' WHERE rowid = (SELECT min(rowid) FROM tasks WHERE submission = {n})",
    "an object": "UPDATE objects SET counts = 1 - counts WHERE rowid = (SELECT min(rowid) FROM objects WHERE submission = {n})",
    "an object's values": "UPDATE objects SET \"values\" = '{{}}' WHERE rowid = (SELECT min(rowid) FROM objects WHERE submission = {n})",
    "content damaged": "UPDATE contents SET content = substr(content, 1, 200) WHERE submission = {n}",
    "content gone": "DELETE FROM contents WHERE submission = {n}",
    "content of another": "UPDATE contents SET content = (SELECT content FROM contents WHERE submission = 1) WHERE submission = {n}",
    "superseded by nobody": "UPDATE submissions SET superseded_by = NULL WHERE number = {n}",
    "superseded by another": "UPDATE submissions SET superseded_by = 1 WHERE number = {n}",
    "the hash": "UPDATE submissions SET sha256 = '" + "0" * 64 + "' WHERE number = {n}",
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_row_that_was_changed(workspace: Path, what: str) -> None:
    one = next(one for one in filed(workspace) if one.name == "六月.xlsx")
    sql(workspace, CHANGES[what].format(n=one.number))
    found = faults(workspace)
    assert found
    assert {path for _, path in found} == {one.path}
    assert {kind for kind, _ in found} == {"altered" if what == "the hash" else "row"}


def test_a_submission_struck_from_the_register(workspace: Path) -> None:
    one = next(one for one in filed(workspace) if one.name == "坏.xlsx")
    sql(
        workspace,
        f"DELETE FROM findings WHERE submission = {one.number}",
        f"DELETE FROM submissions WHERE number = {one.number}",
    )
    found = faults(workspace)
    assert ("unknown", one.path) in found
    assert {kind for kind, _ in found} == {"unknown"}


def papers(workspace: Path) -> Iterator[Path]:
    yield from sorted((workspace / "reports/2022-05").iterdir())


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [("missing", Path.unlink), ("altered", lambda path: path.write_bytes(path.read_bytes() + b" "))],
)
def test_papers_of_a_closed_month(workspace: Path, kind: str, spoil: Callable[[Path], object]) -> None:
    """All are named, and a run puts them back byte for byte."""
    before = {path.name: path.read_bytes() for path in papers(workspace)}
    assert len(before) == 6
    for path in list(papers(workspace)):
        spoil(path)
    assert sorted(faults(workspace)) == [(kind, f"reports/2022-05/{name}") for name in sorted(before)]
    assert "运行 fuxi run 会原样恢复" in told(workspace)[0].message
    assert run(workspace)["refreshed"] == ["2022-05"]
    assert {path.name: path.read_bytes() for path in papers(workspace)} == before
    assert faults(workspace) == []


def test_a_paper_in_the_register_is_damaged(workspace: Path) -> None:
    sql(workspace, "UPDATE papers SET content = x'00' WHERE name = '汇总表.xlsx'")
    assert faults(workspace) == [("row", "reports/2022-05/汇总表.xlsx")]


def test_papers_of_open_months_are_not_looked_at(workspace: Path) -> None:
    shutil.rmtree(workspace / "reports/2022-06")
    assert faults(workspace) == []


def test_work_that_is_pending(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(workspace, ("新的.xlsx", submission(tmp_path, "信丰县")))

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(intake, "judge", cut_off)
        with pytest.raises(KeyboardInterrupt):
            intake.run(str(workspace))
    assert faults(workspace) == [("pending", "新的.xlsx")]
    assert "已收，还没有审核：上一次运行没有做完，请运行 fuxi run。" in told(workspace)[0].message
    with monkeypatch.context() as patch:
        patch.setattr(intake, "put_away", cut_off)
        with pytest.raises(KeyboardInterrupt):
            intake.run(str(workspace))
    assert faults(workspace) == [("pending", "新的.xlsx")]
    assert "已登记，还没有归档" in told(workspace)[0].message
    assert "上一次运行没有做完" in fuxi("status", "2022-06", "--dir", workspace).out
    assert "上一次运行没有做完；请先运行 fuxi run，再封账" in fuxi("close", "2022-06", "--dir", workspace).err
    outcome = run(workspace)
    assert outcome["counts"]["accepted"] == 1
    assert faults(workspace) == []


def test_looking_does_not_disturb_a_run_that_is_going_on(workspace: Path) -> None:
    """A run makes a file's folder before it moves the file there."""
    being_made = workspace / ".work/20991231T000000-00001/file"
    being_made.mkdir(parents=True)
    assert faults(workspace) == []
    assert fuxi("status", "2022-06", "--dir", workspace).code == 0
    run(workspace, "--dry-run")
    assert being_made.is_dir()
    assert len(originals(workspace, "accepted")) == 6
