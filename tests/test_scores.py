"""Score sheets: every look finds what is there and misses what is not; no result before all three are in."""

import datetime
from collections.abc import Callable
from inspect import signature
from typing import cast

import pytest
from msgspec.structs import replace

from hsgleaflet.check.scores import parts, text, whole
from hsgleaflet.check.scores.eqip import EQIP
from hsgleaflet.check.scores.instruments import INSTRUMENTS
from hsgleaflet.check.scores.item import Klass, Look, Role, na
from hsgleaflet.check.scores.sheet import Said, Scored, Sheet, score
from hsgleaflet.check.scores.subject import Subject
from hsgleaflet.model.document import Block, Callout, Document, Figure, Group, Label, List, Picture, Section, Text
from hsgleaflet.model.pictures import Raster
from hsgleaflet.problems import Problem
from hsgleaflet.typeset.layout import Art, Words
from hsgleaflet.work import scoring
from tests.conftest import first_of_each, project
from tests.samples import Json
from tests.score_samples import (
    COMPARED_BOTH_SIDES,
    Change,
    compared,
    every,
    field,
    instead,
    looked_at,
    made,
    rich,
    rows,
    subject_of,
    without,
)

LOOKS: dict[tuple[str, str], Look] = {
    (instrument.key, item.number): item.look for instrument in INSTRUMENTS for item in instrument.items if item.look
}
DAY = datetime.date(2026, 11, 25)
LONG = "You can ask us as often as you want and we will then tell you all that we know of it and more than that today"


def broken(*codes: str) -> list[Problem]:
    return [Problem(code=code, message="broken") for code in codes]


# --- what the sheets hold


@pytest.mark.parametrize(
    ("key", "items", "alone", "mixed", "measured", "people"),
    [("pemat-p", 24, 13, 2, 7, 2), ("cdc", 20, 13, 4, 3, 0), ("eqip-36", 36, 25, 6, 3, 2), ("discern", 16, 4, 8, 0, 4),
     ("ipdas", 16, 6, 10, 0, 0)],
)  # fmt: skip
def test_the_sheets_hold_all_items_in_the_classes_of_the_standard(
    key: str, items: int, alone: int, mixed: int, measured: int, people: int
) -> None:
    (found,) = [sheet for sheet in INSTRUMENTS if sheet.key == key]
    kinds = [one.klass for one in found.items]
    assert len({one.number for one in found.items}) == items
    assert kinds.count(Klass.MACHINE) == alone
    assert kinds.count(Klass.PRESENCE) + kinds.count(Klass.PARTLY) == mixed
    assert (kinds.count(Klass.MEASURED), kinds.count(Klass.PEOPLE)) == (measured, people)


def test_whoever_must_answer_is_asked() -> None:
    for sheet in INSTRUMENTS:
        for one in sheet.items:
            assert bool(one.who) == (one.klass is not Klass.MACHINE), (sheet.key, one.number)
            assert bool(one.look) or one.klass is Klass.PEOPLE, (sheet.key, one.number)


# --- each look: a leaflet that has it, and one that has not

FAILING: dict[Look, tuple[str, Change | Callable[[], Subject]]] = {
    parts.purpose: ("no", field(purpose=LONG + " " + LONG + ".")),
    parts.condition: ("no", instead("what-it-is", body=["We look inside."])),
    parts.sequence: ("partly", instead("on-the-day", body=["We look."])),
    parts.feeling: ("no", every(without("after-effects"), instead("on-the-day", body=["We look."]))),
    parts.benefits: ("no", without("benefits")),
    parts.benefits_counted: ("no", instead("benefits", body=["It is quick."])),
    parts.risks: ("no", without("risks")),
    parts.risks_counted: ("no", instead("risks", body=["You may bleed."])),
    parts.risks_and_benefits: ("no", without("risks")),
    parts.nature_of_risk: ("no", lambda: subject_of(made(), broken("C115"))),
    parts.handled: ("partly", rows({"means": None, "we_do": None})),
    parts.choices: ("partly", lambda: subject_of(made(), broken("C118"))),
    parts.without: ("no", instead("alternatives", body=["You can have a scan."])),
    parts.uncertainty: ("no", every(instead("results", body=["We tell you."]), rows({}),
                                              instead("alternatives", body=["A scan."]))),
    parts.shared_decision: ("no", without("questions")),
    parts.options: ("no", field()),
    parts.decision: ("no", field(purpose="A test that looks inside your womb.")),
    parts.equal_detail: ("no", instead("benefits", body=[f"{LONG}. " * 8])),
    parts.precautions: ("no", without("tell-us-first", "preparation")),
    parts.alarm_signs: ("no", instead("get-help", bands={"call_us": ["a fever"]})),
    parts.contacts: ("no", instead("get-help", body=["Ask us."])),
    parts.other_sources: ("partly", instead("support", body=["Ask us."])),
    parts.life: ("partly", instead("going-home", body=["You can drive when you are ready."])),
    parts.cost: ("no", lambda: subject_of(made(), country="US", contacts=_us())),
    parts.notes: ("partly", instead("questions", questions={"ask": ["Why?"], "lines": 5})),
    parts.reason_given: ("no", every(instead("preparation", body=["Rest."]),
                                               instead("tell-us-first", checklist=["you are ill"]))),
    parts.how_to: ("no", without("preparation")),
    parts.dated: ("no", without("disclaimer")),
    parts.update_policy: ("no", without("disclaimer")),
    parts.bibliography: ("no", lambda: subject_of(made(), broken("C119"))),
    parts.cited: ("no", lambda: subject_of(made(), broken("C119"))),
    LOOKS["eqip-36", "21"]: ("no", without("disclaimer")),
    LOOKS["eqip-36", "22"]: ("no", without("disclaimer")),
    LOOKS["eqip-36", "24"]: ("no", without("disclaimer")),
    LOOKS["ipdas", "C6"]: ("no", without("disclaimer")),
    LOOKS["ipdas", "T1"]: ("no", instead("what-it-is", body=["It is quick."])),
    LOOKS["ipdas", "T2"]: ("no", instead("results", body=["We write to you."])),
    LOOKS["ipdas", "T3"]: ("no", instead("results", body=["We tell you."])),
    LOOKS["ipdas", "T4"]: ("no", instead("results", body=["We tell you."])),
    text.everyday_words: ("no", instead("support", body=["Hysterectomy, examination, information, operation. " * 9])),
    text.terms_explained: ("no", instead("what-it-is", body=["We look inside your cervix. The main reason is pain."])),
    text.active: ("no", instead("support", body=["You are given gas. " * 3, "You are sent home. " * 3])),
    text.nothing_distracting: ("no", instead("support", body=["We are a world-class team."])),
    text.generic_names: ("no", instead("support", body=["Take Nurofen before you come."])),
    text.speaks_to_reader: ("no", instead("support", body=["Patients should rest."])),
    text.short_sentences: ("partly", instead("support", body=[f"{LONG}. {LONG}. {LONG}."] * 5)),
    text.chunks: ("no", instead("support", body=["We help. " * 4])),
    text.headings: ("no", instead("support", heading="General information", body=["Ask us."])),
    text.lists: ("no", lambda: looked_at(_pruned("List"))),
    text.clear_numbers: ("no", instead("support", body=["Wait two days."])),
    text.familiar_numbers: ("no", lambda: subject_of(made(), broken("C105"))),
    text.numbers_explained: ("no", lambda: subject_of(made(), broken("C120"))),
    text.no_sums: ("no", instead("support", body=["Half of us are here."])),
    text.also_in_words: ("no", lambda: subject_of(made(), broken("C120"))),
    text.no_contradiction: ("no", instead("support", body=["Infection happens to 5 in 100 people."])),
    text.balanced: ("no", instead("benefits", body=[f"{LONG}. " * 8])),
    text.action: ("no", lambda: looked_at(_pruned("List", "Paragraph", "Callout", "tell-us-first"))),
    text.call_to_action: ("no", field(key_points=["It is quick.", "It is safe.", "You are awake."])),
    text.small_steps: ("no", instead("preparation", steps=[{"when": "Before", "do": f"{LONG}."}])),
    whole.logical_order: ("no", lambda values: values["sections"].reverse()),
    whole.summary: ("no", field(key_points=["It is quick."] * 6)),
    whole.first_summary: ("no", field(key_points=["It is quick."] * 6)),
    whole.covers_kept: ("no", without("what-it-is", "get-help")),
    whole.message_on_top: ("no", lambda: looked_at(_pruned("Paragraph"))),
    whole.message_stands_out: ("no", lambda: looked_at(_pruned("Paragraph"))),
    whole.one_message: ("no", field(purpose=LONG + " " + LONG + ".")),
    whole.cues: ("no", without("get-help")),
    whole.tool: ("no", lambda: looked_at(_pruned("List", "Blank", "questions"))),
    whole.pictures_help: (
        "no",
        every(instead("what-it-is", body=["It is."]), instead("on-the-day", body=["We look."])),
    ),
    whole.pictures_of_actions: ("no", instead("on-the-day", body=["We look."])),
    whole.captions: ("no", lambda: looked_at(_with_picture(caption=()))),
    whole.pictures_clear: ("no", lambda: looked_at(_with_picture(labels=7))),
    whole.figures_clear: ("no", lambda: looked_at(_with_picture(labels=7))),
    whole.tables_simple: ("no", lambda: subject_of(made(_long_head))),
    whole.charts_explained: ("no", lambda: looked_at(_pruned("reading"))),
    whole.message_shown: ("no", instead("what-it-is", body=["The reason is pain."])),
    whole.design: ("no", lambda: looked_at(rich().document, replace(rich().layout, problems=tuple(broken("L001"))))),
    whole.logo: ("no", lambda: subject_of(made(), logo="logo.svg")),
}  # fmt: skip
OTHERWISE: dict[Look, tuple[str, Callable[[], Subject]]] = {
    parts.options: ("yes", lambda: subject_of(made(compared))),
    parts.equal_detail: ("yes", lambda: subject_of(made(compared))),
    parts.bibliography: ("partly", rich),
    parts.cost: ("yes", lambda: subject_of(made(instead("support", body=["It has no cost for you. Go to www.a.org."])),
                                           country="US", contacts=_us())),
    whole.logo: ("yes", lambda: _with_logo()),
}  # fmt: skip
"""What the rich leaflet cannot show."""
NEVER: dict[Look, str] = {
    parts.consent: "na",
    text.sums_explained: "na",
    whole.covers_announced: "partly",
}
"""Looks that no leaflet of today fulfils, and what they say of the rich one."""


def _us() -> dict[str, object]:
    hours = {"days": "mon-fri", "from": "08:30", "to": "17:00"}
    return {"phone": "212-663-4567", "hours": hours, "out_of_hours": "212-663-4568", "emergency": "911"}


def _long_head(values: Json) -> None:
    instead("alternatives", body=[{"table": {"caption": "Choices", "columns": ["Choice", "What it is and why we do it"],
                                             "rows": [["No test", "Wait"]]}}])(values)  # fmt: skip


def _pruned(*kinds: str) -> Document:
    """The rich document without blocks of some kinds, roles or parts."""

    def kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        named = ((block, {type(block).__name__, block.role, getattr(block, "part", "")}) for block in blocks)
        return tuple(pruned(block) for block, names in named if not names & set(kinds))

    def pruned(block: Block) -> Block:
        if isinstance(block, List):
            items = [replace(one, blocks=kept(one.blocks)) for one in block.items]
            return replace(block, items=tuple(one for one in items if one.blocks))
        if isinstance(block, Section | Callout | Group):
            return replace(block, blocks=kept(block.blocks))
        return block

    document = rich().document
    return replace(document, blocks=kept(document.blocks))


def _with_picture(labels: int = 0, caption: tuple[Text, ...] = (Text(text="Seen."),)) -> Document:
    """The rich document with one more picture, a sign of the program."""
    marks = tuple(Label(anchor=f"a{number}", text="Here") for number in range(labels))
    figure = Figure(id="x.figure", graphic=Picture(asset="sign/box", labels=marks), alt="A box.", caption=caption)
    document = rich().document
    return replace(document, blocks=(*document.blocks, figure))


def _with_logo() -> Subject:
    subject = rich()
    page = subject.layout.pages[0]
    logo = page.showing((*page.fragments, Art(0, 0, 20, 20, "logo.svg")))
    layout = replace(subject.layout, pages=(logo, *subject.layout.pages[1:]))
    made_ = looked_at(subject.document, layout)
    made_.logo = "logo.svg"
    return made_


def lacking(change: Change | Callable[[], Subject]) -> Subject:
    """A leaflet that lacks something: a change of the rich one, or one of its own."""
    if signature(change).parameters:
        return subject_of(made(cast("Change", change)))
    return cast("Callable[[], Subject]", change)()


def names(look: Look) -> str:
    return getattr(look, "__name__", "look")


def test_every_look_of_every_sheet_has_both_cases() -> None:
    looks = set(LOOKS.values())
    assert {names(look) for look in looks - set(FAILING) - set(NEVER)} == set()
    assert {names(look) for look in (set(FAILING) | set(NEVER)) - looks} == set()


@pytest.mark.parametrize("look", FAILING, ids=names)
def test_a_look_finds_what_is_there(look: Look) -> None:
    answer, make = OTHERWISE.get(look, ("yes", rich))
    seen = look(make())
    assert seen.answer == answer, seen.why


@pytest.mark.parametrize("look", FAILING, ids=names)
def test_a_look_misses_what_is_not_there(look: Look) -> None:
    answer, change = FAILING[look]
    seen = look(lacking(change))
    assert (seen.answer, bool(seen.why)) == (answer, True), seen.why


@pytest.mark.parametrize("look", NEVER, ids=names)
def test_a_look_that_nothing_fulfils_says_so(look: Look) -> None:
    assert look(rich()).answer == NEVER[look]


def test_a_photograph_needs_enough_dots() -> None:
    document = _with_picture()
    for width, answer in ((200, "no"), (2000, "yes")):
        subject = looked_at(document)
        subject.pictures = {"sign/box": Raster(b"", width, width)}
        page = subject.layout.pages[0]
        photograph = page.showing((*page.fragments, Art(0, 0, 144, 144, "sign/box")))
        subject.layout = replace(subject.layout, pages=(photograph,))
        assert whole.pictures_clear(subject).answer == answer


def test_small_type_and_long_lines_are_seen() -> None:
    subject = looked_at(rich().document)
    assert whole.design(subject).answer == "yes"
    (page, *_) = subject.layout.pages
    lines = [item for item in page.fragments if isinstance(item, Words)]
    small = lines[0].line.segments[0]
    line = lines[0].line._replace(segments=(small._replace(run=replace(small.run, size=9.0)),))
    subject.layout = replace(subject.layout, pages=(page.showing((replace(lines[0], line=line),)),))
    assert (whole.design(subject).answer, whole.design(subject).why) == ("no", "type of 9 pt")


def test_two_options_compared_in_a_table_are_looked_at() -> None:
    subject = subject_of(made(compared))
    assert parts.benefits_counted(subject).answer == "yes"
    assert parts.risks_counted(subject).answer == "yes"
    assert parts.nature_of_risk(subject).answer == "partly"
    assert parts.handled(subject).answer == "partly"
    assert text.also_in_words(subject).answer == "partly"
    both = field(sections=[COMPARED_BOTH_SIDES])
    assert text.also_in_words(subject_of(made(compared, both))).answer == "yes"


# --- a sheet


def scored(key: str, said: Said | None = None, subject: Subject | None = None) -> Scored:
    sheets = score(subject or rich(), said or {}).scored
    return next(one for one in sheets if one.instrument.key == key)


def everything(answer: str = "yes", level: str = "4") -> dict[tuple[str, str, Role], str]:
    """Answers of both roles to all that they are asked."""
    return {
        (sheet.key, one.number, role): level if sheet.scale else answer
        for sheet in INSTRUMENTS
        for one in sheet.items
        for role in one.who
    }


def test_the_machine_counts_what_it_can_settle() -> None:
    found = scored("pemat-p")
    assert (found.settled.points, found.settled.of) == (15, 15)
    assert (found.measured.points, found.measured.of) == (7, 7)
    assert scored("eqip-36").settled.of == 29  # 31 without cost and consent, which do not apply
    assert scored("eqip-36").settled.points == 27  # the logo is missing, contents and sources count a half


def test_partly_counts_a_half_only_where_the_instrument_says_so() -> None:
    lacking_one = subject_of(made(without("going-home")))
    assert scored("cdc", subject=subject_of(made(compared))).settled.points == 15
    assert scored("eqip-36", subject=lacking_one).settled.points < scored("eqip-36").settled.points


def test_there_is_no_result_before_all_three_are_in() -> None:
    for found in score(rich(), {}).scored:
        assert not found.complete
        assert found.results == {}
    clinician = {key: value for key, value in everything().items() if key[2] == "clinician"}
    assert all(found.results == {} for found in score(rich(), clinician).scored)
    one_short = everything()
    del one_short["cdc", "11", "clinician"]
    assert scored("cdc", one_short).results == {}


def test_the_results_are_those_of_the_instruments() -> None:
    assert scored("pemat-p", everything()).results == {"Understandability": "100%", "Actionability": "100%"}
    assert scored("cdc", everything()).results == {"All items": "100%"}
    assert scored("eqip-36", everything()).results == {"All items": "94%"}  # 32 of 34
    assert scored("discern", everything()).results == {"Lowest item": "4 of 5", "Items below 3": "0"}


def test_the_lower_answer_of_two_people_counts() -> None:
    said = everything() | {("pemat-p", "16", "lay"): "no"}
    row = next(row for row in scored("pemat-p", said).rows if row.item.number == "16")
    assert row.answer == "no"
    assert scored("pemat-p", said).results["Understandability"] == "94%"


def test_people_cannot_make_up_for_what_is_not_there() -> None:
    bare = subject_of(made(without("questions")))
    assert scored("discern", everything(level="5"), bare).results["Lowest item"] == "1 of 5"


def test_people_may_see_more_than_a_measurement() -> None:
    promoted = subject_of(made(instead("support", body=["We are a leading team."])))
    row = scored("pemat-p", everything(), promoted).rows[1]
    assert row.seen is not None
    assert (row.seen.answer, row.answer) == ("no", "yes")


def test_what_does_not_apply_is_not_asked() -> None:
    row = next(row for row in scored("pemat-p").rows if row.item.number == "24")
    assert (row.applies, row.open) == (False, ())


def aftercare(values: Json) -> None:
    kept = ("after-effects", "get-help", "going-home", "support", "disclaimer")
    values["kind"] = "aftercare"
    values["sections"] = [one for one in values["sections"] if one["part"] in kept]


def test_a_sheet_for_the_days_after_is_not_asked_what_the_leaflet_of_the_procedure_tells() -> None:
    after = subject_of(made(aftercare))
    assert "discern" not in {found.instrument.key for found in score(after, {}).scored}
    left = {row.item.number for row in scored("eqip-36", subject=after).rows if not row.applies}
    assert left - {row.item.number for row in scored("eqip-36").rows if not row.applies} == {
        "5", "6", "7", "8", "31", "34",
    }  # fmt: skip
    assert all(row.applies for row in scored("cdc", subject=after).rows)


def test_only_an_instrument_that_lets_items_not_apply_leaves_out_any_and_says_why() -> None:
    assert {one.key for one in INSTRUMENTS if one.past} == {"eqip-36"}  # yes, partly, no, does not apply
    for row in scored("eqip-36", subject=subject_of(made(aftercare))).rows:
        if reason := EQIP.past.get(row.item.number):
            assert row.seen == na(reason)
    # What may still happen is asked of every leaflet.
    assert not {"9", "10", "11", "12", "13", "14"} & set(EQIP.past)


SHEET = every(
    aftercare,
    field(purpose="After a camera test, cramp is normal; if worse, ring us.", key_points=None),
    instead("get-help", body=["Use pads, to lower the risk. Fewer than 1 in 100 need treatment; 99 do not [@A]."],
            bands={"call_us": ["a fever"], "emergency": ["fits"]}),
    instead("going-home", body=[{"checklist": ["Take a painkiller", "Drive when you feel ready"]}]),
)  # fmt: skip
"""A sheet for the days after, which tells what matters without key points."""
AFTER: dict[Look, Change] = {
    parts.condition: field(purpose="Cramp is normal; if worse, ring us."),
    parts.risks_counted: instead("get-help", body=["Infection is rare."]),
    parts.risks_and_benefits: instead("get-help", body=["Fewer than 1 in 100 need treatment; 99 do not [@A]."]),
    parts.nature_of_risk: instead("get-help", body=["Fewer than 1 in 100 get one; 99 do not [@A]."]),
    whole.first_summary: field(purpose="What is normal after a camera test."),
    whole.cues: without("after-effects"),
    text.call_to_action: instead("going-home", body=["You can drive."]),
    text.small_steps: instead("going-home", body=["You can drive."]),
}


@pytest.mark.parametrize("look", AFTER, ids=names)
def test_a_sheet_for_the_days_after_is_looked_at_for_what_it_can_tell(look: Look) -> None:
    assert look(subject_of(made(SHEET))).answer == "yes"
    assert look(subject_of(made(SHEET, AFTER[look]))).answer == "no"


@pytest.mark.parametrize(
    ("look", "part"), [(parts.how_to, "going-home"), (parts.precautions, "going-home"), (parts.handled, "get-help")]
)
def test_a_sheet_for_the_days_after_tells_what_to_do_at_home(look: Look, part: str) -> None:
    assert look(subject_of(made(aftercare))).answer == "yes"
    assert look(subject_of(made(aftercare, without(part)))).answer == "no"


def test_decision_aids_alone_are_measured_as_such() -> None:
    assert "ipdas" not in {found.instrument.key for found in score(rich(), {}).scored}
    assert scored("ipdas", subject=subject_of(made(compared))).settled.of == 16


# --- the shipped leaflets


def test_shipped_leaflets_have_what_the_machine_can_settle(shipped_sheets: dict[str, Sheet]) -> None:
    for name, made_sheet in shipped_sheets.items():
        shares = {found.instrument.key: found.settled.percent for found in made_sheet.scored}
        assert {key: share for key, share in shares.items() if key in AIMED and share < 90} == {}, name


AIMED = ("pemat-p", "cdc", "eqip-36", "discern", "ipdas")


@pytest.fixture(scope="module")
def shipped_sheets() -> dict[str, Sheet]:
    """The score sheets of every leaflet."""
    planned = [replace(job, lang="en-GB", format="a4") for job in first_of_each().values()]
    return {job.leaflet: scoring.sheet(project(), job, DAY, None)[0] for job in planned}
