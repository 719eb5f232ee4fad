"""Plans come from the cache only when it holds exactly what the files would give."""

import os
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuxi_cli.readers.plans import cache as plan_cache
from fuxi_cli.readers.plans.loading import load_folder
from support.samples import ROOT

BUILT_IN = ROOT / "data/targets/ganzhou-selenium-2022/2022-01-24"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own."""
    monkeypatch.setattr(plan_cache, "folder", lambda: str(tmp_path / "cache"))
    monkeypatch.delenv("FUXI_NO_CACHE", raising=False)
    return tmp_path / "cache"


def test_a_cached_plan_is_the_plan(cache: Path) -> None:
    built = load_folder(BUILT_IN)
    assert len(list(cache.iterdir())) == 1
    cached = plan_cache.get(built.sha256)
    assert cached is not None
    assert cached == built
    assert cached.reporter("赣县") == built.reporter("赣县")
    assert cached.quota("360731", "base") == built.quota("360731", "base")
    assert load_folder(BUILT_IN) == built


def test_a_changed_file_is_another_plan(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(BUILT_IN, folder)
    before = load_folder(folder)
    path = folder / "quotas.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("于都县,7,", "于都县,8,"), encoding="utf-8")
    quota = load_folder(folder).quota("360731", "base")
    assert before.quota("360731", "base") != quota
    assert quota is not None
    assert quota.value == 8


@pytest.mark.parametrize("content", [b"", b"not a pickle", pickle.dumps("a text"), pickle.dumps(os.getcwd)])
def test_a_damaged_or_hostile_file_counts_as_not_held(cache: Path, content: bytes) -> None:
    built = load_folder(BUILT_IN)
    next(cache.iterdir()).write_bytes(content)
    assert plan_cache.get(built.sha256) is None
    assert load_folder(BUILT_IN) == built


def test_it_can_be_turned_off(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUXI_NO_CACHE", "1")
    load_folder(BUILT_IN)
    assert not cache.exists()


def test_an_unusable_folder_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(plan_cache, "folder", lambda: str(tmp_path / "file" / "cache"))
    assert load_folder(BUILT_IN).id == "ganzhou-selenium-2022"


def test_few_are_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_cache, "_KEPT", 2)
    plan = load_folder(BUILT_IN)
    for number in range(5):
        plan_cache.put(f"{number:064d}", plan)
    assert len(list(cache.iterdir())) == 2
