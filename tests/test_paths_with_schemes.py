"""Files behind a scheme, in and out: whatever fsspec reads."""

import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.paths import is_far, is_url
from fuxi_cli.readers.spreadsheet import fetch
from support.command import fuxi
from support.packages import relations
from support.samples import EXAMPLES

fsspec = pytest.importorskip("fsspec")

MONTHS = {"2022-06": 3, "2022-05": 1}
BAD = "坏::file:/etc/hostname.xlsx"
"""An object store lets anybody call a file like that."""


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office")
    for month, files in MONTHS.items():
        (root / month).mkdir()
        for path in sorted((EXAMPLES / "submissions" / month).glob("*.xlsx"))[:files]:
            (root / month / path.name).write_bytes(path.read_bytes())
    (root / "2022-06" / "说明.txt").write_text("示例", encoding="utf-8")
    (root / "2022-06" / ".隐藏.xlsx").write_bytes(b"")
    return root


@pytest.fixture
def memory(local: Path) -> Iterator[str]:
    """The same files in the memory of this process."""
    system = fsspec.filesystem("memory")
    for path in local.rglob("*.*"):
        system.pipe_file(f"/office/{path.relative_to(local).as_posix()}", path.read_bytes())
    yield "memory://office"
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def told(result: str, root: str) -> object:
    return json.loads(result.replace(root.rstrip("/"), "ROOT"))


@pytest.fixture(scope="module")
def expected(local: Path) -> object:
    result = fuxi("check", local / "2022-06", "-f", "json")
    assert result.code == 1
    return told(result.out, str(local))


def test_a_month_behind_a_scheme_with_the_months_before(memory: str, expected: object) -> None:
    assert told(fuxi("check", f"{memory}/2022-06", "-f", "json").out, memory) == expected


def test_a_folder_as_a_url(local: Path, expected: object) -> None:
    root = f"file://{local}"
    assert told(fuxi("check", f"{root}/2022-06", "-f", "json").out, root) == expected


def test_an_archive_is_a_folder(local: Path, tmp_path: Path, expected: object) -> None:
    archive = tmp_path / "全部.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in local.rglob("*.*"):
            packed.write(path, path.relative_to(local))
    found = fuxi("check", f"zip://2022-06::{archive}", "-f", "json").out
    assert told(found, f"zip::file://{archive}") == expected
    name = sorted(path.name for path in (local / "2022-06").glob("[!.]*.xlsx"))[0]
    one = fuxi("check", f"zip://2022-06/{name}::{archive}", "-f", "json")
    assert one.json["workbooks"][0]["path"] == f"zip::file://{archive}/2022-06/{name}"
    assert one.json["workbooks"][0]["status"] != "unreadable"


def test_results_and_papers_go_behind_a_scheme(memory: str, local: Path, tmp_path: Path) -> None:
    result = fuxi(
        "check",
        f"{memory}/2022-06",
        "-f",
        "csv",
        "-o",
        f"{memory}/out/r.csv",
        "--annotate",
        f"{memory}/out/back",
    )
    assert result.code == 1
    assert "已写入 memory://office/out/r.csv" in result.err
    system = fsspec.filesystem("memory")
    written = {Path(name).name: system.cat_file(name) for name in system.find("/office/out")}
    fuxi("check", local / "2022-06", "-f", "csv", "-o", tmp_path / "r.csv", "--annotate", tmp_path / "back")
    plain = {path.name: path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert sorted(written) == sorted(plain)
    assert written["r.csv"].decode() == plain["r.csv"].decode().replace(str(local), memory)


def test_what_cannot_be_had_is_said_of_its_file(memory: str) -> None:
    assert fetch(f"{memory}/2022-06", Limits()).provided == "这是一个文件夹，不是文件"
    assert fetch(f"{memory}/none.xlsx", Limits()).kind == "unreadable"
    some = next(name for name in fsspec.filesystem("memory").find("/office") if name.endswith(".xlsx"))
    assert fetch(f"memory:/{some}", Limits(file_bytes=100)).kind == "oversized"


def test_a_name_in_a_folder_is_never_read_as_a_path_with_a_scheme(memory: str) -> None:
    fsspec.filesystem("memory").pipe_file(f"/office/hostile/{BAD}", "示例".encode())
    found = fuxi("check", f"{memory}/hostile", "-f", "json").json
    assert [w["path"] for w in found["workbooks"]] == [f"{memory}/hostile/{BAD}"]
    assert found["workbooks"][0]["sha256"] == hashlib.sha256("示例".encode()).hexdigest()


def test_a_url_inside_a_workbook_is_never_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as ear:
        ear.settimeout(0.3)
        url = f"http://127.0.0.1:{ear.getsockname()[1]}/x.xlsx"
        source = sorted((EXAMPLES / "submissions" / "2022-06").glob("*.xlsx"))[0]
        target = io.BytesIO()
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
            link = relations(("rId1", "externalLinkPath", url))
            new.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", link)
        fsspec.filesystem("memory").pipe_file(f"/links/{source.name}", target.getvalue())
        assert fuxi("check", "memory://links", "-f", "json").json["workbooks"][0]["sha256"]
        with pytest.raises(TimeoutError):
            ear.accept()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("memory://office/none", "没有这个文件或文件夹"),
        ("foo://x", "不认识“foo://”"),
        ("smb://u:geheim@h/s", "不要写密码"),
        ("zip://a.xlsx::/none.zip", "FileNotFoundError"),
    ],
)
def test_a_path_that_cannot_be_used_is_told(path: str, said: str) -> None:
    result = fuxi("check", path)
    assert result.code == 2
    assert said in result.err
    assert "geheim" not in result.err


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("s3fs", "smbprotocol", "smbclient"):
        monkeypatch.setitem(sys.modules, module, None)
    for scheme, package in (("s3", "s3fs"), ("smb", "smbprotocol")):
        assert f"pip install {package}" in fuxi("check", f"{scheme}://office/2022-06").err


def test_without_fsspec_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert "pip install fsspec" in fuxi("check", "s3://office/2022-06").err


def test_files_of_this_machine_need_none_of_it() -> None:
    code = (
        "import sys\n"
        "from fuxi_cli.pipeline import check\n"
        "check(sys.argv[1:])\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('fsspec', 'dask', 'distributed', 'concurrent')])\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLES / "progress.xlsx")],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.stdout == "[]\n", done.stderr


def test_what_has_a_scheme() -> None:
    assert all(map(is_url, ("s3://a/b", "zip://a::/b", "simplecache::s3://a/b", "smb://h/s/x.xlsx")))
    assert not any(map(is_url, ("a/b", "C:\\a", "C:/a", "a::b", "/x//y", "报送/2022-06", "c://x")))
    assert all(map(is_far, ("s3://a/b", "zip://a::s3://b/c.zip")))
    assert not any(
        map(
            is_far,
            (
                "memory://a",
                "file:///a",
                "zip://a::file:///b",
                "zip://a::/b.zip",
                "/a/b",
                "zip://a::memory://b",
            ),
        )
    )
