"""Finding, opening and linting plans."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Identity
from fuxi_cli.core.words import key
from fuxi_cli.readers.plans.loading import (
    builtin_folder,
    choose,
    find_plans,
    is_path,
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
        folders = plan_folders(targets, self.settings)
        if chosen is not None and is_path(chosen):
            folders.insert(0, locate_plan(chosen, folders))  # its plan must also be found by its id
        self._found = find_plans(folders)
        self.ids = sorted({plan.id for plan in self._found})
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

    def named_by(self, identities: list[Identity], period: Period | None) -> Plan | None:
        """The plan that a stamp or a cover names, by id, document number or title."""
        for identity in identities:
            if identity.plan in self.ids:
                return self.load(identity.plan, period)
        texts = {key(text) for i in identities for text in (i.plan, i.document) if text}
        if not texts:
            return None
        return next(
            (p for p in self.all(period) if key(p.document.number) in texts or key(p.title) in texts), None
        )


def open_plan(reference: str | None, targets: Sequence[str] = (), period: Period | None = None) -> Plan:
    """A plan by its reference or folder; without a reference that of fuxi.toml, else the only one there is."""
    settings = read_settings()
    folders = plan_folders(targets, settings)
    reference = reference or settings.plan
    if reference is None:
        ids = sorted({plan.id for plan in find_plans(folders)})
        if len(ids) != 1:
            raise FuxiError(f"有 {len(ids)} 个方案，请写明用哪一个：{'、'.join(ids)}。")
        reference = ids[0]
    return as_set(load_plan(reference, folders, period), settings)


def as_set(plan: Plan, settings: Settings | None = None) -> Plan:
    """The plan with what the office sets for itself in fuxi.toml."""
    settings = settings or read_settings()
    if not settings.calendar and settings.lights is None:
        return plan
    lights = plan.lights if settings.lights is None else settings.lights.over(plan.lights)
    return replace(plan, calendar=settings.over(plan.calendar), lights=lights)


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
    case = PlanCase(plan, load_source(folder))
    return plan, catalogue.run(case, selection_as_set(read_settings(), selection).entries("plan"))
