"""``fuxi doctor``: what is there, what is wrong, and what to do; nothing is changed."""

import importlib
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import update

from fuxi_cli.core.diagnosis import Console
from fuxi_cli.exporters.circular import page
from fuxi_cli.pipeline.diagnosis import fonts, libraries, stores, surroundings
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.register import open_register
from fuxi_cli.register.schema import versions
from support.command import fuxi
from support.samples import GANZHOU, ROOT
from support.workspaces import make_workspace, tree

SCHEMA = json.loads((ROOT / "src/fuxi_cli/schemas/doctor.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of its own, with a cache of its own, and no fonts to ask for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setattr(stores, "turned_off", lambda: False)
    monkeypatch.setattr(fonts, "_ask", lambda *_: None)


def doctor(*arguments: object) -> tuple[int, dict[str, Any]]:
    result = fuxi("doctor", "-f", "json", *arguments)
    found = result.json
    Draft202012Validator(SCHEMA).validate(found)
    assert found["sound"] == (result.code == 0)
    return result.code, {look["id"]: look for look in found["looks"]}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "office")


def test_a_sound_machine() -> None:
    code, looks = doctor()
    assert code == 0
    assert {look["standing"] for look in looks.values()} <= {"ok", "note", "unknown"}
    for id in ("fuxi", "python", "library.typer", "extra.pyarrow", "system", "language", "console", "width"):
        assert looks[id]["found"]
    assert GANZHOU in "".join(looks)
    assert looks["font.SimHei"]["standing"] == "unknown"
    assert "不是工作区" in looks["workspace"]["found"]


def test_as_text() -> None:
    result = fuxi("doctor")
    assert result.code == 0
    assert result.out.startswith("一、版本\n  fuxi ")
    assert result.out.splitlines()[-1].startswith("结论：没有不对的地方")
    assert fuxi("doctor", "-q").out == result.out.splitlines()[-1] + "\n"


def test_no_such_folder() -> None:
    result = fuxi("doctor", "--dir", "没有")
    assert (result.code, result.out) == (2, "")


def test_a_missing_library_and_a_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    known = libraries.installed
    monkeypatch.setattr(
        libraries, "installed", lambda name: None if name in ("pandas", "psycopg") else known(name)
    )
    code, looks = doctor()
    assert code == 1
    assert (looks["library.pandas"]["standing"], looks["extra.psycopg"]["standing"]) == ("wrong", "note")
    assert "pip install" in looks["extra.psycopg"]["remedy"]
    assert "【有误】没有安装" in fuxi("doctor").out


def test_what_cannot_be_looked_at_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: 1 / 0)
    code, looks = doctor()
    assert code == 0
    assert looks["fonts.unknown"]["standing"] == "unknown"
    assert "ZeroDivisionError" in looks["fonts.unknown"]["found"]


def test_a_broken_plan(tmp_path: Path) -> None:
    folder = tmp_path / "plans" / "own" / "2024-01-01"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text("id: own\nrevision: 2024-01-01\n", encoding="utf-8")
    code, looks = doctor("--targets", tmp_path / "plans")
    assert code == 1
    assert looks["plan.own@2024-01-01"]["standing"] == "wrong"
    assert "fuxi targets lint" in looks["plan.own@2024-01-01"]["remedy"]


def test_a_year_without_holidays(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = importlib.import_module("chinese_calendar.constants")
    monkeypatch.setattr(calendar, "holidays", {day: 1 for day in calendar.holidays if day.year < 2020})
    assert doctor()[1]["holidays"]["standing"] == "note"


def test_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MB" in doctor()[1]["cache"]["found"]
    monkeypatch.setattr(stores, "turned_off", lambda: True)
    assert "FUXI_NO_CACHE" in doctor()[1]["cache"]["remedy"]
    monkeypatch.setattr(stores, "turned_off", lambda: False)
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "file"))
    code, looks = doctor()
    assert (code, looks["cache"]["standing"]) == (0, "note")


def test_a_sound_workspace_is_not_changed(office: Path) -> None:
    before = tree(office)
    code, looks = doctor("--dir", office)
    assert code == 0
    assert [looks[id]["standing"] for id in ("workspace", "register", "lock", "last_run", "files")] == [
        "ok"
    ] * 5
    after = {name: what for name, what in tree(office).items() if not name.endswith(".lock")}
    assert after == before


def test_a_register_that_is_in_use(office: Path) -> None:
    with open_register(Workspace(str(office)).register_url) as register, register.lock():
        looks = doctor("--dir", office)[1]
    assert looks["lock"]["standing"] == "note"
    assert "另一个 fuxi 正在使用登记簿" in looks["lock"]["found"]


@pytest.mark.parametrize(("version", "standing"), [("0001", "note"), ("9999", "wrong"), ("abc", "wrong")])
def test_a_register_of_another_version_is_not_upgraded(office: Path, version: str, standing: str) -> None:
    url = Workspace(str(office)).register_url
    with open_register(url) as register, register._access.writing() as connection:
        connection.execute(update(versions).values(version_num=version))
    for _ in range(2):
        code, looks = doctor("--dir", office)
        assert (code, looks["register"]["standing"]) == (int(standing == "wrong"), standing)
        assert version in looks["register"]["found"]
        assert "lock" not in looks


@pytest.mark.parametrize(
    ("break_it", "id", "words"),
    [
        (lambda office: (office / "register.sqlite").unlink(), "workspace.fault", "rebuild"),
        (lambda office: (office / "register.sqlite").write_bytes(b"x" * 5000), "workspace.fault", "登记簿"),
        (lambda office: (office / "register.sqlite").write_bytes(b""), "workspace.fault", "没有登记簿"),
        (lambda office: (office / "fuxi.toml").write_text("plan = "), "workspace.fault", "fuxi.toml"),
        (lambda office: (office / "inbox").rmdir(), "folder.inbox", "fuxi init"),
    ],
)
def test_a_broken_workspace(office: Path, break_it: Any, id: str, words: str) -> None:
    break_it(office)
    code, looks = doctor("--dir", office)
    assert code == 1
    assert [look["id"] for look in looks.values() if look["standing"] == "wrong"] == [id]
    assert words in looks[id]["found"] + (looks[id]["remedy"] or "")


def test_fonts_are_those_of_the_papers() -> None:
    assert {font.name for font in fonts.FONTS} == {
        page.BODY,
        page.HEADING,
        page.SECOND,
        page.TITLE,
        page.NUMBER,
    }
    for font in fonts.FONTS:
        assert page._ALIKE[font.name] in (*font.names, *font.alike)


def test_fonts_by_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = "SimSun,宋体\n仿宋,FangSong\nNoto Sans CJK SC"
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(
        fonts, "_ask", lambda *command: listed if command[0] == "fc-list" else "Noto Sans CJK SC"
    )
    found = {look.name: (look.standing, look.found) for look in fonts.look()}
    assert found["宋体"][0] == "ok"
    assert "“仿宋”" in found["仿宋_GB2312"][1]
    assert found["黑体"] == ("note", "没有，用“Noto Sans CJK SC”代替（通报一级标题、表头）")


def test_fonts_and_code_page_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Windows' registry and console say."""
    names = ["SimSun & NSimSun (TrueType)", "FangSong (TrueType)", "黑体 (TrueType)"]

    class Key:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    def open_key(root: int, _: str) -> Key:
        if root == 2:
            raise OSError
        return Key()

    registry = SimpleNamespace(
        HKEY_LOCAL_MACHINE=1,
        HKEY_CURRENT_USER=2,
        OpenKey=open_key,
        QueryInfoKey=lambda _: (0, len(names), 0),
        EnumValue=lambda _, number: (names[number], "", 1),
    )
    kernel = SimpleNamespace(GetConsoleOutputCP=lambda: 936, GetACP=lambda: 936)
    windows = SimpleNamespace(windll=SimpleNamespace(kernel32=kernel))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(surroundings, "import_module", lambda _: windows)
    found = {look.name: look.standing for look in fonts.look()}
    assert found == {
        "方正小标宋简体": "note", "仿宋_GB2312": "note", "楷体_GB2312": "note", "黑体": "ok", "宋体": "ok"
    }  # fmt: skip
    looks = {look.id: look for look in surroundings.look(Console("cp936", 120))}
    assert looks["code_page"].standing == "note"
    assert "chcp 65001" in looks["code_page"].remedy
    kernel.GetConsoleOutputCP = lambda: 65001
    assert {look.id: look for look in surroundings.look(Console("cp65001", 120))}[
        "code_page"
    ].standing == "ok"


def test_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = {look.id: look.standing for look in surroundings.look(Console("ANSI_X3.4-1968", 60))}
    assert (looks["console"], looks["width"]) == ("note", "note")
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "gb2312")
    looks = {look.id: look.standing for look in surroundings.look(Console(None, 80))}
    assert (looks["console"], looks["width"], looks["file_names"]) == ("ok", "ok", "wrong")


def test_ask_survives_a_program_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts._ask("fc-list") is None
    program = tmp_path / "fc-list"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    assert fonts._ask("fc-list") is None
