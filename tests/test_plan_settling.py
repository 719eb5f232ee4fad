"""Which plan a file that names none is read against."""

import shutil
from pathlib import Path

import pytest

from support.command import fuxi
from support.samples import EXAMPLES, ROOT

TABLE = EXAMPLES / "city-table.xlsx"


@pytest.fixture
def second_plan(tmp_path: Path) -> Path:
    """A folder with another plan whose tables look the same."""
    folder = tmp_path / "second-plan"
    shutil.copytree(ROOT / "data" / "targets" / "ganzhou-selenium-2022", folder)
    (head,) = folder.glob("*/plan.yaml")
    text = head.read_text(encoding="utf-8")
    text = text.replace("ganzhou-selenium-2022", "second-plan").replace("\ntitle: ", "\ntitle: 示例", 1)
    head.write_text(text, encoding="utf-8")
    return folder


def test_the_only_plan_that_fits_is_taken() -> None:
    assert fuxi("check", TABLE, "-f", "json").json["plan"]["id"] == "ganzhou-selenium-2022"


def test_of_two_that_fit_none_is_guessed(second_plan: Path) -> None:
    result = fuxi("check", TABLE, "--targets", second_plan, "-f", "json")
    assert result.code == 1
    assert result.json["plan"] is None
    (found,) = result.json["findings"]
    assert found["code"] == "S201"
    assert "示例2022年赣州市富硒产业发展工作方案" in found["message"]
    assert "--plan" in found["remedy"]


def test_an_option_settles_it(second_plan: Path) -> None:
    result = fuxi("check", TABLE, "--targets", second_plan, "--plan", "second-plan", "-f", "json")
    assert result.json["plan"]["id"] == "second-plan"
    assert result.json["gaps"]


def test_another_file_of_the_run_settles_it(second_plan: Path) -> None:
    named = next((EXAMPLES / "submissions" / "2022-06").glob("*.xlsx"))
    result = fuxi("check", TABLE, named, "--targets", second_plan, "-f", "json")
    assert result.json["plan"]["id"] == "ganzhou-selenium-2022"
    assert result.json["workbooks"][0]["layout"] == "wide"
