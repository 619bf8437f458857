"""Proofs: a leaflet for a reading group, and the sheet on which it is signed.

Comes in: a project, a leaflet, a clinic. Goes out: papers for staff. It stands alone because both show what a leaflet
itself does not print: where each claim comes from, what was asked, what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from hsgleaflet.check.scores.paper import document as scored
from hsgleaflet.compose.digest import contacts
from hsgleaflet.compose.staff import paragraph, part, staff_document, table
from hsgleaflet.model.asks import Ask
from hsgleaflet.model.document import Blank, Block, Document, Item, List, NodeId, Section, Table, walk
from hsgleaflet.model.formats import Wording
from hsgleaflet.model.leaflet import Source
from hsgleaflet.model.records import Confirmation
from hsgleaflet.problems import LeafletError
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.typeset.proof import proof_theme, proofed
from hsgleaflet.work.build import Job
from hsgleaflet.work.project import Project
from hsgleaflet.work.scoring import answers_beside, sheet
from hsgleaflet.work.sign import Signing, format_of, signing
from hsgleaflet.write.pdf.writer import write

_MARKUP = re.compile(r"\*\*|\s*\[@[^\]]*\]")


def proof(project: Project, leaflet: str, clinic: Path, lang: str, wording: Wording) -> bytes:
    """Return a leaflet with numbered lines, a wide margin and its evidence, as a PDF on A4."""
    prepared = project.prepare(leaflet, clinic, lang, format_of(wording))
    sources = _sources(project, leaflet)
    used = dict.fromkeys(key for keys in _cited(prepared.document).values() for key in keys)
    document = _with_sources(prepared.document, {key: sources[key] for key in used if key in sources})
    theme = proof_theme(project.theme(clinic, "a4", lang))
    layout = lay_out(document, theme, project.setter, prepared.images)
    notes = {
        node: "; ".join(_short(key, sources[key]) for key in keys if key in sources)
        for node, keys in _cited(prepared.document).items()
    }
    marked = proofed(layout, theme, project.setter, notes, rtl=document.direction == "rtl")
    return write(marked, document, theme, prepared.pictures)


def _sources(project: Project, leaflet: str) -> Mapping[str, Source]:
    shared = project.shared()
    return {**(shared.value.sources if shared else {}), **project.leaflet(leaflet).value.sources}


def _cited(document: Document) -> dict[NodeId, tuple[str, ...]]:
    """Return the sources of each leaf that has some."""
    found = {block.id: block.sources for block in walk(document.blocks) if block.sources}
    for block in walk(document.blocks):
        if isinstance(block, Table):
            for row in block.rows:
                keys = tuple(dict.fromkeys(key for cell in row for key in cell.sources))
                if keys:
                    found[row[0].id] = keys
    return found


def _short(key: str, source: Source) -> str:
    return f"{key}: {source.organisation}{f', {source.year}' if source.year else ''}"


def _long(source: Source) -> str:
    return ", ".join(str(one) for one in (source.title, source.organisation, source.year, source.url) if one)


def _with_sources(document: Document, sources: Mapping[str, Source]) -> Document:
    """Return a document for readers' eyes: no band, a foot that says what it is, and the list of its sources."""
    items = tuple(
        Item(marker="•", blocks=(paragraph(f"proof-sources.{number}", f"{key}: {_long(source)}"),))
        for number, (key, source) in enumerate(sources.items())
    )
    listed = part("proof-sources", "Sources", [List(id="proof-sources.list", lang="en-GB", items=items)])
    blocks = tuple(
        replace(block, blocks=(*block.blocks, listed)) if isinstance(block, Section) and items else block
        for block in document.blocks
    )
    running = f"PROOF not for patients · {document.code}"
    return replace(document, blocks=blocks, band="", approved="", running=running)


# ---------------------------------------------------------------- the sheet


def sign_off_sheet(project: Project, leaflet: str, clinic: Path, lang: str, wording: Wording) -> Document:
    """Return the sheet on which a leaflet is signed: everything that is not on its pages, and lines to sign on."""
    seen = signing(project, leaflet, clinic, lang, wording)
    meta = seen.prepared.document.meta
    blocks: list[Block] = [
        _facts(project, seen),
        part("sign", "Signatures", list(_signatures(project, seen))),
        part("since", "Since the last signature", [paragraph("since.text", _since(seen))]),
        part("left-out", "Left out, as a question is not answered", [_left_out(seen)]),
        part("answers", "What the clinic answered", [_answers(project, seen)]),
        part("numbers", "Numbers and addresses", [_numbers(project, seen)]),
        part("warnings", "What the checks say", [_warnings(seen)]),
        *_scores(project, seen),
        part("sources", "Sources", [_source_table(project, seen)]),
    ]
    purpose = f"{meta.number} version {meta.version}, {lang}, {wording} wording. For staff, not for patients."
    return staff_document(f"Sign-off: {meta.title}", purpose, meta.clinic, project.today.isoformat(), blocks)


def _facts(project: Project, seen: Signing) -> Block:
    leaflet, document = project.leaflet(seen.read.leaflet).value, seen.prepared.document
    rows = [
        ("Code on its pages", document.code),
        ("State today", seen.standing.state),
        ("Written, facts checked", f"{leaflet.dates.written}, {leaflet.dates.evidence_checked}"),
        ("Review by", str(leaflet.dates.review_by)),
        ("Looked after by", leaflet.owner),
        ("Paid for by", leaflet.funding),
        ("Part that patients took", leaflet.patient_involvement),
    ]
    return table("facts", "", ("What", "Says"), rows, (0.35, 0.65))


def _signatures(project: Project, seen: Signing) -> Iterator[Block]:
    said = "I have read this version on paper, with everything on this sheet, and it may be given to patients."
    yield paragraph("sign.how", said)
    signed = {one.role: one.date for one in seen.standing.signed}
    for role in project.clinic(seen.clinic).value.policy.approval:
        before = f" (recorded on {signed[role]})" if role in signed else ""
        label = f"{role.capitalize()}{before}: name, date, signature"
        yield Blank(id=f"sign.{role}", label=paragraph("", label).content, lines=1)


def _since(seen: Signing) -> str:
    if seen.last is None:
        return "Nobody has signed it before."
    who = f"{seen.last.role} signed version {seen.last.version} on {seen.last.date}."
    if seen.since is None:
        return f"{who} What was read then is not kept."
    places = ", ".join(seen.since.places)
    return f"{who} Changed since: {places}." if places else f"{who} Nothing changed since."


def _left_out(seen: Signing) -> Block:
    rows = [(gone.ask, gone.text) for gone in seen.omitted]
    if not rows:
        return paragraph("left-out.none", "Nothing.")
    return table("left-out.table", "", ("Question", "Sentence that is not printed"), rows, (0.3, 0.7))


def _answers(project: Project, seen: Signing) -> Block:
    asks, clinic = _asks(project, seen.read.leaflet), project.clinic(seen.clinic).value
    rows = []
    for name, ask in asks.items():
        raw = clinic.raw_answer(seen.read.leaflet, name)
        if raw is not None:
            rows.append((name, ask.ask, _said(name, ask, raw[1], seen)))
    if not rows:
        return paragraph("answers.none", "It asks nothing.")
    return table("answers.table", "", ("Name", "Question", "Answer"), rows, (0.32, 0.34, 0.34))


def _asks(project: Project, leaflet: str) -> Mapping[str, Ask]:
    shared = project.shared()
    return {**(shared.value.asks if shared else {}), **project.leaflet(leaflet).value.asks}


def _said(name: str, ask: Ask, raw: object, seen: Signing) -> str:
    """Return an answer as it is printed: the chosen wording, or the value in words."""
    options = getattr(ask, "options", {})
    if isinstance(raw, str) and raw in options:
        return _MARKUP.sub("", str(options[raw]))
    given = seen.prepared.digests.given.get(name)
    return given[1] if given else str(raw)


def _numbers(project: Project, seen: Signing) -> Block:
    tried = {one.contact: one.tried for one in project.records(seen.clinic) if isinstance(one, Confirmation)}
    rows = []
    for name, answer in seen.prepared.digests.given.items():
        for contact in contacts({name: answer}):
            waits = "not confirmed" if contact in seen.standing.unconfirmed else "an example"
            rows.append((contact, name, str(tried[contact]) if contact in tried else waits))
    if not rows:
        return paragraph("numbers.none", "None.")
    return table("numbers.table", "", ("Number or address", "Answer", "Tried on"), rows, (0.4, 0.3, 0.3))


def _warnings(seen: Signing) -> Block:
    rows = [
        (f"{one.severity} {one.code}", f"{one.message} ({one.at})" if one.at else one.message) for one in seen.problems
    ]
    if not rows:
        return paragraph("warnings.none", "Nothing.")
    return table("warnings.table", "", ("Code", "What"), rows, (0.22, 0.78))


def _scores(project: Project, seen: Signing) -> Iterator[Block]:
    """Yield the score sheets at a glance, where they can be had: they read English only."""
    read = seen.read
    job = Job(read.leaflet, seen.clinic, read.clinic, read.lang, format_of(read.edition))
    try:
        made, _ = sheet(project, job, project.today, answers_beside(seen.clinic))
    except LeafletError:
        return
    body = next(block for block in scored(made, project.today.isoformat()).blocks if isinstance(block, Section))
    shown = [block for block in body.blocks if isinstance(block, Table)]
    if shown:
        yield part("scores", "Score sheets", shown)


def _source_table(project: Project, seen: Signing) -> Block:
    sources = _sources(project, seen.read.leaflet)
    used = {key for keys in _cited(seen.prepared.document).values() for key in keys}
    rows = [(key, _long(source)) for key, source in sorted(sources.items()) if key in used]
    if not rows:
        return paragraph("sources.none", "None.")
    return table("sources.table", "", ("Key", "Source"), rows, (0.26, 0.74))
