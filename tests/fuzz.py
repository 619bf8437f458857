"""Coverage-guided fuzzing of every reader: `python -m tests.fuzz [SECONDS] [READER]...`, with the extra `fuzz`.

Each reader is met by libFuzzer for SECONDS (60) in a process of its own, with 512 MB and 2 seconds for an input.
Prints what was run and covered; what ends in another exception than LeafletError stays in `fuzz-findings/`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

FINDINGS = Path("fuzz-findings")
_LIMITS = ("-timeout=60", "-rss_limit_mb=512", "-max_len=65536", "-print_final_stats=1")
_SECONDS = 2
"""Of the processor, for one input; libFuzzer's own limit is the clock's, which counts what else the machine does."""


def main(arguments: list[str]) -> int:
    """Fuzz the readers that are named, or all; return whether something was found."""
    if arguments[:1] == ["--one"]:
        _fuzz(*arguments[1:])
    from tests.readers import READERS

    seconds = int(arguments[0]) if arguments else 60
    FINDINGS.mkdir(exist_ok=True)
    print(f"{'reader':10} {'runs':>10} {'a second':>9} {'edges':>6} {'features':>9} {'MB':>4}  found")
    found = False
    for name in arguments[1:] or READERS:
        command = [sys.executable, "-m", "tests.fuzz", "--one", name, str(seconds)]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
        found |= bool(done.returncode)
        print(_line(name, done.stderr, time.perf_counter() - start, failed=bool(done.returncode)), flush=True)
    return int(found)


def _line(name: str, said: str, seconds: float, *, failed: bool) -> str:
    covered = re.findall(r"cov: (\d+) ft: (\d+)", said)[-1:] or [("0", "0")]
    runs, memory = (
        int((re.findall(rf"{key}: +(\d+)", said) or ["0"])[-1])
        for key in ("stat::number_of_executed_units", "stat::peak_rss_mb")
    )
    runs = runs or int((re.findall(r"^#(\d+)", said, re.MULTILINE) or ["0"])[-1])
    what = (re.findall(r"^(?:\w+\.)*\w*(?:Error|Exception|Warning)\b.*", said, re.MULTILINE) or ["see fuzz-findings"])[
        0
    ]
    edges, features = covered[0]
    return f"{name:10} {runs:10,} {runs / seconds:9,.0f} {edges:>6} {features:>9} {memory:4}  {what if failed else '-'}"


def _fuzz(name: str, seconds: str) -> None:
    import atheris

    with atheris.instrument_imports(include=["hsgleaflet", "polib", "csv"]):
        from tests import readers

    def meet(data: bytes) -> None:
        start = time.process_time()
        readers.outcome(name, data)
        if time.process_time() - start > _SECONDS:
            raise TimeoutError(f"{_SECONDS} seconds of the processor")

    with TemporaryDirectory() as folder:
        for number, seed in enumerate(readers.READERS[name].seeds):
            (Path(folder) / str(number)).write_bytes(seed)
        place = f"-artifact_prefix={FINDINGS}/{name}-"
        atheris.Setup(
            [sys.argv[0], f"-max_total_time={seconds}", place, *_LIMITS, folder],
            meet,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
