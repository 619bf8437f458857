"""Phrases: the words the program itself puts on the page.

Comes in: a language. Goes out: phrases with their values in place. It stands alone so that a translator finds every
one of them in one table.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from hsgleaflet.model.scripts import setting

ENGLISH = {
    "for_patients": "Information for patients",
    "key_points": "Key points",
    "expected": "Expected",
    "call_us": "Call us: {phone}",
    "call_us_hours": "{hours}. When we are closed, ring {out_of_hours}.",
    "emergency": "Emergency: call {emergency}",
    "coin": "a 10p coin",
    "risk_what": "What may happen",
    "risk_often": "How many people",
    "risk_means": "What it means",
    "risk_caption": "How many people this happens to",
    "risk": "{low} in {per}",
    "risk_not": "{rest} do not",
    "risk_about": "About {low} in {per}",
    "risk_about_not": "About {rest} do not",
    "risk_fewer than": "Fewer than {low} in {per}",
    "risk_fewer than_not": "More than {rest} do not",
    "risk_more than": "More than {low} in {per}",
    "risk_more than_not": "Fewer than {rest} do not",
    "risk_up to": "Up to {low} in {per}",
    "risk_up to_not": "At least {rest} do not",
    "risk_range": "{low} to {high} in {per}",
    "risk_range_not": "{least} to {rest} do not",
    "risk_none": "None seen in {per}",
    "risk_unknown": "We do not know how often this happens.",
    "array_alt": "{per} dots in a grid, {n} of them black. {what}: {yes}. {no}.",
    "array_frames": "{yes}. {no}.",
    "array_reading": "Each dot is 1 person. Black dots are people it happens to.",
    "array_reading_one": "Each dot is 1 person. The black dot is a person it happens to.",
    "array_reading_fewer than": "Each dot is 1 person. It happens to fewer people than the black dots show.",
    "array_reading_fewer than_one": "Each dot is 1 person. It happens to fewer people than the black dot shows.",
    "calendar_alt": "A cycle of 28 days, two weeks in a row. Drops mark a period from day 1 to day {bleeding}.",
    "calendar_alt_rule": "A bar runs from day {rule} to day {last}.",
    "calendar_test": "Your test: day {first} to day {last}",
    "calendar_test_one": "Your test: day {first}",
    "calendar_ring": "Ring us",
    "calendar_key": "Your period. It may be shorter or longer.",
    "calendar_key_ring": "Your period. It may be shorter or longer. Ring us on day {day}.",
    "calendar_key_rule": "From day {day} until the test:",
    "my_day_1": "My day 1 is",
    "my_test": "My test is on",
    "up_to": "up to {high}",
    "timeline_hours": "Hours afterwards",
    "timeline_days": "Days afterwards",
    "timeline_weeks": "Weeks afterwards",
    "timeline_alt": "A timeline. {said}",
    "qr_alt": "QR code that leads to {address}.",
    "word_means": "{word} ({meaning})",
    "general": "General information to help you talk with your care team, not to replace that talk.",
    "about_number": "{number}, version {version}. Written {written}. Facts checked {checked}. "
    "To be checked again by {review_by}.",
    "about_owner": "Looked after by: {owner}. Paid for by: {funding}. Part that patients took: {patients}.",
    "about_sources": "Our facts come from {count} sources. Ask us for the list.",
    "full_version": "Full version",
    "short_version": "Short version",
    "easy_read": "Easy read",
    "full_leaflet": "The full leaflet:",
    "full_leaflet_phone": "For the full leaflet, ring {phone}.",
    "footer": "{title} · {number} v{version} · review by {review_by}",
    "page": "Page {page} of {pages}",
    "notes": "Notes",
    "contents": "On this page",
    "languages": "Languages",
    "to_print": "To print this leaflet, use the PDF:",
    "fictional": "Made-up clinic.",
    "interpreter": "Do you need an interpreter? Ring {phone}.",
    "machine": "DRAFT. Machine translation ({language}). Do not give to patients.",
    "approved": "Approved {on}",
    "extended": "Approved {on}. Review put off until {until}",
    "draft": "DRAFT. Not clinically approved. Do not give to patients.",
    "day": "day {day}",
    "day_range": "day {first} to day {last}",
    "to": "{low} to {high}",
    "hours": "{first} to {last}, {opens} to {closes}",
    "hours_one": "{first}, {opens} to {closes}",
    "appointment": "Your appointment",
    "appointment_name": "Name: {name}",
    "appointment_date": "Date: {date}",
    "appointment_time": "Time: {time}",
    "appointment_place": "Place: {place}",
    "appointment_clinician": "You will see: {clinician}",
    "appointment_window": "Days for your test: {first} to {last}. Please check this with us.",
}


class Phrases(Struct, frozen=True):
    """The phrases of one language."""

    lang: str
    table: Mapping[str, str] = field(default_factory=lambda: ENGLISH)

    @property
    def stop(self) -> str:
        """What ends a sentence."""
        return setting(self.lang).stop

    @property
    def comma(self) -> str:
        """What parts words, with its space."""
        return setting(self.lang).comma

    def number(self, value: int) -> str:
        """Return a number with its thousands parted as the language does."""
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self.locale))

    @property
    def locale(self) -> str:
        """The name by which Babel knows the language; those made to try layouts are English there."""
        return "en_GB" if self.lang in ("en-XA", "ar-XB") else self.lang.replace("-", "_")

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase with its values."""
        return self.table[key].format(**values)
