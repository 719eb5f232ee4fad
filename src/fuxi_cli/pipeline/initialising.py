"""``init``: makes a workspace. Its settings are written last, so what was cut off can be done again."""

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import Plan
from fuxi_cli.pipeline.plans import Plans, plan_folders
from fuxi_cli.pipeline.saving import write_file
from fuxi_cli.readers.plans.loading import builtin_folder, find_plans, is_path
from fuxi_cli.readers.settings import FILE, Paths, Settings, parse_settings, read_settings
from fuxi_cli.readers.settings.places import SQLITE, register_url

REGISTER = "register.sqlite"
TARGETS = "targets"
_FOLDERS = ("inbox", "accepted", "returned", "reports")
"""Those of ``Paths`` that are made at once; the others appear when they are needed."""


class Made(NamedTuple):
    """A new workspace."""

    folder: str
    plan: Plan
    settings: Settings
    entered: int
    """How many submissions its register holds already: another workspace uses it too."""
    has_password: bool
    """Whether a password stands in its fuxi.toml."""


def make_workspace(
    folder: str, plan: str | None = None, targets: Sequence[str] = (), register: str | None = None
) -> Made:
    """Make a workspace for a plan. ``register``: a file name, seen from the workspace, or a URL; None: a file in it.

    Raises FuxiError, with nothing overwritten, where there is a workspace already or other things are in its way.
    """
    _look_at(folder)
    opened, reference, own = _plan(folder, plan, targets)
    register = (register or "").strip() or REGISTER
    register_url(
        register, folder, Paths().under(folder), lambda what: FuxiError(f"选项 --register 的值不对：{what}")
    )
    template = import_module("fuxi_cli.readers.settings.template")
    text = template.settings_text(opened, reference, register, [TARGETS, *own])
    settings = parse_settings(text, folder, f"新的 {FILE}")
    assert settings.register is not None
    _make_folders(folder, settings.register)
    entered = _make_register(settings.register)
    if os.path.lexists(os.path.join(folder, FILE)):
        raise _one_already(folder)  # somebody else made it meanwhile
    write_file(os.path.join(folder, FILE), text.encode())
    return Made(folder, opened, settings, entered, _has_password(register))


def _look_at(folder: str) -> None:
    """Raise FuxiError unless a workspace can be made there."""
    if os.path.lexists(os.path.join(folder, FILE)):
        if _is_workspace(folder):
            raise _one_already(folder)
        raise _in_the_way(folder, [FILE], "要在这里建工作区，请先给它改名，建好后再把里面的设置抄过去")
    if not os.path.lexists(folder):
        return
    if not os.path.isdir(folder):
        raise FuxiError(f"“{folder}”是一个文件，不是文件夹；请换一个名字。")
    if taken := list(_taken(folder)):
        raise _in_the_way(folder, taken, "请换一个文件夹，或先把它们移走")


def _is_workspace(folder: str) -> bool:
    try:
        return read_settings(folder).register is not None
    except FuxiError:  # one with a mistake in its settings is one all the same
        return True


def _taken(folder: str) -> Iterator[str]:
    """What lies where the workspace would have its own things. Empty folders are no hindrance, nor are plans."""
    for name in (*_FOLDERS, Paths().work, Paths().log):
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            continue
        try:
            if not os.path.isdir(path) or os.listdir(path):
                yield name
        except OSError:
            yield name
    targets = os.path.join(folder, TARGETS)
    if os.path.lexists(targets) and not os.path.isdir(targets):
        yield TARGETS


def _in_the_way(folder: str, names: Sequence[str], what_to_do: str) -> FuxiError:
    return FuxiError(
        f"“{folder}”里已经有{'、'.join(f'“{name}”' for name in names)}，没有建工作区；{what_to_do}。"
    )


def _one_already(folder: str) -> FuxiError:
    return FuxiError(f"“{folder}”已经是工作区，什么都没有改；要改设置，请直接改里面的 {FILE}。")


def _plan(folder: str, reference: str | None, targets: Sequence[str]) -> tuple[Plan, str, list[str]]:
    """The plan, how fuxi.toml names it, and the folders of plans that it must name as well.

    A workspace stands alone: it finds its plan without the options, the environment and the settings of its maker.
    """
    within = os.path.join(folder, TARGETS)
    inside = [within] if os.path.isdir(within) else []
    settings = Settings(targets=read_settings().targets)
    store = Plans([*inside, *targets], reference, settings)
    if reference is None:
        if len(store.ids) != 1:
            raise FuxiError(f"有 {len(store.ids)} 个方案，请用 --plan 写明用哪一个：{'、'.join(store.ids)}。")
        reference = store.ids[0]
    plan = store.load(reference, None)
    if is_path(reference):
        return plan, _seen_from(folder, reference), []
    shipped = find_plans([*inside, builtin_folder()])
    if any((found.id, found.revision) == (plan.id, plan.revision) for found in shipped):
        return plan, reference, []
    others = plan_folders(targets, settings)[:-1]
    holding = [other for other in others if any(found.id == plan.id for found in find_plans([other]))]
    return plan, reference, [os.path.abspath(other) for other in holding]


def _seen_from(folder: str, path: str) -> str:
    """A path as fuxi.toml of that folder names it: within the workspace it stays right when that is moved."""
    path, root = os.path.abspath(path), os.path.abspath(folder)
    return (
        os.path.relpath(path, root).replace(os.sep, "/") if path.startswith(os.path.join(root, "")) else path
    )


def _make_folders(folder: str, register: str) -> None:
    paths = [os.path.join(folder, name) for name in ("", *_FOLDERS, TARGETS)]
    if register.startswith(SQLITE):
        paths.append(os.path.dirname(register.removeprefix(SQLITE)))
    for path in paths:
        try:
            os.makedirs(path, exist_ok=True)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise FuxiError(
                f"建不了文件夹“{path}”：{why}。请检查上级文件夹是否可写、名字是否合适。"
            ) from None


def _make_register(url: str) -> int:
    """How many submissions there are in it. Raises FuxiError for a file that another workspace filled."""
    with import_module("fuxi_cli.register").open_register(url, create=True) as register:
        entered: int = register.counts()["submissions"]
    if entered and url.startswith(SQLITE):
        path = url.removeprefix(SQLITE)
        raise FuxiError(
            f"登记簿“{path}”里已有 {entered} 份报送表，属于另一个工作区；请把它移走，或用 --register 另写一个文件名。"
        )
    return entered


def _has_password(register: str) -> bool:
    return "://" in register and "@" in register and ":" in register.partition("://")[2].rpartition("@")[0]
