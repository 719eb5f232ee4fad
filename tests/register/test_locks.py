"""One run at a time on one register; and processes that were forked meanwhile change nothing about it."""

import gc
import os
import threading
import time

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Dossier
from fuxi_cli.register import Busy, Register, open_register
from support.children import Child
from support.postgres import server
from support.registers import PLAN, dossier, filed

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")


def hold(url: str):
    """What a child does that takes the lock and keeps it."""

    def work(child: Child) -> None:
        with open_register(url) as register, register.lock():
            child.say("locked")
            time.sleep(60)

    return work


def wait_for_lock(url: str, seconds: float = 5) -> None:
    with open_register(url) as register, register.lock(seconds):
        pass


def test_a_second_one_is_told_who_has_it(url: str, register: Register) -> None:
    with open_register(url) as other, register.lock():
        register.begin("2022-07-03T08:15:30+08:00", "办公室一号", 4711, "0.1.0")
        with (
            pytest.raises(
                Busy, match=r"2022-07-03 08:15:30 开始，在机器 办公室一号 上，进程号 4711"
            ) as caught,
            other.lock(),
        ):
            pass
        assert caught.value.run.pid == 4711
    with other.lock():
        pass


def test_without_a_run_in_the_register_it_is_told_that_somebody_has_it(register: Register, url: str) -> None:
    busy = pytest.raises(Busy, match="另一个 fuxi 正在使用登记簿")
    with open_register(url) as other, register.lock(), busy, other.lock():
        pass


def test_the_lock_is_free_again_after_a_failure(register: Register) -> None:
    with pytest.raises(RuntimeError), register.lock():
        raise RuntimeError
    with register.lock():
        pass


def test_waiting(url: str, register: Register) -> None:
    with open_register(url) as other:
        let_go = threading.Event()
        locked = threading.Event()

        def hold_for_a_while() -> None:
            with register.lock():
                locked.set()
                let_go.wait(10)

        holder = threading.Thread(target=hold_for_a_while)
        holder.start()
        locked.wait(10)
        began = time.monotonic()
        with pytest.raises(Busy), other.lock(0.5):
            pass
        assert 0.4 < time.monotonic() - began < 5
        threading.Timer(0.3, let_go.set).start()
        with other.lock(10):
            pass
        holder.join()


def test_a_killed_process_has_no_lock(url: str, register: Register) -> None:
    with Child(hold(url)) as child:
        assert child.hear() == "locked"
        with pytest.raises(Busy), register.lock():
            pass
        child.kill()
        wait_for_lock(url)


def test_a_child_that_ends_does_not_release_its_parents_lock(url: str, register: Register) -> None:
    with register.lock():
        with Child(lambda _: None) as child:
            child.join()
        with pytest.raises(Busy):
            wait_for_lock(url, 0.3)
        register.file([dossier(1)])


def test_a_child_that_outlives_its_parent_does_not_keep_the_lock(url: str, register: Register) -> None:
    def work(parent: Child) -> None:
        with open_register(url) as own, own.lock():
            own.submissions()

            def outlive(_: Child) -> None:
                parent.say(str(os.getpid()))
                time.sleep(60)

            with Child(outlive) as survivor:
                survivor.hear()

    with Child(work) as parent:
        survivor = int(parent.hear())
        try:
            with pytest.raises(Busy), register.lock():
                pass
            parent.kill()
            wait_for_lock(url)
        finally:
            os.kill(survivor, 9)


def test_children_leave_the_parents_connections_alone(url: str, register: Register) -> None:
    register.file([dossier(number, f"r{number}") for number in range(1, 1500)])
    _, rows = register.table("figures")
    seen = [next(rows) for _ in range(10)]

    def use_it(_: Child) -> None:
        nonlocal rows, seen
        rows = seen = None
        gc.collect()
        assert len(register.submissions()) == 1499
        register.close()

    with register.lock():
        for _ in range(3):
            with Child(use_it) as child:
                child.join()
        register.file([dossier(1500)])
        with pytest.raises(Busy):
            wait_for_lock(url, 0.2)
    assert len(seen) + len(list(rows)) == 2 * 1499


@pytest.mark.parametrize("locked", [True, False], ids=["under the lock", "without the lock"])
def test_processes_that_file_at_once(url: str, register: Register, locked: bool) -> None:
    processes, times = 5, 12

    def work(which: int):
        def file(_: Child) -> None:
            with open_register(url) as own:
                for turn in range(times):
                    number = turn * processes + which + 1
                    if locked:
                        with own.lock(60):
                            own.file([Dossier(filed(number, "a")), dossier(100 + number, f"only {number}")])
                    else:
                        own.file([Dossier(filed(number, "a")), dossier(100 + number, f"only {number}")])

        return file

    children = [Child(work(which)) for which in range(processes)]
    for child in children:
        with child:
            child.join()
    kept = register.submissions(plan=PLAN)
    assert [each.number for each in kept] == list(range(1, 2 * processes * times + 1))
    assert len({each.receipt for each in kept}) == len(kept)
    counting = max((each for each in kept if each.reporter == "a"), key=lambda each: each.precedence)
    for each in kept:
        superseded = each.reporter == "a" and each != counting
        assert each.superseded_by == (counting.number if superseded else None)


def test_a_process_that_is_killed_while_it_files_leaves_whole_filings(url: str, register: Register) -> None:
    def work(child: Child) -> None:
        with open_register(url) as own:
            for first in range(1, 100_000, 40):
                own.file([dossier(number, f"r{number % 7}") for number in range(first, first + 40)])
                child.say("filed")

    for turn in range(5):
        register.rebuild([], [])
        with Child(work) as child:
            child.hear()
            time.sleep(0.02 * turn)
            child.kill()
        kept = register.submissions()
        assert kept
        assert len(kept) % 40 == 0
        counts = register.counts()
        assert counts["contents"] == counts["tasks"] == len(kept)
        assert counts["figures"] == counts["objects"] == 2 * len(kept)
        assert sum(each.superseded_by is None for each in kept) == 7
        register.file([dossier(100_001)])


def test_a_lock_that_was_lost_is_noticed_before_anything_is_written(url: str, register: Register) -> None:
    if url.startswith("sqlite"):
        pytest.skip("the system itself keeps this lock")
    database = url.partition("@/")[2].partition("?")[0]
    with register.lock():
        register.file([dossier(1)])
        server().sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks"
            f" WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = '{database}')"
        )
        with pytest.raises(FuxiError, match="运行锁已经失效"):
            register.file([dossier(2)])
    assert register.counts()["submissions"] == 1


def test_two_registers_in_one_database_do_not_lock_each_other(url: str) -> None:
    if url.startswith("sqlite"):
        pytest.skip("a file is one register")
    database = url.partition("@/")[2].partition("?")[0]
    server().sql("CREATE SCHEMA one; CREATE SCHEMA two", database)
    places = [f"{url}&options=-csearch_path%3D{schema}" for schema in ("one", "two")]
    with open_register(places[0], create=True) as one, open_register(places[1], create=True) as two:
        with one.lock(), two.lock():
            one.file([dossier(1)])
        assert two.submissions() == []
