"""Where the keys of a TOML text stand: what tomllib finds, and in which line."""

import tomllib
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.readers.settings.toml_keys import Path, keys

TEXT = '''\
# [no] = 1
plan = "a # b = c"   # [neither]
"引 号" = 'its = "fine"'
multi = """
x = 1
[y]
\\""" still
"""
raw = \'\'\'
x = 2 \'\'
\'\'\'
day = 1979-05-27 07:32:00
numbers = [
  1, # [2]
  [3.0, 4],
  { deep = true, also.deep = [
    { last = "]" } ] },
]
a.b."c d" = { x = 1, y.z = "}" }

[ section . "sub.one" ]
inbox = 1
[section]
inbox = 2
[[rows]]
n = 1
[rows.below]
n = 2
[[rows]]
n = 3
'''

_WORDS = st.sampled_from(["a", "b", "settle_seconds", "引 号", "x.y", '"', "#", "[", "1"])
_VALUES = st.recursive(
    st.one_of(
        st.integers(),
        st.booleans(),
        st.text("ab\"'\\#[]{}=\n,引 ", max_size=8),
        st.floats(allow_nan=False, width=16),
    ),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(_WORDS, below, max_size=3)),
    max_leaves=12,
)


def found_by_tomllib(value: object, above: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield (*above, key)
            yield from found_by_tomllib(below, (*above, key))
    elif isinstance(value, list):
        for number, below in enumerate(value, start=1):
            yield from found_by_tomllib(below, (*above, str(number)))


def every_part(paths: Iterator[Path]) -> set[Path]:
    return {path[:length] for path in paths for length in range(1, len(path) + 1)}


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {written(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(written, value)) + "]"
    return quoted(value) if isinstance(value, str) else repr(value)


def test_every_key_has_its_line() -> None:
    lines = TEXT.split("\n")
    found = keys(TEXT)
    assert every_part(key.path for key in found) == every_part(found_by_tomllib(tomllib.loads(TEXT)))
    assert len(found) == 22
    for key in found:
        last = key.path[-1] if not key.path[-1].isdigit() else key.path[-2]
        assert last in lines[key.line - 1]
    assert [key.line for key in found if key.path[-1] == "inbox"] == [22, 24]


@given(st.dictionaries(_WORDS, _VALUES, max_size=5))
def test_keys_are_those_of_tomllib(content: dict[str, object]) -> None:
    text = "\n".join(f"{quoted(key)} = {written(value)}" for key, value in content.items())
    assert sorted(key.path for key in keys(text)) == sorted(found_by_tomllib(tomllib.loads(text)))


@given(st.text("a.=[]{}\"'#,\n \\1", max_size=40))
def test_a_text_that_is_no_toml_is_read_as_far_as_it_goes(text: str) -> None:
    for key in keys(text):
        assert 1 <= key.line <= text.count("\n") + 1
