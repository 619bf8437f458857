"""Slabs and the ways of joining them: heights add up, nothing moves that should stay, a panel stays one panel."""

from msgspec.structs import replace

from hsgleaflet.typeset.layout import Box
from hsgleaflet.typeset.slabs import NEVER, Panel, Slab, beside, boxed, kept, moved, painted_panels, spaced, stack

PANEL = Panel(0, 100, fill="tint", radius=3)


def box(name: str, height: float = 10, x: float = 0, y: float = 0) -> Box:
    return Box(x, y, 50, height, name)


def slab(name: str, height: float = 10, before: float = 0, stretch: float = 0, penalty: int = 0) -> Slab:
    return Slab(height, (box(name, height),), before, stretch, penalty)


def boxes(found: Slab) -> dict[str, Box]:
    """The boxes of a slab by their fill; there is one of each."""
    made = [item for item in found.items if isinstance(item, Box)]
    assert len({item.fill for item in made}) == len(made) == len(found.items)
    return {item.fill: item for item in made}


def test_stacked_slabs_stand_below_each_other_with_their_spaces() -> None:
    made = stack([slab("a", 10, before=7, stretch=2), slab("b", 20, before=3), slab("c", 5, before=4)])
    assert [(name, item.y) for name, item in boxes(made).items()] == [("a", 0), ("b", 13), ("c", 37)]
    assert (made.height, made.before, made.stretch) == (42, 7, 2)


def test_a_stack_of_nothing_has_no_height() -> None:
    assert stack([]) == Slab(0, ())


def test_slabs_beside_each_other_begin_level_and_are_as_tall_as_the_tallest() -> None:
    made = beside([(slab("a", 10), 0), (slab("b", 30), 60)])
    assert made.height == 30
    assert [(item.x, item.y) for item in boxes(made).values()] == [(0, 0), (60, 0)]
    assert beside([]) == Slab(0, ())


def test_kept_slabs_part_only_from_what_stands_before_them() -> None:
    made = kept([slab("a", penalty=90), slab("b"), slab("c", penalty=140)])
    assert [one.penalty for one in made] == [90, NEVER, NEVER]
    assert kept([]) == []


def test_space_above_is_never_made_smaller() -> None:
    slabs = [slab("a", before=5, stretch=1, penalty=240), slab("b", before=2)]
    assert spaced(slabs, 3) == slabs
    first, second = spaced(slabs, 8, 2, 90)
    assert (first.before, first.stretch, first.penalty) == (8, 2, 90)
    assert second == slabs[1]
    assert spaced([], 8) == []


def test_a_panel_pads_its_slabs_and_is_painted_once_behind_them() -> None:
    made = boxed([slab("a", before=9), slab("b", before=3)], PANEL, 4)
    assert [one.height for one in made] == [14, 14]
    assert made[0].before == 0
    whole = stack(made)
    assert whole.height == 31
    assert list(boxes(whole)) == ["tint", "a", "b"], "the ground comes first"
    assert (boxes(whole)["tint"].y, boxes(whole)["tint"].height) == (0, 31)
    assert (boxes(whole)["a"].y, boxes(whole)["b"].y) == (4, 17)


def test_a_single_slab_is_padded_above_and_below() -> None:
    assert stack(boxed([slab("a")], PANEL, 4)).height == 18


def test_a_panel_moves_with_its_slabs_and_stays_one() -> None:
    made = moved(boxed([slab("a"), slab("b")], PANEL, 4), 6)
    ground = boxes(stack(made))["tint"]
    assert (ground.x, ground.width, ground.height) == (6, 100, 28)


def test_a_header_moves_along() -> None:
    (made,) = moved([replace(slab("a"), header=slab("head"))], 6)
    assert made.header
    assert boxes(made.header)["head"].x == boxes(made)["a"].x == 6
    assert moved([made], 0) == [made]


def test_an_outline_lies_inside_its_panel_and_a_bar_at_its_start() -> None:
    panel = Panel(0, 100, stroke="danger", line_width=2, bar="accent", bar_width=5)
    outline, bar = painted_panels(boxed([slab("a")], panel, 0), [(0, 10)])
    assert isinstance(outline, Box)
    assert isinstance(bar, Box)
    assert (outline.x, outline.y, outline.width, outline.height) == (1, 1, 98, 8)
    assert (bar.x, bar.y, bar.width, bar.height, bar.fill) == (0, 0, 5, 10, "accent")


def test_a_panel_inside_another_is_painted_over_it() -> None:
    outer, inner = Panel(0, 100, fill="outer"), Panel(5, 90, fill="inner")
    slabs = boxed([slab("a"), *boxed([slab("b")], inner, 0), slab("c")], outer, 0)
    grounds = painted_panels(slabs, [(0, 10), (10, 20), (20, 30)])
    assert [(item.fill, item.y, item.height) for item in grounds if isinstance(item, Box)] == [
        ("outer", 0, 30),
        ("inner", 10, 10),
    ]


def test_equal_panels_of_two_blocks_stay_two() -> None:
    slabs = [*boxed([slab("a")], replace(PANEL, node="one"), 0), *boxed([slab("b")], replace(PANEL, node="two"), 0)]
    assert len(painted_panels(slabs, [(0, 10), (10, 20)])) == 2
