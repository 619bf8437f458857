"""The page: a Document in its shell, with style, fonts and everything else inside one file.

Comes in: a Document, its theme and pictures, what else there is of the leaflet. Goes out: bytes of HTML that ask for
nothing: the policy in their head forbids every request. It stands alone because only here Jinja2 is needed; the body
comes from `body`, and every value in the shell is escaped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from hsgleaflet.memory import remembered
from hsgleaflet.model.document import Document, Section
from hsgleaflet.model.pictures import Picture
from hsgleaflet.model.theme import Theme
from hsgleaflet.typeset.text import Setter
from hsgleaflet.write.html.body import Body
from hsgleaflet.write.html.fonts import fonts
from hsgleaflet.write.html.graphics import Graphics
from hsgleaflet.write.html.style import sheet

if TYPE_CHECKING:
    from jinja2 import Template

SAID = "leaflet"
"""Prefix of the names by which a page says what it is."""
_DIGEST = re.compile(rb'<meta name="leaflet:sha256" content="([0-9a-f]{64})">')
_NO_DIGEST = "0" * 64
_FONTS = "/*fonts*/"


class Other(Struct, frozen=True):
    """Another edition of the same leaflet: where it lies from here, its name and language; `href` "" is this page."""

    href: str
    name: str
    lang: str
    rtl: bool = False


class Around(Struct, frozen=True):
    """What stands around the leaflet: other languages, wordings and papers, and the words that lead to them."""

    contents: str
    languages_name: str
    to_print: str
    languages: tuple[Other, ...] = ()
    wordings: tuple[Other, ...] = ()
    papers: tuple[Other, ...] = ()


_SHELL = """\
<!DOCTYPE html>
<html lang="{{ document.lang }}" dir="{{ document.direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
img-src data:; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
{% if meta.state != "approved" %}<meta name="robots" content="noindex">
{% endif %}<meta name="color-scheme" content="light dark">
<meta name="generator" content="hsgleaflet">
<meta name="description" content="{{ meta.subject }}">
{% for name, value in said %}<meta name="leaflet:{{ name }}" content="{{ value }}">
{% endfor %}<title>{{ document.title }} – {{ meta.clinic }}</title>
<style>
{{ style|safe }}
</style>
</head>
<body class="page">
{% macro band() %}<p class="edge"{% if document.band_lang and document.band_lang != document.lang %} \
lang="{{ document.band_lang }}" dir="ltr"{% endif %}><strong>{{ document.band }}</strong></p>
{% endmacro %}\
{% macro here(other) %}<li>{% if other.href %}<a href="{{ other.href }}"{{ tongue(other) }}>{{ other.name }}</a>\
{% else %}<span class="here"{{ tongue(other) }} aria-current="page">{{ other.name }}</span>{% endif %}</li>
{% endmacro %}\
{% macro tongue(other) %}{% if other.lang != document.lang %} lang="{{ other.lang }}"\
 dir="{{ "rtl" if other.rtl else "ltr" }}"{% endif %}{% endmacro %}\
{% macro contents() %}<ol role="list">
{% for place, words in headings %}<li><a href="#{{ place }}">{{ words }}</a></li>
{% endfor %}</ol>
{% endmacro %}\
<header>
{% if document.band %}{{ band() }}{% endif %}{% if around.papers %}<p class="edge on-paper">{{ around.to_print }}\
{% for paper in around.papers %} <span{{ tongue(paper) }}>{{ paper.name }} ({{ paper.href }})</span>{% endfor %}</p>
{% endif %}<div class="masthead">
{% if logo %}{{ logo|safe }}
{% endif %}<div class="who">
{{ masthead|safe }}
</div>
</div>
{% if languages or wordings %}<nav class="others" aria-label="{{ around.languages_name }}">
{% if languages %}<ul role="list">
{% for other in languages %}{{ here(other) }}{% endfor %}</ul>
{% endif %}{% if wordings %}<ul role="list">
{% for other in wordings %}{{ here(other) }}{% endfor %}</ul>
{% endif %}</nav>
{% endif %}</header>
<div class="columns-of-page">
<main>
<div class="top">
{{ top|safe }}
</div>
{% if headings %}<nav class="contents at-hand" aria-label="{{ around.contents }}">
<details>
<summary>{{ around.contents }}</summary>
{{ contents() }}</details>
</nav>
{% endif %}{{ body|safe }}
</main>
{% if headings %}<nav class="contents beside" aria-label="{{ around.contents }}">
<p>{{ around.contents }}</p>
{{ contents() }}</nav>
{% endif %}
</div>
<footer>
<div class="foot">
<p>{{ document.running }}</p>
<p>{{ document.approved }}{{ " · " if document.approved and document.code }}{{ document.code }}</p>
{% if around.papers %}<div class="to-print">{{ around.to_print }} <ul role="list">
{% for paper in around.papers %}<li><a href="{{ paper.href }}"{{ tongue(paper) }}>{{ paper.name }}</a></li>
{% endfor %}</ul></div>
{% endif %}</div>
{% if document.band %}{{ band() }}{% endif %}</footer>
</body>
</html>
"""


def write(
    document: Document,
    theme: Theme,
    pictures: Mapping[str, Picture],
    setter: Setter,
    around: Around,
    format_name: str = "html",
) -> bytes:
    """Return a leaflet as a web page; raise LeafletError for characters that no font has."""
    graphics = Graphics(document, theme, pictures, setter)
    body = Body(document.lang, graphics)
    masthead = tuple(block for block in document.blocks if not isinstance(block, Section))
    (leaflet,) = (block for block in document.blocks if isinstance(block, Section))
    who, (top, inside) = body.blocks(masthead, 1), body.leaflet(leaflet)
    # What comes marked `safe` in the shell was made here, and its words are escaped already.
    page = _shell().render(
        document=document, meta=document.meta, said=_said(document, format_name), around=around,
        languages=around.languages if len(around.languages) > 1 else (),
        wordings=around.wordings if len(around.wordings) > 1 else (),
        style=sheet(theme, document.lang) + "\n" + _FONTS, logo=_logo(theme, graphics),
        masthead=who, top=top, body=inside, headings=body.headings,
    )  # fmt: skip
    page = page.replace(_FONTS, fonts(page, document.lang, theme, setter.faces), 1)
    data = page.encode()
    return data.replace(_NO_DIGEST.encode(), hashlib.sha256(data).hexdigest().encode(), 1)


def is_unaltered(data: bytes) -> bool:
    """Return whether a page is, byte for byte, what was made."""
    found = _DIGEST.search(data)
    if found is None:
        return False
    blank = data[: found.start(1)] + _NO_DIGEST.encode() + data[found.end(1) :]
    return hashlib.sha256(blank).hexdigest().encode() == found[1]


def _logo(theme: Theme, graphics: Graphics) -> str:
    return graphics.logo(theme.logo, theme.logo_alt) if theme.logo else ""


def _said(document: Document, format_name: str) -> list[tuple[str, str]]:
    """Return what a page says of itself, as a PDF does in its metadata."""
    meta = document.meta
    return [
        ("sha256", _NO_DIGEST),
        ("leaflet", meta.leaflet),
        ("title", meta.title),
        ("lang", document.lang),
        ("clinic", meta.clinic_id),
        ("clinicName", meta.clinic),
        ("number", meta.number),
        ("version", meta.version),
        ("written", meta.written),
        ("reviewBy", meta.review_by),
        ("state", meta.state),
        ("wording", meta.wording),
        ("format", format_name),
        ("wordingDigest", meta.wording_digest),
        ("answersDigest", meta.answers_digest),
        ("factsDigest", meta.facts_digest),
    ]


@remembered(1)
def _shell() -> Template:
    from jinja2 import Environment, StrictUndefined

    return Environment(autoescape=True, undefined=StrictUndefined).from_string(_SHELL)
