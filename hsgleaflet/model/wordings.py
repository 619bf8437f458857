"""Wordings: the full leaflet, its short form for folded paper, its easy-read form: what each prints, what none drops.

Comes in: a LeafletFile. Goes out: the sections of a wording, and findings with the path of each. It stands alone
because the short and the easy-read wording stand beside the full one in the same file, and must be as safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from hsgleaflet.model.base import Finding, Path
from hsgleaflet.model.formats import Wording
from hsgleaflet.model.leaflet import Bands, Idea, LeafletFile, Part, PassageFile, Reworded, Risk, Section
from hsgleaflet.problems import did_you_mean

SHORT, EASY_READ = "short", "easy_read"
"""The keys under which the other wordings stand."""
Moved = tuple[str, frozenset[str]]
"""The key under which a wording stands, and the fields that are taken from there."""

NEVER_LEFT_OUT = frozenset(
    (
        Part.TELL_US_FIRST, Part.WHAT_IT_IS, Part.PREPARATION, Part.RISKS, Part.AFTER_EFFECTS, Part.GET_HELP,
        Part.DISCLAIMER,
    )
)  # fmt: skip
"""Parts that keep a reader safe: every wording has them."""
BANDS = ("expected", "call_us", "emergency")
_TEXTS = ("body", "checklist", "steps", "questions")
_DIGITS = re.compile(r"\d+(?:,\d{3})*")
R = TypeVar("R", bound=Reworded)


def has(leaflet: LeafletFile, wording: Wording) -> bool:
    """Return whether a leaflet is written in a wording."""
    match wording:
        case "full":
            return True
        case "short":
            return bool(leaflet.short) or any(one.short or one.in_short == "false" for one in leaflet.sections)
        case "easy-read":
            return any(one.easy_read for one in leaflet.sections)


def sections(leaflet: LeafletFile, wording: Wording) -> list[tuple[int, Section]]:
    """Return the sections that a wording prints, each with its place in the file."""
    found = enumerate(leaflet.sections)
    match wording:
        case "full":
            return list(found)
        case "short":
            return [(number, one) for number, one in found if one.in_short == "true"]
        case "easy-read":
            return [(number, one) for number, one in found if one.easy_read or one.use]


def reworded(content: R, wording: Wording) -> tuple[R, Moved]:
    """Return a section or passage as a wording prints it, and which of its fields stand under the key of the wording.

    Ideas stay in `easy_read`.
    """
    if wording == "easy-read":
        easy = content.easy_read
        left: dict[str, object] = dict.fromkeys((*_TEXTS, "risks", "bands"))
        if easy is None:
            return replace(content, **left), ("", frozenset())
        return _replaced(
            content,
            left | {"use": None},
            EASY_READ,
            {name: getattr(easy, name) for name in ("heading", "ideas", "bands")},
        )
    if wording == "short" and content.short:
        given = {name: getattr(content.short, name) for name in ("heading", *_TEXTS, "risks", "bands")}
        return _replaced(content, dict.fromkeys((*_TEXTS, "use")), SHORT, given)
    return content, ("", frozenset())


def _replaced(content: R, gone: Mapping[str, object], key: str, given: Mapping[str, object]) -> tuple[R, Moved]:
    """Return content without what is gone and with what is given."""
    given = {name: value for name, value in given.items() if value is not None}
    changed = {name: value for name, value in {**gone, **given}.items() if name in content.__struct_fields__}
    return replace(content, **changed), (key, frozenset(given))


# ---------------------------------------------------------------- what may be wrong


def findings(leaflet: LeafletFile) -> list[Finding]:
    """Return everything that is wrong with the short and the easy-read wording of a leaflet."""
    found: list[Finding] = []
    if has(leaflet, "short"):
        found += [*_left_out(leaflet), *_bands(leaflet, "short", SHORT), *_short_risks(leaflet)]
    if has(leaflet, "easy-read"):
        found += [*_not_easy(leaflet), *_bands(leaflet, "easy-read", EASY_READ), *_easy_risks(leaflet)]
    for number, section in enumerate(leaflet.sections):
        found += _ideas(("sections", number), section)
    return found


def passage_findings(shared: PassageFile) -> list[Finding]:
    """Return everything that is wrong with the other wordings of the shared passages."""
    return [found for name, passage in shared.passages.items() for found in _ideas(("passages", name), passage)]


def _left_out(leaflet: LeafletFile) -> Iterator[Finding]:
    for number, section in enumerate(leaflet.sections):
        path = ("sections", number)
        if section.in_short == "false" and section.part in NEVER_LEFT_OUT:
            message = f'the part "{section.part}" may not be left out of the short wording'
            yield Finding((*path, "in_short"), "S050", message, "give it shorter words under `short:`")
        if section.in_short == "false" and section.short:
            message = "this section has a short wording and is left out of it"
            yield Finding((*path, "in_short"), "S050", message, "keep one of `short:` and `in_short: false`")
        shown = reworded(section, "short")[0]
        if section.short and not any((*(getattr(shown, name) for name in _TEXTS), shown.risks, shown.bands)):
            hint = "give it a body, a checklist or steps"
            yield Finding((*path, SHORT), "S050", "nothing of this section is left in the short wording", hint)


def _not_easy(leaflet: LeafletFile) -> Iterator[Finding]:
    for number, section in enumerate(leaflet.sections):
        if section.part in NEVER_LEFT_OUT and not section.easy_read and not section.use:
            message = f'the part "{section.part}" may not be left out of the easy-read wording'
            yield Finding(("sections", number, "part"), "S050", message, "give the section an `easy_read:`")


def _bands(leaflet: LeafletFile, wording: Wording, key: str) -> Iterator[Finding]:
    """Yield the bands that the full wording has and another has not."""
    shown = [reworded(section, wording)[0].bands for _, section in sections(leaflet, wording)]
    for number, section in enumerate(leaflet.sections):
        for name in BANDS:
            if _has_band(section.bands, name) and not any(_has_band(bands, name) for bands in shown):
                message = f'the band "{name}" is missing in the {wording} wording'
                yield Finding(("sections", number, key), "S051", message, f"give it under `{key}: bands:`", on_key=True)


def _has_band(bands: Bands | None, name: str) -> bool:
    return bool(bands and getattr(bands, name))


def _risks(leaflet: LeafletFile) -> dict[str, tuple[Path, Risk]]:
    """Return the risks of the full wording by their names."""
    return {
        risk.what: (("sections", number, "risks", row), risk)
        for number, section in enumerate(leaflet.sections)
        for row, risk in enumerate(section.risks or ())
    }


def _short_risks(leaflet: LeafletFile) -> Iterator[Finding]:
    full = _risks(leaflet)
    shown = {
        risk.what for _, section in sections(leaflet, "short") for risk in reworded(section, "short")[0].risks or ()
    }
    for what, (path, risk) in full.items():
        if risk.serious == "true" and what not in shown:
            message = f'the short wording leaves out the serious risk "{what}"'
            yield Finding((*path, "what"), "S052", message, "name it in the same words under `short: risks:`")
    for number, section in enumerate(leaflet.sections):
        for row, risk in enumerate(section.short.risks or () if section.short else ()):
            path = ("sections", number, SHORT, "risks", row)
            if risk.what not in full:
                hint = did_you_mean(risk.what, full) or "a short wording tells of no other risks than the full one"
                yield Finding((*path, "what"), "S052", f'the full wording has no risk "{risk.what}"', hint)
            elif _number(risk) != _number(full[risk.what][1]):
                message = f'"{risk.what}" has another number here than in the full wording'
                yield Finding(path, "S052", message, "give `n`, `per`, `bound` and `serious` as they stand there")


def _number(risk: Risk) -> tuple[object, ...]:
    return (risk.n, risk.per, risk.bound, risk.unknown, risk.serious)


def _easy_risks(leaflet: LeafletFile) -> Iterator[Finding]:
    full = _risks(leaflet)
    told: set[str] = set()
    for number, section in enumerate(leaflet.sections):
        for row, idea in enumerate(section.easy_read.ideas or () if section.easy_read else ()):
            place: Path = ("sections", number, EASY_READ, "ideas", row, "risk")
            if idea.risk is None:
                continue
            told.add(idea.risk)
            if idea.risk not in full:
                hint = did_you_mean(idea.risk, full) or "it names a row of the risk table by its `what`"
                yield Finding(place, "S052", f'the full wording has no risk "{idea.risk}"', hint)
            elif lost := _said(full[idea.risk][1]) - set(_numbers(" ".join(said(idea)))):
                message = f'this idea does not say the number {min(lost):,}, as the risk "{idea.risk}" does'
                yield Finding(place, "S052", message, "say both numbers: fewer than 1 in 100")
    for what, (path, risk) in full.items():
        if risk.serious == "true" and what not in told:
            message = f'the easy-read wording leaves out the serious risk "{what}"'
            yield Finding((*path, "what"), "S052", message, f"tell of it in an idea with `risk: {what}`")


def _said(risk: Risk) -> set[int]:
    """Return the numbers of a risk that must be said."""
    if risk.n is None or risk.per is None:
        return set()
    return {*(risk.n if isinstance(risk.n, tuple) else (risk.n,)), int(risk.per)}


def _numbers(text: str) -> Iterator[int]:
    return (int(found.replace(",", "")) for found in _DIGITS.findall(text))


def _ideas(path: Path, content: Reworded) -> Iterator[Finding]:
    for number, idea in enumerate(content.easy_read.ideas or () if content.easy_read else ()):
        if (idea.icon is None) == (idea.picture is None):
            hint = "icon: phone, or picture: hsg-open"
            message = "an idea has either an `icon` or a `picture`"
            yield Finding((*path, EASY_READ, "ideas", number), "S053", message, hint)


def said(idea: Idea) -> list[str]:
    """Return the sentences of an idea."""
    return [idea.say] if isinstance(idea.say, str) else idea.say
