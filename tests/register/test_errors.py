"""Whatever is wrong with a register, the message says so in Chinese and says what to do."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import event

from fuxi_cli.core.errors import FuxiError, Unfinished
from fuxi_cli.register import open_register
from support.children import Child
from support.postgres import CLERK, PASSWORD, fresh_database, fresh_name, server
from support.registers import dossier

ENCODED = quote(PASSWORD, safe="")


def complaint(url: str, create: bool = False) -> str:
    """What opening this register, and asking everything of it, is answered with."""
    with pytest.raises(FuxiError) as caught:
        use(url, create)
    message = str(caught.value)
    assert PASSWORD not in message
    assert ENCODED not in message
    assert "sqlalche.me" not in message
    assert "\n" not in message
    assert message.endswith("。")
    return message


def use(url: str, create: bool) -> None:
    with open_register(url, create) as register:
        register.submissions()
        register.file([dossier(9999)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite register with something in it, closed."""
    path = tmp_path / "登记簿 50% #1?.sqlite"
    with open_register(f"sqlite:///{path}", create=True) as register:
        register.file([dossier(number, f"r{number}") for number in range(1, 400)])
    return path


def test_missing(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    message = complaint(f"sqlite:///{path}")
    assert message.startswith(f"登记簿 {path} 不存在")
    assert "fuxi register rebuild" in message
    assert not path.exists()


def test_missing_folder(tmp_path: Path) -> None:
    assert "建不了" in complaint(f"sqlite:///{tmp_path}/no/register.sqlite", create=True)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    assert "打不开" in complaint(f"sqlite:///{tmp_path}")


def test_still_without_tables(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite").touch()
    assert "还没有登记簿" in complaint(f"sqlite:///{tmp_path}/register.sqlite")
    open_register(f"sqlite:///{tmp_path}/register.sqlite", create=True).close()


def test_tables_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE runs (x)")
    assert "已有别的程序的表（runs）" in complaint(f"sqlite:///{path}", create=True)


@pytest.mark.parametrize("content", [b"not a database, but long enough to be taken for one" * 40, b"x"])
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(content)
    for create in (False, True):
        assert "不是登记簿，或者已损坏" in complaint(f"sqlite:///{path}", create)
    assert path.read_bytes() == content


def test_a_header_that_is_damaged(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[:100] = bytes(100)
    file.write_bytes(data)
    assert "已损坏" in complaint(f"sqlite:///{file}")


def test_pages_that_are_damaged_further_on(file: Path) -> None:
    data = bytearray(file.read_bytes())
    # The pages with the tables' definitions stay: the register opens, and a query finds the damage.
    data[40 * 4096 :] = b"\xa5" * (len(data) - 40 * 4096)
    file.write_bytes(data)
    with open_register(f"sqlite:///{file}") as register:
        with pytest.raises(FuxiError, match=r"已损坏.*fuxi register rebuild"):
            [register.dossier(number) for number in range(1, 400)]
        with pytest.raises(FuxiError, match="已损坏"):
            list(register.contents(range(400)))


def test_a_register_that_was_cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 20 * 4096])
    assert "已损坏" in complaint(f"sqlite:///{file}")


def test_a_table_that_is_gone(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("DROP TABLE findings")
    assert "no such table: findings" in complaint(f"sqlite:///{file}")


def test_locked_by_another_program(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuxi_cli.register.engines._PATIENCE", 0.2)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_register(f"sqlite:///{file}") as register:
        assert len(register.submissions()) == 399
        with pytest.raises(Unfinished, match=r"正被别的程序占用.*请关闭"):
            register.file([dossier(9999)])
        other.execute("ROLLBACK")
        register.file([dossier(9999)])
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    assert "正被别的程序占用" in complaint(f"sqlite:///{file}")
    other.close()


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="the test forks")


@pytest.fixture
def shared() -> Iterator[Path]:
    """A closed register in a folder that every user may come to; pytest's own are for one user."""
    folder = Path(tempfile.mkdtemp(prefix="shared-"))
    folder.chmod(0o777)
    path = folder / "register.sqlite"
    open_register(f"sqlite:///{path}", create=True).close()
    path.chmod(0o666)
    yield path
    folder.chmod(0o777)
    shutil.rmtree(folder)


def as_nobody(work: Callable[[], str]) -> str:
    """What work gives in a process that the system really refuses something: root it never does."""

    def change_and_work(child: Child) -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        child.say(work())

    with Child(change_and_work) as child:
        message = child.hear()
        child.join()
    return message


@forks
def test_a_file_that_is_read_only(shared: Path) -> None:
    shared.chmod(0o444)
    assert "不能写入" in as_nobody(lambda: complaint(f"sqlite:///{shared}"))


@forks
def test_a_folder_that_is_read_only(shared: Path) -> None:
    shared.parent.chmod(0o555)
    assert "权限（是否只读）" in as_nobody(lambda: complaint(f"sqlite:///{shared}"))
    another = shared.with_name("another.sqlite")
    assert "建不了" in as_nobody(lambda: complaint(f"sqlite:///{another}", create=True))


@forks
def test_a_file_that_may_not_be_read(shared: Path) -> None:
    shared.chmod(0o000)
    assert "打不开" in as_nobody(lambda: complaint(f"sqlite:///{shared}"))


@forks
def test_a_folder_that_may_not_be_entered(shared: Path) -> None:
    shared.parent.chmod(0o000)
    assert "打不开" in as_nobody(lambda: complaint(f"sqlite:///{shared}"))


@forks
def test_a_lock_file_that_cannot_be_made(shared: Path) -> None:
    Path(f"{shared}.lock").touch()
    Path(f"{shared}.lock").chmod(0o000)

    def lock() -> str:
        with (
            open_register(f"sqlite:///{shared}") as register,
            pytest.raises(FuxiError) as caught,
            register.lock(),
        ):
            pass
        return str(caught.value)

    assert "锁文件" in as_nobody(lock)


def test_a_full_disk(file: Path) -> None:
    with open_register(f"sqlite:///{file}") as register:

        def stop_growing(connection: sqlite3.Connection, _: object) -> None:
            [[pages]] = connection.execute("PRAGMA page_count")
            connection.execute(f"PRAGMA max_page_count = {pages + 5}")

        engine = register._access.engine
        engine.dispose()
        event.listen(engine, "connect", stop_growing)
        with pytest.raises(Unfinished, match=r"磁盘已满.*腾出空间.*不会丢失"):
            register.file([dossier(number, f"r{number}") for number in range(1000, 2000)])
        assert len(register.submissions()) == 399
        event.remove(engine, "connect", stop_growing)
        engine.dispose()
        register.file([dossier(number, f"r{number}") for number in range(1000, 2000)])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:mi/ma:@#1@host/db", "不认识的登记簿类型“mysql”"),
        ("register.sqlite", "不认识的登记簿类型"),
        ("", "不认识的登记簿类型"),
        ("sqlite:///", "没有写文件名"),
        ("sqlite://register.sqlite", "不认识的登记簿类型"),
        ("postgresql://u:mi/ma:@#1@host/db", "密码里的"),
        ("postgresql://u:p@host:port/db", "网址写得不对"),
        ("postgresql://u:p@host", "网址写得不对"),
        ("postgresql+asyncpg://u:p@host/db", "不认识的登记簿类型"),
    ],
)
def test_urls_that_are_none(url: str, said: str) -> None:
    assert said in complaint(url)


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert 'pip install "psycopg[binary]"' in complaint("postgresql://u:geheim@host/db")


def test_no_server() -> None:
    message = complaint(f"postgresql://{CLERK}:{ENCODED}@127.0.0.1:1/db?password={ENCODED}&connect_timeout=2")
    assert message.startswith("连不上登记簿 postgresql://clerk@127.0.0.1:1/db")
    assert "服务器是否开着" in message


def test_no_such_host() -> None:
    assert "连不上登记簿" in complaint("postgresql://u:geheim@no-such-host.invalid/db?connect_timeout=2")


def test_wrong_password() -> None:
    name = fresh_database().partition("@/")[2].partition("?")[0]
    message = complaint(server().url_of_clerk(name, ENCODED + "x"))
    assert "用户名或密码不对" in message
    server().sql(f"ALTER DATABASE {name} OWNER TO {CLERK}")
    with open_register(server().url_of_clerk(name, ENCODED), create=True) as register:
        register.file([dossier(1)])
    assert PASSWORD not in register.shown
    assert "用户名或密码不对" in complaint(server().url_of_clerk(name, ""))
    assert "用户名或密码不对" in complaint(server().url(name).replace("postgres@", "stranger@"))


def test_no_such_database() -> None:
    assert "没有这个数据库" in complaint(server().url(fresh_name()), create=True)


def test_a_database_without_tables() -> None:
    assert "还没有登记簿" in complaint(fresh_database())


def test_no_right_to_make_tables() -> None:
    name = fresh_database().partition("@/")[2].partition("?")[0]
    assert "没有足够的权限" in complaint(server().url_of_clerk(name, ENCODED), create=True)


def test_a_database_that_cannot_hold_every_character() -> None:
    for encoding in ("SQL_ASCII", "EUC_CN"):
        assert f"编码是 {encoding}" in complaint(fresh_database(encoding), create=True)


def test_a_server_that_goes_away() -> None:
    url = fresh_database()
    with open_register(url, create=True) as register:
        server().sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fuxi'")
        with pytest.raises(Unfinished, match="连不上登记簿"):
            register.file([dossier(1)])
        register.file([dossier(1)])


def test_a_register_that_is_read_only() -> None:
    url = fresh_database()
    open_register(url, create=True).close()
    name = url.partition("@/")[2].partition("?")[0]
    server().sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert "不能写入" in complaint(url)


def test_locked_by_another_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuxi_cli.register.access._PATIENCE_MS", 200)
    url = fresh_database()
    open_register(url, create=True).close()
    name = url.partition("@/")[2].partition("?")[0]
    other = subprocess.Popen(
        [server().programs / "psql", "-h", server().folder, "-U", "postgres", "-d", name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    other.stdin.write("BEGIN; LOCK TABLE submissions;\n\\echo locked\n")
    other.stdin.flush()
    while other.stdout.readline().strip() != "locked":
        pass
    with pytest.raises(FuxiError, match="正被别的程序占用"), open_register(url) as register:
        register.file([dossier(1)])
    other.stdin.close()
    other.wait(10)
    other.stdout.close()
