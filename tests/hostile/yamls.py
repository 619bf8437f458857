"""YAML that explodes, hides something or is no text at all."""

from __future__ import annotations

from collections.abc import Mapping

from tests.hostile import Bad, Content, changed
from tests.test_broken import BODY, CLINIC, FILES, LEAFLET

FILE = "leaflets/demo.yaml"


def whole(text: str | bytes) -> Bad:
    """A leaflet that is nothing but this."""
    return Bad({FILE: text})


def titled(title: str) -> Bad:
    """A leaflet with another title."""
    return Bad(changed(FILE, "title: Demo", f"title: {title}"))


def body(text: str) -> Bad:
    """A leaflet with another body."""
    return Bad(changed(FILE, BODY, text))


def clinic(old: str, new: str) -> Bad:
    """A clinic with one change."""
    return Bad(changed("clinic.yaml", old, new))


def bytes_in(old: bytes, new: bytes) -> Mapping[str, Content]:
    """The leaflet with other bytes."""
    assert old in LEAFLET.encode()
    return {FILE: LEAFLET.encode().replace(old, new, 1)}


def many(line: str) -> str:
    """Three thousand lines, each with its number."""
    return "".join(line.rstrip("\n").format(number) + "\n" for number in range(3_000))


LAUGHS = "a0: &a0 [ha, ha]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
TRIANGLE = "".join(" " * (198 * depth) + "- " * 99 + "\n" for depth in range(20))

CASES: dict[str, Bad] = {
    "a billion laughs": whole(LAUGHS),
    "an alias of itself": whole("a: &a [*a]\n"),
    "aliases by the thousand": whole("a: &a x\nb: [" + "*a," * 60_000 + "]\n"),
    "anchors by the thousand": whole("".join(f"- &a{number} x\n" for number in range(15_000))),
    "a merge of itself": whole("a: &a\n  <<: *a\n"),
    "a merge key": whole("a: {b: c}\n<<: {d: e}\n"),
    "brackets without end": whole("[" * 19_000),
    "braces without end": whole("{a: " * 19_000),
    "braces by the hundred thousand": whole("{" * 100_000),
    "hyphens without end": whole("- " * 50_000),
    "question marks without end": whole("? " * 50_000),
    "hyphens in steps": whole(TRIANGLE),
    "lists forty deep": whole("".join(" " * depth + "- \n" for depth in range(40)) + " " * 41 + "x\n"),
    "keys a thousand deep": whole("".join(" " * depth + "a:\n" for depth in range(650))),
    "a million brackets that close": whole("[]," * 80_000),
    "a scalar of ten megabytes": titled("x" * 10_000_000),
    "a scalar of two hundred thousand": titled("x" * 200_000),
    "a key of two hundred thousand": whole("? " + "x" * 200_000 + "\n: y\n"),
    "a quoted scalar of escapes": titled('"' + "\\x41" * 50_000 + '"'),
    "keys nobody knows, by the thousand": whole("".join(f"k{number}: v\n" for number in range(6_000))),
    "keys without values, by the thousand": whole("".join(f"k{number}:\n" for number in range(6_000))),
    "one key, a thousand times": whole("a: b\n" * 12_000),
    "colours that are comments, by the thousand": whole("".join(f"k{n}: #fff\n" for n in range(15_000))),
    "tags by the thousand": whole("- !x b\n" * 9_000),
    "comments that cut, by the thousand": whole("- a #b\n" * 9_000),
    "directives by the thousand": whole("".join(f"%TAG !a{n}! b\n" for n in range(15_000)) + "---\na: b\n"),
    "documents by the thousand": whole("---\n" * 60_000),
    "a tag that makes an object": titled("!!python/object/apply:os.system [echo]"),
    "a tag that reads a module": titled("!!python/module:os demo"),
    "a tag of one's own": titled("!demo Demo"),
    "a tag of YAML's own": titled("!!binary RGVtbw=="),
    "a tag on the whole file": whole(LEAFLET.replace("schema_version:", "--- !!map\nschema_version:", 1)),
    "a tag that is declared": whole("%TAG ! tag:evil.example,2026:\n---\n" + LEAFLET),
    "a YAML of another age": whole("%YAML 9.9\n---\n" + LEAFLET),
    "nothing": whole(""),
    "nothing but a mark": whole("\ufeff"),
    "nothing but comments": whole("# nothing\n" * 100),
    "a list": whole("- a\n- b\n"),
    "a number": whole("42\n"),
    "a NUL": titled("De\0mo"),
    "a bell": titled("De\amo"),
    "an escape of the terminal": titled("De\x1b[31mmo"),
    "a backspace": titled("Demo\b\b\b\bOther"),
    "a form feed": titled("De\fmo"),
    "a control character of the upper half": titled("De\x9bmo"),
    "a next line": titled("De\x85mo"),
    "a line separator": titled("De\u2028mo"),
    "a paragraph separator": titled("De\u2029mo"),
    "an override to the left": body("      - Take \u202e05\u202c mg."),
    "an override to the right": titled("De\u202dmo"),
    "an isolate": titled("De\u2066mo"),
    "an isolate that ends nothing": titled("De\u2069mo"),
    "a mark of byte order inside": titled("De\ufeffmo"),
    "a letter of tags, never drawn": titled("De\U000e0041mo"),
    "an annotation": titled("De\ufff9mo"),
    "no character": titled("De\uffffmo"),
    "half a character": titled("De\ud800mo"),
    "an override behind an escape": titled('"De\\u202emo"'),
    "a NUL behind an escape": titled('"De\\0mo"'),
    "half a character behind an escape": titled('"De\\ud800mo"'),
    "a tag letter behind an escape": titled('"De\\U000E0041mo"'),
    "an override in a key": whole('"ti\\u202etle": Demo\n'),
    "control characters by the thousand": whole("\x01" * 200_000),
    "letters of Latin-1": Bad(bytes_in(b"title: Demo", b"title: D\xe9mo")),
    "a letter in too many bytes": Bad(bytes_in(b"title: Demo", b"title: \xc0\xafDemo")),
    "half a letter at the end": Bad({FILE: LEAFLET.encode() + b"\xe2\x82"}),
    "a surrogate in bytes": Bad(bytes_in(b"title: Demo", b"title: \xed\xa0\x80Demo")),
    "UTF-16": Bad({FILE: LEAFLET.encode("utf-16")}),
    "UTF-16 without a mark": Bad({FILE: LEAFLET.encode("utf-16-le")}),
    "a picture by the name of a leaflet": Bad({FILE: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"}),
    "a program by the name of a clinic": Bad({"clinic.yaml": b"\x7fELF\2\1\1" + bytes(9)}),
    "a web page": Bad({"clinic.yaml": "<!DOCTYPE html>\n<html><body>Not found</body></html>\n"}),
    "a mistake after mixed newlines": Bad({FILE: LEAFLET.replace("\n", "\r\n", 9).replace("purpose:", "\rpurpse:")}),
    "a mistake after a mark of byte order": Bad({FILE: "\ufeff" + LEAFLET.replace("purpose:", "purpse:")}),
    "a text of 5,001 letters": body("      - " + "a" * 5001),
    "answers of 5,001 letters": clinic("minutes: 30 min", "minutes: " + "9" * 5001),
    "a name that is a list": clinic("name: Demo Clinic", "name: [Demo, Clinic]"),
    "a clinic within a clinic": Bad({"clinic.yaml": CLINIC + CLINIC.replace("\n", "\n  ").replace("cl", "  cl", 1)}),
    "a name that is a path": clinic("clinic: demo", "clinic: ../demo"),
    "a leaflet that is a path": clinic("leaflets: [demo]", "leaflets: [../../etc/passwd]"),
    "a brand of circles": Bad({"_brand.yml": "color: {palette: {a: b, b: c, c: a}, primary: a}\n"}),
    "a palette of thousands": Bad({"_brand.yml": "color:\n  palette:\n" + many("    c{}: red\n")}),
    "hard words by the thousand": Bad(changed(FILE, "key_points:", f"words:\n{many('  w{}: x')}key_points:")),
    "sections by the thousand": Bad(changed(FILE, "sections:", "sections:\n" + "  - {heading: A, body: [b]}\n" * 1000)),
    "paragraphs by the thousand": body("      - w\n" * 2500),
    "a shared file that is none": Bad(dict(FILES) | {"leaflets/shared.yaml": "passages: &p\n  a: *p\n"}),
}  # fmt: skip
