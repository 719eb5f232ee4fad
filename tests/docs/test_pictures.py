"""The picture of the terminal is what the program prints; the others are compared by CI, which has what makes them."""

import importlib.util
from pathlib import Path

from docs.manual import DOCS

spec = importlib.util.spec_from_file_location("make_pictures", DOCS / "make_pictures.py")
assert spec is not None
assert spec.loader is not None
pictures = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pictures)


def test_the_terminals_picture_is_current(tmp_path: Path) -> None:
    pictures.terminal(tmp_path / "check.svg")
    told = "python docs/make_pictures.py makes the pictures anew"
    assert (tmp_path / "check.svg").read_text("utf-8") == (DOCS / "pictures/check.svg").read_text("utf-8"), (
        told
    )
