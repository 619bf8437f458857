"""RecordFile: who signed what, beside a clinic's file.

Comes in: raw values of `approvals.yaml`. Goes out: a checked, frozen model. It stands alone because the program
appends to this file and nobody edits it. It is a record, not a cryptographic signature: the seal of each entry shows
that it was changed by hand, not who wrote it.
"""

import hashlib
import json
from functools import cached_property
from typing import Annotated, ClassVar, Literal, TypeVar, get_args

from msgspec import field, to_builtins
from msgspec.structs import replace

from hsgleaflet.model.base import ByTag, Date, Lang, Model, Plain, Slug, Text
from hsgleaflet.model.clinic import Role

Digest = Annotated[str, Text(pattern=r"^[0-9a-f]{64}$")]


class _Record(Model, dict=True):
    clinic: Slug
    """The clinic whose record this is."""
    date: Date
    """The day on which it was written, from the clock of the computer."""
    seal: Annotated[str, Text(pattern=r"^[0-9a-f]{12}$")]
    """Start of the sha256 of all the other values."""

    @cached_property
    def is_whole(self) -> bool:
        """Whether nobody changed a value since the record was written."""
        return self.seal == self.own_seal

    @property
    def own_seal(self) -> str:
        """The seal that its values give."""
        values = written(self)
        del values["seal"]
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]


class Approval(_Record):
    """One role's yes to exactly these words and answers."""

    act: Literal["approve"]
    """approve"""
    leaflet: Slug
    """Short name of the leaflet."""
    version: Plain
    """Version of the leaflet."""
    lang: Lang
    """Language that was read."""
    edition: Slug
    """Wording that was read: full, short or easy-read."""
    review_by: Date
    """Last day of the version."""
    role: Role
    """Who signed: a role, never a person."""
    wording: Digest
    """Digest of the words, numbers and pictures."""
    answers: Digest
    """Digest of the clinic's answers."""
    facts: Digest
    """Digest of the answers without phone numbers and addresses, which the clinic confirms itself."""
    reads: Annotated[str, Text(pattern=r"^(smog_us|inflesz) -?\d+\.\d$")] | None = None
    """How hard it read, by which later versions are measured; nothing in languages without a formula."""

    @property
    def reading(self) -> dict[str, float]:
        """How hard it read: the figure by its name."""
        name, _, figure = (self.reads or "").partition(" ")
        return {name: float(figure)} if figure else {}


class Confirmation(_Record):
    """The clinic's word that somebody tried a number or an address of its own."""

    act: Literal["confirm"]
    """confirm"""
    contact: Plain
    """The number or address as it is printed."""
    tried: Date
    """The day on which it was dialled or opened."""


class Extension(_Record):
    """A later last day for a version whose review is late, once."""

    act: Literal["extend"]
    """extend"""
    leaflet: Slug
    """Short name of the leaflet."""
    version: Plain
    """Version of the leaflet."""
    until: Date
    """The new last day."""
    reason: Plain
    """Why, as the approving group gave it."""


class Withdrawal(_Record):
    """The end of a version, and of those before it."""

    act: Literal["withdraw"]
    """withdraw"""
    leaflet: Slug
    """Short name of the leaflet."""
    version: Plain
    """The last version that is withdrawn."""
    replaced_by: Slug | None = None
    """The leaflet to give instead."""
    reason: Plain | None = None
    """Why."""


Record = Approval | Confirmation | Extension | Withdrawal


class RecordFile(Model):
    """Everything that was signed, confirmed, extended and withdrawn, oldest first."""

    longest: ClassVar[int] = 5_000_000
    """It grows with every signature."""

    records: list[Annotated[Record, ByTag("act")]] = field(default_factory=list)
    """The records, oldest first; the program appends, nobody edits."""


R = TypeVar("R", Approval, Confirmation, Extension, Withdrawal)


def sealed(kind: type[R], **values: object) -> R:
    """Return a new record with its seal."""
    (act,) = get_args(kind.__annotations__["act"])
    record = kind(**{"act": act, **values, "seal": ""})
    return replace(record, seal=record.own_seal)


def written(record: _Record) -> dict[str, str]:
    """Return the values of a record as its file holds them, those that are not given left out."""
    return {name: text for name, text in to_builtins(record).items() if text is not None}
