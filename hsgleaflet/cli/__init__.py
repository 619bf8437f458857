"""The command line: one module per verb. Order inside: exits < output < verbs < main."""

from __future__ import annotations


def main() -> None:
    """Run hsgleaflet."""
    from hsgleaflet.cli.main import run

    run()
