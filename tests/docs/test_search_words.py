"""Chinese words for the manual's search."""

import importlib.util

from docs.manual import DOCS, written

spec = importlib.util.spec_from_file_location("search_words", DOCS / "search_words.py")
assert spec is not None
assert spec.loader is not None
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)


def cut(text: str, *pages: str) -> list[str]:
    words = module.Words()
    for page in pages:
        words.learn(page)
    return list(words.cut(text.encode()))


def test_marked_words_are_known_and_the_longest_wins() -> None:
    page = "# 完成率、差额\n| 累计完成 | 数 |\n**退回单**和“累计”，《审核规则》，[序时进度](x.md)\n"
    assert cut("累计完成的退回单", page) == ["累计完成", "的", "退回单"]
    assert cut("序时进度和差额", page) == ["序时进度", "和", "差额"]


def test_what_is_not_known_is_cut_into_characters() -> None:
    assert cut("没有见过") == ["没", "有", "见", "过"]


def test_nothing_is_lost_and_the_manuals_own_words_are_known() -> None:
    text = "累计完成与台账对不上，请按退回单改"
    pieces = cut(text, *written().values())
    assert "".join(pieces) == text
    assert {"累计完成", "退回单", "台账"} <= set(pieces)
