"""How long one leaflet takes from a cold start: `python -m benchmarks.cold [ROUNDS]`.

Whole processes, in turns: Python alone, the bare imports of the libraries that a build needs, the models that check
what people wrote, and `hsgleaflet build hsg`. The least time of each
counts, as everything else on a machine only adds to it. Byte code is cached, as after an installation.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

IMPORTS = "import reportlab.platypus, msgspec, yaml, click, uharfbuzz"
MODELS = """
import gc
gc.set_threshold(100_000)
from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.kinds import fields_of
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
for model in (LeafletFile, PassageFile, ClinicFile, BrandFile):
    fields_of(model)
"""
BUILD = "hsgleaflet build hsg"


def seconds(command: Sequence[str]) -> float:
    """Return the wall time of one run of a command."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Print the least times, the ratio of build and imports, and the share of the models."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "hsgleaflet", "build", "hsg", "--force", "--clinic", "riverside", "-o", folder]
        commands = {
            "Python alone": [sys.executable, "-c", "pass"],
            "bare imports": [sys.executable, "-c", IMPORTS],
            "models": [sys.executable, "-c", MODELS],
            BUILD: build,
        }
        least = dict.fromkeys(commands, float("inf"))
        for command in commands.values():
            seconds(command)
        for _ in range(rounds):
            for name, command in commands.items():
                least[name] = min(least[name], seconds(command))
    for name, took in least.items():
        print(f"{name:24} {took * 1000:6.0f} ms")
    models = least["models"] - least["Python alone"]
    print(f"{'to bare imports':24} {least[BUILD] / least['bare imports']:6.2f} x")
    print(f"{'of it the models':24} {models / least[BUILD] * 100:6.0f} %")


if __name__ == "__main__":
    main()
