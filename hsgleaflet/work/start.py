"""Start: the files of a new clinic project and of a new leaflet.

Comes in: the questions of the chosen leaflets. Goes out: texts to write. It stands alone because what it writes must be
valid at once: an example clinic, marked fictional, with an answer to every question and the question above it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from hsgleaflet.compose.known import shared_names
from hsgleaflet.model.asks import Ask, ChoiceAsk, DayRangeAsk
from hsgleaflet.model.clinic import EXAMPLE_ANSWER
from hsgleaflet.model.leaflet import LeafletFile, PassageFile

_CLINIC = """\
# Your clinic. Every answer below is an example: change each one, take its name away at the end of this file, and at
# last set `fictional: false`.
clinic: my-clinic
name: My Clinic
fictional: true              # examples only: no patient can ring these numbers
country: GB
contacts:
  phone: "020 7946 0000"
  hours: {{days: mon-fri, from: "08:30", to: "17:00"}}
  out_of_hours: "111"
  emergency: "999"
  web: example.org
  # email: desk@example.org
  # address: 1 Example Street, Exampletown
  # feedback: 020 7946 0001
languages: [en-GB]
formats: [a4]
leaflets: [{leaflets}]
answers:
{answers}
# Still examples. Take a name away once you have answered its question; until then nothing that asks it can be signed.
examples:
{examples}"""

BRAND = """\
# How your leaflets look, in the vocabulary of brand.yml. One colour and one logo are enough.
color:
  primary: "#0f4c5c"         # headings and numbers; made darker by itself if it is too pale to read
logo:
  medium: logo.svg
# defaults:
#   hsgleaflet:
#     style: quiet             # or calm, bold, plain
"""

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">
  <title>Placeholder: put your own logo here</title>
  <rect x="1.5" y="1.5" width="45" height="45" rx="9" fill="none" stroke="#0f4c5c" stroke-width="3"/>
  <path d="M12 24h24M24 12v24" fill="none" stroke="#0f4c5c" stroke-width="4" stroke-linecap="round"/>
</svg>
"""

_EXAMPLES = {
    "phone": '"020 7946 0000"',
    "text": EXAMPLE_ANSWER,
    "duration": "30 min",
    "url": "example.org",
    "email": "desk@example.org",
    "date": "2027-01-31",
    "yes-no": "yes",
}


def clinic_file(leaflets: Sequence[LeafletFile], shared: PassageFile | None) -> str:
    """Return a `clinic.yaml` that answers every question of the leaflets with an example."""
    groups: dict[str, Mapping[str, Ask]] = {leaflet.leaflet: leaflet.asks for leaflet in leaflets}
    if shared:
        used = frozenset().union(*(shared_names(leaflet, shared) for leaflet in leaflets))
        groups["all"] = {name: ask for name, ask in shared.asks.items() if name in used}
    answers = "\n".join(line for name, asks in groups.items() if asks for line in _group(name, asks))
    asked = dict.fromkeys(name for asks in groups.values() for name, ask in asks.items() if ask.optional != "true")
    examples = "".join(f"  - {name}\n" for name in asked)
    names = ", ".join(leaflet.leaflet for leaflet in leaflets)
    return _CLINIC.format(leaflets=names, answers=answers + "\n", examples=examples)


def _group(name: str, asks: Mapping[str, Ask]) -> Iterator[str]:
    yield f"  {name}:"
    for ask_name, ask in asks.items():
        yield f"    # {ask.ask}"
        if ask.seen:
            yield f"    # Seen elsewhere: {ask.seen}"
        if isinstance(ask, ChoiceAsk):
            yield from (f"    #   {key}: {text}" for key, text in ask.options.items())
        off = "# " if ask.optional == "true" else ""
        yield f"    {off}{ask_name}: {_example(ask)}"


def _example(ask: Ask) -> str:
    if isinstance(ask, ChoiceAsk):
        return next(iter(ask.options))
    if isinstance(ask, DayRangeAsk):
        first, last = ask.within or (6, 12)
        return f"[{first}, {last}]"
    return _EXAMPLES[ask.type]


_LEAFLET = """\
# yaml-language-server: $schema=../schema/leaflet.json
schema_version: 1
leaflet: {name}
number: NEW-001              # kept for life
title: {title}
purpose: Say in one sentence what it is for.
kind: test                   # test | operation | comparison | aftercare
lang: en-GB
version: "0.1"
dates: {{written: {today}, evidence_checked: {today}, review_by: {review}}}
owner: Name the post that looks after it
funding: none
patient_involvement: none yet

key_points:
  - The first thing a reader must know.
  - The second thing.
  - Ring {{clinic_phone}} if you have a question.

sections:
  - part: tell-us-first
    heading: Tell us before your test if
    checklist:
      - write what makes the test unsafe or different
  - part: what-it-is
    heading: What is it?
    body:
      - Say what is done, by whom, with what, and how long it takes.
  - part: benefits
    heading: What are the benefits?
    body:
      - Say what it can show or mend.
  - part: alternatives
    heading: What else could I have?
    body:
      - list:
          - name each other way
          - no test, and what that would mean
  - part: preparation
    heading: How do I get ready?
    steps:
      - when: The day before
        do: Say what to do.
      - when: On the day
        do: Say what to bring.
  - part: risks
    heading: What are the risks?
    risks:
      - what: Name what may happen
        unknown: true        # or n: 1, per: 100, period: in the week after, source: KEY
        means: Say what it would be like
  - part: after-effects
    heading: How might I feel afterwards?
    bands:
      expected:
        - say what most people feel
  - part: get-help
    heading: When should I get help?
    bands:
      call_us:
        - say when to ring
      emergency:
        - say when to call an ambulance
  - part: disclaimer
    heading: About this leaflet
    body:
      - It describes what usually happens at {{clinic_name}}. It cannot cover your whole situation.
"""


def leaflet_file(name: str, today: datetime.date) -> str:
    """Return a leaflet to fill in, with all parts, valid at once."""
    review = today.replace(year=today.year + 2, day=min(today.day, 28))
    title = name.replace("-", " ").capitalize()
    return _LEAFLET.format(name=name, title=title, today=today, review=review)


def copied_leaflet(text: str, old: str, new: str) -> str:
    """Return the text of a leaflet under a new name; number and wording stay to be edited."""
    return text.replace(f"leaflet: {old}\n", f"leaflet: {new}\n", 1)
