"""Known: what is known before composing begins: built-in fields, shared questions, and keys to know a part again.

Comes in: answers, clinics, sections. Goes out: values, names and keys. It stands alone so that what `recall` compares
stands in one place, beside nothing that composes.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from hsgleaflet.compose.inlines import Chosen, Value
from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.spots import Marks
from hsgleaflet.compose.values import clot_size, date, hours, temperature
from hsgleaflet.model import leaflet as author
from hsgleaflet.model.asks import ChoiceAsk
from hsgleaflet.model.base import strings
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.leaflet import Dates, LeafletFile, PassageFile


def value_key(value: Value) -> Hashable:
    """Return what tells an answer from others; a chosen wording by where it stands."""
    return (value.text, value.spot.id) if isinstance(value, Chosen) else value


def clinic_key(clinic: ClinicFile, marks: Marks) -> Hashable:
    """Return what parts may read of a clinic besides its answers."""
    contacts = clinic.contacts
    return (
        contacts.phone, contacts.out_of_hours, clinic.emergency_number, contacts.web, contacts.hours.days,
        contacts.hours.from_, contacts.hours.to, marks.at(("contacts", "web")),
    )  # fmt: skip


def used_passages(sections: Sequence[author.Section], passages: Mapping[str, author.Passage]) -> list[author.Passage]:
    """Return the passages that sections use, and those that these use in turn."""
    found: dict[str, author.Passage] = {}
    waiting: list[object] = list(sections)
    while waiting:
        holder = waiting.pop()
        name = str(getattr(holder, "use", None) or "")
        if name in passages and name not in found:
            found[name] = passages[name]
            waiting.append(passages[name])
        waiting += getattr(holder, "body", None) or []
        waiting += [short] if (short := getattr(holder, "short", None)) else []
        if callout := getattr(holder, "callout", None):
            waiting += callout.body
    return list(found.values())


def shared_names(leaflet: LeafletFile, shared: PassageFile) -> frozenset[str]:
    """Return names of shared questions that the passages used here may ask."""
    passages = used_passages(leaflet.sections, shared.passages)
    wordings = [ask for ask in shared.asks.values() if isinstance(ask, ChoiceAsk)]
    texts = frozenset(strings([passages, leaflet, wordings, list(shared.asks.values())]))
    said = " ".join(texts)
    return frozenset(name for name in shared.asks if f"{{{name}}}" in said or name in texts)


def built_in(clinic: ClinicFile, dates: Dates, phrases: Phrases) -> dict[str, tuple[str, str]]:
    """Return the fields that every leaflet has, as (kind, text)."""
    contacts = clinic.contacts
    given = {
        "clinic_name": ("text", clinic.name),
        "clinic_phone": ("phone", contacts.phone),
        "clinic_hours": ("text", hours(contacts.hours, phrases)),
        "out_of_hours": ("phone", contacts.out_of_hours),
        "emergency": ("phone", clinic.emergency_number),
        "clinic_web": ("url", contacts.web),
        "clinic_email": ("email", contacts.email),
        "clinic_address": ("text", contacts.address),
        "feedback": ("text", contacts.feedback or contacts.phone),
        "clot_size": ("text", clot_size(clinic.country, phrases)),
        "fever": ("text", temperature(clinic.fever_from, phrases.locale)),
        "written": ("date", date(dates.written, phrases.locale)),
        "review_by": ("date", date(dates.review_by, phrases.locale)),
    }
    return {name: (kind, text) for name, (kind, text) in given.items() if text}
