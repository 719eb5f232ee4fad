"""A year of what counties send in, and when: the script of the replay, made up from a seed and a list of special cases.

Every county has objects, each recognised in one month of 2022. A workbook normally tells all of them up to its month; some
leave one out, or tell one that does not exist, and a later workbook puts that right.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import NamedTuple

from workspace.oracle import DUE, quotas

BEIJING = timezone(timedelta(hours=8))
EARLY, ON_DAY, LATE, AFTER = 1, 2, 3, 4
"""The runs over what comes in about a month; closings come between the third and the fourth."""
CLOSINGS = {
    1: (1,),
    2: (2,),
    3: (3,),
    5: (4, 5),
    6: (6,),
    7: (7,),
    9: (8, 9),
    10: (10,),
    11: (11,),
    12: (12,),
}
"""After the third run about a month → months that are closed then. April and August wait for the next month."""
MISTAKEN = 90
"""Numbers of objects from here on do not exist, and are told by mistake."""


class Thing(NamedTuple):
    """A counted object. ``number`` tells it from the county's others of the same ledger."""

    ledger: str
    number: int
    month: int
    owner: str


class Send(NamedTuple):
    """A workbook that is sent."""

    month: int
    reporter: str
    stated: date
    """报送日期."""
    things: tuple[Thing, ...] = ()
    fault: str | None = None
    """What is made wrong in it, so that it must be returned."""
    done: frozenset[str] = frozenset()
    """Tasks that are done."""
    again: bool = False
    """The same file as the last one of that reporter and month."""
    remark: str | None = None
    """Said beside every figure."""
    expected: str | None = None
    """``returned`` although there is nothing wrong in it by itself, ``duplicate``."""


class Batch(NamedTuple):
    """One run: what lies in the inbox, and which months are closed after it."""

    about: int
    turn: int
    moment: datetime
    sends: tuple[Send, ...]
    closes: tuple[int, ...]


def moment(month: int, turn: int) -> datetime:
    following = date(2022, month, 28) + timedelta(days=10)
    day = {
        EARLY: following.replace(day=2),
        ON_DAY: DUE[month],
        LATE: DUE[month] + timedelta(days=4),
        AFTER: DUE[month] + timedelta(days=12),
    }[turn]
    return datetime(day.year, day.month, day.day, 8 + turn, 15, 30, tzinfo=BEIJING)


def day(month: int, turn: int) -> date:
    return moment(month, turn).date()


@dataclass
class Year:
    """The script. ``things``: county → what really exists."""

    random: Random
    things: dict[str, list[Thing]] = field(default_factory=dict)
    sends: dict[tuple[int, int], list[Send]] = field(default_factory=dict)
    taken: set[tuple[int, str]] = field(default_factory=set)
    """(month, county) of which a special case tells."""
    owed: Mapping[str, Mapping[str, int]] = field(default_factory=quotas)

    def exist(self, county: str, ledger: str, month: int) -> Thing:
        """Another object, recognised in that month."""
        own = self.things.setdefault(county, [])
        number = 1 + sum(one.ledger == ledger for one in own)
        own.append(Thing(ledger, number, month, county))
        return own[-1]

    def upto(self, county: str, month: int) -> tuple[Thing, ...]:
        return tuple(one for one in self.things[county] if one.month <= month)

    def send(
        self,
        about: int,
        turn: int,
        county: str,
        month: int | None = None,
        without: tuple[Thing, ...] = (),
        mistaken: tuple[Thing, ...] = (),
        **changes: object,
    ) -> Send:
        """A workbook in the run ``turn`` about the month ``about``; of that month unless told otherwise."""
        month = month or about
        self.taken.add((month, county))
        told = tuple(one for one in self.upto(county, month) if one not in without) + mistaken
        made = Send(month, county, day(about, turn), told)._replace(**changes)  # type: ignore[arg-type]
        self.sends.setdefault((about, turn), []).append(made)
        return made

    def batches(self) -> Iterator[Batch]:
        for about in range(1, 13):
            for turn in (EARLY, ON_DAY, LATE, AFTER):
                closes = CLOSINGS.get(about, ()) if turn == LATE else ()
                yield Batch(
                    about, turn, moment(about, turn), tuple(self.sends.get((about, turn), ())), closes
                )


def year(seed: int) -> Year:
    """The twelve months: special cases, and for everybody else what chance gives."""
    script = Year(Random(seed))
    for county, owed in script.owed.items():
        if county == "合计":
            continue
        for ledger, quota in owed.items():
            for number in range(quota - (script.random.randrange(2) if quota > 1 else 0)):
                at = (number + 1) * 12 / quota + script.random.randrange(-2, 2)
                script.exist(county, ledger, min(max(round(at), 1), 12))
    for case in CASES:
        case(script)
    departments(script)
    for county in (name for name in script.owed if name != "合计"):
        for month in range(1, 13):
            if (month, county) not in script.taken:
                ordinary(script, county, month)
    return script


def ordinary(script: Year, county: str, month: int) -> None:
    """What chance gives: most report in time, some late, some with faults, some not at all."""
    random = script.random
    chance = random.random()
    turn = random.choice((EARLY, ON_DAY))
    fresh = [one for one in script.upto(county, month) if one.month == month]
    fault = random.choice(("reviewer", "overstated", "nil" if fresh else "unreadable"))
    if chance < 0.60:
        script.send(month, turn, county)
    elif chance < 0.67:
        script.send(month, LATE, county)
    elif chance < 0.71:  # sent in time, taken in late
        script.send(month, LATE, county, stated=DUE[month])
    elif chance < 0.80:
        script.send(month, turn, county, fault=fault)
        script.send(month, turn + 1, county)
    elif chance < 0.83:
        script.send(month, turn, county, fault=fault)
    elif chance < 0.88:
        pass
    elif chance < 0.92 and month < 12:
        script.send(month + 1, EARLY, county, month)
    elif fresh:
        script.send(month, turn, county, without=(random.choice(fresh),))
        script.send(month, random.choice((LATE, AFTER)), county)
    else:
        script.send(month, turn, county)


def departments(script: Year) -> None:
    """Two lead departments: one reports each month and finishes its task in June, one forgets a month."""
    for month in range(1, 13):
        done = frozenset({"2"}) if month >= 6 else frozenset()
        script.sends.setdefault((month, EARLY), []).append(
            Send(month, "市财政局", day(month, EARLY), done=done)
        )
        if month != 2:
            script.sends.setdefault((month, ON_DAY), []).append(Send(month, "市科协", day(month, ON_DAY)))


def thrice_again(script: Year) -> None:
    """January: sent, and sent again three times; the last time after the month was closed."""
    first, second, third = (script.exist("于都县", "product", 1) for _ in range(3))
    script.send(1, EARLY, "于都县", without=(first, second, third))
    script.send(1, ON_DAY, "于都县", without=(second, third))
    script.send(1, LATE, "于都县", without=(third,))
    script.send(1, AFTER, "于都县")


def returned_then_corrected(script: Year) -> None:
    """February: returned, sent again as it was, at last corrected."""
    sent = script.send(2, EARLY, "赣县区", fault="reviewer")
    script.send(2, ON_DAY, "赣县区", stated=sent.stated, fault="reviewer", again=True)
    script.send(2, LATE, "赣县区")


def never_corrected(script: Year) -> None:
    """March and April."""
    script.send(3, EARLY, "兴国县", fault="overstated")
    script.send(4, ON_DAY, "兴国县", fault="reviewer")
    script.send(4, LATE, "兴国县", fault="overstated")


def accepted_stays(script: Year) -> None:
    """March: accepted; what was sent again is returned."""
    script.send(3, EARLY, "宁都县")
    script.send(3, ON_DAY, "宁都县", fault="overstated")
    script.send(4, EARLY, "宁都县")
    script.send(4, AFTER, "宁都县", fault="reviewer")
    script.send(5, EARLY, "宁都县", 4)


def older_version_later(script: Year) -> None:
    """April: an older version comes after the newer one, and another after the closing."""
    left_out = script.exist("信丰县", "base", 4)
    script.send(4, ON_DAY, "信丰县")
    script.send(4, LATE, "信丰县", without=(left_out,), stated=day(4, EARLY))
    script.send(5, AFTER, "信丰县", 4, without=(left_out,), stated=day(4, EARLY) + timedelta(days=1))


def identical(script: Year) -> None:
    """May: the same file twice in one run, again in the next, and again a month later."""
    sent = script.send(5, EARLY, "寻乌县")
    for about, turn in ((5, EARLY), (5, ON_DAY), (6, ON_DAY)):
        script.send(about, turn, "寻乌县", 5, stated=sent.stated, again=True, expected="duplicate")


def catches_up(script: Year) -> None:
    """June comes when it was closed, and September two months late; then both have next months already."""
    script.send(7, EARLY, "上犹县", 6)
    script.send(11, EARLY, "上犹县", 9)
    script.send(9, ON_DAY, "大余县", 8)
    script.send(11, ON_DAY, "大余县", 9)
    script.send(11, ON_DAY, "大余县", 10)


def lowered(script: Year) -> None:
    """July: a base is told that does not exist, and taken back after the month was closed."""
    script.send(7, EARLY, "南康区", mistaken=(Thing("base", MISTAKEN, 7, "南康区"),))
    script.send(7, AFTER, "南康区")


def corrected_twice(script: Year) -> None:
    """May: raised twice, in two months' summaries. July: twice in one month's."""
    one, two = script.exist("瑞金市", "base", 5), script.exist("瑞金市", "base", 5)
    script.send(5, EARLY, "瑞金市", without=(one, two))
    script.send(5, AFTER, "瑞金市", without=(two,))
    script.send(6, AFTER, "瑞金市", 5)
    one, two = script.exist("会昌县", "product", 7), script.exist("会昌县", "product", 7)
    script.send(7, ON_DAY, "会昌县", without=(one, two))
    script.send(7, AFTER, "会昌县", without=(two,))
    script.send(8, AFTER, "会昌县", 7)


def corrected_then_older(script: Year) -> None:
    """September: corrected after closing; an older version that comes after that changes nothing."""
    left_out = script.exist("龙南市", "product", 9)
    script.send(9, EARLY, "龙南市", without=(left_out,))
    script.send(9, AFTER, "龙南市")
    script.send(10, EARLY, "龙南市", 9, without=(left_out,), stated=day(9, LATE))


def corrected_and_back(script: Year) -> None:
    """October: raised after closing, and lowered again before the next month is closed: nothing has changed."""
    script.send(10, EARLY, "全南县")
    script.send(10, AFTER, "全南县", mistaken=(Thing("base", MISTAKEN, 10, "全南县"),))
    script.send(11, EARLY, "全南县", 10)
    script.send(11, EARLY, "全南县")


def two_months_closed(script: Year) -> None:
    """January raised in April, when February and March are closed; February and March lowered together."""
    left_out = script.exist("定南县", "product", 1)
    script.send(1, EARLY, "定南县", without=(left_out,))
    script.send(3, AFTER, "定南县", 1)
    mistaken = Thing("base", MISTAKEN, 2, "崇义县")
    for month in (2, 3):
        script.send(month, EARLY, "崇义县", mistaken=(mistaken,))
        script.send(3, AFTER, "崇义县", month)


def claimed_by_two(script: Year) -> None:
    """June: a certificate of another county's is claimed; accepted when the other has given it up."""
    shared = script.exist("大余县", "product", 6)
    script.send(6, EARLY, "大余县")
    script.things["大余县"].remove(shared)
    script.things["章贡区"].append(shared)
    script.send(6, ON_DAY, "章贡区", expected="returned")
    script.send(6, LATE, "大余县")
    script.send(6, AFTER, "章贡区")
    # August: two that claim the same in one run are both returned; then one of them gives it up.
    shared = script.exist("石城县", "product", 8)
    script.things["安远县"].append(shared)
    for county in ("石城县", "安远县"):
        script.send(8, EARLY, county, expected="returned")
    script.things["石城县"].remove(shared)
    script.send(8, ON_DAY, "石城县")
    script.send(8, ON_DAY, "安远县")


def fell(script: Year) -> None:
    """August: fewer products than in July without a word, returned; with the reason beside it, accepted for good."""
    gone = script.exist("寻乌县", "product", 6)
    # Nothing new in August that would make up for it.
    own = script.things["寻乌县"]
    own[:] = [one._replace(month=9) if (one.ledger, one.month) == ("product", 8) else one for one in own]
    for month in (6, 7):
        script.send(month, EARLY, "寻乌县")
    script.things["寻乌县"].remove(gone)
    script.send(8, EARLY, "寻乌县", expected="returned")
    script.send(8, ON_DAY, "寻乌县", remark="1张证书被认证机构撤销（示例）")


def unreadable(script: Year) -> None:
    """September: a file that no program opens, then the workbook itself; October: such a file after an accepted one."""
    script.send(9, EARLY, "于都县", fault="unreadable")
    script.send(9, ON_DAY, "于都县")
    script.send(10, EARLY, "于都县")
    script.send(10, LATE, "于都县", fault="unreadable")


def after_the_last(script: Year) -> None:
    """December: corrected after the last month of the plan was closed."""
    left_out = script.exist("章贡区", "base", 12)
    script.send(12, EARLY, "章贡区", without=(left_out,))
    script.send(12, AFTER, "章贡区")


CASES: tuple[Callable[[Year], None], ...] = (
    thrice_again,
    returned_then_corrected,
    never_corrected,
    accepted_stays,
    older_version_later,
    identical,
    catches_up,
    lowered,
    corrected_twice,
    corrected_then_older,
    corrected_and_back,
    two_months_closed,
    claimed_by_two,
    fell,
    unreadable,
    after_the_last,
)
