"""What is recalled of a leaflet is what composing it anew would give, whatever other clinics answered before."""

from collections.abc import Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hsgleaflet.compose.leaflet import Composed, Marked, compose
from hsgleaflet.memory import forget
from hsgleaflet.model.asks import ChoiceAsk
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.formats import Wording
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace

RIVERSIDE = data_root() / "clinics" / "riverside" / "clinic.yaml"
LANGS = {"full": ("en-GB", "ur", "en-XA"), "short": ("en-GB",)}


@cache
def project() -> Project:
    return Project(Workspace(data_root()))


@cache
def choices() -> Mapping[str, tuple[str | None, ...]]:
    """What a clinic may answer to each question with a choice, and to those that may stay open."""
    asks = project().leaflet("hsg").value.asks
    found: dict[str, tuple[str | None, ...]] = {}
    for name, ask in asks.items():
        if isinstance(ask, ChoiceAsk):
            found[name] = (*ask.options, *([None] if ask.optional == "true" else []))
    return found


def clinic(name: str, phone: str, answers: Mapping[str, str | None]) -> Marked[ClinicFile]:
    """The example clinic with another name, phone and answers."""
    known = project().clinic(RIVERSIDE)
    contacts = replace(known.value.contacts, phone=phone)
    own = known.value.answers["hsg"] | {key: answer for key, answer in answers.items() if answer is not None}
    own = {key: answer for key, answer in own.items() if answers.get(key, "") is not None}
    answered = known.value.answers | {"hsg": own}
    value = replace(known.value, name=name, contacts=contacts, answers=answered)
    return Marked(value, known.marks)


clinics = st.builds(
    clinic,
    st.sampled_from(["Hill Clinic", "O'Brien's Ward", "**Vale**"]),
    st.sampled_from(["020 7946 0018", "020 7946 0044"]),
    st.fixed_dictionaries({}, optional={name: st.sampled_from(options) for name, options in choices().items()}),
)
editions = st.sampled_from([(wording, lang) for wording, langs in LANGS.items() for lang in langs])


def composed(of: Marked[ClinicFile], wording: Wording, lang: str) -> Composed | tuple[str, ...]:
    """What composing gives, or what it says is wrong."""
    catalogs = project().catalogs("hsg", lang)
    try:
        return compose(project().leaflet("hsg"), project().shared(), of, lang, catalogs, wording)
    except LeafletError as error:
        return tuple(map(str, error.problems))


@settings(max_examples=10)
@given(st.lists(st.tuples(clinics, editions), min_size=2, max_size=6))
def test_no_clinic_before_changes_a_word(history: list[tuple[Marked[ClinicFile], tuple[Wording, str]]]) -> None:
    expected = []
    for of, edition in history:
        forget()
        expected.append(composed(of, *edition))
    forget()
    assert [composed(of, *edition) for of, edition in history] == expected


def test_what_does_not_depend_on_the_clinic_is_the_very_same() -> None:
    forget()
    made = [composed(clinic("One", phone, {}), "full", "en-GB") for phone in ("020 7946 0018", "020 7946 0044")]
    first, second = ([*one.document.blocks[-1].blocks] for one in made)  # type: ignore[union-attr]
    assert first != second
    assert sum(a is b for a, b in zip(first, second, strict=True)) > len(first) / 2


@pytest.mark.parametrize("name", ["hsg_irregular", "hsg_infection", "hsg_metformin"])
def test_another_answer_is_another_text(name: str) -> None:
    made = {
        key: composed(clinic("One", "020 7946 0018", {name: key}), "full", "en-GB") for key in choices()[name] if key
    }
    documents = [one.document for one in made.values()]  # type: ignore[union-attr]
    assert all(a != b for index, a in enumerate(documents) for b in documents[index + 1 :])
