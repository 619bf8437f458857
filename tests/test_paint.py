"""What is painted from memory is what painting it anew would give: inks, pictures and marks are those of this file."""

from functools import cache

import pytest

from hsgleaflet.model.drawing import Drawing, Line, Move, Shape
from hsgleaflet.typeset.layout import Art, Box, Fragment, Page, Run
from hsgleaflet.units import Colour
from hsgleaflet.write.pdf.paint import Met, Opened, Painter
from hsgleaflet.write.pdf.press import OFFICE, Grey, Press
from hsgleaflet.write.pdf.resources import Resources

BLACK, RED = {"tint": Colour(0, 0, 0)}, {"tint": Colour(255, 0, 0)}


@cache
def line(to: float) -> Drawing:
    path = (Move(0, 0), Line(to, 5))
    return Drawing(width=10, height=10, shapes=(Shape(path=path, fill=None, stroke="tint"),))


class Counted:
    """Marks of a page on which some were handed out before; `taken` are those handed out from memory."""

    def __init__(self, at: int, tag: str = "Figure") -> None:
        self.at = at
        self.tag = tag
        self.taken: list[Opened] = []

    def mark(self, leaf: str, owner: str) -> bytes:
        self.at += 1
        return b"/%b<</MCID %d>>BDC" % (self.tag.encode(), self.at - 1)

    def take(self, met: Met, opened: Opened) -> bool:
        wanted = tuple(b"/%b<</MCID %d>>BDC" % (self.tag.encode(), self.at + n) for n in range(len(met)))
        if wanted != opened:
            return False
        self.at += len(met)
        self.taken.append(opened)
        return True


ITEMS: tuple[Fragment, ...] = (
    Box(0, 0, 10, 10, "tint"),
    Art(0, 0, 10, 10, "a.svg", node="a"),
    Box(0, 0, 50, 10, "tint"),
)
LASTING = Page(100, 100, (Run(ITEMS, lasting=True),))


def painted(
    page: Page, inks: dict[str, Colour] = BLACK, to: float = 5, at: int = 0, tag: str = "Figure", press: Press = OFFICE
) -> tuple[bytes, Counted]:
    marks = Counted(at, tag)
    return Painter(page, Resources({"a.svg": line(to)}, inks, press), marks).content(), marks


@pytest.mark.parametrize(
    "other",
    [{}, {"inks": RED}, {"to": 7}, {"at": 3}, {"tag": "P"}, {"press": Grey()}],
    ids=["nothing", "inks", "picture", "place of its marks", "their kind", "press"],
)
def test_a_run_met_before_is_painted_as_if_it_were_new(other: dict[str, object]) -> None:
    painted(LASTING)
    fresh = Page.of(100, 100, ITEMS)
    again, _ = painted(LASTING, **other)  # type: ignore[arg-type]
    assert again == painted(fresh, **other)[0]  # type: ignore[arg-type]
    assert (again == painted(fresh)[0]) == (not other)


def test_only_the_inks_of_a_lasting_run_are_painted_again() -> None:
    painted(LASTING)
    assert painted(LASTING, RED)[1].taken == [(b"/Figure<</MCID 0>>BDC",)]
    assert painted(Page.of(100, 100, ITEMS), RED)[1].taken == []


def test_a_percent_sign_in_what_is_shown_is_no_hole() -> None:
    odd = Page(100, 100, (Run((Art(0, 0, 10, 10, "a.svg", artifact="100%(x)b"),), lasting=True),))
    assert b"/Type/100%(x)b" in painted(odd)[0]
    assert painted(odd)[0] == painted(odd)[0]
