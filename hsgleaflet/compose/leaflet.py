"""Compose: a leaflet, a clinic and a language become one Document.

Comes in: LeafletFile, shared passages, ClinicFile, each with its marks. Goes out: the Document, what was left out of
it, and which images it needs; or a LeafletError with everything that is wrong. It stands alone as the one entrance
to this floor.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache, partial
from typing import Generic, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.compose.blocks import Blocks, Trail, plain_words
from hsgleaflet.compose.inlines import UNANSWERED, Chosen, Given, Inlines, Left, Omitted, Switch, Value, typographic
from hsgleaflet.compose.known import built_in, clinic_key, shared_names, value_key
from hsgleaflet.compose.parts import bands, filled_phrase, risk_list, risk_pictures, risk_table
from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.pictures import Shown
from hsgleaflet.compose.recall import Read, Recall, World, world
from hsgleaflet.compose.spots import Marks, Spot
from hsgleaflet.compose.stamp import Edge
from hsgleaflet.compose.translation import PROGRAM, PSEUDO, Translation, phrase_table
from hsgleaflet.compose.values import check_language, date, in_words, language_name, own_name, words
from hsgleaflet.compose.variants import full_leaflet, given_wording, ideas, name_of
from hsgleaflet.model import leaflet as author
from hsgleaflet.model import wordings
from hsgleaflet.model.asks import Answer, Ask, Choice, ChoiceAsk, Words, YesNo
from hsgleaflet.model.catalog import Catalog
from hsgleaflet.model.clinic import ClinicFile, answers_of
from hsgleaflet.model.document import (
    Block,
    Callout,
    Document,
    Filled,
    Inline,
    Item,
    List,
    Meta,
    Paragraph,
    Section,
    Span,
    Text,
    plain,
)
from hsgleaflet.model.formats import Wording
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from hsgleaflet.model.required import REQUIRED, SAFETY, STRICT
from hsgleaflet.problems import LeafletError, Location, Problem, Severity, did_you_mean

M = TypeVar("M")
T = TypeVar("T")
R = TypeVar("R", bound=author.Reworded)


class Marked(Struct, Generic[M], frozen=True):
    """A checked file and where its values stand."""

    value: M
    marks: Marks


class Composed(Struct, frozen=True):
    """A draft Document, what was left out of it, the images it shows, the addresses its QR codes lead to, warnings.

    `edge` holds the words for the edges of its pages in other states.
    """

    document: Document
    omitted: tuple[Omitted, ...]
    images: Mapping[str, Shown]
    codes: Mapping[str, Location | None]
    edge: Edge
    problems: tuple[Problem, ...] = ()


def compose(
    leaflet: Marked[LeafletFile],
    shared: Marked[PassageFile] | None,
    clinic: Marked[ClinicFile],
    lang: str,
    catalogs: Mapping[str, Catalog] | None = None,
    wording: Wording = "full",
) -> Composed:
    """Return the Document of a leaflet for a clinic in a language: a draft, without digests.

    `catalogs` holds the translations by the name of the file they translate. The full `wording` stands in for a short
    one that is not written; for an easy-read one nothing does.
    """
    own = catalogs.get(leaflet.value.leaflet) if catalogs else None
    given = given_wording(leaflet.value, wording, own, leaflet.marks.at(("leaflet",)))
    return _Composer(leaflet, shared, clinic, lang, catalogs or {}, given).compose()


class _Composer:
    def __init__(
        self,
        leaflet: Marked[LeafletFile],
        shared: Marked[PassageFile] | None,
        clinic: Marked[ClinicFile],
        lang: str,
        catalogs: Mapping[str, Catalog],
        wording: Wording,
    ) -> None:
        self.leaflet, self.shared, self._clinic = leaflet, shared, clinic
        self.lang, self.wording = lang, wording
        self.shown = wordings.sections(leaflet.value, wording)
        self.problems: list[Problem] = []
        self.met: frozenset[str] = frozenset()
        self.recall = Recall(_world(leaflet, shared, (lang, wording), catalogs), self.problems)
        self._once("language", lambda: check_language(lang))
        table = self._once("phrases", lambda: phrase_table(lang, catalogs.get(PROGRAM), self.problems))
        self.phrases = Phrases(lang, table)
        self.translation = Translation(lang, leaflet.value.lang, catalogs, self.problems)
        self.root = Spot(leaflet.marks, (), "")
        sources = frozenset(leaflet.value.sources) | frozenset(shared.value.sources if shared else ())
        self.answers: dict[str, Answer] = {}
        values = Read(self._values(), "value", self.recall, value_key)
        hard_words = self._once("words", self._hard_words)
        self.inlines = Inlines(self.phrases, self.translation, values, hard_words, sources, problems=self.problems)
        passages = shared.value.passages if shared else {}
        self.blocks = Blocks(self.inlines, self._passage, passages)
        self.blocks.answers = Read(self.answers, "answer", self.recall, lambda answer: answer)
        self.recall.sources["clinic"] = cache(lambda _: clinic_key(clinic.value, clinic.marks))
        self.blocks.part = self._part

    @property
    def clinic(self) -> Marked[ClinicFile]:
        """The clinic; that it was read is noted."""
        self.recall.note("clinic", "")
        return self._clinic

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Return what no clinic changes, made once; what was wrong with it is said each time."""
        known = self.recall.kept.values.get(name)
        if known is None:
            told = len(self.problems)
            known = self.recall.kept.values[name] = (make(), tuple(self.problems[told:]))
        else:
            self.problems += known[1]
        return known[0]

    def _part(self, place: Hashable, make: Callable[[], T]) -> T:
        return self.recall.part(place, Trail(self.blocks), make)

    def compose(self) -> Composed:
        sections = self._title_blocks()
        for number, section in self.shown:
            sections += self._remembered_section(section, number)
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise LeafletError(self.problems)
        pictures = self.blocks.pictures
        document = self._document(tuple(sections))
        omitted = tuple(self.inlines.omitted)
        edge = Edge(*self._bands(), self.phrases)
        return Composed(document, omitted, pictures.images, pictures.codes, edge, tuple(self.problems))

    def _remembered_section(self, section: author.Section, number: int) -> list[Block]:
        # What a leaflet says of itself at its end counts the sources that were met before.
        self.met = frozenset(self.inlines.sources) if section.part == author.Part.DISCLAIMER else frozenset()
        found, spot = self._reworded(section, self.root / "sections" / number)
        return self._part(("section", number, self.met), lambda: self._section(found, spot))

    def _plain(self, text: str, spot: Spot) -> tuple[Inline, ...]:
        """Return a text without markup in the language of the document."""
        words = self.translation.text(text, spot)
        inline = Text(text=typographic(words.text))
        return (Span(id=f"{spot.id}~", lang=words.foreign, content=(inline,)),) if words.foreign else (inline,)

    def _reworded(self, content: R, spot: Spot) -> tuple[R, Spot]:
        """Return a section or passage in the wording of the document, and where its words stand."""
        found, moved = wordings.reworded(content, self.wording)
        return found, replace(spot, moved=moved)

    def _hard_words(self) -> dict[str, str]:
        """Return hard words and what they mean; an easy-read leaflet says it in sentences of its own."""
        spot = self.root / "words"
        if self.wording == "easy-read":
            return {}
        return {
            self.translation.text(word, spot / word / "word").text: self.translation.text(meaning, spot / word).text
            for word, meaning in self.leaflet.value.words.items()
        }

    # ------------------------------------------------------------ answers

    def _values(self) -> dict[str, Value]:
        """Return what every field stands for; note answers that are missing or cannot be read."""
        leaflet, clinic = self.leaflet.value, self.clinic.value
        values: dict[str, Value] = {
            name: Given(kind, text) for name, (kind, text) in built_in(clinic, leaflet.dates, self.phrases).items()
        }
        values |= self._asked(leaflet.asks, self.root / "asks", leaflet.leaflet)
        if self.shared:
            names = self._once("shared names", partial(shared_names, leaflet, self.shared.value))
            asks = {name: ask for name, ask in self.shared.value.asks.items() if name in names}
            values |= self._asked(asks, Spot(self.shared.marks, ("asks",), "asks"), leaflet.leaflet)
        self._check_answers()
        return values

    def _check_answers(self) -> None:
        """Note answers to questions that this leaflet does not ask: most often a misspelt name."""
        leaflet = self.leaflet.value
        known = {**leaflet.asks, **(self.shared.value.asks if self.shared else {})}
        for name in self.clinic.value.answers.get(leaflet.leaflet, {}):
            if name not in known:
                message = f'leaflet "{leaflet.leaflet}" does not ask for "{name}"'
                hint = did_you_mean(name, known) or f"it asks for: {', '.join(leaflet.asks) or 'nothing'}"
                at = self.clinic.marks.at(("answers", leaflet.leaflet, name), on_key=True)
                self.problems.append(Problem(code="S024", message=message, at=at, hint=hint))

    def _asked(self, asks: Mapping[str, Ask], spot: Spot, leaflet: str) -> dict[str, Value]:
        answers, missing, found = answers_of(self.clinic.value, leaflet, dict(asks))
        for finding in found:
            at = self.clinic.marks.at(finding.path)
            self.problems.append(Problem(code=finding.code, message=finding.message, at=at, hint=finding.hint))
        self.answers |= answers
        values: dict[str, Value] = {name: self._value(asks[name], answers[name], spot / name) for name in answers}
        for name in missing:
            if asks[name].optional == "true" or self._off(asks[name].only_if):
                values[name] = Left()
            else:
                values[name] = UNANSWERED
                self.problems.append(self._unanswered(name, asks[name]))
        for finding in found:
            values.setdefault(str(finding.path[-1]), UNANSWERED)
        return values

    def _off(self, switch: str | None) -> bool:
        """Return whether a question that hangs on another need not be answered."""
        return switch is not None and self.answers.get(switch) == YesNo(yes=False)

    def _value(self, ask: Ask, answer: Answer, spot: Spot) -> Value:
        if isinstance(answer, Choice) and isinstance(ask, ChoiceAsk):
            return Chosen(ask.options[answer.key], spot / "options" / answer.key)
        if isinstance(answer, YesNo):
            return Switch(answer.yes)
        if isinstance(answer, Words):
            text, lang = words(answer, self.lang)
            return Given("text", text, lang)
        return Given(ask.type, in_words(answer, self.phrases))

    def _unanswered(self, name: str, ask: Ask) -> Problem:
        leaflet = self.leaflet.value.leaflet
        place = "all" if name not in self.leaflet.value.asks else leaflet
        at = self.clinic.marks.at(("answers", place), on_key=True)
        seen = f" Seen elsewhere: {ask.seen}." if ask.seen else ""
        options = f" One of: {', '.join(ask.options)}." if isinstance(ask, ChoiceAsk) else ""
        message = f'leaflet "{leaflet}" asks for {name}: {ask.ask}{options}{seen}'
        hint = f"answer it under answers: {place}: {name}:"
        return Problem(code="S023", message=message, at=at, hint=hint)

    # ------------------------------------------------------------ parts

    def _passage(self, name: str) -> tuple[author.Passage, Spot] | None:
        found = self.shared.value.passages.get(name) if self.shared else None
        if found is None or self.shared is None:
            return None
        return self._reworded(found, Spot(self.shared.marks, ("passages", name), name))

    def _title_blocks(self) -> list[Block]:
        leaflet, root = self.leaflet.value, self.root
        found: list[Block] = [*self._english_title(), *name_of(self.wording, self.phrases, root.at())]
        purpose = self._part("purpose", lambda: self.blocks.fill(leaflet.purpose, root / "purpose", explain=False))
        self.purpose = plain(purpose.inlines)
        if self.wording == "easy-read":
            return found
        if leaflet.medical_name:
            name = root / "medical_name"
            content = self._plain(leaflet.medical_name, name)
            found.append(Paragraph(id=name.id, at=name.at(), role="medical-name", content=content))
        at = (root / "purpose").at()
        found.append(Paragraph(id="purpose", at=at, role="purpose", content=purpose.inlines, sources=purpose.sources))
        cover = leaflet.short if self.wording == "short" else None
        if cover and cover.figure:
            found += self.blocks.pictures.figure(cover.figure, root / "short" / "figure")
        if self.wording == "full" and leaflet.key_points:
            found.append(self._remembered_points(leaflet.key_points, root / "key_points"))
        elif cover and cover.key_points:
            found.append(self._remembered_points(cover.key_points, root / "short" / "key_points"))
        return found

    def _english_title(self) -> list[Block]:
        """Return title, language and interpreter line in English, by which staff know what they cannot read.

        The interpreter line stands in the language too once a person has answered for the translation.
        """
        if not self.translation.needed:
            return []
        lang, phone = self.leaflet.value.lang, ("clinic_phone", "phone", self.clinic.value.contacts.phone)
        english = plain_words(f"{self.leaflet.value.title} · {language_name(self.lang)} · ")
        said = {lang: (*english, *filled_phrase(Phrases(lang), "interpreter", phone=phone))}
        if not self.translation.is_machine:
            said[self.lang] = filled_phrase(self.phrases, "interpreter", phone=phone)
        return [
            Paragraph(
                id=f"english-title-{number}", at=self.root.at(), role="english-title", lang=tongue, content=content
            )
            for number, (tongue, content) in enumerate(said.items())
        ]

    def _remembered_points(self, points: Sequence[str], spot: Spot) -> Callout:
        return self._part(spot.path, lambda: self._key_points(points, spot))

    def _key_points(self, points: Sequence[str], spot: Spot) -> Callout:
        leaflet, root = self.leaflet.value, self.root
        inside = list(self.blocks.list(points, spot))
        glance = root / "glance"
        items = []
        for number, fact in enumerate(leaflet.glance or () if self.wording == "full" else ()):
            if pair := self.blocks.pair({"fact": fact.fact, "note": fact.note}, glance / number):
                items.append(Item(marker="", blocks=pair))
        if items:
            inside.append(List(id=glance.id, at=glance.at(), role="glance", items=tuple(items), numbering="none"))
        title = plain_words(self.phrases("key_points"))
        return Callout(id="key-points", at=spot.at(), role="key-points", title=title, blocks=tuple(inside))

    def _section(self, section: author.Section, spot: Spot) -> list[Block]:
        if section.only_if and not self.blocks.switched_on(section.only_if, spot):
            return []
        self.blocks.safety, self.inlines.strict = section.part in SAFETY, section.part in STRICT
        heading, inside = self._heading_and_content(section, spot)
        self.blocks.safety = self.inlines.strict = False
        part = section.part or ""
        if part == author.Part.DISCLAIMER:
            inside = [_small(block) for block in inside] + self._about(spot)
        if not inside:
            self._check_not_required(section, spot)
            return []
        tell_us = part == author.Part.TELL_US_FIRST
        slot: Literal["", "back"] = "back" if part == author.Part.GET_HELP else ""
        made = Section(
            id=spot.id, at=spot.at(), role="tell-us-first" if tell_us else "", heading=heading.inlines,
            blocks=tuple(inside), part=part, slot=slot,
        )  # fmt: skip
        general = (tell_us or self._is_first_of_others(spot)) and self.wording != "easy-read"
        return [made, self._general()] if general else [made]

    def _check_not_required(self, section: author.Section, spot: Spot) -> None:
        kind = self.leaflet.value.kind
        told = any(problem.severity is Severity.ERROR for problem in self.problems)
        if section.part in REQUIRED[kind] and not told:
            message = f'nothing is left of the part "{section.part}", which a leaflet of kind "{kind}" needs'
            hint = "answer the optional questions of this part, or make them ones that every clinic answers"
            self.problems.append(Problem(code="C002", message=message, at=spot.at(), hint=hint))

    def _is_first_of_others(self, spot: Spot) -> bool:
        """Return whether it is the first part where there is no tell-us-first; one side needs no line on its kind."""
        if self.leaflet.value.kind == "aftercare":
            return False
        has_tell_us = any(found.part == author.Part.TELL_US_FIRST for _, found in self.shown)
        return not has_tell_us and spot.path[-1] == self.shown[0][0]

    def _heading_and_content(self, section: author.Section, spot: Spot):  # type: ignore[no-untyped-def]
        blocks = self.blocks
        passage = blocks.passage(section.use, spot) if section.use else None
        if section.heading or passage is None:
            heading = blocks.fill(section.heading or "", spot / "heading", explain=False)
        else:
            heading = blocks.fill(passage[0].heading, passage[1] / "heading", explain=False)
        inside = list(self._content(section, spot))
        if passage:
            inside += self._content(*passage)
        return heading, inside

    def _content(self, content: author.Reworded, spot: Spot) -> tuple[Block, ...]:
        found = list(self.blocks.content(content, spot))
        before, self.blocks.safety = self.blocks.safety, True
        if self.wording == "easy-read" and content.easy_read:
            found += ideas(content.easy_read.ideas or (), self.blocks, spot / "ideas")
        if content.risks:
            risks = risk_list if self.wording == "short" else risk_table
            found.append(risks(content.risks, self.blocks, self.phrases, spot / "risks"))
            found += risk_pictures(content.risks, self.blocks, spot / "risks")
        if content.bands:
            untitled = "expected" if self.leaflet.value.kind == "aftercare" else ""
            spot_of_bands, clinic = spot / "bands", lambda: self.clinic.value
            found += bands(content.bands, self.blocks, self.phrases, clinic, spot_of_bands, untitled)
        self.blocks.safety = before
        return tuple(found)

    def _general(self) -> Paragraph:
        content = plain_words(self.phrases("general"))
        return Paragraph(id="general", at=self.root.at(), role="small", content=content)

    def _about(self, spot: Spot) -> list[Block]:
        """Return what the full leaflet says of itself at the end: number, dates, owner, sources; else where it is."""
        leaflet, phrases = self.leaflet.value, self.phrases
        if self.wording != "full":
            web = self.clinic.marks.at(("contacts", "web"))
            return [full_leaflet(self.blocks, phrases, self.clinic.value, web, spot / "full")]
        dates = leaflet.dates
        about = phrases(
            "about_number", number=leaflet.number, version=leaflet.version, written=self._date(dates.written),
            checked=self._date(dates.evidence_checked), review_by=self._date(dates.review_by),
        )  # fmt: skip
        said = {
            name: plain(self._plain(getattr(leaflet, key), self.root / key))
            for name, key in (("owner", "owner"), ("funding", "funding"), ("patients", "patient_involvement"))
        }
        lines = {"number": about, "owner": phrases("about_owner", **said)}
        if count := len(self.met | self.inlines.sources.keys()):
            lines["sources"] = phrases("about_sources", count=count)
        if leaflet.kind == "aftercare":
            lines = {"-".join(lines): " ".join(lines.values())}
        return [
            Paragraph(id=(spot / f"about-{name}").id, at=spot.at(), role="small-print", content=plain_words(text))
            for name, text in lines.items()
        ]

    # ------------------------------------------------------------ the document

    def _document(self, sections: tuple[Block, ...]) -> Document:
        leaflet, phrases = self.leaflet.value, self.phrases
        title = self._plain(leaflet.title, self.root / "title")
        body = Section(id="leaflet", at=self.root.at(), role="leaflet", heading=title, blocks=sections)
        running = phrases(
            "footer", title=leaflet.short_title or leaflet.title, number=self._number(), version=leaflet.version,
            review_by=self._date(leaflet.dates.review_by),
        )  # fmt: skip
        direction: Literal["ltr", "rtl"] = "rtl" if self.translation.rtl else "ltr"
        return Document(
            id=leaflet.leaflet, title=plain(title), lang=self.lang, direction=direction,
            meta=self._meta(plain(title)), blocks=(*self._masthead(), body), running=running,
            at=(self.root / "title").at(), page_words=phrases("page", page="{page}", pages="{pages}"),
            notes=phrases("notes"),
            band=self._bands()[0], band_lang=self._band_lang(),
        )  # fmt: skip

    def _number(self) -> str:
        number = self.leaflet.value.number
        return f"{number}-{self.lang}" if self.translation.needed else number

    def _date(self, day: datetime.date) -> str:
        return date(day, self.phrases.locale)

    def _bands(self) -> tuple[str, str]:
        """Return what the bands of a draft, and of what is approved, warn of.

        A machine's translation is never approved, and its warning is English: no person vouches for its words.
        """
        machine = self.translation.is_machine
        phrases = self.phrases if self._band_lang() == self.lang else Phrases(self.leaflet.value.lang)
        draft = phrases("machine", language=own_name(self.lang)) if machine else phrases("draft")
        made_up = phrases("fictional") if self.clinic.value.is_fictional else ""
        return f"{draft} {made_up}".strip(), f"{draft} {made_up}".strip() if machine else made_up

    def _band_lang(self) -> str:
        """Return the language of the bands: that of the leaflet where no person answers for the words of another."""
        own = self.translation.is_machine or self.lang in PSEUDO
        return self.leaflet.value.lang if own else self.lang

    def _masthead(self) -> tuple[Paragraph, ...]:
        clinic = self.clinic.value
        at = self.clinic.marks.at(("name",))

        def line(role: str, name: str, text: str) -> Paragraph:
            return Paragraph(
                id=role, at=at, role=role, content=(Filled(name=name, kind="text", text=typographic(text)),)
            )

        found = [line("clinic", "clinic_name", clinic.name)]
        if clinic.department:
            found.append(line("department", "clinic_department", clinic.department))
        audience = Paragraph(id="audience", role="audience", content=plain_words(self.phrases("for_patients")))
        return (*found, audience)

    def _meta(self, title: str) -> Meta:
        leaflet, clinic = self.leaflet.value, self.clinic.value
        keywords = (leaflet.number, *(word for word in (leaflet.medical_name,) if word), self.lang)
        return Meta(
            leaflet=leaflet.leaflet, number=leaflet.number, version=leaflet.version, title=title,
            subject=self.purpose, clinic=clinic.name, clinic_id=clinic.clinic,
            written=leaflet.dates.written.isoformat(), review_by=leaflet.dates.review_by.isoformat(),
            keywords=keywords, fictional=clinic.is_fictional, wording=self.wording,
        )  # fmt: skip


def _small(block: Block) -> Block:
    return replace(block, role="small-print") if isinstance(block, Paragraph) else block


def _world(
    leaflet: Marked[LeafletFile],
    shared: Marked[PassageFile] | None,
    edition: tuple[str, Wording],
    catalogs: Mapping[str, Catalog],
) -> World:
    """Return what is the same for all clinics of a leaflet in a language and wording."""
    others = (leaflet.marks, *((shared.value, shared.marks) if shared else ()), *catalogs.values())
    return world(leaflet.value, others, (*edition, *catalogs))
