"""XML as anybody may write it: for tests that hold a quick reading against the parser's."""

from hypothesis import strategies as st

_VALUES = st.one_of(
    st.sampled_from(["1", "0", "3", "7", "true", "false", "on", "0.0", "-0", "9.5", "1e-999", "", " 1", "A1:B2", "C3", "$D$4:E5"]),
    st.sampled_from(["14", "164", "yyyy&quot;年&quot;", "&lt;", "&#49;", "&#x31;", "宋体", "a>b", "/>", "1\n2", "\ufffe", "&x;"]),
)  # fmt: skip
_QUOTES = st.sampled_from(['"', "'"])
_SPACES = st.sampled_from([" ", " ", " ", "  ", "\n", ""])
_BETWEEN = st.sampled_from(
    ["", "", "", "", "\n  ", "<!-- x -->", "<!-- <cols><col min='1' max='2' hidden='1'/></cols> -->", "<?x y?>", "text",
     "<![CDATA[<mergeCell ref='A1:B2'/>]]>", "</cols>", "&amp;"]
)  # fmt: skip


def attributes(names: list[str]) -> st.SearchStrategy[str]:
    one = st.builds(
        lambda space, name, equals, quote, value: f"{space}{name}{equals}{quote}{value}{quote}",
        _SPACES, st.sampled_from(names), st.sampled_from(["=", "=", "=", " = "]), _QUOTES, _VALUES,
    )  # fmt: skip
    return st.lists(one, max_size=4).map("".join)


def element(
    name: st.SearchStrategy[str], attributes: st.SearchStrategy[str], inside: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    """One element, with or without content, its name with or without a prefix."""

    def write(name: str, prefix: str, attributes: str, content: str, space: str) -> str:
        tag = prefix + name
        return f"<{tag}{attributes}{space}>{content}</{tag}>" if content else f"<{tag}{attributes}{space}/>"

    prefixes = st.sampled_from(["", "", "", "", "", "x:"])
    return st.builds(write, name, prefixes, attributes, inside, st.sampled_from(["", "", " "]))


def sequence(items: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    """Elements, and now and then something else between them."""
    return st.lists(st.tuples(_BETWEEN, items), max_size=most).map(
        lambda pairs: "".join(between + item for between, item in pairs)
    )
