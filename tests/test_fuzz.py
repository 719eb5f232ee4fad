"""2,400 seeded changes to real workbooks: none makes reading raise, and none is silently misread.

Each chunk runs in a process of its own, so that a change which kills it is named. A longer run: docs/testing.md.
"""

import os
import signal

import pytest

pytest.importorskip("resource", reason="a process of its own, with bounded memory, needs Unix")

from fuzz import forked, holds

SEED = 2022
CHUNK = 150
CHUNKS = 8
"""Of each of both sorts: 2,400 changes."""


def _bytes(number: int, folder: str) -> None:
    holds.check_bytes(number, SEED, folder)


def _cells(number: int, _folder: str) -> None:
    holds.check_cells(number, SEED)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_changed_bytes(chunk: int) -> None:
    assert forked.run(_bytes, range(chunk * CHUNK, (chunk + 1) * CHUNK)) == []


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_changed_cells(chunk: int) -> None:
    assert forked.run(_cells, range(chunk * CHUNK, (chunk + 1) * CHUNK)) == []


def test_a_change_is_the_same_every_time(tmp_path: object) -> None:
    folder = str(tmp_path)
    for number in range(20):
        with open(holds.changed_bytes(number, SEED, folder), "rb") as file:
            first = file.read()
        with open(holds.changed_bytes(number, SEED, folder), "rb") as file:
            assert file.read() == first


def test_what_kills_a_process_is_named() -> None:
    """The harness itself: a fault, a death and a sound change, told apart."""
    told = forked.run(_bad, range(5))
    assert [(f.number, f.what.strip().rpartition("\n")[2]) for f in told] == [
        (1, "ValueError: so"),
        (3, "the process ended with -9"),
    ]


def _bad(number: int, _folder: str) -> None:
    if number == 1:
        raise ValueError("so")
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
