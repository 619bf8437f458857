"""Syllables: the dictionary, the rules where it ends, medical words counted by hand, and Spanish."""

from pathlib import Path

import pytest

from hsgleaflet.check.syllables import LONG, by_rule, english, spanish
from hsgleaflet.work.syllables import DATA, build, dictionary
from tests.samples import ROOT

HELD_OUT = 20
"""Every how many words of the dictionary one is kept from the counter."""


def medical() -> dict[str, int]:
    """Medical words with the syllables that were counted by hand."""
    lines = (ROOT / "tests" / "data" / "medical-syllables.txt").read_text("utf-8").splitlines()
    counted = [line.split(": ") for line in lines if not line.startswith("#")]
    return {word: int(count) for count, words in counted for word in words.split()}


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_dictionary_holds_what_the_university_published() -> None:
    found = dictionary()
    assert len(found) == 116_822
    assert (found["womb"], found["cervix"], found["laparoscopy"], found["pregnancy"]) == (1, 2, 5, 3)


def test_the_dictionary_keeps_its_notice() -> None:
    notice = DATA.with_name("LICENCE.txt").read_text("utf-8")
    assert notice.startswith("Copyright (C) 1993-2015 Carnegie Mellon University. All rights reserved.")
    assert "must reproduce the above copyright" in notice


def test_the_dictionary_is_made_from_first_pronunciations() -> None:
    text = ";;; # ====\n;;; # Copyright\n;;; #\n;;; # Terms\n;;; # ====\nEVERY  EH1 V ER0 IY0\nEVERY(1)  EH1 V R IY0\n"
    text += "WOMB  W UW1 M\nWOMB'S  W UW1 M Z\n!MARK  M AA1 R K\n"
    assert build.counts(text) == {"every": 3, "womb": 1}
    assert build.notice(text) == "Copyright\n\nTerms\n"


def test_what_is_packed_is_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "english.xz"
    path.write_bytes(build.packed({"womb": 1, "every": 3, "tube": 1}))
    monkeypatch.setattr("hsgleaflet.work.syllables.DATA", path)
    assert dictionary.__wrapped__() == {"womb": 1, "tube": 1, "every": 3}


def test_another_dictionary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("WOMB  W UW1 M")
    with pytest.raises(SystemExit):
        build.main(tmp_path / "other")


def test_medical_words_are_counted_as_by_hand() -> None:
    count, words = english(dictionary()), medical()
    assert len(words) >= 280
    wrong = {word: count(word) for word, told in words.items() if count(word) != told}
    assert share([word not in wrong for word in words]) >= 0.99, wrong
    assert [word for word, told in words.items() if (count(word) >= LONG) != (told >= LONG)] == []


def test_the_rules_alone_count_medical_words() -> None:
    assert share([by_rule(word.lower()) == told for word, told in medical().items()]) >= 0.96


def test_words_that_the_dictionary_lacks_are_counted() -> None:
    found = dictionary()
    held = [word for word in sorted(found) if "'" not in word][::HELD_OUT]
    assert len(held) > 5000
    rest = {word: found[word] for word in found.keys() - held}
    count = english(rest)
    assert share([count(word) == found[word] for word in held]) >= 0.93
    assert share([(count(word) >= LONG) == (found[word] >= LONG) for word in held]) >= 0.965
    assert share([by_rule(word) == found[word] for word in held]) >= 0.92


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("HSG", 3), ("NHS", 3), ("WHO", 1), ("USW", 5), ("X-ray", 2), ("X‑rays", 2), ("follow-up", 3),
        ("water-based", 3), ("100", 1), ("5.30pm", 1), ("Women’s", 2), ("haemorrhage", 3), ("oestrogen", 3),
        ("anaesthetised", 4), ("tablets", 2), ("cramped", 1), ("bandages", 3), ("y", 1), ("Ibuprofen", 4),
    ],
)  # fmt: skip
def test_a_word_is_counted(word: str, count: int) -> None:
    assert english(dictionary())(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("tubes", 1), ("cramped", 1), ("treated", 2), ("gentle", 2), ("nurses", 2), ("bandages", 3), ("quiet", 2),
        ("yes", 1), ("safely", 2), ("prism", 2), ("tongue", 1), ("radial", 3), ("social", 2), ("basically", 3),
    ],
)  # fmt: skip
def test_the_rules_count_letters(word: str, count: int) -> None:
    assert by_rule(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("útero", 3), ("trompas", 2), ("radiografía", 5), ("histeroscopia", 5), ("día", 2), ("ciudad", 2), ("ruido", 2),
        ("oído", 3), ("aéreo", 4), ("guitarra", 3), ("que", 1), ("vergüenza", 3), ("averiguáis", 4), ("muy", 1),
        ("rey", 1), ("haya", 2), ("y", 1), ("leer", 2), ("raíz", 2), ("cuidado", 3), ("prohibir", 2), ("país", 2),
    ],
)  # fmt: skip
def test_a_spanish_word_is_counted(word: str, count: int) -> None:
    assert spanish(word) == count
