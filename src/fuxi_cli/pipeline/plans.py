"""Finding, opening and linting plans."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.cases import Beside, PlanCase
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Baseline, Plan
from fuxi_cli.core.submission import Identity
from fuxi_cli.core.words import key
from fuxi_cli.readers.plans.loading import (
    builtin_folder,
    choose,
    find_plans,
    found_beside,
    is_path,
    latest_two,
    load_folder,
    load_plan,
    load_source,
    locate_plan,
)
from fuxi_cli.readers.settings import Settings, read_settings


def plan_folders(targets: Sequence[str] = (), settings: Settings | None = None) -> list[str]:
    """Where plans are looked for: the folders given, those of FUXI_TARGETS and fuxi.toml, then the built-in plans."""
    from_environment = [f for f in os.environ.get("FUXI_TARGETS", "").split(os.pathsep) if f]
    own = [*targets, *from_environment, *(settings or read_settings()).targets]
    for folder in own:
        if not os.path.isdir(folder):
            raise FuxiError(
                f"没有方案文件夹“{folder}”；请检查 --targets、环境变量 FUXI_TARGETS 或 fuxi.toml。"
            )
    return [*own, str(builtin_folder())]


class Plans:
    """The plans that can be found, each revision loaded at most once. ``chosen``: the reference that a caller gave."""

    def __init__(
        self, targets: Sequence[str] = (), chosen: str | None = None, settings: Settings | None = None
    ) -> None:
        self.settings = settings or read_settings()
        self.chosen = chosen
        folders = plan_folders(targets, self.settings)
        if chosen is not None and is_path(chosen):
            # Its plan must also be found by its id, every revision of it.
            folders[:0] = [locate_plan(chosen, folders), chosen]
        self._found = find_plans(folders)
        self.ids = sorted({plan.id for plan in self._found})
        self.folders = [plan.path for plan in self._found]
        """The folder of every revision."""
        self._loaded: dict[str, Plan] = {}

    def load(self, reference: str, period: Period | None) -> Plan:
        """The plan of that reference; without a revision, the one in force at the period's end."""
        if is_path(reference):
            path = locate_plan(reference, (), period)
        else:
            path = choose(reference, self._found, period).path
        if path not in self._loaded:
            self._loaded[path] = as_set(load_folder(path), self.settings)
        return self._loaded[path]

    def all(self, period: Period | None) -> Iterator[Plan]:
        for id in self.ids:
            yield self.load(id, period)

    def revisions(self, id: str) -> tuple[Plan, ...]:
        """Every revision of a plan that can be found and loaded, oldest first."""
        found = []
        for one in self._found:
            if one.id == id:
                with suppress(FuxiError):  # told when that revision is really needed
                    found.append(self.load(f"{id}@{one.revision}", None))
        return tuple(found)

    def named_by(self, identities: list[Identity], period: Period | None) -> Plan | None:
        """The plan that a stamp or a cover names, by id, document number or title.

        A document of an earlier or later revision names its plan all the same.
        """
        for identity in identities:
            if identity.plan in self.ids:
                return self.load(identity.plan, period)
        texts = {key(text) for i in identities for text in (i.plan, i.document) if text}
        if not texts:
            return None
        in_force = next((p for p in self.all(period) if _called(p, texts)), None)
        if in_force is not None or len(self._found) == len(self.ids):
            return in_force
        named = (id for id in self.ids if any(_called(p, texts) for p in self.revisions(id)))
        other = next(named, None)
        return self.load(other, period) if other else None


def _called(plan: Plan, texts: set[str]) -> bool:
    return key(plan.document.number) in texts or key(plan.title) in texts


def open_plan(reference: str | None, targets: Sequence[str] = (), period: Period | None = None) -> Plan:
    """A plan by its reference or folder; without a reference that of fuxi.toml, else the only one there is, or the
    only one that the period is a month of."""
    settings = read_settings()
    folders = plan_folders(targets, settings)
    reference = reference or settings.plan
    if reference is None:
        reference = _only(folders, period)
    return as_set(load_plan(reference, folders, period), settings)


def _only(folders: Sequence[str], period: Period | None) -> str:
    """The id of the one plan that can be meant when nobody says which."""
    found = find_plans(folders)
    ids = sorted({plan.id for plan in found})
    if len(ids) > 1 and period is not None:
        ids = [id for id in ids if _holds(choose(id, found, period).path, period)] or ids
    if len(ids) != 1:
        raise FuxiError(which_plan(ids))
    return ids[0]


def _holds(path: str, period: Period) -> bool:
    try:
        plan = load_folder(path)
    except FuxiError:  # told when it is really that one
        return True
    return plan.start <= period <= plan.end


def which_plan(ids: Sequence[str]) -> str:
    """The message where nothing says which of several plans is meant."""
    if not ids:
        return "没有找到方案；请用 --targets 写明方案所在的文件夹。"
    return (
        f"有 {len(ids)} 个方案，请写明用哪一个：{'、'.join(ids)}。"
        '可以写在命令里，也可以在 fuxi.toml 里写 plan = "方案编号"。'
    )


def latest_revisions(reference: str, targets: Sequence[str] = ()) -> tuple[str, str]:
    """The folders of the two latest revisions of a plan, or of a revision and the one before it, older first."""
    return latest_two(reference, plan_folders(targets))


def as_set(plan: Plan, settings: Settings | None = None) -> Plan:
    """The plan with what the office sets for itself in fuxi.toml."""
    settings = settings or read_settings()
    plan = _supplied(plan, settings)
    if not settings.calendar and settings.lights is None:
        return plan
    lights = plan.lights if settings.lights is None else settings.lights.over(plan.lights)
    return replace(plan, calendar=settings.over(plan.calendar), lights=lights)


def _supplied(plan: Plan, settings: Settings) -> Plan:
    """The plan with the figures that the office supplies in place of its own.

    Figures for indicators of other plans are left alone, but in a workspace of this very plan they are misspelt.
    """
    found = {}
    for name, given in (("baselines", settings.baselines), ("benchmarks", settings.benchmarks)):
        own = {(b.indicator, b.reporter): b for b in getattr(plan, name)}
        for indicator, who, value in given:
            known = plan.indicator(indicator)
            if known is None and (settings.plan or "").partition("@")[0] != plan.id:
                continue
            reporter = plan.reporter(who) if who else None
            if known is None or (who and reporter is None):
                raise FuxiError(_unknown_figure(plan, name, indicator, who if known else None))
            key_ = (indicator, reporter.id if reporter else None)
            own[key_] = Baseline(indicator, value, key_[1], "fuxi.toml")
        found[name] = tuple(own.values())
    if found["baselines"] == plan.baselines and found["benchmarks"] == plan.benchmarks:
        return plan
    return replace(plan, baselines=found["baselines"], benchmarks=found["benchmarks"])


def _unknown_figure(plan: Plan, name: str, indicator: str, who: str | None) -> str:
    if who is not None:
        return f"fuxi.toml 的 [{name}.{indicator}] 里有“{who}”，方案“{plan.title}”没有这个报送单位。"
    return (
        f"fuxi.toml 的 [{name}] 里有“{indicator}”，方案“{plan.title}”没有这个指标；"
        f"可用的：{'、'.join(one.id for one in plan.indicators)}。"
    )


def selection_as_set(settings: Settings, selection: Selection | None = None) -> Selection:
    """The rules that are used: what fuxi.toml says of them beside what a caller chose."""
    selection = selection or Selection()
    if not settings.severities and not settings.ignore:
        return selection
    return replace(selection, severities=settings.severities, ignored_by_office=settings.ignore)


def available_plans(targets: Sequence[str] = ()) -> list[Plan]:
    """Every revision of every plan that can be found, by id and date."""
    return [load_folder(path) for _, _, path in sorted(find_plans(plan_folders(targets)))]


def lint(
    reference: str | None, targets: Sequence[str] = (), selection: Selection | None = None
) -> tuple[Plan, list[Finding]]:
    """Check a plan's own data with the P rules. ``reference``: a plan, a revision, or a plan folder."""
    plan = open_plan(reference, targets)
    inside = [reference] if reference and os.path.isdir(reference) else []
    found = find_plans([*inside, *plan_folders(targets)])
    folder = next(
        (str(p) for id, day, p in found if (id, day) == (plan.id, plan.revision)), inside[0] if inside else ""
    )
    beside = tuple(Beside(os.path.basename(one.path), one.id, one.revision) for one in found_beside(folder))
    case = PlanCase(plan, replace(load_source(folder), beside=beside))
    return plan, catalogue.run(case, selection_as_set(read_settings(), selection).entries("plan"))
