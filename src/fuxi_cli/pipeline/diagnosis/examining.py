"""Everything looked at, one kind after the other."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib import import_module

from fuxi_cli.core.diagnosis import Console, Diagnosis, Look
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline.diagnosis import fonts, libraries, plans, stores, surroundings

_OFFICES = f"{__package__}.offices"


def diagnose(console: Console, today: date, folder: str = ".", targets: Sequence[str] = ()) -> Diagnosis:
    """The program, the machine, and the workspace in ``folder`` if it is one. Nothing is changed but the cache folder,
    which is made where there is none."""
    if not os.path.isdir(folder):
        raise FuxiError(f"没有文件夹“{folder}”；请检查路径。")
    kinds: list[tuple[str, str, Callable[[], Iterable[Look]]]] = [
        ("libraries", "版本", libraries.look),
        ("system", "系统", partial(surroundings.look, console)),
        ("fonts", "字体", fonts.look),
        ("cache", "缓存", stores.look),
        ("holidays", "节假日", partial(plans.holidays, today)),
        ("plans", "方案", partial(plans.look, folder, tuple(targets))),
        ("workspace", "工作区", partial(_office, folder)),
    ]
    return Diagnosis(tuple(look for id, section, kind in kinds for look in _safely(id, section, kind)))


def _office(folder: str) -> Iterable[Look]:
    # Loaded by name: the register's libraries may be what is missing.
    looks: Iterable[Look] = import_module(_OFFICES).look(folder)
    return looks


def _safely(id: str, section: str, kind: Callable[[], Iterable[Look]]) -> Iterator[Look]:
    """What cannot be looked at is said so; the rest goes on."""
    try:
        yield from kind()
    except FuxiError as error:
        yield Look(f"{id}.fault", section, section, str(error), "wrong")
    except Exception as error:  # a doctor that dies of the illness is of no use
        yield Look(f"{id}.unknown", section, section, f"没能查看（{type(error).__name__}）", "unknown")
