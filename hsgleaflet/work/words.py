"""Words: the files of editions that are words alone.

Comes in: a project, what was prepared, an edition. Goes out: files in memory, and what is to be said of them. It
stands alone because the writers know neither pages nor programs: the marks of printed pages come from laying them out,
embossed braille from liblouis.
"""

from __future__ import annotations

from collections.abc import Iterator

from hsgleaflet.compose.values import amount
from hsgleaflet.model.document import NodeId
from hsgleaflet.model.formats import Edition, paper
from hsgleaflet.problems import Problem
from hsgleaflet.work.project import Prepared, Project

Files = list[tuple[str, str, bytes, int]]
"""Kind, extension, bytes and pages of each file, the one to read first."""


def files(project: Project, prepared: Prepared, edition: Edition) -> tuple[Files, tuple[Problem, ...]]:
    """Return the files of an edition."""
    match edition.medium:
        case "audio":
            return list(_audio(prepared, edition)), ()
        case "braille":
            return _braille(project, prepared, edition)
        case _:
            from hsgleaflet.write.words.text import text

            return [("", edition.extension, text(prepared.document), 0)], ()


def _audio(prepared: Prepared, edition: Edition) -> Iterator[tuple[str, str, bytes, int]]:
    from hsgleaflet.write.words.speech import passages, script, ssml

    document, locale = prepared.document, prepared.composed.edge.phrases.locale
    said = passages(document, lambda minutes: amount(minutes, "minute", locale))
    yield "", edition.extension, script(document, said), 0
    yield "ssml", "ssml", ssml(document, said), 0


def _braille(project: Project, prepared: Prepared, edition: Edition) -> tuple[Files, tuple[Problem, ...]]:
    from hsgleaflet.work import louis
    from hsgleaflet.write.words.braille import brf, parts, transcript

    document = prepared.document
    found = parts(document, _printed_pages(project, prepared, edition))
    made: Files = [("", edition.extension, transcript(found), 0)]
    for path in louis.inputs(document.lang):
        project.workspace.note(path)
    lacking = louis.lacking(document.lang)
    if not lacking:
        draft = "Draft" if document.band else ""
        data, pages = brf(found, lambda texts: louis.translated(texts, document.lang), draft)
        made.append(("brf", "brf", data, pages))
    return made, lacking


def _printed_pages(project: Project, prepared: Prepared, edition: Edition) -> dict[NodeId, int]:
    """Return the page on which each block starts in print; nothing for a folded sheet."""
    from hsgleaflet.typeset.layout import Art, Words
    from hsgleaflet.typeset.page import lay_out

    if paper(edition.name).scheme:
        return {}
    layout = lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
    found: dict[NodeId, int] = {}
    for number, page in enumerate(layout.pages, 1):
        for fragment in page.fragments:
            if isinstance(fragment, Words | Art) and fragment.node:
                found.setdefault(fragment.node.partition("/")[0], number)
    return found
