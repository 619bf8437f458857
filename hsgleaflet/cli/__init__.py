"""The command line: one module per verb.

Order inside: exits, noticed, output, printing, progress, project < init_verb < verbs < main.
"""

from __future__ import annotations


def main() -> None:
    """Run hsgleaflet."""
    import gc

    # A build makes few circles; looking for them while everything is being imported costs a tenth of the start.
    gc.set_threshold(100_000)
    from hsgleaflet.cli.main import run

    try:
        run()
    finally:
        gc.freeze()  # everything goes now anyway: spare the last search for circles
