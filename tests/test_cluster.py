"""The same work on a Dask cluster: a scheduler and two workers, real processes on loopback."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command import fuxi
from support.dask_cluster import Cluster, cluster
from support.samples import EXAMPLES, ROOT

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

MONTH = EXAMPLES / "submissions" / "2022-06"
IMPATIENT = (
    "import sys\n"
    "from fuxi_cli.pipeline.cluster import client\n"
    "client._TO_CONNECT = client._ALONE = 2\n"
    "{change}\n"
    "from fuxi_cli import cli\n"
    "cli.main(sys.argv[1:])\n"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month of sound and unsound files, and one before it; a plan that only this folder has."""
    root = tmp_path_factory.mktemp("office")
    plan = ROOT / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24"
    for folder in ("own", "same"):
        shutil.copytree(plan, root / folder / "2022-01-24")
    month = root / "2022-06"
    month.mkdir()
    for path in sorted(MONTH.glob("*.xlsx"))[:10]:
        shutil.copy(path, month)
    before = root / "2022-05"
    before.mkdir()
    for path in sorted((EXAMPLES / "submissions" / "2022-05").iterdir())[:2]:
        shutil.copy(path, before)
    for number in range(12):
        good = sorted(MONTH.glob("*.xlsx"))[number % 5]
        shutil.copy(good, month / f"又一份{number}.xlsx")
    (month / "空.xlsx").write_bytes(b"")
    (month / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    (month / "~$锁.xlsx").write_bytes(b"\0" * 165)
    (month / "断.xlsx").symlink_to("nowhere.xlsx")
    (root / "fuxi.toml").write_text('register = "postgresql://示例:不该出去@主机/库"\n', encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask") / "c", 2) as made:
        yield made


def start(office: Path, *arguments: object, change: str = "") -> "subprocess.Popen[bytes]":
    """``fuxi check`` of the month by a process of its own, with little patience for a cluster."""
    return subprocess.Popen(
        [sys.executable, "-c", IMPATIENT.format(change=change), *CHECK, *map(str, arguments)],
        cwd=office,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


CHECK = ("check", "2022-06", "--no-cache", "--history", ".", "-f", "json", "--targets")


def run(office: Path, *arguments: object, change: str = "") -> tuple[int, bytes, str]:
    process = start(office, *arguments, change=change)
    out, err = process.communicate(timeout=120)
    assert b"Traceback" not in err, err.decode()
    return process.returncode, out, err.decode()


@pytest.fixture(scope="module")
def expected(office: Path) -> bytes:
    """What one process of this machine says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(office)
        result = fuxi(*CHECK, "own", "--jobs", "1")
    assert result.code == 1
    return result.out.encode()


@pytest.mark.parametrize("jobs", [2, 4])
def test_more_jobs_say_the_same(
    office: Path, expected: bytes, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office)
    assert fuxi(*CHECK, "own", "--jobs", jobs).out.encode() == expected


def test_a_cluster_says_the_same(office: Path, expected: bytes, dask: Cluster) -> None:
    code, out, err = run(office, "own", "--cluster", dask.address)
    assert (code, err) == (1, "")
    assert out == expected


def test_other_code_on_the_workers_is_refused(office: Path, dask: Cluster) -> None:
    change = "client.identity = lambda: (('fuxi', '9.9'),)"
    code, out, err = run(office, "own", "--cluster", dask.address, change=change)
    assert (code, out) == (2, b"")
    assert "上的 fuxi 是 " in err
    assert "本机是 9.9" in err
    assert "相同的版本" in err


def test_a_worker_that_is_killed_loses_nothing(office: Path, expected: bytes, dask: Cluster) -> None:
    victim = dask.workers[0]
    before = dask.children(victim)
    # The same plan in another folder: the worker takes another process for it than for the runs before.
    process = start(office, "same", "--cluster", dask.address)
    dask.wait_for_others(victim, before)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    still_under_way = process.poll() is None
    out, err = process.communicate(timeout=120)
    assert still_under_way
    assert (process.returncode, err.decode()) == (1, "")
    assert out == expected


def test_a_cluster_without_workers_is_told(office: Path, dask: Cluster) -> None:
    for worker in dask.workers:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    code, out, err = run(office, "own", "--cluster", dask.address)
    assert (code, out) == (2, b"")
    assert f"dask worker {dask.address}" in err


def test_a_scheduler_that_is_not_there_is_told(office: Path, dask: Cluster) -> None:
    dask.scheduler.send_signal(signal.SIGKILL)
    dask.scheduler.wait()
    code, out, err = run(office, "own", "--cluster", dask.address)
    assert (code, out) == (2, b"")
    assert "连不上集群的调度器" in err


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "http://h:1", "tcp://h", "tcp://u:p@h:1"])
def test_an_address_that_is_none_is_told(office: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office)
    result = fuxi(*CHECK, "own", "--cluster", address)
    assert result.code == 2
    assert "集群地址" in result.err


def test_jobs_are_the_clusters(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office)
    assert "不能同时用" in fuxi(*CHECK, "own", "--cluster", "tcp://h:1", "--jobs", "2").err
