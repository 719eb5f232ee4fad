"""Where an OpenDocument spreadsheet reaches out of itself: other files, other programs, the network."""

import re

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice
from fuxi_cli.readers.formulas import reaches_out
from fuxi_cli.readers.opendocument.values import OFFICE
from fuxi_cli.readers.zips.markup import Attributes

_LINK = re.compile(r"'((?:[a-z][a-z0-9+.-]{0,20}:|[/\\])[^']{0,2000})'#", re.IGNORECASE)
"""A file in a reference: ``'file:///…/上月.xlsx'#$Sheet1.A1``."""
_HINT = re.compile(r"\||DDE|WEBSERVICE|RTD|CALL|REGISTER", re.IGNORECASE)
_VENDOR = re.compile(r"\b(?:COM\.MICROSOFT|ORG\.(?:LIBREOFFICE|OPENOFFICE))\.", re.IGNORECASE)
_GRAMMAR = re.compile(r"(?:[a-z]{1,10}:)?=?")
"""What stands before a formula: ``of:=``."""


class Outward:
    """At most as many of each kind as the limits' samples."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.samples
        self._links: dict[str, None] = {}
        self._dde: list[Notice] = []

    @property
    def notices(self) -> list[Notice]:
        return [Notice("external-links", provided=link or None) for link in self._links] + self._dde

    def link(self, target: str) -> None:
        if len(self._links) < self._most:
            self._links[target] = None

    def formula(self, formula: str, place: Place) -> None:
        if "#" in formula and len(self._links) < self._most:
            for target in _LINK.findall(formula):
                self.link(target)
        if _HINT.search(formula) and len(self._dde) < self._most:
            bare = _VENDOR.sub("", _GRAMMAR.sub("", formula, count=1))
            if reaches_out(bare):
                self._dde.append(Notice("dde", place, bare))

    def dde_source(self, attributes: Attributes) -> None:
        if len(self._dde) < self._most:
            service, topic = (attributes.get(OFFICE + f"dde-{name}", "") for name in ("application", "topic"))
            self._dde.append(Notice("dde", provided=f"{service}|{topic}"))
