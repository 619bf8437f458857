"""Approval: the state of a leaflet, from the records beside its clinic.

Comes in: what a reader would read (digests, answers), the clinic's records and policy, the day. Goes out: a Standing,
and the Problems of it. It stands alone as the one place that decides whether a leaflet is a draft; it writes nothing.

An approval counts for exactly the words and answers that were signed. Only numbers and addresses may differ: they count
when the clinic has confirmed that somebody tried them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from hsgleaflet.compose.digest import Digests, contacts
from hsgleaflet.model.clinic import ClinicFile, is_reserved
from hsgleaflet.model.document import Document
from hsgleaflet.model.records import Approval, Confirmation, Extension, Record, Withdrawal
from hsgleaflet.model.standing import Signature, Standing, State
from hsgleaflet.problems import Location, Problem, Severity

EXTENSION = 6
"""Months by which a review can be put off at most, once."""
LAST_CALL = 3
"""Months before the review date at which a reminder becomes a warning."""


class Read(Struct, frozen=True):
    """What a state depends on: which leaflet it is, and the digests of what a reader reads."""

    leaflet: str
    version: str
    lang: str
    edition: str
    clinic: str
    written: datetime.date
    review_by: datetime.date
    wording: str
    answers: str
    facts: str
    contacts: tuple[str, ...]


def read_of(document: Document, found: Digests) -> Read:
    """Return what a state depends on."""
    meta = document.meta
    return Read(
        leaflet=meta.leaflet,
        version=meta.version,
        lang=document.lang,
        edition=meta.wording,
        clinic=meta.clinic_id,
        written=datetime.date.fromisoformat(meta.written),
        review_by=datetime.date.fromisoformat(meta.review_by),
        wording=found.wording,
        answers=found.answers,
        facts=found.facts,
        contacts=contacts(found.given),
    )


def state_of(read: Read, records: Sequence[Record], clinic: ClinicFile, today: datetime.date) -> Standing:
    """Return the standing of a leaflet on a day, by the records of its clinic."""
    doubts = [(record, _distrust(record, read, today)) for record in records if record.clinic == read.clinic]
    trusted = [record for record, why in doubts if not why]
    if withdrawn := _withdrawal(read, trusted):
        return _withdrawn(withdrawn)
    signed = _signatures(read, trusted)
    missing = tuple(role for role in clinic.policy.approval if role not in signed)
    unconfirmed = tuple(one for one in read.contacts if not is_confirmed(one, trusted, clinic, today))
    signatures = tuple(Signature(role, day) for role, day in signed.items())
    if missing or unconfirmed:
        distrusted = (why for _, why in doubts if why)
        reasons = (*_stale(read, trusted, missing), *distrusted, *map(_untried, unconfirmed))
        return Standing(signed=signatures, missing=missing, reasons=reasons, unconfirmed=unconfirmed)
    return _in_time(read, trusted, clinic, signatures, today)


def _what_to_do(standing: Standing, read: Read) -> str:
    if standing.missing:
        return f"hsgleaflet approve {read.leaflet} --clinic {read.clinic} --role {standing.missing[0]}"
    return f"hsgleaflet confirm --clinic {read.clinic}"


def is_confirmed(contact: str, records: Iterable[Record], clinic: ClinicFile, today: datetime.date) -> bool:
    """Return whether the clinic has said that somebody tried a number or address; in examples nobody answers."""
    tried = (one.contact for one in records if isinstance(one, Confirmation) and not _doubted(one, today))
    return (clinic.is_fictional and is_reserved(contact)) or _bare(contact) in map(_bare, tried)


def problems_of(
    standing: Standing, read: Read, today: datetime.date, at: Location | None, changed: Sequence[str] = ()
) -> list[Problem]:
    """Return what a build says of a standing: that the review is near, why it is a draft, why nothing is printed.

    `changed` names what changed since the last signature, where that is known.
    """
    name = f"{read.leaflet} {read.version}"
    if standing.state == "draft":
        if not standing.signed and all(reason.endswith("has not signed") for reason in standing.reasons):
            return []  # nobody expects anything else
        where = f" Changed since the last signature: {', '.join(changed)}." if changed else ""
        message = f"{name} in {read.lang} is a draft: {'; '.join(standing.reasons)}.{where}"
        return [Problem(code="G104", message=message, severity=Severity.INFO, at=at, hint=_what_to_do(standing, read))]
    if standing.state == "expired":
        message = f"{name} is out of date since {standing.until}: no copy is made"
        hint = (
            "check the evidence, set new dates and a new version, and approve that; or once, with a reason: "
            f"hsgleaflet extend {read.leaflet} --until DATE --reason TEXT"
        )
        return [Problem(code="G101", message=message, at=at, hint=hint)]
    if standing.state == "withdrawn":
        instead = f"give {standing.replaced_by} instead" if standing.replaced_by else "destroy the copies that are left"
        message = f"{name} was withdrawn: no copy is made"
        hint = f"{instead}; a new version can be approved"
        return [Problem(code="G102", message=message, at=at, hint=hint)]
    if standing.state in ("due", "extended") and standing.until:
        last = months_later(today, LAST_CALL) >= standing.until
        message = f"{name} must be checked again by {standing.until}: {_days(today, standing.until)} are left"
        severity = Severity.WARNING if last else Severity.INFO
        return [Problem(code="G103", message=message, severity=severity, at=at, hint="after that no copy is made")]
    return []


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the day a number of months (less than 0: before) from another, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return datetime.date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def version_key(version: str) -> tuple[int, ...]:
    """Return a version as it is ordered: 1.10 comes after 1.9."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


# ---------------------------------------------------------------- whether a record counts


def _distrust(record: Record, read: Read, today: datetime.date) -> str:
    """Return why a record that concerns this leaflet is not believed, "" when it is."""
    if not isinstance(record, Confirmation) and record.leaflet != read.leaflet:
        return ""
    why = _doubted(record, today)
    if not why and isinstance(record, Approval) and record.wording == read.wording and record.date < read.written:
        why = f"is dated before the leaflet was written, {read.written}"
    return f"the record of {record.date} ({record.act}) {why}: it does not count" if why else ""


def _doubted(record: Record, today: datetime.date) -> str:
    if not record.is_whole:
        return "was changed by hand"
    if record.date > today:
        return f"is dated after today, {today}"
    if isinstance(record, Confirmation) and record.tried > record.date:
        return f"says that {record.contact} was tried later than it was written"
    return ""


def _signatures(read: Read, records: Iterable[Record]) -> dict[str, datetime.date]:
    """Return when each role first signed these words and these answers."""
    found: dict[str, datetime.date] = {}
    for record in records:
        if isinstance(record, Approval) and _covers(record, read):
            found.setdefault(record.role, record.date)
    return found


def _covers(record: Approval, read: Read) -> bool:
    same_words = (record.leaflet, record.lang, record.edition, record.wording) == (
        read.leaflet, read.lang, read.edition, read.wording,
    )  # fmt: skip
    return same_words and (record.answers == read.answers or record.facts == read.facts)


def last_of(records: Sequence[Record], read: Read) -> Approval | None:
    """Return the last signature under any version of these words in this language and wording."""
    text = (read.clinic, read.leaflet, read.lang, read.edition)
    own = (one for one in reversed(records) if isinstance(one, Approval))
    return next((one for one in own if (one.clinic, one.leaflet, one.lang, one.edition) == text), None)


def _stale(read: Read, records: Iterable[Record], missing: Sequence[str]) -> tuple[str, ...]:
    """Return, for each role that has not signed, whether it signed something else before."""
    before: dict[str, Approval] = {
        record.role: record
        for record in records
        if isinstance(record, Approval)
        and (record.leaflet, record.lang, record.edition) == (read.leaflet, read.lang, read.edition)
    }
    return tuple(_why(role, before.get(role), read) for role in missing)


def _why(role: str, last: Approval | None, read: Read) -> str:
    if last is None:
        return f"{role} has not signed"
    if last.version != read.version:
        return f"{role} signed version {last.version} on {last.date}, not {read.version}"
    what = "the words have" if last.wording != read.wording else "an answer has"
    return f"{what} changed since {role} signed on {last.date}"


# ---------------------------------------------------------------- numbers


def _bare(contact: str) -> str:
    """Return a number or address as it is compared: spaces do not matter."""
    return re.sub(r"[\s()-]", "", contact) if re.match(r"[+(\d]", contact) else contact.lower()


def _untried(contact: str) -> str:
    return f"the clinic has not confirmed {contact}"


# ---------------------------------------------------------------- time


def _in_time(
    read: Read, records: Iterable[Record], clinic: ClinicFile, signed: tuple[Signature, ...], today: datetime.date
) -> Standing:
    extension = _extension(read, records)
    until = max(read.review_by, extension.until) if extension else read.review_by
    state: State = "approved"
    due = _before(read.review_by, clinic.policy.review_warning)
    changes: datetime.date | None = due
    if today > until:
        state, changes = "expired", None
    elif today > read.review_by:
        state, changes = "extended", until + datetime.timedelta(1)
    elif today >= due:
        state, changes = "due", read.review_by + datetime.timedelta(1)
    return Standing(state=state, signed=signed, until=until, changes_on=changes)


def _extension(read: Read, records: Iterable[Record]) -> Extension | None:
    """Return the first extension of a version; a second, or a longer one than is allowed, does not count."""
    latest = months_later(read.review_by, EXTENSION)
    for record in records:
        if isinstance(record, Extension) and (record.leaflet, record.version) == (read.leaflet, read.version):
            return record if record.until <= latest else None
    return None


def _withdrawal(read: Read, records: Iterable[Record]) -> Withdrawal | None:
    found = None
    for record in records:
        if isinstance(record, Withdrawal) and record.leaflet == read.leaflet:
            covered = version_key(read.version) <= version_key(record.version)
            found = record if covered else found
    return found


def _withdrawn(record: Withdrawal) -> Standing:
    why = f": {record.reason}" if record.reason else ""
    reason = f"version {record.version} was withdrawn on {record.date}{why}"
    return Standing(state="withdrawn", reasons=(reason,), replaced_by=record.replaced_by or "")


def _before(day: datetime.date, span: str) -> datetime.date:
    """Return the day a span such as "6 months" before another."""
    number, unit = span.split()
    if unit == "months":
        return months_later(day, -int(number))
    return day - datetime.timedelta(int(number) * (7 if unit == "weeks" else 1))


def _days(start: datetime.date, end: datetime.date) -> str:
    number = (end - start).days
    return "1 day" if number == 1 else f"{number} days"
