"""The rules over many single submissions, by several processes at a time."""

from collections.abc import Callable, Iterator, Sequence

from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.report import Checked
from fuxi_cli.core.submission import Submission
from fuxi_cli.pipeline.side_by_side import hands, side_by_side
from fuxi_cli.pipeline.workers import Died

_MANY, _PIECE = 400, 100
"""From so many submissions on it pays; so many at a time."""

Check = Callable[[Sequence[Submission]], tuple[list[Checked], set[str]]]
"""Submissions → what the rules make of each, and the codes of the rules that ran."""


def pays(submissions: Sequence[Submission]) -> bool:
    """Whether several processes check these sooner than this one alone."""
    return len(submissions) >= _MANY and hands() > 1


def in_pieces(submissions: Sequence[Submission], check: Check) -> Iterator[tuple[list[Checked], set[str]]]:
    """Pieces of them as they are done, in no order. What a process came to grief over is left out."""
    pieces = [submissions[start : start + _PIECE] for start in range(0, len(submissions), _PIECE)]

    def work(number: int) -> tuple[list[tuple[str, tuple[Finding, ...]]], set[str]]:
        checked, ran = check(pieces[number])
        return [(one.status, one.findings) for one in checked], ran

    rules: dict[Rule, Rule] = {}
    for number, answer in side_by_side(work, len(pieces)):
        if not isinstance(answer, Died):
            told, ran = answer
            yield (
                [
                    unchecked(submission)._replace(status=status, findings=_sharing(findings, rules))
                    for submission, (status, findings) in zip(pieces[number], told, strict=True)
                ],
                ran,
            )


def unchecked(submission: Submission) -> Checked:
    """A submission of which the rules have said nothing yet."""
    workbook = submission.workbook
    return Checked(
        workbook.path,
        workbook.sha256,
        workbook.format,
        submission.layout,
        submission.reporter,
        submission.period,
        "",
        (),
    )


def _sharing(findings: tuple[Finding, ...], rules: dict[Rule, Rule]) -> tuple[Finding, ...]:
    """The findings with one object for each rule: thousands of findings are of a few."""
    return tuple(finding._replace(rule=rules.setdefault(finding.rule, finding.rule)) for finding in findings)
