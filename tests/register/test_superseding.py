"""Which submission counts, against the words of the rule taken one by one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.filed import Filed
from fuxi_cli.register.superseding import superseded
from support.registers import filed

REPORTERS = ("甲", "乙", "丙")

months = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(REPORTERS), st.lists(st.sampled_from(REPORTERS), unique=True)),
        st.one_of(st.none(), st.integers(1, 3)),
        st.integers(1, 9999),
    ),
    max_size=8,
    unique_by=lambda each: each[2],
)


def counts_for(reporter: str, month: list[Filed], tables: dict[int, list[str]]) -> int:
    """Of what the reporter is in, the one that no other comes after."""
    its = [each for each in month if reporter in ([each.reporter] if each.reporter else tables[each.number])]
    for one in its:
        if all(one is other or one.precedence > other.precedence for other in its):
            return one.number
    raise AssertionError(reporter)


@given(months)
def test_each_reporter_has_one_that_counts(drawn: list) -> None:
    month, tables = [], {}
    for number, (who, day, receipt) in enumerate(drawn, 1):
        on = day and date(2022, 7, day)
        single = isinstance(who, str)
        submission = filed(receipt, who if single else None, submitted_on=on)
        month.append(submission._replace(number=number))
        if not single:
            tables[number] = who
    found = superseded(month, tables)
    assert set(found) == {each.number for each in month}
    for each in month:
        names = [each.reporter] if each.reporter else tables[each.number]
        counting = [counts_for(name, month, tables) for name in names]
        if not names or each.number in counting:
            assert found[each.number] is None
        else:
            assert found[each.number] == counting[0]


def test_a_table_without_figures_stands() -> None:
    assert superseded([filed(1, None)._replace(number=1)], {}) == {1: None}
