"""Styles for the parser: only what makes a number a date."""

import pytest

from fuxi_cli.readers.ooxml.styles import _lean
from fuxi_cli.readers.refusal import Refusal
from fuxi_cli.readers.zips.remembered import forget


def test_dates_of_chinese_programs_become_dates_for_every_parser() -> None:
    xml = '<styleSheet><numFmts><numFmt numFmtId="50" formatCode="0"/></numFmts><cellXfs><xf numFmtId="31"/><xf numFmtId="50"/></cellXfs></styleSheet>'
    assert b'<cellXfs><xf numFmtId="14"/><xf numFmtId="50"/></cellXfs>' in _lean(xml.encode())


def test_the_same_bytes_are_parsed_once_and_a_refusal_each_time() -> None:
    forget()
    xml = b'<styleSheet><cellXfs><xf numFmtId="9"/></cellXfs></styleSheet>'
    assert _lean(xml) is _lean(bytes(bytearray(xml)))
    for _ in range(2):
        with pytest.raises(Refusal):
            _lean(b"<styleSheet>")
    large = xml.replace(b"</styleSheet>", b" " * 70_000 + b"</styleSheet>")
    assert _lean(large) is not _lean(large)
    assert _lean(large) == _lean(xml)
