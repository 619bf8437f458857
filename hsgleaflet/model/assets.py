"""Assets: the one door through which the lower floors get the bytes of fonts and pictures."""

from __future__ import annotations

from typing import Protocol


class Assets(Protocol):
    """Hands out bytes by name; the workspace stands behind it, remembers them and records what was read."""

    def bytes_of(self, name: str) -> bytes:
        """Return the bytes of an asset such as `fonts/NotoSans-Bold.ttf`; raise LeafletError when there is none."""
        ...
