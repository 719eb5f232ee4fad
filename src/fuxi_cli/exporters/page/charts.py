"""Small drawings as inline SVG. Coordinates are whole tenths, so that the same figures give the same bytes.

A drawing that says what stands beside it in words is hidden from screen readers; every other has title and description.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.words import half_up, percent, plain
from fuxi_cli.exporters.page.markup import Child, Html, join, tag

_WIDTH, _HEIGHT = 264, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 14, 16, 24


def number(value: Fraction | int) -> str:
    """A coordinate."""
    return plain(half_up(Fraction(value), 1))


def hidden(width: int, height: int, *shapes: Child, kind: str = "") -> Html:
    """A drawing that only repeats words."""
    return tag(
        "svg",
        *shapes,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        class_=kind or None,
        aria_hidden="true",
        focusable="false",
    )


def bar(share: Fraction | None, due: Fraction | None) -> Html | None:
    """A share of a target as a bar, full at 100 %, and a stroke at the share that is due."""
    if share is None:
        return None
    filled = number(min(share, Fraction(1)) * 120)
    return hidden(
        120,
        10,
        tag("rect", width=120, height=10, rx=2, class_="rail"),
        tag("rect", width=filled, height=10, rx=2, class_="fill"),
        None if due is None else _stroke(min(due, Fraction(1)) * 118 + 1),
        kind="bar",
    )


def _stroke(at: Fraction) -> Html:
    return tag("line", x1=number(at), x2=number(at), y1=0, y2=10, class_="goal")


class Curve(NamedTuple):
    """One indicator over the months of a plan: what was done and what was due, as shares; None where unknown."""

    name: str
    labels: Sequence[str]
    """One for each month of the plan."""
    done: Sequence[Fraction | None]
    due: Sequence[Fraction]
    by: str = "逐月"
    each: str = "各月"
    """How the plan's frequency calls them."""


def curve(id: str, one: Curve) -> Html:
    """A solid line of what was done over a dashed line of what was due."""
    known = [value for value in one.done if value is not None]
    top = max([Fraction(1), *known, *one.due])
    top = Fraction(-(-top // Fraction(1, 2)), 2)
    return tag(
        "svg",
        tag("title", f"{one.name}{one.by}完成率", id=f"{id}-t"),
        tag("desc", _in_words(one), id=f"{id}-d"),
        *_grid(one, top),
        *_lines(one, top),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_labelledby=f"{id}-t",
        aria_describedby=f"{id}-d",
        class_="curve",
    )


def _in_words(one: Curve) -> str:
    told = [
        f"{label}{percent(value)}（应完成{percent(due)}）"
        for label, value, due in zip(one.labels, one.done, one.due, strict=True)
        if value is not None
    ]
    return f"{'；'.join(told) or f'{one.each}都没有可用的数'}。"


def _x(month: int, months: int) -> Fraction:
    """Where a month stands, its labels' middle."""
    return _LEFT + Fraction((_WIDTH - _LEFT - _RIGHT) * (2 * month + 1), 2 * months)


def _y(share: Fraction, top: Fraction) -> Fraction:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - share / top)


def _grid(one: Curve, top: Fraction) -> list[Html]:
    shapes = []
    steps = [Fraction(0), top / 2, top]
    for share in steps:
        y = number(_y(share, top))
        shapes.append(tag("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, class_="grid"))
        shapes.append(
            tag(
                "text",
                f"{plain(half_up(share * 100, 0))}%",
                x=_LEFT - 5,
                y=number(_y(share, top) + 4),
                class_="end",
            )
        )
    every = -(-len(one.labels) // 6)
    for month, label in enumerate(one.labels):
        if month % every == every - 1 or len(one.labels) == 1:
            at = number(_x(month, len(one.labels)))
            shapes.append(tag("text", label, x=at, y=_HEIGHT - 7, class_="mid"))
    return shapes


def _lines(one: Curve, top: Fraction) -> list[Html]:
    months = len(one.labels)

    def point(month: int, share: Fraction) -> str:
        return f"{number(_x(month, months))},{number(_y(share, top))}"

    due = " ".join(point(month, share) for month, share in enumerate(one.due))
    shapes = [tag("polyline", points=due, class_="due")]
    for run in _runs(one.done):
        shapes.append(tag("polyline", points=" ".join(point(*at) for at in run), class_="done"))
        for month, share in run:
            at = (number(_x(month, months)), number(_y(share, top)))
            shapes.append(tag("circle", cx=at[0], cy=at[1], r=3, class_="dot"))
    return shapes


def _runs(shares: Sequence[Fraction | None]) -> list[list[tuple[int, Fraction]]]:
    """Months in a row that have a figure: a line is not drawn over a month without one."""
    runs: list[list[tuple[int, Fraction]]] = [[]]
    for month, share in enumerate(shares):
        if share is not None:
            runs[-1].append((month, share))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


class Stack(NamedTuple):
    """One month's bar: how many quotas stand how, by tone."""

    label: str
    parts: Sequence[tuple[str, int]]


def stacks(id: str, title: str, description: str, bars: Sequence[Stack]) -> Html:
    """A bar per month, its parts in the colours of the lights with their numbers in them."""
    height, top, step = 190, 10, 64
    width = step * len(bars) + 16
    most = max((sum(n for _, n in one.parts) for one in bars), default=0) or 1
    shapes: list[Html] = []
    for place, one in enumerate(bars):
        left, y = 8 + place * step, Fraction(height - 24)
        for kind, n in one.parts:
            tall = Fraction((height - 24 - top) * n, most)
            y -= tall
            shapes.append(
                tag(
                    "rect",
                    x=left + 6,
                    y=number(y),
                    width=step - 12,
                    height=number(tall),
                    class_=f"part {kind}",
                )
            )
            if tall >= 13:
                middle = number(y + tall / 2 + 4)
                shapes.append(tag("text", n, x=left + step // 2, y=middle, class_="mid"))
        shapes.append(tag("text", one.label, x=left + step // 2, y=height - 7, class_="mid"))
    return tag(
        "svg",
        tag("title", title, id=f"{id}-t"),
        tag("desc", description, id=f"{id}-d"),
        join(*shapes),
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{id}-t",
        aria_describedby=f"{id}-d",
        class_="stacks",
    )
