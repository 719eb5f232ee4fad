"""Registers of older versions become what a new one is, with everything that is in them."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Closing
from fuxi_cli.register import Busy, Register, open_register, upgrading
from fuxi_cli.register.access import Access
from fuxi_cli.register.engines import make_engine
from fuxi_cli.register.places import find_place
from fuxi_cli.register.rows import PARTS, row_of_filed, rows_of_parts
from fuxi_cli.register.schema import HEAD, contents, metadata, submissions, versions
from support.registers import JUNE, PLAN, dossier, empty_place

CLOSING = Closing(JUNE, "2022-07-05T10:00:00+08:00", 1, PLAN, "1", "0.1.0", (("a.txt", "a" * 64),))


def access_to(url: str) -> Access:
    place = find_place(url)
    if place.path is not None:
        Path(place.path).touch()
    return Access(place, make_engine(place))


def make_by_migrations(url: str, target: str = "head") -> None:
    access = access_to(url)
    with access.altering() as connection:
        upgrading.upgrade(connection, None, "here", target)
    access.close()


def make_old(url: str) -> None:
    """A register as the first migration left it, with a dossier in it."""
    make_by_migrations(url, "0001")
    access = access_to(url)
    given = dossier(1)
    with access.altering() as connection:
        connection.execute(submissions.insert(), [row_of_filed(given.filed._replace(number=1))])
        for field, table, _ in PARTS:
            connection.execute(table.insert(), rows_of_parts(getattr(given, field), 1))
        connection.execute(contents.insert(), [{"submission": 1, "content": given.content}])
    access.close()


def described(connection: Connection) -> dict[str, object]:
    """All that the database itself says of its tables, apart from the order of things that have none."""
    inspector = inspect(connection)
    kinds = ("pk_constraint", "foreign_keys", "indexes", "unique_constraints", "check_constraints")
    return {
        name: [
            plain(inspector.get_columns(name)),
            *(sorted_plain(getattr(inspector, f"get_{kind}")(name)) for kind in kinds),
        ]
        for name in inspector.get_table_names()
    }


def sorted_plain(found: object) -> object:
    return sorted(map(plain, found), key=str) if isinstance(found, list) else plain(found)


def plain(found: object) -> object:
    """Types and conditions as their SQL."""
    if isinstance(found, dict):
        return {key: plain(value) for key, value in sorted(found.items())}
    if isinstance(found, (list, tuple)):
        return [plain(value) for value in found]
    return found if isinstance(found, (bool, int)) or found is None else str(found)


@pytest.fixture
def other_url(url: str, tmp_path: Path) -> str:
    """A second place on the same database."""
    (tmp_path / "other").mkdir()
    return empty_place("sqlite" if url.startswith("sqlite") else "postgresql", tmp_path / "other")


def test_a_new_register_is_what_all_migrations_make(url: str, other_url: str) -> None:
    open_register(url, create=True).close()
    make_by_migrations(other_url)
    new, migrated = access_to(url), access_to(other_url)
    with new.reading() as one, migrated.reading() as two:
        assert set(described(one)) == {*metadata.tables, versions.name}
        assert described(one) == described(two)
        assert one.scalar(versions.select()) == two.scalar(versions.select()) == HEAD
        context = MigrationContext.configure(two, opts={"version_table": versions.name, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    new.close()
    migrated.close()


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(upgrading._config()).get_heads() == [HEAD]


def test_an_old_register_keeps_what_is_in_it(url: str) -> None:
    make_old(url)
    with open_register(url) as register:
        assert register.dossier(1) == dossier(1)._replace(filed=dossier(1).filed._replace(number=1))
        register.close_month(CLOSING, {"a.txt": b"a"})
        assert register.file([dossier(2)])[0].number == 2
        assert register.submissions()[0].superseded_by == 2
    with open_register(url) as register:
        assert register.closings() == [CLOSING]


def test_no_upgrade_while_a_run_goes_on(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuxi_cli.register.opening._UPGRADE_WAIT", 0.1)
    make_old(url)
    access = access_to(url)
    with Register(access) as running, running.lock(), pytest.raises(Busy):
        open_register(url)
    open_register(url).close()


def test_an_upgrade_that_fails_leaves_the_register_as_it_was(url: str) -> None:
    make_old(url)
    access = access_to(url)
    with access.altering() as connection:
        # In the way of the second table that the next migration makes.
        connection.execute(text("CREATE TABLE papers (x INTEGER)"))
    before = state(access)
    with pytest.raises(FuxiError, match="登记簿"):
        open_register(url)
    assert state(access) == before
    access.close()


def state(access: Access) -> tuple[object, object]:
    with access.reading() as connection:
        return described(connection), connection.scalar(versions.select())


@pytest.mark.parametrize("version", ["0003", "from a later fuxi"])
def test_a_newer_register_asks_for_a_newer_fuxi(url: str, version: str) -> None:
    open_register(url, create=True).close()
    access = access_to(url)
    with access.altering() as connection:
        connection.execute(versions.update().values(version_num=version))
    access.close()
    for create in (False, True):
        with pytest.raises(FuxiError, match=rf"更新版本的 fuxi 建立的.*{version}.*请升级 fuxi"):
            open_register(url, create=create)


@pytest.mark.parametrize("create", [False, True])
def test_a_register_that_is_up_to_date_is_opened_without_alembic(url: str, create: bool) -> None:
    if not create:
        open_register(url, create=True).close()
    code = (
        "import sys\nfrom fuxi_cli.register import open_register\n"
        f"with open_register({url!r}, create={create}) as register: register.submissions()\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_loads_no_database_library() -> None:
    heavy = ("sqlalchemy", "alembic", "psycopg", "filelock", "sqlite3")
    code = f"import sys, fuxi_cli.register\nassert not set({heavy}) & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
