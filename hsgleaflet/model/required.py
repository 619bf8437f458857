"""What every leaflet must hold, and references that must lead somewhere: the part of the schema between fields.

Comes in: a LeafletFile that is right field by field. Goes out: findings with the path of each. It stands alone because
these rules look across fields; their source is the standard in "Required parts" of `leaflets/README.md`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from hsgleaflet.model.base import Finding, Path
from hsgleaflet.model.leaflet import Content, LeafletFile, Part, PassageFile, SwitchedRow, TableHolder
from hsgleaflet.problems import did_you_mean

_PROCEDURE = (
    Part.TELL_US_FIRST,
    Part.WHAT_IT_IS,
    Part.BENEFITS,
    Part.ALTERNATIVES,
    Part.PREPARATION,
    Part.RISKS,
    Part.AFTER_EFFECTS,
    Part.GET_HELP,
    Part.DISCLAIMER,
)
_EACH_OPTION = (Part.WHAT_IT_IS, Part.PREPARATION, Part.AFTER_EFFECTS)
REQUIRED: dict[str, tuple[Part, ...]] = {
    "test": _PROCEDURE,
    "operation": _PROCEDURE,
    "comparison": (*_EACH_OPTION, Part.DISCLAIMER),
    "aftercare": (Part.AFTER_EFFECTS, Part.GET_HELP, Part.DISCLAIMER),
}
"""The parts that each kind of leaflet must have, never empty."""

SAFETY = frozenset((Part.TELL_US_FIRST, Part.PREPARATION, Part.AFTER_EFFECTS, Part.GET_HELP, Part.DISCLAIMER))
"""Parts whose sentences may not depend on an optional answer."""

STRICT = SAFETY | {Part.RISKS}
"""Parts in which a translation of older English stops the build."""

_LONGEST_REVIEW = datetime.timedelta(days=3 * 366)


def findings(leaflet: LeafletFile) -> list[Finding]:
    """Return everything that is wrong between the fields of a leaflet."""
    contents = [(("sections", number), section) for number, section in enumerate(leaflet.sections)]
    return [
        *_missing_parts(leaflet),
        *_key_points(leaflet),
        *_empty_sections(leaflet),
        *_bands(leaflet),
        *_options(leaflet),
        *_switches(leaflet),
        *_contents(contents),
        *_dates(leaflet),
    ]


def passage_findings(shared: PassageFile) -> list[Finding]:
    """Return everything that is wrong inside the shared passages."""
    return _contents([(("passages", name), passage) for name, passage in shared.passages.items()])


def _contents(contents: Sequence[tuple[Path, Content]]) -> list[Finding]:
    found = []
    for path, content in contents:
        found += [*_tables(path, content), *_risks(path, content)]
    return found


def _missing_parts(leaflet: LeafletFile) -> Iterator[Finding]:
    options = tuple(leaflet.options or ())
    for part in REQUIRED[leaflet.kind]:
        for option in options if part in _EACH_OPTION and options else ("",):
            if not any(section.part is part and (section.option or "") == option for section in leaflet.sections):
                about = f' for option "{option}"' if option else ""
                hint = f"add a section with `part: {part}`" + (f" and `option: {option}`" if option else "")
                message = f'a leaflet of kind "{leaflet.kind}" needs the part "{part}"{about}'
                yield Finding(("sections",), "S030", message, hint, on_key=True)


def _key_points(leaflet: LeafletFile) -> Iterator[Finding]:
    if leaflet.key_points is None and leaflet.kind != "aftercare":
        hint = "add `key_points:`, 3 to 5 lines for a reader who stops there"
        yield Finding((), "S030", f'a leaflet of kind "{leaflet.kind}" needs key points', hint)


def _empty_sections(leaflet: LeafletFile) -> Iterator[Finding]:
    for number, section in enumerate(leaflet.sections):
        path = ("sections", number)
        if not section.use and not has_content(section):
            yield Finding(path, "S031", "this section is empty", "give it a body, a list, or `use:` a passage")
        if not section.use and not section.heading:
            yield Finding(path, "S031", "this section has no heading", "best is a question the reader would ask")


def has_content(content: Content) -> bool:
    """Return whether a section or passage holds anything of its own."""
    return any(
        (content.body, content.checklist, content.steps, content.risks, content.bands, content.questions),
    )


def _bands(leaflet: LeafletFile) -> Iterator[Finding]:
    if leaflet.kind == "comparison":
        return
    given = {
        name
        for section in leaflet.sections
        if section.bands
        for name in ("expected", "call_us", "emergency")
        if getattr(section.bands, name)
    }
    for name in ("expected", "call_us", "emergency"):
        if name not in given:
            hint = "`bands:` stand in the sections after-effects and get-help"
            yield Finding(("sections",), "S032", f'the band "{name}" is missing', hint, on_key=True)


def _options(leaflet: LeafletFile) -> Iterator[Finding]:
    known = leaflet.options or {}
    if leaflet.kind == "comparison" and len(known) < 2:
        yield Finding((), "S033", "a comparison needs at least two `options:`", "options: {hsg: HSG, ...}")
    for number, section in enumerate(leaflet.sections):
        if section.option and section.option not in known:
            hint = f"known options: {', '.join(known) or 'none'}"
            yield Finding(("sections", number, "option"), "S033", f'unknown option "{section.option}"', hint)


def _switches(leaflet: LeafletFile) -> Iterator[Finding]:
    """Yield questions that hang on what is no yes-or-no question of this leaflet, and switches that may stay open."""
    switches = {name for name, ask in leaflet.asks.items() if ask.type == "yes-no"}
    for name, ask in leaflet.asks.items():
        if ask.only_if and ask.only_if not in switches:
            message = f'"{ask.only_if}" is no yes-or-no question of this leaflet'
            hint = did_you_mean(ask.only_if, switches) or f"known: {', '.join(sorted(switches)) or 'none'}"
            yield Finding(("asks", name, "only_if"), "S054", message, hint)
        if ask.type == "yes-no" and ask.optional == "true":
            message = "a yes-or-no question cannot be left open: no is an answer"
            yield Finding(("asks", name, "optional"), "S054", message, "leave `optional` out")
    always = {section.part for section in leaflet.sections if not section.only_if}
    for number, section in enumerate(leaflet.sections):
        if section.only_if and section.part in REQUIRED[leaflet.kind] and section.part not in always:
            message = f'the part "{section.part}" may not be switched off'
            hint = "switch blocks inside it, or add a section of this part that every clinic prints"
            yield Finding(("sections", number, "only_if"), "S054", message, hint)


def _tables(path: Path, content: Content) -> Iterator[Finding]:
    for where, block in _inside((*path, "body"), content.body or ()):
        if not isinstance(block, TableHolder):
            continue
        table = block.table
        for number, row in enumerate(table.rows):
            cells = row.row if isinstance(row, SwitchedRow) else row
            if len(cells) != len(table.columns):
                message = f"this row has {len(cells)} cells, the table has {len(table.columns)} columns"
                hint = "inside [...] a comma starts a new cell: put a cell that holds a comma in quotes"
                yield Finding((*where, "table", "rows", number), "S034", message, hint)


def _inside(path: Path, blocks: Sequence[object]) -> Iterator[tuple[Path, object]]:
    for number, block in enumerate(blocks):
        yield (*path, number), block
        yield from _inside((*path, number, "body"), getattr(block, "body", None) or [])
        if callout := getattr(block, "callout", None):
            yield from _inside((*path, number, "callout", "body"), callout.body)


def _risks(path: Path, content: Content) -> Iterator[Finding]:
    for row, risk in enumerate(content.risks or ()):
        where = (*path, "risks", row)
        counted = risk.n is not None and risk.per is not None
        if counted == (risk.unknown is not None):
            hint = "give `n` and `per`, or say `unknown: true`"
            yield Finding(where, "S035", "a risk needs a number, or says that none is known", hint)
        if counted and not risk.source:
            yield Finding(where, "S036", "this number has no source", "add `source:` with a key of `sources`")
        if counted and not risk.period and not risk.who:
            hint = "add `period:` or `who:`"
            yield Finding(where, "S037", "this number does not say over what time or for whom", hint)
        if risk.n is not None and risk.per is not None:
            numbers = risk.n if isinstance(risk.n, tuple) else (risk.n, risk.n)
            if not numbers[0] <= numbers[1] <= int(risk.per):
                message = f"this cannot be counted in {risk.per} people"
                yield Finding((*where, "n"), "S039", message, "write the lower number first, none above `per`")


def _dates(leaflet: LeafletFile) -> Iterator[Finding]:
    dates = leaflet.dates
    if not datetime.timedelta(0) < dates.review_by - dates.written <= _LONGEST_REVIEW:
        hint = "a leaflet is checked again within 3 years of being written"
        message = f"review by {dates.review_by} does not fit a leaflet written on {dates.written}"
        yield Finding(("dates", "review_by"), "S038", message, hint)
