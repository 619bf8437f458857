"""How long one leaflet takes from a cold start: `python -m benchmarks.cold [ROUNDS]`.

Whole processes, in turns: the bare imports of the libraries that a build needs, and `hsgleaflet build hsg`. The least
time of each counts, as everything else on a machine only adds to it. Byte code is cached, as after an installation.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

IMPORTS = "import reportlab.platypus, pydantic, yaml, click, uharfbuzz"


def seconds(command: Sequence[str]) -> float:
    """Return the wall time of one run of a command."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Print the least times and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "hsgleaflet", "build", "hsg", "--force", "--clinic", "riverside", "-o", folder]
        commands = {"bare imports": [sys.executable, "-c", IMPORTS], "hsgleaflet build hsg": build}
        least = dict.fromkeys(commands, float("inf"))
        for command in commands.values():
            seconds(command)
        for _ in range(rounds):
            for name, command in commands.items():
                least[name] = min(least[name], seconds(command))
    for name, took in least.items():
        print(f"{name:24} {took * 1000:6.0f} ms")
    print(f"{'ratio':24} {least['hsgleaflet build hsg'] / least['bare imports']:6.2f}")


if __name__ == "__main__":
    main()
