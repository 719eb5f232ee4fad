"""What happens beside a Dask worker: a process of fuxi's own reads files, and may be killed by them."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuxi_cli.core.limits import MIB, Limits
from fuxi_cli.pipeline.cluster import serving
from fuxi_cli.pipeline.cluster.frames import write_frame
from fuxi_cli.pipeline.cluster.identity import identity
from fuxi_cli.pipeline.cluster.shipping import ShippedPlans
from fuxi_cli.pipeline.messages import Messages
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.pipeline.reading import Request
from fuxi_cli.readers.settings import Settings
from support.samples import ROOT
from support.work import Orders

LIMITS = Limits(seconds=2, memory_bytes=300 * MIB)


@pytest.fixture(autouse=True)
def _own_processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    yield
    for waiting in serving._idle.values():
        for process in waiting:
            process.end()
    serving._idle.clear()


def serve(*orders: str) -> object:
    kit = pickle.dumps(Orders(LIMITS))
    return serving.serve(kit, LIMITS, identity(), [(order.encode(), False) for order in orders])


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_what_kills_the_reader_costs_its_own_answer_only() -> None:
    assert serve("echo a", "kill", "echo b", "exit", "spin", "echo c") == [
        b"aa",
        "d所需内存超过 300 MB".encode(),
        b"ab",
        "d读取程序意外中止".encode(),
        "d超过 2 秒还没有读完".encode(),
        b"ac",
    ]


def test_a_process_that_waited_too_long_is_replaced() -> None:
    assert serve("echo a") == [b"aa"]
    ((process,),) = serving._idle.values()
    process._process.kill()
    assert serve("echo b") == [b"ab"]


def test_other_code_is_not_asked() -> None:
    found = serving.serve(b"", LIMITS, (("fuxi", "9.9"),), [])
    assert isinstance(found, serving.Mismatch)
    assert found.here == identity()


def test_code_that_was_changed_under_a_worker_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    old = (("fuxi", "0"),)
    monkeypatch.setattr(serving, "identity", lambda: old)
    with pytest.raises(RuntimeError, match="fuxi_cli"):
        serving.serve(pickle.dumps(Orders(LIMITS)), LIMITS, old, [(b"echo a", False)])


def test_what_a_worker_cannot_fetch_is_left_to_the_caller() -> None:
    request = pickle.dumps(Request("memory://nowhere.xlsx"))
    kit = pickle.dumps(Orders(LIMITS))
    assert serving.serve(kit, LIMITS, identity(), [(request, True)]) == [None]


def test_plans_travel_by_content_and_passwords_stay() -> None:
    store = Plans([str(ROOT / "data" / "targets")], settings=Settings(register="postgresql://geheim@h/d"))
    sent = pickle.dumps(ShippedPlans(store))
    assert b"geheim" not in sent
    received = pickle.loads(sent)
    assert received.ids
    for id in store.ids:
        assert received.load(id, None) == store.load(id, None)


def test_a_file_of_this_machine_travels_with_its_request(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"content")
    here, elsewhere = (Messages([Request(str(path))], LIMITS, far)[0] for far in (False, True))
    assert pickle.loads(here).content is None
    assert pickle.loads(elsewhere).content == b"content"


@pytest.mark.skipif(sys.platform == "win32", reason="there it ends with its Dask worker")
def test_a_process_without_work_ends() -> None:
    code = "from fuxi_cli.pipeline.cluster import post\npost.IDLE = 0.2\npost.main()"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin is not None
    write_frame(process.stdin, repr(identity()).encode())
    write_frame(process.stdin, pickle.dumps(Orders(LIMITS)))
    assert process.wait(30) == 0
    process.stdin.close()
