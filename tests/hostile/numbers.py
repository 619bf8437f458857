"""Numbers, days and marks that no leaflet means."""

from __future__ import annotations

from tests.hostile import Bad, changed
from tests.hostile.yamls import FILE, body, clinic

NINES = "9" * 400
RISK = "        unknown: true "


def risk(n: str) -> Bad:
    """A risk with another number."""
    return Bad(changed(FILE, RISK, f"        n: {n}\n        per: 100\n        period: in a week "))


def brand(own: str) -> Bad:
    """A brand with this alone."""
    return Bad({"_brand.yml": f"defaults:\n  hsgleaflet:\n    {own}\n"})


CASES: dict[str, Bad] = {
    "people without number": risk("9" * 5000),
    "more people than there are": risk(NINES),
    "people below none": risk("-1"),
    "people in parts": risk("0.5"),
    "people that are no number": risk("nan"),
    "people to infinity": risk("[0, inf]"),
    "a time without end": body(f"      - timeline: {{unit: days, caption: C, entries: [{{what: A, end: {NINES}}}]}}"),
    "a step without end": body(f"      - steps: [{{when: a, do: b, minutes: [1, {NINES}]}}]"),
    "a step that runs backwards in time": body("      - steps: [{when: a, do: b, minutes: [-5, -1]}]"),
    "a cycle without end": body("      - cycle_calendar: {window: [1, 999999999], caption: C}"),
    "a cycle before its first day": body("      - cycle_calendar: {window: [-5, 3], caption: C}"),
    "dots without end": body(f"      - icon_array: {{what: A, n: {NINES}, per: 100, source: LF-CUH}}"),
    "lines to write without end": body("      - write: {label: A, lines: 999999999}"),
    "a picture wider than the world": body(
        f"      - figure: {{picture: hsg-open, alt: A, caption: B, width: {NINES}mm}}"
    ),
    "a QR code of five thousand letters": body(f"      - qr: {{target: 'https://a.example/{'a' * 4900}', label: x}}"),
    "a QR code that runs": body("      - qr: {target: 'javascript:alert(1)', label: x}"),
    "a link that runs": body("      - See [our page](javascript:alert(1))."),
    "a link to a file": body("      - See [our page](file:///etc/passwd)."),
    "a day before all days": Bad(changed(FILE, "written: 2026-11-23", "written: 0001-01-01")),
    "a day after all days": Bad(changed(FILE, "review_by: 2028-11-23", "review_by: 9999-12-31")),
    "a day to infinity": Bad(changed(FILE, "written: 2026-11-23", "written: inf")),
    "a day that is not in the calendar": Bad(changed(FILE, "written: 2026-11-23", "written: 2026-02-30")),
    "a version without end": Bad(changed(FILE, 'version: "', f'version: "{NINES}')),
    "a warning without end": clinic("answers:", f"policy: {{review_warning: {NINES} months}}\nanswers:"),
    "an answer without end": clinic("minutes: 30 min", f"minutes: {NINES} min"),
    "days without end": clinic("window: [6, 12]", f"window: [6, {NINES}]"),
    "a phone number of letters": clinic('"020 7946 0018"', '"' + "a" * 4000 + '"'),
    "a tint that is no number": brand("page: {tint: nan}"),
    "a tint to infinity": brand("page: {tint: inf}"),
    "a logo higher than the world": brand(f"page: {{logo-height: {NINES}mm}}"),
    "inks that are no numbers": brand("print: {primary: [nan, nan, nan, nan]}"),
    "bold without end": body("      - " + "**a" * 999),
    "brackets in a text": body("      - '" + "[a](" * 1200 + "'"),
    "source marks in a text": body("      - '" + "[@a" * 1600 + "'"),
    "braces in a text": body("      - '" + "{a" * 2400 + "'"),
    "spaces in a text": body("      - '" + "[@a] " + " " * 4900 + "{x'"),
}
