"""ClinicFile: who the clinic is, how it is reached, and its answers to the leaflets' questions.

Comes in: raw values of `clinic.yaml`. Goes out: a checked, frozen model. It stands alone because a clinic edits only
this file (and `_brand.yml`); no wording of a leaflet is in it.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import field

from hsgleaflet.model.asks import Answer, Ask, ChoiceAsk, Raw, phone, read_answer
from hsgleaflet.model.base import LONGEST, SLUG, AskName, Finding, Lang, Model, Plain, Size, Slug, Text, strings
from hsgleaflet.model.formats import NAMES
from hsgleaflet.problems import did_you_mean

Role = Literal["clinician", "governance", "lay-reader"]
"""Who may be asked to sign a leaflet."""
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Phone = Annotated[str, Text(check=phone)]
Clock = Annotated[str, Text(pattern=r"^([01]?\d|2[0-3])[:.][0-5]\d$")]

EMERGENCY = {
    "GB": ("999", "112"), "IE": ("112", "999"), "US": ("911",), "CA": ("911",), "AU": ("000",), "NZ": ("111",),
    "FR": ("15", "112"), "DE": ("112",), "ES": ("112",), "IT": ("112",), "PL": ("112",), "RO": ("112",),
    "PT": ("112",), "NL": ("112",), "BE": ("112",), "AT": ("112",), "SE": ("112",), "DK": ("112",), "FI": ("112",),
}  # fmt: skip
"""Emergency numbers by country; the first is the usual one. A country that is not here is taken at its word."""

FAHRENHEIT = ("US", "BS", "BZ", "KY", "PR", "PW")
"""Countries where people take their temperature in °F, as Unicode CLDR has it."""
_TEMPERATURE = re.compile(r"(\d{2,3}(?:\.\d)?)\s*°?\s*([CF])")
_FEVERS = {"C": (37.5, 39), "F": (99.5, 102.2)}
"""What a clinic may call a fever; the scale mixed up, or a slip of the pen, lies outside."""
_NUMBER = re.compile(r"\+?\(?\d[\d()\s-]{5,}\d")
_DRAMA = (
    "2079460", "1(1[3-8]|[2-6]1)4960", "1914980", "2920180", "2896496", "1632960", "7700900", "8081570", "9098790",
    "3069990",
)  # fmt: skip
"""How UK numbers begin, after the 0, that Ofcom keeps free for drama and examples."""
_RESERVED_PHONE = re.compile(rf"(\+44|0)({'|'.join(_DRAMA)})\d{{3}}|(\+?1)?[2-9]\d{{2}}55501\d{{2}}")
_PLACEHOLDER = re.compile(r"(\d)\1{6}|0?123456789|1234567890|01234567890")
"""Numbers that nobody has: one digit seven times in a row, or all digits in their order."""
EXAMPLE_ANSWER = "your answer"
"""What stands where a clinic has yet to write its own words."""
_RESERVED_DOMAIN = re.compile(r"(?<![\w-])example\.(org|com|net)\b|\w\.(example|test|invalid)(?![\w.-]*\w)")


def temperature(raw: str) -> str:
    """Return a temperature as `38°C`; raise ValueError when it is none from which patients would ring."""
    found = _TEMPERATURE.fullmatch(raw.strip())
    if not found:
        raise ValueError(f'"{raw}" is no temperature; write for example 38°C or 101°F')
    low, high = _FEVERS[found[2]]
    if not low <= float(found[1]) <= high:
        raise ValueError(f'"{raw}" is no fever that patients should ring for; write {low:g} to {high:g}°{found[2]}')
    return f"{float(found[1]):g}°{found[2]}"


class Hours(Model):
    """When the phone is answered."""

    days: Annotated[str, Text(pattern=r"^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$")]
    """First and last day, such as mon-fri."""
    from_: Clock = field(name="from")
    """Opening time, such as 08:30."""
    to: Clock
    """Closing time, such as 17:00."""


class Emergency(Model):
    """An emergency number that is not the country's usual one, with the reason."""

    number: Plain
    """The number."""
    override: Plain
    """Why it differs."""


class Contacts(Model):
    """How patients reach the clinic."""

    phone: Phone
    """The clinic's advice line."""
    hours: Hours
    """When it is answered."""
    out_of_hours: Plain
    """Number to ring when the clinic is closed."""
    emergency: Plain | Emergency
    """The emergency number of the country."""
    email: Annotated[str, Text(pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$", most=254)] | None = None
    """E-mail address."""
    web: Plain | None = None
    """Web address, such as example.org/riverside."""
    address: Plain | None = None
    """Where the clinic is, in one line."""
    feedback: Plain | None = None
    """Whom to tell about a mistake in a leaflet, when it is not the clinic's phone."""


class Policy(Model):
    """The clinic's own rules."""

    review_warning: Annotated[str, Text(pattern=r"^\d{1,3} (days|weeks|months)$")] = "6 months"
    """How long before the review date to warn."""
    rules: dict[Plain, Literal["off", "info", "warning", "error"]] = field(default_factory=dict)
    """How much a rule of `hsgleaflet check` matters here, by its code; safety rules cannot be changed."""
    approval: Annotated[tuple[Role, ...], Size(1)] = ("clinician",)
    """The roles that must sign before a leaflet is no draft any more."""
    own_dates: Literal["true", "false"] = "false"
    """Whether personal copies may say on which dates the clinic's days fall, from the first day of a period."""


_Words = Annotated[str, Text(most=LONGEST)]
_Format = Annotated[str, Text(pattern=SLUG, most=60, known=NAMES)]
RawAnswer = _Words | list[_Words] | dict[str, _Words]


class ClinicFile(Model):
    """A clinic: name, contacts, and one answer for each question of its leaflets."""

    clinic: Slug
    """Short name, used for folders."""
    name: Plain
    """The name as printed."""
    department: Plain | None = None
    """The department, printed under the name."""
    fictional: Literal["true", "false"] = "false"
    """For examples only: reserved phone numbers are allowed and every page says so."""
    country: Annotated[str, Text(pattern=r"^[A-Z]{2}$")]
    """Two-letter code; decides emergency number and date order."""
    contacts: Contacts
    """Phone, hours, out of hours, emergency."""
    fever: Annotated[str, Text(check=temperature)] | None = None
    """From which temperature patients ring, such as 38°C or 101°F; else 38°C, or 100.4°F where people use °F."""
    languages: Annotated[list[Lang], Size(1)] = field(default_factory=lambda: ["en-GB"])
    """Languages the clinic prints."""
    formats: Annotated[list[_Format], Size(1)] = field(default_factory=lambda: ["a4"])
    """Formats the clinic gives out, on paper and else."""
    leaflets: Annotated[list[Slug], Size(1)]
    """Leaflets the clinic gives."""
    answers: dict[Slug, dict[AskName, RawAnswer]] = field(default_factory=dict)
    """Answers by leaflet; those under `all` serve every leaflet."""
    examples: tuple[AskName, ...] = ()
    """Questions whose answers are still the examples that `init` wrote: nothing that asks them can be signed."""
    policy: Policy = Policy()
    """The clinic's own rules."""

    @property
    def is_fictional(self) -> bool:
        """Whether this is an example that no patient can ring."""
        return self.fictional == "true"

    @property
    def fever_from(self) -> str:
        """The temperature from which patients ring."""
        return self.fever or ("100.4°F" if self.country in FAHRENHEIT else "38°C")

    @property
    def emergency_number(self) -> str:
        """The number to print for emergencies."""
        given = self.contacts.emergency
        return given.number if isinstance(given, Emergency) else given

    def raw_answer(self, leaflet: str, ask: str) -> tuple[str, Raw] | None:
        """Return where an answer stands (`leaflet` or `all`) and its raw value, or None when it is missing."""
        for place in (leaflet, "all"):
            if ask in self.answers.get(place, {}):
                return place, self.answers[place][ask]
        return None


def findings(clinic: ClinicFile) -> list[Finding]:
    """Return what the schema cannot see: a wrong emergency number, reserved numbers in a real clinic."""
    return [*_emergency(clinic), *_examples(clinic), *(() if clinic.is_fictional else _reserved(clinic))]


def answers_of(
    clinic: ClinicFile, leaflet: str, asks: dict[str, Ask]
) -> tuple[dict[str, Answer], list[str], list[Finding]]:
    """Return the answers to a leaflet's questions, the names left unanswered, and what is wrong with the others."""
    answers: dict[str, Answer] = {}
    missing: list[str] = []
    found: list[Finding] = []
    for name, ask in asks.items():
        given = clinic.raw_answer(leaflet, name)
        if given is None:
            missing.append(name)
            continue
        try:
            answers[name] = read_answer(ask, given[1])
        except ValueError as error:
            found.append(Finding(("answers", given[0], name), "S020", str(error), hint=_wanted(ask)))
    return answers, missing, found


def _wanted(ask: Ask) -> str:
    options = "; ".join(f"{key}: {text}" for key, text in ask.options.items()) if isinstance(ask, ChoiceAsk) else ""
    return f"the question is: {ask.ask}" + (f" ({options})" if options else "")


def _emergency(clinic: ClinicFile) -> list[Finding]:
    usual = EMERGENCY.get(clinic.country)
    if usual is None or isinstance(clinic.contacts.emergency, Emergency) or clinic.emergency_number in usual:
        return []
    message = f'"{clinic.emergency_number}" is not the emergency number of {clinic.country} ({" or ".join(usual)})'
    hint = 'if it is right, write {number: "...", override: why it differs}'
    return [Finding(("contacts", "emergency"), "S021", message, hint)]


def _examples(clinic: ClinicFile) -> Iterator[Finding]:
    """Yield names under `examples:` that no answer has: a slip there would let an example be signed."""
    answered = {name for answers in clinic.answers.values() for name in answers}
    for number, name in enumerate(clinic.examples):
        if name not in answered:
            hint = "; ".join(filter(None, (did_you_mean(name, answered), "answer its question, or take the name away")))
            yield Finding(("examples", number), "S025", f'"{name}" under `examples:` is no answer here', hint)


def _reserved(clinic: ClinicFile) -> list[Finding]:
    given: list[tuple[tuple[str, ...], object]] = [
        (("contacts", key), getattr(clinic.contacts, key))
        for key in ("phone", "out_of_hours", "email", "web", "feedback")
    ]
    given += [
        (("answers", place, name), raw) for place, answers in clinic.answers.items() for name, raw in answers.items()
    ]
    return [_not_real(path, text) for path, value in given for text in strings(value) if is_reserved(text)]


def is_reserved(text: str) -> bool:
    """Return whether a text holds a number or an address that is kept free for examples, or a placeholder."""
    numbers = (re.sub(r"\(0\)|[^\d+]", "", found) for found in _NUMBER.findall(text))
    phones = any(_RESERVED_PHONE.fullmatch(number) or _PLACEHOLDER.search(number) for number in numbers)
    return phones or bool(_RESERVED_DOMAIN.search(text)) or text.strip().lower() == EXAMPLE_ANSWER


def _not_real(path: tuple[str, ...], text: str) -> Finding:
    if text.strip().lower() == EXAMPLE_ANSWER:
        hint = "write your own; only a clinic marked `fictional: true` may print what stands there as an example"
        return Finding(path, "S022", f'"{text}" is no answer: it only keeps the place of yours', hint)
    hint = "write the real one; only a clinic marked `fictional: true` may print reserved numbers and addresses"
    return Finding(path, "S022", f'"{text}" is reserved for examples: nobody answers there', hint)
