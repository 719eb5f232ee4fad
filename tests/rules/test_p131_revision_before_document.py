from datetime import date

from fuxi_cli.core.plan import Document
from fuxi_cli.rules import p131_revision_before_document as rule
from support.builders import assert_clean, assert_finds
from support.plan_builders import line, lint_case

ISSUED = date(2022, 5, 30)
DOCUMENT = Document("示例〔2022〕6号", "示例通知", "示例办公室", ISSUED)


def test_before_its_document_was_issued() -> None:
    (found,) = assert_finds(
        rule, lint_case(document=DOCUMENT, revision=date(2022, 5, 29)), [line("revision")]
    )
    assert (found.provided, found.expected) == (date(2022, 5, 29), ISSUED)
    assert "示例〔2022〕6号" in found.message


def test_on_that_day_and_later() -> None:
    assert_clean(rule, lint_case(document=DOCUMENT, revision=ISSUED))
    assert_clean(rule, lint_case(document=DOCUMENT, revision=date(2022, 6, 1)))
