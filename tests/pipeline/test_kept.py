"""What is held of earlier runs is used only where nothing has changed, and can be spoilt without harm."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from fuxi_cli.pipeline import checking, opening
from fuxi_cli.pipeline.kept import answers, results
from support.command import Result, fuxi
from support.samples import EXAMPLES

JUNE = EXAMPLES / "submissions" / "2022-06"
COUNTY = "360731_于都县_2022-06.xlsx"
LONG_AGO = 1_650_000_000

pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, in use."""
    folder = tmp_path / "cache"
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.chdir(tmp_path)
    return folder / "fuxi"


@pytest.fixture
def june(tmp_path: Path) -> Path:
    """One month of workbooks, all last changed long ago."""
    folder = tmp_path / "2022-06"
    shutil.copytree(JUNE, folder)
    _settle(folder)
    return folder


def _settle(folder: Path) -> None:
    for path in folder.rglob("*.xlsx"):
        os.utime(path, (LONG_AGO, LONG_AGO))


class Reads:
    """Counts, beside the workers, which files are opened."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._log = folder / "opened.txt"
        read = opening.read_workbook

        def counted(path: str, limits: object) -> object:
            with open(self._log, "a", encoding="utf-8") as file:
                file.write(os.path.basename(path) + "\n")
            return read(path, limits)  # type: ignore[arg-type]

        monkeypatch.setattr(opening, "read_workbook", counted)

    def since(self) -> list[str]:
        """The files opened since the last question."""
        found = self._log.read_text("utf-8").split() if self._log.exists() else []
        self._log.unlink(missing_ok=True)
        return sorted(found)


@pytest.fixture
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reads:
    if not hasattr(os, "fork"):
        pytest.skip("what is patched here reaches a fork only")
    return Reads(tmp_path, monkeypatch)


def check(folder: Path, *options: object) -> Result:
    return fuxi("check", folder, "-f", "json", *options)


def test_unchanged_workbooks_are_not_opened_again(june: Path, reads: Reads) -> None:
    first = check(june)
    assert len(reads.since()) == len(list(june.glob("*.xlsx")))
    again = check(june)
    assert reads.since() == []
    assert again.out == first.out
    assert check(june, "--no-cache").out == first.out
    assert len(reads.since()) == len(list(june.glob("*.xlsx")))


def test_the_one_that_changed_is(june: Path, reads: Reads) -> None:
    check(june)
    reads.since()
    shutil.copy(june / "360732_兴国县_2022-06.xlsx", june / COUNTY)
    found = check(june)
    assert reads.since() == [COUNTY]
    assert found.out == check(june, "--no-cache").out


@pytest.mark.parametrize("change", ["same size", "same size and time"])
def test_same_size_is_not_enough_and_strict_looks_at_the_bytes(june: Path, reads: Reads, change: str) -> None:
    check(june)
    reads.since()
    path = june / COUNTY
    content = bytearray(path.read_bytes())
    content[-1:] = b"\n" if content[-1:] != b"\n" else b" "
    path.write_bytes(content)
    at = LONG_AGO + (1 if change == "same size" else 0)
    os.utime(path, (at, at))
    check(june, "--strict-cache")
    assert reads.since() == [COUNTY]
    check(june)
    assert reads.since() == []  # read just now, and held as it is now


def test_a_file_changed_a_moment_ago_is_not_held(june: Path, reads: Reads) -> None:
    os.utime(june / COUNTY)
    check(june)
    reads.since()
    check(june)
    assert reads.since() == [COUNTY]


@pytest.mark.parametrize(
    "options",
    [("--plan", "ganzhou-selenium-2022"), ("--period", "2022-06"), ("--layout", "official")],
)
def test_nothing_is_shared_between_options(june: Path, reads: Reads, options: tuple[str, ...]) -> None:
    check(june)
    reads.since()
    held = check(june, *options)
    assert reads.since()
    assert held.out == check(june, *options, "--no-cache").out


def test_another_plan_folder_or_limit_is_another_answer(june: Path, reads: Reads, tmp_path: Path) -> None:
    check(june)
    reads.since()
    (tmp_path / "fuxi.toml").write_text("[limits]\nsheets = 3\n", encoding="utf-8")
    assert any(f["code"] == "S104" for f in check(june).json["findings"])
    assert reads.since()


def _no_database(path: Path) -> None:
    path.write_bytes(b"\x00 no database " * 1000)


def _damaged_rows(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE answers SET content = x'73ff00'")
    connection.close()


def _foreign_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE answers")
        connection.execute("CREATE TABLE answers (odd TEXT)")
    connection.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [Path.unlink, _no_database, _damaged_rows, _foreign_table, _folder])
def test_a_spoilt_store_costs_only_time(cache: Path, june: Path, spoil: object) -> None:
    first = check(june)
    for path in cache.glob("answers.sqlite-*"):
        path.unlink()
    spoil(cache / "answers.sqlite")  # type: ignore[operator]
    again = check(june)
    assert (again.code, again.out, again.err) == (first.code, first.out, first.err)


def test_a_store_that_another_process_holds_is_passed_over(cache: Path, june: Path) -> None:
    first = check(june)
    with sqlite3.connect(cache / "answers.sqlite") as other:
        other.execute("BEGIN EXCLUSIVE")
        assert check(june).out == first.out
    other.close()


def test_the_store_is_bounded(cache: Path, june: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 20_000)
    first = check(june)
    with sqlite3.connect(cache / "answers.sqlite") as connection:
        held = connection.execute("SELECT sum(length(content)) FROM answers").fetchone()[0]
    connection.close()
    assert 0 < held <= 15_000
    assert check(june).out == first.out


class TestWholeResults:
    @pytest.fixture
    def months(self, tmp_path: Path) -> Path:
        """Two months together: enough files for a result to be held."""
        for month in ("2022-05", "2022-06"):
            shutil.copytree(EXAMPLES / "submissions" / month, tmp_path / "months" / month)
        _settle(tmp_path / "months")
        return tmp_path / "months" / "2022-06"

    @pytest.fixture
    def judged(self, monkeypatch: pytest.MonkeyPatch) -> list[object]:
        """One item for each time that something was judged."""
        times: list[object] = []
        judge = checking.judge

        def counted(*given: object) -> object:
            times.append(given)
            return judge(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(checking, "judge", counted)
        return times

    def test_an_unchanged_folder_is_not_judged_again(self, months: Path, judged: list[object]) -> None:
        first, again = check(months), check(months)
        assert (again.code, again.out) == (first.code, first.out)
        assert len(judged) == 1
        assert check(months, "--fail-on", "never").code == 0
        assert fuxi("check", months).out != first.out
        assert len(judged) == 3

    def test_a_change_anywhere_is_seen(self, months: Path, judged: list[object], tmp_path: Path) -> None:
        check(months)
        os.utime(months.parent / "2022-05" / "360731_于都县_2022-05.xlsx", (LONG_AGO, LONG_AGO + 1))
        check(months)
        (months / "说明.txt").write_text("示例", encoding="utf-8")
        assert "说明.txt" in fuxi("check", months).out
        (months / COUNTY).unlink()
        assert any(f["code"] == "D102" for f in check(months).json["findings"])
        (tmp_path / "fuxi.toml").write_text("[rules]\nignore = ['D102']\n", encoding="utf-8")
        assert not any(f["code"] == "D102" for f in check(months).json["findings"])
        assert len(judged) == 5

    def test_a_file_changed_a_moment_ago_keeps_it_from_being_held(
        self, months: Path, judged: list[object]
    ) -> None:
        os.utime(months / COUNTY)
        check(months)
        check(months)
        assert len(judged) == 2

    @pytest.mark.parametrize("cut", [0, 10, -1])
    def test_a_damaged_result_is_made_again(
        self, months: Path, cache: Path, judged: list[object], cut: int
    ) -> None:
        first = check(months)
        (held,) = (cache / "results").iterdir()
        held.write_bytes(held.read_bytes()[:cut])
        assert check(months).out == first.out
        assert len(judged) == 2

    def test_only_the_newest_are_held(
        self, months: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(results, "_MOST", 2)
        for level in ("never", "error", "warning"):
            check(months, "--fail-on", level)
        assert len(list((cache / "results").iterdir())) == 2


def test_both_options_together_are_refused(june: Path) -> None:
    result = check(june, "--no-cache", "--strict-cache")
    assert result.code == 2
    assert "只能用一个" in result.err
