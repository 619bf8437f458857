"""A profile of four inks made here, since those of real printings are not ours to give away.

Out: an ICC version 2 profile of some kilobytes, whose paper is white and whose inks are those of a simple model (each
ink takes away light, black all of it). It stands alone: colour tests need a profile that a colour engine accepts.
"""

from collections.abc import Callable
from functools import cache
from itertools import product

_WHITE = (0.9642, 1.0, 0.8249)
_GRID = 3


@cache
def four_inks() -> bytes:
    """The profile; it describes no real press."""
    tags = {
        b"desc": b"desc\0\0\0\0" + (10).to_bytes(4, "big") + b"Made here\0" + bytes(78),
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(_s15(value) for value in _WHITE),
        **dict.fromkeys((b"A2B0", b"A2B1", b"A2B2"), _table(4, 3, _to_lab)),
        **dict.fromkeys((b"B2A0", b"B2A1", b"B2A2"), _table(3, 4, _to_inks)),
        b"gamt": _table(3, 1, lambda _: (0.0,)),
    }
    table, body = len(tags).to_bytes(4, "big"), b""
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + (start + len(body)).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        body += data + bytes(-len(data) % 4)
    size = 128 + len(table) + len(body)
    head = size.to_bytes(4, "big") + bytes(4) + b"\2\x20\0\0prtrCMYKLab " + bytes(12) + b"acsp" + bytes(28)
    return head + b"".join(_s15(value) for value in _WHITE) + bytes(48) + table + body


def _s15(value: float) -> bytes:
    return round(value * 65536).to_bytes(4, "big", signed=True)


def _table(inputs: int, outputs: int, function: Callable[[tuple[float, ...]], tuple[float, ...]]) -> bytes:
    """A lut8Type: straight curves around a grid, both sides counted from 0 to 1."""
    identity = [65536 if row == column else 0 for row, column in product(range(3), repeat=2)]
    grid = _GRID if inputs == 4 else 9
    corners = product([step / (grid - 1) for step in range(grid)], repeat=inputs)
    values = [round(255 * min(max(value, 0.0), 1.0)) for corner in corners for value in function(corner)]
    head = b"mft1\0\0\0\0" + bytes((inputs, outputs, grid, 0))
    head += b"".join(value.to_bytes(4, "big", signed=True) for value in identity)
    return head + bytes(range(256)) * inputs + bytes(values) + bytes(range(256)) * outputs


def _to_lab(inks: tuple[float, ...]) -> tuple[float, ...]:
    light = [(1 - ink) * (1 - inks[3]) for ink in inks[:3]]
    lightness = 0.25 * light[0] + 0.6 * light[1] + 0.15 * light[2]
    return lightness, 0.5 + (light[0] - light[1]) / 3, 0.5 + (light[1] - light[2]) / 3


def _to_inks(lab: tuple[float, ...]) -> tuple[float, ...]:
    """The way back, with all four inks in the dark: more than paper can hold."""
    lightness, red_green, green_blue = lab[0], 3 * (lab[1] - 0.5), 3 * (lab[2] - 0.5)
    green = lightness - 0.25 * red_green + 0.15 * green_blue
    inks = [1 - (green + red_green), 1 - green, 1 - (green - green_blue)]
    return (*inks, 1.5 * (1 - lightness) - 0.5)
