"""A register is made once, whoever makes it, and every connection to it is a safe one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.register import Register, open_register
from fuxi_cli.register.faults import explained
from support.children import Child
from support.registers import dossier


def pragma(register: Register, name: str) -> object:
    with register._access.reading() as connection:
        return connection.scalar(text(f"PRAGMA {name}"))


def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    open_register(f"sqlite:///{tmp_path}/register.sqlite", create=True).close()
    with open_register(f"sqlite:///{tmp_path}/register.sqlite") as register:
        assert pragma(register, "journal_mode") == "wal"
        assert pragma(register, "synchronous") == 2
        assert pragma(register, "foreign_keys") == 1
        assert pragma(register, "busy_timeout") >= 2000


def test_a_closed_register_leaves_only_its_file(tmp_path: Path) -> None:
    with open_register(f"sqlite:///{tmp_path}/register.sqlite", create=True) as register:
        register.file([dossier(1)])
    assert [path.name for path in tmp_path.iterdir()] == ["register.sqlite"]


def test_a_relative_path_stays_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_register("sqlite:///register.sqlite", create=True) as register:
        monkeypatch.chdir("/")
        register.file([dossier(1)])
        assert register.shown == str(tmp_path / "register.sqlite")


@pytest.mark.parametrize("name", ["登记簿", "100%", "a?b=c#d", "with space", "%41", "引号'\""])
def test_folders_may_be_called_anything(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with open_register(f"sqlite:///{folder}/register.sqlite", create=True) as register, register.lock():
        register.file([dossier(1)])
    assert (folder / "register.sqlite").stat().st_size


def test_making_one_that_is_there_keeps_it(url: str) -> None:
    with open_register(url, create=True) as register:
        register.file([dossier(1)])
    with open_register(url, create=True) as register:
        assert len(register.submissions()) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the test forks")
def test_several_may_make_it_at_once(url: str) -> None:
    def work(which: int) -> Callable[[Child], None]:
        def make(_: Child) -> None:
            with open_register(url, create=True) as register:
                register.file([dossier(which)])

        return make

    children = [Child(work(which)) for which in range(4)]
    for child in children:
        with child:
            child.join()
    with open_register(url) as register:
        assert [each.number for each in register.submissions()] == [1, 2, 3, 4]


def test_what_a_reader_makes_of_an_error_of_its_own(register: Register) -> None:
    with pytest.raises(FuxiError, match="登记簿"), explained(register._access.place):
        register._access.engine.connect().execute(text("SELECT nothing FROM nowhere"))


def test_a_writer_that_fails_writes_nothing(register: Register) -> None:
    register.file([dossier(1)])
    wrong = text("UPDATE submissions SET name = 'x', status = 'neither'")
    with pytest.raises(FuxiError), register._access.writing() as connection:
        connection.execute(wrong)
    assert register.dossier(1).filed.name == "报送/1.xlsx"
