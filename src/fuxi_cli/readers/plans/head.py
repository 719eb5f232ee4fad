"""What plan.yaml says of the plan as a whole: document, months, calendar, pace, lights, ranking."""

from datetime import date
from decimal import Decimal

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import KINDS, AssessmentRule, Calendar, Document, LightRule, Weights
from fuxi_cli.core.reporting_periods import FREQUENCIES, MONTHLY
from fuxi_cli.readers.plans.faults import quoted
from fuxi_cli.readers.plans.items import INDIVISIBLE, SET_BY, Defaults, Milestones, milestones
from fuxi_cli.readers.plans.quotas import OWN, YEARS
from fuxi_cli.readers.plans.sections import Section

FORMAT = "1"
SHEETS = ("cover", "progress", "tasks", "issues", "explanations")
MEASURES = ("points", "share")
_FULL_MARKS = 100


def document(plan: Section) -> Document:
    section = plan.section("document")
    if section is None:
        return Document("", "", "", date.min)
    found = Document(
        section.text("number"), section.text("title"), section.text("issuer"), section.day("date")
    )
    section.close()
    return found


def region(plan: Section) -> str:
    """The name of the region that the plan is for."""
    section = plan.section("region")
    if section is None:
        return ""
    section.text("id", "")
    name = section.text("name")
    section.close()
    return name


def period(plan: Section) -> tuple[Period, Period]:
    """The plan's first and last month."""
    section = plan.section("period")
    if section is None:
        return Period(1, 1), Period(1, 1)
    start, end = section.month("start"), section.month("end")
    if Period(1, 1) < end < start:
        section.fault("end", f"结束月份 {end} 早于开始月份 {start}。")
    section.close()
    return start, end


def kinds(plan: Section) -> tuple[tuple[str, str], ...]:
    """The plan's own words for kinds of reporters: ``{department: 省直单位}``."""
    section = plan.section("kinds", required=False)
    if section is None:
        return ()
    found = tuple((kind, word) for kind in KINDS if (word := section.may(kind, section.text)))
    section.close()
    return found


def calendar(plan: Section) -> Calendar:
    section = plan.section("calendar")
    if section is None:
        return Calendar(1)
    found = Calendar(
        due_day=section.whole("due_day", 1, 31),
        due_months_later=section.whole("due_months_later", 0, 12, 1),
        due_soon_days=section.whole("due_soon_days", 0, 366, 60),
        set_by=section.choice("set_by", SET_BY, "office"),
        frequency=section.choice("frequency", FREQUENCIES, MONTHLY),
    )
    section.close()
    return found


def quota_years(plan: Section) -> str:
    """What the amounts of several years in quotas.csv mean."""
    section = plan.section("quotas", required=False)
    if section is None:
        return OWN
    found = section.choice("years", YEARS, OWN)
    section.close()
    return found


def pace(plan: Section, end: Period) -> tuple[Defaults, Milestones]:
    """What indicators have when they do not say otherwise, and the plan's own milestones."""
    section = plan.section("pace", required=False)
    if section is None:
        return Defaults(end.last_day, "exact"), ()
    found = Defaults(end.last_day, section.choice("indivisible", INDIVISIBLE, "exact"))
    steps = milestones(section)
    section.choice("set_by", SET_BY, "office")
    section.close()
    return found, steps


def ranking(plan: Section) -> Decimal:
    """The rate that counts at most."""
    section = plan.section("ranking", required=False)
    if section is None:
        return Decimal(1)
    cap = section.number("cap", Decimal(1))
    section.choice("set_by", SET_BY, "office")
    section.close()
    return cap


def assessment(plan: Section) -> AssessmentRule | None:
    """How the yearly assessment is scored; None where the plan does not say."""
    section = plan.section("assessment", required=False)
    if section is None:
        return None
    default = AssessmentRule()
    found = AssessmentRule(
        counties=_weights(section, "counties"),
        departments=_weights(section, "departments"),
        cap=section.may("cap", section.number),
        late=section.share("late", default.late),
        returned=section.share("returned", default.returned),
        done_late=section.share("done_late", default.done_late),
        set_by=section.choice("set_by", SET_BY, default.set_by),
        clause=section.text("clause", ""),
    )
    if found.counties is None and found.departments is None:
        section.fault("", "counties（县、市、区）和 departments（市直单位）的分值都没有写，至少写一个。")
    if found.cap is not None and found.cap <= 0:
        section.fault("cap", f"填的是“{found.cap}”，应为大于 0 的数，1 是 100%。")
    section.close()
    return found


def _weights(assessment: Section, group: str) -> Weights | None:
    section = assessment.section(group, required=False)
    if section is None:
        return None
    found = {part: section.number(part, Decimal(0)) for part in Weights._fields}
    for part, points in found.items():
        if not 0 <= points <= _FULL_MARKS:
            section.fault(part, f"填的是“{points}”，应为 0 至 {_FULL_MARKS} 的分值。")
    section.close()
    return Weights(**found)


def sheet_synonyms(plan: Section, ledgers: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Other names for the form's sheets, by the program's word for the sheet."""
    section = plan.section("sheets", required=False)
    if section is None:
        return ()
    known = (*SHEETS, *(f"ledger-{ledger}" for ledger in ledgers))
    names = section.free_keys()
    for name in names:
        if name not in known:
            section.fault(name, f"没有“{name}”这张表；可用的：{quoted(known)}。")
    return tuple((name, section.texts(name)) for name in names)


def lights(plan: Section) -> LightRule:
    """When each light is on; without ``lights`` the built-in default (SPEC section 6)."""
    section = plan.section("lights", required=False)
    if section is None:
        return LightRule()
    quotas = section.section("quotas", required=False)
    rule = _light_rule(quotas) if quotas else LightRule()
    tasks = section.section("tasks", required=False)
    if tasks:
        rule = rule._replace(task_yellow_after=Decimal(tasks.whole("yellow_after", 0, 100)))
        tasks.close()
    section.choice("set_by", SET_BY, "office")
    section.close()
    return rule


def _light_rule(section: Section) -> LightRule:
    below, up_to = _green(section)
    rule = LightRule(
        measure=section.choice("measure", MEASURES),
        green_below=below,
        green_up_to=up_to,
        yellow_up_to=_yellow(section),
        red_after_months=section.may("red_after_months", lambda name: section.whole(name, 1, 120)),
        words=_words(section),
    )
    green = below if below is not None else up_to
    if rule.yellow_up_to is not None and green is not None and rule.yellow_up_to < green:
        section.fault("yellow", f"黄灯到 {rule.yellow_up_to} 为止，比绿灯的界限 {green} 还小。")
    section.close()
    return rule


def _green(section: Section) -> tuple[Decimal | None, Decimal | None]:
    """(below, up_to): exactly one of the two."""
    green = section.section("green")
    if green is None:
        return None, Decimal(0)
    found = green.may("below", green.number), green.may("up_to", green.number)
    if (found[0] is None) == (found[1] is None):
        green.fault("", "below（小于）和 up_to（不超过）应当写一个，而且只写一个。")
    green.close()
    return found


def _yellow(section: Section) -> Decimal | None:
    """Up to where it is yellow; None: never yellow."""
    yellow = section.section("yellow", required=False)
    if yellow is None:
        return None
    up_to = yellow.number("up_to")
    yellow.close()
    return up_to


def _words(section: Section) -> tuple[tuple[str, str], ...]:
    words = section.section("words", required=False)
    if words is None:
        return LightRule().words
    found = tuple((light, words.text(light, word)) for light, word in LightRule().words)
    words.close()
    return found
