"""Looks: the house styles that a brand can choose from.

Goes out: for each style how headings stand and how boxed parts look, in the names of inks. It stands alone so that a
style is a table to compare with the others, and typesetting has no `if` for any of them. In all of them the border of
a box grows with its urgency, and a sign stands beside its title: what matters is told without colour.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from hsgleaflet.units import MM

Style = Literal["calm", "quiet", "bold", "plain"]
Cover = Literal["plain", "rule", "band"]


class Ground(Struct, frozen=True):
    """What lies behind a boxed part: its fill, its outline, a bar at its start; lengths in points."""

    fill: str = ""
    stroke: str = ""
    line: float = 0
    bar: str = ""
    bar_width: float = 0


class Look(Struct, frozen=True):
    """A house style: weights and inks of headings, a bar under the main ones, grounds by role, corners in points.

    `black` prints everything in the ink of the text, for printers that have no other.
    """

    cover: Cover
    title: str
    heading: str
    heading_ink: str
    grounds: dict[str, Ground]
    radius: float = 1.6 * MM
    bar: float = 0
    black: bool = False


def _grounds(
    lines: tuple[float, float, float, float], calm: Ground, key: Ground, expected: Ground
) -> dict[str, Ground]:
    """Return the grounds by role; `lines` are the borders of important, first asked, dangerous and emergency parts."""
    important, first, danger, emergency = lines
    return {
        "key-points": key,
        "note": calm,
        "appointment": Ground(stroke="accent", line=first),
        "important": Ground(stroke="warning", line=important),
        "warning": Ground(stroke="danger", line=danger),
        "tell-us-first": Ground(stroke="warning", line=first),
        "expected": expected,
        "call-us": Ground(stroke="warning", line=important),
        "emergency": Ground(stroke="danger", line=emergency),
    }


_TINT, _THIN = Ground(fill="tint"), Ground(stroke="rule", line=0.7)
LOOKS: dict[Style, Look] = {
    "calm": Look(
        "plain", "Bold", "Bold", "brand",
        _grounds((1.2, 1.4, 1.8, 2.4), _TINT, Ground(fill="tint", bar="brand", bar_width=2 * MM), _TINT),
    ),
    "quiet": Look(
        "rule", "Regular", "SemiBold", "text",
        _grounds((1.0, 1.2, 1.6, 2.2), _THIN, Ground(stroke="second", line=1), _THIN),
        radius=0,
    ),
    "bold": Look(
        "band", "Bold", "Bold", "brand",
        _grounds(
            (2.2, 2.6, 3.0, 4.2), _TINT, Ground(fill="tint", stroke="brand", line=2.2),
            Ground(fill="tint", stroke="accent", line=1.2),
        ),
        radius=3.4 * MM, bar=2.4,
    ),
    "plain": Look(
        "plain", "Bold", "Bold", "text",
        _grounds((1.2, 1.4, 1.8, 2.8), _THIN, Ground(stroke="text", line=1, bar="text", bar_width=1.4 * MM), _THIN),
        black=True,
    ),
}  # fmt: skip
