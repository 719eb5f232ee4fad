"""Which submission counts: of each reporter and month one, whether it came alone or in a table of several reporters."""

from collections.abc import Iterable, Mapping, Sequence

from fuxi_cli.core.filed import Filed


def superseded(month: Iterable[Filed], tables: Mapping[int, Sequence[str]]) -> dict[int, int | None]:
    """The accepted submissions of one plan and month: number → the number of the one that counts in its place, or None.

    ``tables``: the reporters in the figures of each submission that names no reporter of its own, in their order there.
    For each reporter the submission with the greatest precedence counts. A table does as long as it counts for one of
    its reporters; else the one that counts for its first reporter stands in its place.
    """
    month = list(month)
    reporters = {each.number: _reporters(each, tables) for each in month}
    counting: dict[str, int] = {}
    for each in sorted(month, key=lambda each: (each.precedence, each.number)):
        counting.update(dict.fromkeys(reporters[each.number], each.number))
    return {
        number: None if not names or number in (counting[name] for name in names) else counting[names[0]]
        for number, names in reporters.items()
    }


def _reporters(submission: Filed, tables: Mapping[int, Sequence[str]]) -> Sequence[str]:
    if submission.reporter is not None:
        return (submission.reporter,)
    return tables.get(submission.number, ())
