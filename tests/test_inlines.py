"""Texts with their fields filled: values stay text, optional sentences go as a whole, hard words are explained."""

import pytest

from hsgleaflet.compose.inlines import UNANSWERED, Chosen, Given, Left, Value
from hsgleaflet.model.document import Filled, Link, Span, Strong, Text, plain
from tests.samples import inlines, spot

PHONE = Given("phone", "020 7123 4567")
HOSTILE = [
    "**X**",
    "{ask}",
    "{phone}",
    "<b>bold</b>",
    "[a](https://evil.test)",
    "[@SOURCE]",
    "\\{x\\}",
    "\0phone\0",
    "%s {0}",
]


def filled(text: str, **values: Value) -> str:
    """The words of a text; nothing may be wrong with it."""
    filling = inlines(values, sources=("A", "B"))
    found = plain(filling.fill(text, spot("here")).inlines)
    assert filling.problems == []
    return found


def problems(text: str, values: dict[str, Value], *, safety: bool = False) -> list[tuple[str, str, str]]:
    """Code, place and hint of what is wrong with a text."""
    filling = inlines(values, sources=("NHS-2020",))
    filling.fill(text, spot("here"), safety=safety)
    return [(problem.code, str(problem.at), problem.hint) for problem in filling.problems]


# --- values are never markup


@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_stays_text(name: str) -> None:
    filling = inlines({"clinic": Given("text", name), "phone": PHONE, "ask": PHONE})
    found = filling.fill("Come to {clinic}. **Ask {clinic}.**", spot("here"))
    value = Filled(name="clinic", kind="text", text=name)
    assert found.inlines == (
        Text(text="Come to "),
        value,
        Text(text=". "),
        Strong(content=(Text(text="Ask "), value, Text(text="."))),
    )
    assert (filling.problems, filling.omitted) == ([], [])


@pytest.mark.parametrize(
    ("kind", "text", "target"),
    [
        ("url", "example.org/visit", "https://example.org/visit"),
        ("url", "http://example.org", "http://example.org"),
        ("url", "httpbin.example.org", "https://httpbin.example.org"),
        ("email", "desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_addresses_become_links(kind: str, text: str, target: str) -> None:
    (link,) = inlines({"web": Given(kind, text)}).fill("{web}", spot("here")).inlines
    assert isinstance(link, Link)
    assert (link.target, link.content) == (target, (Filled(name="web", kind=kind, text=text),))


def test_an_answer_in_another_language_says_so() -> None:
    (span,) = inlines({"line": Given("text", "poziom 2", "pl")}).fill("{line}", spot("here")).inlines
    assert isinstance(span, Span)
    assert (span.lang, plain(span.content)) == ("pl", "poziom 2")


def test_print_has_its_own_apostrophe_and_single_spaces() -> None:
    assert filled("It's  one\n line\tand **bold\n\nwords**.") == "It’s one line and bold words."
    assert filled("8\u00a0am") == "8\u00a0am"


# --- optional sentences


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("One. You can park at {gone}. Three.", "One. Three."),
        ("You can park at {gone}.", ""),
        ("One {kept}. Two {gone}! Three?", "One 020 7123 4567. Three?"),
        ("One. Two {gone} [@A]. Three [@B].", "One. Three."),
        ("One. Two {gone}. [@A] Three.", "One. Three."),
        ("One. Two {gone}. [@A] Three. Four.", "One. Three. Four."),
        ("One {gone}. [@A] [@B] Two.", "Two."),
        ("**One.** Two {gone}.", "One."),
        ("**One {gone}.** Two.", "Two."),
        ("One. **Two {gone}.** Three.", "One. Three."),
        ("Say “one.” Two {gone}. (Three.)", "Say “one.” (Three.)"),
        ("{gone} is first. Two.", "Two."),
        ("Come in. {gone} is second. Three.", "Come in. Three."),
        ("[Two {gone}](https://example.org). Three.", "Three."),
        ("{rule} If {gone}, ring us. Three.", "Rest on the day. Three."),
        ("Bring e.g. your {gone}. Three.", "Three."),
        ("Two at 8.30am with {gone}, or 1.5 hours. Three.", "Three."),
    ],
)
def test_a_sentence_without_its_answer_goes_as_a_whole(text: str, left: str) -> None:
    assert filled(text, gone=Left(), kept=PHONE, rule=Chosen("Rest on the day.", spot("rule"))) == left


def test_what_was_left_out_is_listed_with_its_place() -> None:
    filling = inlines({"gone": Left()}, sources=("A",))
    content = filling.fill("One. **Park** at {gone} [@A].", spot("here"))
    (omitted,) = filling.omitted
    assert (omitted.text, omitted.ask, str(omitted.at)) == ("Park at {gone}.", "gone", "here:1:18")
    assert content.sources == ()
    assert filling.sources == {}


def test_nothing_left_is_nothing_at_all() -> None:
    filling = inlines({"gone": Left()})
    assert not filling.fill("{gone}", spot("here"))
    assert not filling.fill(" Two {gone}. ", spot("here"))


@pytest.mark.parametrize("text", ["Park at {gone}.", "One. **Park at {gone}.**", "{rule}"])
def test_no_sentence_may_go_where_safety_is_told(text: str) -> None:
    rule = Chosen("Rest. Park at {gone}.", spot("rule"))
    (problem,) = problems(text, {"gone": Left(), "rule": rule}, safety=True)
    assert problem[0] == "C001"
    assert problems(text, {"gone": Left(), "rule": rule}) == []
    assert problems(text, {"gone": PHONE, "rule": rule}, safety=True) == []


# --- chosen wordings


def test_a_chosen_wording_is_the_leaflets_own_text() -> None:
    rule = Chosen("**Ring** {phone} [@A].", spot("asks", "rule"))
    filling = inlines({"rule": rule, "phone": PHONE}, {"ring": "call by phone"}, ("A",))
    found = filling.fill("Then: {rule}", spot("here"))
    assert plain(found.inlines) == "Then: Ring (call by phone) 020 7123 4567."
    assert Filled(name="phone", kind="phone", text="020 7123 4567") in found.inlines
    assert found.sources == ("A",)


def test_wordings_may_name_others_but_not_in_a_circle() -> None:
    def chain(*texts: str) -> dict[str, Value]:
        return {f"rule_{number}": Chosen(text, spot("rule", number)) for number, text in enumerate(texts)}

    assert filled("{rule_0}", **chain("A {rule_1}", "B {rule_2}", "C")) == "A B C"
    circle = chain("A {rule_1}", "B {rule_0}")
    found = problems("{rule_0}", circle)
    assert [code for code, _, _ in found] == ["M004"]


def test_a_fault_in_a_wording_is_told_where_the_wording_stands() -> None:
    assert problems("{rule}", {"rule": Chosen("Say **stop", spot("asks", "rule"))}) == [
        ("M001", "asks/rule:1:5", "close it with **")
    ]


# --- names that lead nowhere


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ring {phon}.", ("M002", "here:1:6", 'did you mean "phone"?')),
        ("Ring {zzzzz}.", ("M002", "here:1:6", "ask it under `asks:`")),
        ("A fact [@NHS-2021].", ("M003", "here:1:9", 'did you mean "NHS-2020"?')),
        ("A fact [@Q].", ("M003", "here:1:9", "list it under `sources:`")),
        ("Ring {Phone}.", ("M001", "here:1:6", "a name is like {test_minutes}")),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_nearest(text: str, told: tuple[str, str, str]) -> None:
    assert problems(text, {"phone": PHONE}) == [told]


def test_sources_are_kept_in_order_each_once() -> None:
    filling = inlines(sources=("A", "B"))
    assert filling.fill("One [@B]. Two [@A; @B]. **Three [@A].**", spot("here")).sources == ("B", "A")
    assert list(filling.sources) == ["B", "A"]


@pytest.mark.parametrize("text", ["[@NHS-2020]", " [@NHS-2020] ", "\u200b", "\u00a0"])
def test_a_text_without_words_is_told(text: str) -> None:
    assert problems(text, {}) == [("M007", "here:1:1", "write the words that the source mark belongs to")]
    assert problems(f"Word {text}", {}) == []


def test_a_text_that_waits_for_an_answer_is_not_one_without_words() -> None:
    """The answer that is missing is told beside the clinic's answers."""
    assert problems("{phone} {rule}", {"phone": UNANSWERED, "rule": UNANSWERED}) == []


# --- hard words


def test_a_hard_word_is_explained_where_it_is_first_met() -> None:
    filling = inlines(words={"cervix": "the neck of the womb", "womb": "where a baby grows"})
    first = filling.fill("Your Cervix is looked at. The cervix may hurt.", spot("one"))
    assert plain(first.inlines) == "Your Cervix (the neck of the womb) is looked at. The cervix may hurt."
    second = filling.fill("The cervix leads to your **womb**.", spot("two"))
    assert plain(second.inlines) == "The cervix leads to your womb (where a baby grows)."


def test_headings_explain_nothing_and_use_nothing_up() -> None:
    filling = inlines(words={"cervix": "the neck of the womb"})
    assert plain(filling.fill("The cervix", spot("heading"), explain=False).inlines) == "The cervix"
    assert "(the neck" in plain(filling.fill("The cervix", spot("body")).inlines)


def test_an_explanation_is_not_explained() -> None:
    filling = inlines(words={"cervix": "the neck of the womb", "neck": "narrow part"})
    assert plain(filling.fill("The cervix.", spot("one")).inlines) == "The cervix (the neck of the womb)."


def test_of_two_words_the_longer_is_explained() -> None:
    filling = inlines(words={"tube": "a pipe", "fallopian tube": "a way to the womb"})
    found = plain(filling.fill("The fallopian tube, then a tube.", spot("one")).inlines)
    assert found == "The fallopian tube (a way to the womb), then a tube (a pipe)."


@pytest.mark.parametrize("text", ["cervixes", "endo-cervix", "precervix", "cervix-like"])
def test_a_part_of_another_word_is_not_the_word(text: str) -> None:
    assert plain(inlines(words={"cervix": "the neck"}).fill(text, spot("one")).inlines) == text


def test_values_are_not_explained() -> None:
    filling = inlines({"clinic": Given("text", "Cervix Clinic")}, {"cervix": "the neck"})
    assert plain(filling.fill("Come to {clinic}.", spot("one")).inlines) == "Come to Cervix Clinic."
