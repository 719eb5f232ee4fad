"""``fuxi.toml``: what it may set, and how its mistakes are told."""

from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.limits import MIB, Limits
from fuxi_cli.core.plan import Calendar
from fuxi_cli.readers.settings import Settings, read_settings


def read(folder: Path, text: str) -> Settings:
    (folder / "fuxi.toml").write_text(text, encoding="utf-8")
    return read_settings(str(folder))


def test_no_file_sets_nothing(tmp_path: Path) -> None:
    settings = read_settings(str(tmp_path))
    assert settings == Settings()
    assert settings.over(Calendar(5)) == Calendar(5)


def test_the_office_sets_its_own_days(tmp_path: Path) -> None:
    settings = read(tmp_path, '\ufefftargets = ["方案"]\n[calendar]\ndue_day = 8\ndue_soon_days = 30\n')
    assert settings.targets == ("方案",)
    assert settings.over(Calendar(5)) == Calendar(8, due_soon_days=30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("target = 1\n", ("第1行", "target", "targets")),
        ("targets = 'x'\n", ("第1行", "targets", "列表")),
        ("\n[calendar]\ndueday = 5\n", ("第3行", "dueday", "due_day")),
        ("[calendar]\ndue_day = 32\n", ("第2行", "due_day", "32", "31")),
        ("[calendar]\ndue_day = true\n", ("第2行", "due_day")),
        ("[calendar]\ndue_day = 五\n", ("第2行",)),
        ("calendar = 3\n", ("第1行", "calendar")),
        ("limits = 3\n", ("第1行", "limits")),
        ("[limits]\nsecond = 3\n", ("第2行", "second", "seconds")),
        ("[limits]\n\nmemory_mb = 1\n", ("第3行", "memory_mb", "128")),
        ("[limits]\nseconds = 1.5\n", ("第2行", "seconds", "1.5")),
    ],
)
def test_mistakes_name_line_and_key(text: str, words: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(FuxiError) as error:
        read(tmp_path, text)
    for word in ("fuxi.toml", *words):
        assert word in str(error.value)


def test_the_office_sets_its_own_limits(tmp_path: Path) -> None:
    limits = read(tmp_path, "[limits]\nseconds = 60\nmemory_mb = 2000\nsheets = 10\n").limits
    assert limits == Limits(seconds=60, memory_bytes=2000 * MIB, sheets=10)


def test_every_limit_can_be_set(tmp_path: Path) -> None:
    for name, default in Limits()._asdict().items():
        sized = name.endswith("_bytes")
        key = name.removesuffix("_bytes") + "_mb" if sized else name
        value = (default // MIB if sized else default) + 1
        limits = read(tmp_path, f"[limits]\n{key} = {value}\n").limits
        assert getattr(limits, name) == (value * MIB if sized else value)
