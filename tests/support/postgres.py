"""A PostgreSQL server for tests: private, in a temporary folder, reached by a socket in there; one in each process.

PostgreSQL refuses to work for root: then it works for the user ``postgres``, whom Debian's package brings.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

CLERK, PASSWORD = "clerk", "mi/ma:@#1"
"""A user who must give a password; a password with every sign that means something in a URL."""
_SUPERUSER = "postgres"
_SECONDS = 60
_names = count(1)


class Server(NamedTuple):
    folder: Path
    """Where its socket is."""
    programs: Path

    def url(self, database: str) -> str:
        return f"postgresql://{_SUPERUSER}@/{database}?host={self.folder}"

    def url_of_clerk(self, database: str, password: str) -> str:
        return f"postgresql://{CLERK}:{password}@/{database}?host={self.folder}"

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run a statement as superuser; what it gives, bare."""
        arguments = ["-h", str(self.folder), "-U", _SUPERUSER, "-d", database, "-qAtc", statement]
        done = subprocess.run(
            [self.programs / "psql", *arguments], capture_output=True, text=True, timeout=_SECONDS
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def fresh_database(encoding: str = "UTF8") -> str:
    """URL of an empty database. Skips the test where PostgreSQL is not installed; fails if FUXI_NEEDS_POSTGRES is set."""
    name = fresh_name()
    server().sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'")
    return server().url(name)


def fresh_name() -> str:
    """A name that no database has yet."""
    return f"register_{os.getpid()}_{next(_names)}"


def server() -> Server:
    """The server of this process, started when first asked for."""
    programs = _programs()
    if programs is None:
        reason = "PostgreSQL is not installed"
        if os.environ.get("FUXI_NEEDS_POSTGRES"):
            pytest.fail(reason)
        pytest.skip(reason)
    return _start(programs)


@cache
def _programs() -> Path | None:
    """The folder with initdb and its like; the newest version's."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    found = [*map(str, installed[-1:]), *([on_path] if on_path else [])]
    return Path(found[0]).resolve().parent if found else None


@cache
def _start(programs: Path) -> Server:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has at most 107 bytes
    if os.geteuid() == 0:
        shutil.chown(folder, _SUPERUSER)
    data = folder / "data"
    _run(programs / "initdb", "-D", data, "-U", _SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
    (data / "pg_hba.conf").write_text(f"local all {CLERK} scram-sha-256\nlocal all all trust\n", "utf-8")
    # Nothing here outlives the tests, so nothing needs to be on the disk.
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
    _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    atexit.register(_stop, programs, folder)
    server = Server(folder, programs)
    server.sql(f"CREATE ROLE {CLERK} LOGIN PASSWORD '{PASSWORD}'")
    return server


def _stop(programs: Path, folder: Path) -> None:
    _run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str | Path) -> None:
    words = list(map(str, command))
    if os.geteuid() == 0:
        words = ["runuser", "-u", _SUPERUSER, "--", *words]
    # To a file: the server inherits the output, and a pipe would not end before it does.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(words, stdout=output, stderr=subprocess.STDOUT, timeout=_SECONDS, cwd="/")
        output.seek(0)
        assert done.returncode == 0, output.read().decode("utf-8", errors="replace")
