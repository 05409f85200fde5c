"""The picture of the effect sizes: where each point stands. Pure sums; templates/site/parts/effects.md.j2 draws it.

Only effects on the scale of d can stand on one axis, and comparisons of groups never beside changes over time. The
sources give no confidence intervals, so there are points only.
"""
from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from handboek.model.evidence import Comparison, Effect, Outcome, Study

STEP = 0.2
"""Between two marks on the axis."""
LEFT, WIDTH = 3.0, 94.0
"""Of the axis, in percents of the picture: there must be room for the numbers at both ends."""
HEAD, ROW, FOOT = 30, 42, 48
"""The height of a study's name, of an outcome, and of the axis with its words, in pixels."""
WORDS = 18
"""The height of the words above the points of an outcome."""


@dataclass(frozen=True)
class Point:
    """A value, and how far from the left it stands in percents."""

    value: float
    at: float


@dataclass(frozen=True)
class Row:
    """An outcome with one point, or with the two ends of a range; `top` in pixels."""

    outcome: Outcome
    effect: Effect
    points: tuple[Point, ...]
    top: int


@dataclass(frozen=True)
class Group:
    study: Study
    rows: tuple[Row, ...]
    top: int


@dataclass(frozen=True)
class Forest:
    """All effects of one kind of comparison. `floor` is where the axis is, `height` that of the whole picture."""

    than: Comparison
    groups: tuple[Group, ...]
    marks: tuple[Point, ...]
    floor: int
    height: int

    @property
    def bands(self) -> tuple[tuple[int, int], ...]:
        """Where points stand, and so the lines of the axis: from which height to which."""
        return tuple((row.top + WORDS, row.top + ROW) for group in self.groups for row in group.rows)


def forests(studies: Iterable[Study]) -> list[Forest]:
    """A picture for each kind of comparison, all with the same axis, so that they can be laid side by side."""
    studies = list(studies)
    kinds: tuple[Comparison, ...] = ("groups", "time")
    found = [(than, [(study, _drawn(study, than)) for study in studies if _drawn(study, than)]) for than in kinds]
    values = [value for _, groups in found for _, outcomes in groups for _, effect in outcomes
              for value in effect.favourable]
    return [_forest(than, groups, _scale(values)) for than, groups in found if groups]


def _drawn(study: Study, than: Comparison) -> list[tuple[Outcome, Effect]]:
    return [(outcome, outcome.effect) for outcome in study.outcomes
            if outcome.than == than and outcome.effect and outcome.effect.measure == "d"]


def _scale(values: list[float]) -> tuple[Point, ...]:
    """The marks of the axis: zero is always there, and there is room for a number beyond the last value."""
    first = math.floor(round(min(0, *values) / STEP, 6))
    last = math.ceil(round(max(0, *values) / STEP, 6)) + 1
    return tuple(Point(round(number * STEP, 6), LEFT + WIDTH * (number - first) / (last - first))
                 for number in range(first, last + 1))


def _forest(than: Comparison, studies: list[tuple[Study, list[tuple[Outcome, Effect]]]],
            marks: tuple[Point, ...]) -> Forest:
    top, groups = 0, []
    for study, outcomes in studies:
        rows = tuple(Row(outcome, effect, _points(effect, marks), top + HEAD + ROW * number)
                     for number, (outcome, effect) in enumerate(outcomes))
        groups.append(Group(study, rows, top))
        top += HEAD + ROW * len(rows)
    return Forest(than, tuple(groups), marks, top, top + FOOT)


def _points(effect: Effect, marks: tuple[Point, ...]) -> tuple[Point, ...]:
    first, last = marks[0], marks[-1]
    share = (last.at - first.at) / (last.value - first.value)
    return tuple(Point(value, first.at + (value - first.value) * share) for value in sorted(effect.favourable))


def decimal(value: float) -> str:
    """A number as the Dutch write it, with a real minus: −0,45."""
    return f"{value:.2f}".replace(".", ",").replace("-", "−")
