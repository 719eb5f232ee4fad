"""The month's summary workbook: what the progress meeting works with."""

from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import View
from fuxi_cli.exporters.workbook import (
    adjustments,
    corrections,
    counties,
    duties,
    findings,
    gaps,
    items,
    notes,
    overview,
    places,
    problems,
    reporting,
    stated,
    trend,
    yearly,
)
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.matrix import Matrix


def export(summary: Summary, view: View) -> bytes:  # noqa: ARG001
    book = Book(summary)
    matrix = Matrix(summary)
    overview.draw(book, matrix)
    counties.draw(book, matrix)
    stated.draw(book)
    places.draw(book, matrix)
    gaps.draw(book)
    duties.draw(book)
    reporting.draw(book)
    problems.draw(book)
    findings.draw(book)
    items.draw(book)
    trend.draw(book, matrix)
    if summary.revised is not None:
        adjustments.draw(book, summary.revised)
    if found := summary.amendments:
        corrections.draw(book, found)
    if summary.assessment is not None:
        yearly.draw(book, summary.assessment)
    notes.draw(book)
    return book.content()
