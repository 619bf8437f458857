"""Every reader by its name, a function of bytes, with files that it reads: what the fuzzers of both kinds meet.

Each gives a value or a LeafletError; any other exception is a bug.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import cast

from msgspec import Struct
from PIL import Image

from hsgleaflet.model.asks import Ask, DayRangeAsk, DurationAsk, PhoneAsk, TextAsk, UrlAsk, read_answer
from hsgleaflet.model.base import Model
from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.brand import findings as brand_findings
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.clinic import findings as clinic_findings
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from hsgleaflet.model.pictures import Raster
from hsgleaflet.model.records import RecordFile
from hsgleaflet.model.required import findings as leaflet_findings
from hsgleaflet.model.theme import resolve
from hsgleaflet.problems import LeafletError
from hsgleaflet.read.catalog import catalog
from hsgleaflet.read.markup import bare, parse, sentences
from hsgleaflet.read.png import image_info
from hsgleaflet.read.rows import rows
from hsgleaflet.read.svg import drawing
from hsgleaflet.read.yaml import load, problems
from hsgleaflet.typeset.faces import Face
from hsgleaflet.work.manifest import Manifest, decoded, journal_lines
from hsgleaflet.work.verify import identify, profiles
from hsgleaflet.write.bitmaps import decoded as pixels
from tests.samples import read_as
from tests.test_broken import FILES
from tests.test_svg_refused import svg


class Reader(Struct, frozen=True):
    """What reads bytes, and bytes that it reads."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _yaml(model: type[Model]) -> Callable[[bytes], object]:
    def read(data: bytes) -> object:
        value, marks = load(_text(data), "a.yaml", model)
        if isinstance(value, LeafletFile):
            return problems(leaflet_findings(value), marks)
        if isinstance(value, ClinicFile):
            return problems(clinic_findings(value), marks)
        return _brand(value) if isinstance(value, BrandFile) else value

    return read


def _brand(value: BrandFile) -> object:
    if brand_findings(value):
        return None
    try:
        return resolve(value, "a4")
    except ValueError as error:  # which the project tells as a problem of the colours
        return error


def _markup(data: bytes) -> object:
    text = _text(data)[:5000]
    pieces, faults = parse(text)
    return bare(text), sentences(pieces), faults


def _answer(data: bytes) -> object:
    text = _text(data)
    kinds: tuple[type[Model], ...] = (PhoneAsk, TextAsk, DurationAsk, UrlAsk, DayRangeAsk)
    names = ("phone", "text", "duration", "url", "day-range")
    for kind, name in zip(kinds, names, strict=True):
        with suppress(ValueError):  # which the clinic's file tells at the answer
            read_answer(cast(Ask, read_as(kind, {"type": name, "ask": "?"})), text)
    return None


def _bitmap(data: bytes) -> object:
    info = image_info(data, "a")
    return pixels(Raster(data, info.width, info.height)) if info.width * info.height < 1_000_000 else info


def _font(data: bytes) -> object:
    face = Face("a.ttf", data)
    return face.metrics, face.postscript_name, face.canonical, face.shape("Ab 1", 0, 4, False, "en")


def _rows(name: str) -> Callable[[bytes], object]:
    return lambda data: list(rows(io.StringIO(_text(data), newline=None), name))


def _picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3)).save(buffer, kind)
    return buffer.getvalue()


def _seed_rows() -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["name", "date", "time"], ["Ann", "2027-01-01", "9:30"]])
    return buffer.getvalue().encode()


_LEAFLET, _CLINIC, _BRAND = (FILES[name].encode() for name in ("leaflets/demo.yaml", "clinic.yaml", "_brand.yml"))
_PO = b'msgid ""\nmsgstr "Language: pl\\n"\n\n#: a\n#, fuzzy\nmsgctxt "t"\nmsgid "a {b} 1"\nmsgstr "c {b} 1"\n'
_PDF = b'%PDF-1.7\n<?xpacket begin="" id="x"?><x xmlns="https://hsgleaflet"></x><?xpacket end="w"?>\n'

READERS: Mapping[str, Reader] = {
    "leaflet": Reader(_yaml(LeafletFile), (_LEAFLET, b"a: &b [*b]\n", b"- ? !!map {a: 'b'}\n")),
    "passages": Reader(_yaml(PassageFile), (b"schema_version: 1\nlang: en\npassages: {a: {heading: b, body: [c]}}\n",)),
    "clinic": Reader(_yaml(ClinicFile), (_CLINIC,)),
    "brand": Reader(_yaml(BrandFile), (_BRAND, b"color: {palette: {a: '#123'}, primary: a}\n")),
    "records": Reader(_yaml(RecordFile), (b"records:\n- {act: withdraw, clinic: a, leaflet: b}\n",)),
    "markup": Reader(_markup, (b"**a** [b](https://c) {d} [@e; @f] \\{",)),
    "answer": Reader(_answer, (b"020 7946 0018", b"2 to 3 weeks", b"[6, 12]", b"https://example.org/a")),
    "po": Reader(lambda data: catalog(_text(data), "a.po", "pl"), (_PO,)),
    "csv": Reader(_rows("a.csv"), (_seed_rows(),)),
    "jsonl": Reader(_rows("a.jsonl"), (b'{"name": "Ann", "lang": "pl"}\n',)),
    "svg": Reader(lambda data: drawing(_text(data), "a.svg"), (svg('<path d="M0 0h1a1 1 0 0 1 2 2z"/>').encode(),)),
    "bitmap": Reader(_bitmap, (_picture("PNG"), _picture("JPEG"))),
    "font": Reader(_font, (b"\0\1\0\0\0\1\0\0\0\0\0\0glyf" + bytes(12),)),
    "pdf": Reader(lambda data: (identify(data), profiles(data)), (_PDF, b"<!DOCTYPE html>\n<meta name='a'>")),
    "manifest": Reader(lambda data: (journal_lines(data), decoded(data, "m")), (Manifest().encoded(),)),
}


def outcome(reader: str, data: bytes) -> object:
    """Return what a reader makes of bytes: a value, or its LeafletError, which must say what is wrong."""
    try:
        return READERS[reader].read(data)
    except LeafletError as found:
        error = found
    assert all(problem.code and problem.message for problem in error.problems)
    return error
