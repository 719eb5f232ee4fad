"""Mistyped words: what was probably meant is named."""

from pathlib import Path

import pytest

from support.command import fuxi
from support.samples import GANZHOU, ROOT


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ("chekc", "是不是 check？"),
        ("targets shwo", "是不是 show？"),
        ("register verfy", "是不是 verify？"),
        ("check x --preiod 2022-06", "是不是 --period？"),
        ("summary x --asessment", "是不是 --assessment？"),
        ("check x --format jsno", "是不是 json？"),
        ("check x --fail-on eror", "是不是 error？"),
        ("check x --layout offical", "是不是 official？"),
        ("rules S1O1", "是不是 S101？"),
        ("rules t12", "是不是 T1"),
        ("check x --select TI02", "是不是 T102？"),
        ("check x --ignore S1O1", "是不是 S101？"),
        ("check x --period 2022.6", "是不是 2022-06？"),
        ("check x --period 2022年6月份", "是不是 2022-06？"),
        ("check x --period 202206", "是不是 2022-06？"),
        ("status 2022/6", "是不是 2022-06？"),
        ("check x --as-of 2022年6月30日", "是不是 2022-06-30？"),
        ("check x --as-of 2022.6.30", "是不是 2022-06-30？"),
        ("targets show ganzhou-selenum-2022", GANZHOU),
        ("template 于督县 --period 2022-06", "于都县"),
        (f"template 于都县 --period 2023-02 --plan {GANZHOU}", "2022-12"),
        ("run --wait long", "“long”应为数"),
        ("run --wait -1", "“-1.0”应为数，不小于 0"),
    ],
)
def test_the_nearest_is_named(
    arguments: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = fuxi(*arguments.split())
    assert (result.code, result.out) == (2, "")
    assert meant in result.err


@pytest.mark.parametrize(
    "arguments", ["完全不像", "check x --zzzzzzzz", "rules 完全不像", "check x --period 上个月"]
)
def test_nothing_is_suggested_where_nothing_is_like_it(arguments: str) -> None:
    result = fuxi(*arguments.split())
    assert result.code == 2
    assert "是不是" not in result.err


def test_summary_pack_and_export_have_the_caches_options_of_check(tmp_path: Path) -> None:
    for command in ("check", "summary", "pack", "export"):
        both = fuxi(
            command, ROOT / "examples/progress.xlsx", "--no-cache", "--strict-cache", "-o", tmp_path / "x"
        )
        assert both.code == 2
        assert "--no-cache 和 --strict-cache 只能用一个" in both.err
