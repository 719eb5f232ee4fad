"""Settings of every test run: the user's cache is left alone, and what CI tries is the same each time."""

import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import settings

# Plans are kept in a folder of this run's own; the workers of one run share it.
_CACHE = os.environ.setdefault("FUXI_TEST_CACHE", tempfile.mkdtemp(prefix="fuxi-tests-"))
os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = _CACHE

settings.register_profile("everywhere", deadline=None)
settings.register_profile("ci", parent=settings.get_profile("everywhere"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")

_LONG = (
    "tests/workspace/test_replay",
    "tests/workspace/test_crash",
    "tests/workspace/test_two_runs",
    "tests/test_fuzz",
)
"""What takes minutes comes first, so that no worker is left with it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


@pytest.fixture(autouse=True)
def read_every_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read their files, however often they do so in one process; those of the stores themselves use them."""
    if not request.node.nodeid.startswith("tests/pipeline/test_kept"):
        monkeypatch.setattr("fuxi_cli.pipeline.kept.states.turned_off", lambda: True)


def pytest_collection_finish() -> None:
    """Thousands of collected tests are no garbage: nobody goes through them again, least of all in forked processes."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):  # the workers leave it to the one who started them
        shutil.rmtree(_CACHE, ignore_errors=True)
