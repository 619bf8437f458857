"""What may stand in a sentence, how it is taken apart, and what is said when it cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.read.markup import Anchor, Ask, Bold, Cite, Piece, Words, parse, sentences


def told(text: str) -> tuple[Piece, ...]:
    pieces, faults = parse(text)
    assert faults == ()
    return pieces


def shown(pieces: tuple[Piece, ...]) -> str:
    """The text that pieces were read from."""

    def one(piece: Piece) -> str:
        match piece:
            case Words():
                return piece.text
            case Bold():
                return f"**{shown(piece.pieces)}**"
            case Anchor():
                return f"[{shown(piece.pieces)}]({piece.target})"
            case Ask():
                return f"{{{piece.name}}}"
            case Cite():
                return f" [{'; '.join('@' + key for key in piece.keys)}]"

    return "".join(map(one, pieces))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Plain words.", (Words("Plain words."),)),
        ("**Ring** us", (Bold((Words("Ring"),)), Words(" us"))),
        ("Ring {phone}.", (Words("Ring "), Ask("phone", 5), Words("."))),
        ("**Ring {phone}**", (Bold((Words("Ring "), Ask("phone", 7))),)),
        ("A fact [@NHS].", (Words("A fact"), Cite(("NHS",), 8), Words("."))),
        ("A fact [@NHS; @WHO-2; @A]", (Words("A fact"), Cite(("NHS", "WHO-2", "A"), 8))),
        ("See [our **page**](https://example.org/a-b).", (
            Words("See "), Anchor("https://example.org/a-b", (Words("our "), Bold((Words("page"),)))), Words("."))),
        ("[Ring](tel:+442079460018)", (Anchor("tel:+442079460018", (Words("Ring"),)),)),
        ("[Write](mailto:a@example.org)", (Anchor("mailto:a@example.org", (Words("Write"),)),)),
        ("[{web}](https://example.org)", (Anchor("https://example.org", (Ask("web", 1),)),)),
        ("One [see below] two", (Words("One [see below] two"),)),
        (r"\*\*not bold\*\*", (Words("**not bold**"),)),
        (r"\{not_an_ask\} \[x\](y)", (Words("{not_an_ask} [x](y)"),)),
        ("2 * 3 and a_b `c` <b>d</b> &amp; \\n", (Words("2 * 3 and a_b `c` <b>d</b> &amp; \\n"),)),
        ("", ()),
    ],
)  # fmt: skip
def test_markup_becomes_pieces(text: str, pieces: tuple[Piece, ...]) -> None:
    assert told(text) == pieces


@pytest.mark.parametrize(
    ("text", "index", "message"),
    [
        ("Say **stop", 4, "bold starts here and never ends"),
        ("Ring {phone", 5, "this brace is never closed"),
        ("Ring phone}", 10, "this brace was never opened"),
        ("Ring {Phone No}", 5, "{Phone No} is not the name of a question"),
        ("Ring {}", 5, "{} is not the name of a question"),
        ("A fact [@NHS", 7, "this source mark is never closed"),
        ("A fact [@]", 7, "this source mark is never closed"),
        ("[page](www.example.org)", 7, '"www.example.org" is not an address'),
        ("[page](javascript:alert)", 7, '"javascript:alert" is not an address'),
        ("[page](file:///etc/passwd)", 7, '"file:///etc/passwd" is not an address'),
        ("[page](https://x.org y)", 0, "[page](https://x.org y) is not a link that can be read"),
        ("[](https://example.org)", 0, "[](https://example.org) is not a link that can be read"),
        ("[a **b](https://example.org)", 3, "bold starts here and never ends"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, index: int, message: str) -> None:
    faults = parse(text)[1]
    assert [(fault.place, fault.message) for fault in faults] == [(index, message)]
    assert faults[0].hint


def test_every_fault_of_a_text_is_told() -> None:
    assert [fault.place for fault in parse("{A} and } and **b")[1]] == [0, 8, 14]


def test_doubled_braces_are_no_way_around_the_field() -> None:
    pieces, faults = parse("{{phone}}")
    assert Ask("phone", 1) in pieces
    assert [fault.place for fault in faults] == [0, 8]


@given(st.text(st.sampled_from("ab .*[](){}@;\\:/"), max_size=40))
def test_any_text_can_be_taken_apart(text: str) -> None:
    pieces, faults = parse(text)
    assert all(0 <= fault.place < len(text) for fault in faults)
    assert all(0 <= piece.index < len(text) for piece in pieces if isinstance(piece, Ask | Cite))


plain = st.text(st.characters(exclude_characters="*[]{}\\", exclude_categories=["Cs"]), min_size=1)


@given(plain)
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    assert told(text) == (Words(text),)


@given(plain.filter(lambda text: not text[-1].isspace()), plain)
def test_a_mark_takes_nothing_from_the_text_around_it(before: str, after: str) -> None:
    text = f"{before}{{ask}}{after}**{before}** [@KEY]{after}"
    assert shown(told(text)) == text


# --- sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two.", ["One. ", "Two."]),
        ("One? Two! Three", ["One? ", "Two! ", "Three"]),
        ("He said “stop.” Then we stop.", ["He said “stop.” ", "Then we stop."]),
        ("It is 8.30am, or 1.5 litres.", ["It is 8.30am, or 1.5 litres."]),
        ("Ring {phone}. Then wait.", ["Ring {phone}. ", "Then wait."]),
        ("{first} Then wait.", ["{first} Then wait."]),
        ("One [@A]. Two [@B].", ["One [@A]. ", "Two [@B]."]),
        ("One. [@A] Two. [@B] Three.", ["One. [@A] ", "Two. [@B] ", "Three."]),
        ("One. [@A] [@B] Two.", ["One. [@A] [@B] ", "Two."]),
        ("One. [@A]", ["One. [@A]"]),
        ("One [@A] goes on. Two.", ["One [@A] goes on. ", "Two."]),
        ("**Stop.** Then wait.", ["**Stop.** ", "Then wait."]),
        ("**Stop** now. Then wait.", ["**Stop** now. ", "Then wait."]),
        ("[Read this.](https://example.org) Then wait.", ["[Read this.](https://example.org) ", "Then wait."]),
        ("**Stop.** {phone} is the number.", ["**Stop.** ", "{phone} is the number."]),
        ("Come in. {first} is here.", ["Come in. ", "{first} is here."]),
        ("Bring e.g. a pad. Then wait.", ["Bring e.g. a pad. ", "Then wait."]),
        ("{rule} Then wait.", ["{rule} ", "Then wait."]),
        ("{rule} {rule} [@A] Then", ["{rule} ", "{rule} [@A] ", "Then"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, parts: list[str]) -> None:
    assert [shown(sentence) for sentence in sentences(told(text), {"rule"})] == parts


@given(st.lists(st.sampled_from(["One", "two.", "{ask}", "**bold.**", "[@KEY]", "three!", "[w](tel:1)"]), min_size=1))
def test_no_piece_is_lost_between_sentences(parts: list[str]) -> None:
    pieces = told(" ".join(parts))
    assert "".join(map(shown, sentences(pieces))) == shown(pieces)
