"""``fuxi.toml``: what it may set, and how its mistakes are told."""

from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
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
    ],
)
def test_mistakes_name_line_and_key(text: str, words: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(FuxiError) as error:
        read(tmp_path, text)
    for word in ("fuxi.toml", *words):
        assert word in str(error.value)
