"""The manual as a site: built strictly, and whole without a network. CI installs MkDocs for it."""

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from docs.manual import ROOT

LOADED = re.compile(r"<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=[\"']?((?:https?:)?//[^\"' >]+)")
needs_mkdocs = pytest.mark.skipif(
    find_spec("material") is None and not os.environ.get("FUXI_NEEDS_MKDOCS"),
    reason="mkdocs-material is not installed",
)


@needs_mkdocs
def test_the_site_is_whole_without_a_network(tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", site],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "NO_MKDOCS_2_WARNING": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 25
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert LOADED.findall(text) == [], page.name
    assert 'id="e101"' in (site / "审核规则.html").read_text(encoding="utf-8")
    index = (site / "search/search_index.js").read_text(encoding="utf-8")
    assert index.startswith("var __index = {")
    found = "".join(entry["text"] for entry in json.loads(index.partition(" = ")[2])["docs"])
    assert "\u200b退回单\u200b" in found, "the theme does not ask docs/search_words.py any more"
    assert (site / "assets/iframe-worker.js").is_file()
    for style in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", style.read_text(encoding="utf-8")), style.name
