"""Coverage-guided fuzzing of every reader: `python -m tests.fuzz [SECONDS] [READER]...`, with the extra `fuzz`.

Each reader is met by libFuzzer for SECONDS (60) in a process of its own, with 512 MB and 2 seconds for an input. It
begins with the seeds of the reader and pieces of the shipped files, and knows the words of the reader's language.
Prints what was run and covered; what ends in another exception than LeafletError stays in `fuzz-findings/`.
"""

from __future__ import annotations

import io
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from tempfile import TemporaryDirectory

FINDINGS = Path("fuzz-findings")
_LARGEST = 16384
"""Bytes of an input."""
_LIMITS = ("-timeout=60", "-rss_limit_mb=512", f"-max_len={_LARGEST}", "-print_final_stats=1")
_SECONDS = 2
"""Of the processor, for one input; libFuzzer's own limit is the clock's, which counts what else the machine does."""
_SHIPPED = {
    "leaflet": "leaflets/**/*.yaml", "passages": "leaflets/shared.yaml", "clinic": "clinics/*/clinic.yaml",
    "brand": "clinics/*/_brand.yml", "po": "leaflets/locale/*/hsg.po", "svg": "leaflets/pictures/*.svg",
}  # fmt: skip
_PIECE = 2000
"""Characters of a shipped file that are one seed: small ones are met a thousand times a second."""


def main(arguments: list[str]) -> int:
    """Fuzz the readers that are named, or all; return whether something was found."""
    import atheris

    with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["hsgleaflet", "polib", "csv"]):
        from tests.readers import READERS

    seconds = int(arguments[0]) if arguments else 60
    FINDINGS.mkdir(exist_ok=True)
    print(f"{'reader':10} {'runs':>10} {'a second':>9} {'edges':>6} {'features':>9} {'MB':>4}  found", flush=True)
    found = False
    for name in arguments[1:] or READERS:
        start = time.perf_counter()
        failed, said = _in_a_copy(name, seconds)
        found |= failed
        print(_line(name, said, time.perf_counter() - start, failed=failed), flush=True)
    return int(found)


def _in_a_copy(name: str, seconds: int) -> tuple[bool, str]:
    """Fuzz a reader in a copy of this process, which ends with it; return whether it failed, and what was said."""
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        child = os.fork()
        if not child:
            with log.open("wb") as file:
                for stream in (1, 2):
                    os.dup2(file.fileno(), stream)
            try:
                _fuzz(name, seconds, Path(folder))
            finally:
                os._exit(70)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return code != 0, log.read_text("utf-8", "replace")


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


def _fuzz(name: str, seconds: int, folder: Path) -> None:
    import atheris

    from tests import readers

    def meet(data: bytes) -> None:
        start = time.process_time()
        readers.outcome(name, data)
        if time.process_time() - start > _SECONDS:
            raise TimeoutError(f"{_SECONDS} seconds of the processor")

    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate([*readers.READERS[name].seeds, *shipped(name)]):
        (corpus / str(number)).write_bytes(seed)
    known = folder / "words"
    known.write_text("# none may be empty\n" + "".join(f'"{_escaped(word)}"\n' for word in words(name)), "ascii")
    place = f"-artifact_prefix={FINDINGS}/{name}-"
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", place, f"-dict={known}", *_LIMITS, str(corpus)], meet)
    atheris.Fuzz()


def shipped(name: str) -> Iterator[bytes]:
    """Yield pieces of the files that are shipped."""
    from hsgleaflet.work.data import data_root

    if name == "font":
        yield _few_letters(data_root() / "fonts" / "NotoSans-Regular.ttf")
    for path in sorted(data_root().glob(_SHIPPED[name])) if name in _SHIPPED else ():
        text = path.read_text("utf-8")
        if path.suffix == ".svg":
            opened = re.findall(r"<svg[^>]*>", text)[0]
            yield from (piece + b"</svg>" for piece in _pieces(opened, re.findall(r"<\w+[^<>]*/>", text)))
        elif path.suffix == ".po":
            head, *entries = text.split("\n\n")
            yield from _pieces(f"{head}\n\n", [f"{entry}\n\n" for entry in entries])
        else:  # each key with its value, a few entries of that where it is long
            for block in re.split(r"(?m)^(?=\w)", text)[1:]:
                key, *entries = re.split(r"(?m)^(?=  [\w\"-])", block)
                yield from _pieces(key, entries)


def _few_letters(path: Path) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font, written = TTFont(path), io.BytesIO()
    chosen = Subsetter(Options(layout_features=["kern"], hinting=False))
    chosen.populate(text="Ab 1")
    chosen.subset(font)
    font.save(written)
    return written.getvalue()


def _pieces(head: str, entries: list[str]) -> Iterator[bytes]:
    piece = head
    for entry in entries:
        if len(piece) > _PIECE:
            yield piece.encode()
            piece = head
        piece += entry
    yield piece.encode()


def words(name: str) -> list[str]:
    """Return the words that a reader knows: keys and values of its schema, the marks of its language."""
    from hsgleaflet.model.base import Model
    from hsgleaflet.model.brand import BrandFile
    from hsgleaflet.model.clinic import ClinicFile
    from hsgleaflet.model.described import schema
    from hsgleaflet.model.leaflet import LeafletFile, PassageFile
    from tests.test_fuzz import MARKS

    models: dict[str, type[Model]] = {
        "leaflet": LeafletFile, "passages": PassageFile, "clinic": ClinicFile, "brand": BrandFile,
    }  # fmt: skip
    found = set(MARKS.get(name, []))
    waiting: list[object] = [schema(models[name])] if name in models else []
    while waiting:
        match waiting.pop():
            case dict(values):
                found |= {f"{key}: " for key in values.get("properties", {})}
                found |= {word for word in values.get("enum", []) if isinstance(word, str)}
                waiting += values.values()
            case list(values):
                waiting += values
    return sorted(found)


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
