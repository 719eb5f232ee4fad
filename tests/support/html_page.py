"""A page read back as a person sees it: its headings, its tables by id, its text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "br", "wbr", "line", "rect", "circle", "polyline", "path", "input", "img", "link"}


@dataclass
class Table:
    """Rows of texts; ``header`` are the column titles."""

    caption: str = ""
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    foot: list[list[str]] = field(default_factory=list)
    kinds: list[list[str]] = field(default_factory=list)
    """The classes of each body cell."""

    def records(self) -> list[dict[str, str]]:
        """Each row by column title."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    inside: tuple[str, ...]


class Page(HTMLParser):
    """Everything of a page that tests ask for; every element must be closed in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.tables: dict[str, Table] = {}
        self.headings: list[tuple[int, str]] = []
        self.title = ""
        self.described: list[str] = []
        """What the drawings say in words."""
        self._open: list[str] = []
        self._table = Table()
        self._text: list[str] = []
        self._kind = ""
        self.feed(content.decode("utf-8"))
        self.close()
        assert not self._open, self._open

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append(Element(tag, attributes, tuple(self._open)))
        if tag in _VOID:
            return
        self._open.append(tag)
        if tag == "table":
            self._table = Table()
            self.tables[attributes["id"] or ""] = self._table
        elif tag == "tr":
            {"thead": [], "tbody": self._table.rows, "tfoot": self._table.foot}[self._part()].append([])
            if self._part() == "tbody":
                self._table.kinds.append([])
        elif tag in ("td", "th"):
            self._kind = attributes.get("class") or ""
        if tag in ("td", "th", "caption", "h1", "h2", "h3", "title", "desc"):
            self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        assert self._open.pop() == tag, tag
        text = "".join(self._text).strip()
        if tag in ("td", "th"):
            self._cell(text)
        elif tag == "caption":
            self._table.caption = text
        elif tag in ("h1", "h2", "h3"):
            self.headings.append((int(tag[1]), text))
        elif tag == "title" and "svg" not in self._open:
            self.title = text
        elif tag == "desc":
            self.described.append(text)

    def _part(self) -> str:
        return next(tag for tag in reversed(self._open) if tag in ("thead", "tbody", "tfoot"))

    def _cell(self, text: str) -> None:
        part = self._part()
        if part == "thead":
            self._table.header.append(text)
        elif part == "tfoot":
            self._table.foot[-1].append(text)
        else:
            self._table.rows[-1].append(text)
            self._table.kinds[-1].append(self._kind)
