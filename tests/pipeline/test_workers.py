"""Processes that answer requests, and what becomes of a request whose process dies."""

import sys

import pytest

from fuxi_cli.core.limits import MIB, Limits
from fuxi_cli.pipeline.workers import Died, Workers
from support.work import serve

LIMITS = Limits(seconds=1, memory_bytes=300 * MIB)
KINDS = ["spawn"] if sys.platform in ("win32", "darwin") else ["fork", "spawn"]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUXI_WORKERS", request.param)


every_kind = pytest.mark.usefixtures("kind")


def answers(requests: list[str], jobs: int = 1, limits: Limits = LIMITS) -> list[bytes | Died]:
    """The answers, in the order of the requests."""
    workers = Workers(serve, jobs, limits)
    try:
        found = dict(workers.answers([request.encode() for request in requests]))
    finally:
        workers.end()
    assert sorted(found) == list(range(len(requests)))
    return [found[number] for number in range(len(requests))]


@every_kind
@pytest.mark.parametrize("jobs", [1, 3])
def test_every_request_gets_its_own_answer(jobs: int) -> None:
    wanted = [f"{n}" * n for n in range(1, 13)]
    slow = Limits(seconds=30)
    assert answers([f"echo {text}" for text in wanted], jobs, slow) == [text.encode() for text in wanted]


@every_kind
def test_a_long_answer_comes_whole() -> None:
    (answer,) = answers([f"long {5 * MIB}"], limits=Limits(seconds=30))
    assert answer == b"x" * (5 * MIB)


@every_kind
@pytest.mark.parametrize("grief", ["exit", "crash"])
def test_a_worker_that_dies_costs_its_own_answer_only(grief: str) -> None:
    limits = Limits(seconds=30)
    assert answers(["echo a", grief, "echo b", grief, "echo c"], limits=limits) == [
        b"a",
        Died("读取程序意外中止"),
        b"b",
        Died("读取程序意外中止"),
        b"c",
    ]


@every_kind
@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("grief", ["abort", "kill"])
def test_one_that_the_system_or_a_library_ended_ran_out_of_memory(grief: str) -> None:
    limits = Limits(seconds=30, memory_bytes=300 * MIB)
    assert answers([grief, "echo b"], limits=limits) == [Died("所需内存超过 300 MB"), b"b"]


@pytest.mark.parametrize("grief", ["hang", "spin"])
def test_one_that_does_not_come_back_is_ended(grief: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUXI_WORKERS", "fork")
    assert answers([grief, "echo b", "echo c"], jobs=2) == [Died("超过 1 秒还没有读完"), b"b", b"c"]


def test_a_spawned_one_that_does_not_come_back_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUXI_WORKERS", "spawn")
    limits = Limits(seconds=3)  # starting anew takes its time
    assert answers(["hang", "echo b"], limits=limits) == [Died("超过 3 秒还没有读完"), b"b"]


@every_kind
@pytest.mark.skipif(sys.platform != "linux", reason="needs a hard bound on memory")
def test_memory_has_a_hard_bound() -> None:
    limits = Limits(seconds=30, memory_bytes=300 * MIB)
    assert answers(["eat", "echo b"], limits=limits) == [Died("所需内存超过 300 MB"), b"b"]


@every_kind
def test_a_worn_out_worker_is_replaced_and_the_request_tried_once_more() -> None:
    assert answers(["count", "worn", "echo b"], limits=Limits(seconds=30)) == [b"counted", b"fresh", b"b"]


@every_kind
def test_a_worker_serves_many_requests() -> None:
    assert len(set(answers(["pid"] * 20, limits=Limits(seconds=30)))) == 1


@every_kind
def test_no_request_needs_no_worker() -> None:
    assert answers([]) == []
