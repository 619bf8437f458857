"""Signs: the few shapes the program draws itself, told apart in black and white, and the icon for each part.

Goes out: drawings on a square of 24 units, in the ink role `text`, which the place of use replaces by its own. Our
own drawings. It stands alone so that boxes name a sign and never draw one.
"""

from __future__ import annotations

from math import cos, pi, sin

from hsgleaflet.model.drawing import Close, Curve, Drawing, Line, Move, Segment, Shape

_SIDE = 24.0
_CURVE = 0.5523


def polygon(*points: tuple[float, float]) -> tuple[Segment, ...]:
    """Return the outline through these points."""
    first, *rest = points
    return (Move(*first), *(Line(*point) for point in rest), Close())


def circle(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    """Return the outline of a circle around (x, y)."""
    handle = radius * _CURVE
    return (
        Move(x + radius, y),
        Curve(x + radius, y + handle, x + handle, y + radius, x, y + radius),
        Curve(x - handle, y + radius, x - radius, y + handle, x - radius, y),
        Curve(x - radius, y - handle, x - handle, y - radius, x, y - radius),
        Curve(x + handle, y - radius, x + radius, y - handle, x + radius, y),
        Close(),
    )


def rounded(x: float, y: float, width: float, height: float, radius: float) -> tuple[Segment, ...]:
    """Return the outline of a rectangle with round corners, (x, y) at its top left."""
    right, foot, r = x + width, y + height, min(radius, width / 2, height / 2)
    if r <= 0:
        return polygon((x, y), (right, y), (right, foot), (x, foot))
    k = r * (1 - _CURVE)
    return (
        Move(x + r, y), Line(right - r, y), Curve(right - k, y, right, y + k, right, y + r),
        Line(right, foot - r), Curve(right, foot - k, right - k, foot, right - r, foot),
        Line(x + r, foot), Curve(x + k, foot, x, foot - k, x, foot - r),
        Line(x, y + r), Curve(x, y + k, x + k, y, x + r, y), Close(),
    )  # fmt: skip


def drop(x: float, top: float, height: float) -> tuple[Segment, ...]:
    """Return a drop whose point is at (x, top)."""
    wide, low = height * 0.36, top + height
    belly = top + height * 0.64
    return (
        Move(x, top),
        Curve(x + wide * 0.2, top + height * 0.25, x + wide, belly - height * 0.18, x + wide, belly),
        Curve(x + wide, low - height * 0.16, x + wide * 0.55, low, x, low),
        Curve(x - wide * 0.55, low, x - wide, low - height * 0.16, x - wide, belly),
        Curve(x - wide, belly - height * 0.18, x - wide * 0.2, top + height * 0.25, x, top),
        Close(),
    )


def _octagon(radius: float) -> tuple[Segment, ...]:
    angles = (pi / 8 + number * pi / 4 for number in range(8))
    return polygon(*((12 + radius * cos(angle), 12 + radius * sin(angle)) for angle in angles))


def _filled(path: tuple[Segment, ...], paint: str = "text") -> Shape:
    return Shape(path=path, fill=paint, stroke=None)


def _lined(path: tuple[Segment, ...], width: float, paint: str = "text") -> Shape:
    return Shape(path=path, fill=None, stroke=paint, stroke_width=width, cap=1, join=1)


def _sign(*shapes: Shape) -> Drawing:
    return Drawing(width=_SIDE, height=_SIDE, shapes=shapes, anchors=())


_TRIANGLE = polygon((12, 3), (22.4, 21), (1.6, 21))
_TICK = (Move(6.8, 12.4), Line(10.6, 16.2), Line(17.4, 8.4))
_STEM = (Move(12, 9.2), Line(12, 14.6))

SIGNS: dict[str, Drawing] = {
    "sign/circle": _sign(_filled(circle(12, 12, 10.5)), _lined(_TICK, 2.4, "paper")),
    "sign/triangle": _sign(
        _filled(_TRIANGLE),
        _lined(_TRIANGLE, 2),
        _lined(_STEM, 2.4, "paper"),
        _filled(circle(12, 18, 1.4), "paper"),
    ),
    "sign/octagon": _sign(
        _filled(_octagon(11.4)),
        _lined((Move(12, 6.4), Line(12, 13.4)), 2.6, "paper"),
        _filled(circle(12, 17.2, 1.6), "paper"),
    ),
    "sign/drop": _sign(_filled(drop(12, 2, 20))),
    "sign/bar": _sign(_filled(polygon((0, 9), (24, 9), (24, 15), (0, 15)))),
    "sign/alert": _sign(_lined(_TRIANGLE, 2), _lined(_STEM, 2.2), _filled(circle(12, 17.8, 1.2))),
}
"""Expected (circle with a tick), call us (triangle), emergency (octagon), tell us first (open triangle); and what the
marks of a calendar look like."""

SIGN_OF = {
    "expected": ("sign/circle", "success"),
    "call-us": ("sign/triangle", "warning"),
    "emergency": ("sign/octagon", "danger"),
    "tell-us-first": ("sign/alert", "warning"),
}
"""A shape and its ink for each degree of urgency, told apart without colour."""
KEY_OF = {"key-drop": ("sign/drop", "text"), "key-bar": ("sign/bar", "warning")}
"""What the marks of a calendar look like, before the words that say what they mean."""

ICONS = {
    "what-it-is": "info", "why": "question", "benefits": "balance", "alternatives": "choices", "comparison": "balance",
    "when": "calendar", "booking": "phone", "preparation": "checklist", "pain": "pain", "who": "people",
    "on-the-day": "steps", "how-long": "clock", "risks": "chart", "after-effects": "clock", "get-help": "phone",
    "going-home": "home", "results": "result", "without": "question", "questions": "speech", "choices": "choices",
    "support": "people", "disclaimer": "shield",
}  # fmt: skip
"""The icon that hangs beside the heading of each part, by its file in leaflets/pictures/icons."""


def icon_of(part: str) -> str:
    """Return the asset name of the icon for a part of a leaflet, or "" when it has none."""
    return f"icon/{ICONS[part]}" if part in ICONS else ""
