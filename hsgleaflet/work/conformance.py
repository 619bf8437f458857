"""Check a finished PDF against the standards it promises: PDF/UA (accessibility), PDF/A (archive), WTPDF.

In: the bytes or the path of a PDF, and the profiles to check. Out: one Result for each profile, whose
Failures say in plain words what is wrong. It stands alone as the only door to the validator: callers need
not know that Java is involved. A file that cannot be parsed is a Result too; only a missing installation is
an exception.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from hsgleaflet.work.conformance_rules import in_plain_words
from hsgleaflet.work.verapdf import FLAVOURS, ConformanceUnavailable, Finding, UnreadableError, engine

__all__ = ["PROFILES", "ConformanceUnavailable", "Failure", "Result", "Validator", "detect"]

PROFILES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ua1+a2a": ("ua1", "2a"),
        "a3a": ("ua1", "3a"),
        "ua2+a4": ("ua2", "wt1a", "wt1r", "4"),
    }
)
"""The conformances we write, and the profiles that a file of each must pass."""
UNTAGGED_PROFILES = ("2u",)
"""What a file for a printer must pass."""

_UNREADABLE_RULE = "The file can be read as a PDF"
_UNREADABLE_PLAIN = (
    "The file cannot be read as a PDF: it is damaged, locked with a password, or of another kind; make it again."
)
_PACKET = re.compile(rb"<rdf:RDF\b.*?</rdf:RDF>", re.DOTALL)
_CLAIM = re.compile(rb"\b(pdfuaid|pdfaid):(part|conformance)(?:\s*=\s*[\"']|\s*>)\s*(\w+)")
_DECLARATION = re.compile(rb"http://pdfa\.org/declarations/wtpdf#(accessibility|reuse)1\.0")
_DECLARED = MappingProxyType({b"accessibility": "wt1a", b"reuse": "wt1r"})


class Failure(Struct, frozen=True, kw_only=True):
    """One broken rule of one profile: `count` times broken, `context` the first place, `plain` what to do."""

    profile: str
    clause: str
    test: int
    count: int
    rule: str
    message: str
    context: str
    plain: str


class Result(Struct, frozen=True, kw_only=True):
    """What one profile says of one file; `checks` is how many single checks were made."""

    name: str
    profile: str
    compliant: bool
    checks: int
    failures: tuple[Failure, ...]


class Validator:
    """Checks files; all validators of a process share one Java machine, started on first use."""

    def validate(self, file: bytes | Path, profiles: Iterable[str], *, name: str = "") -> tuple[Result, ...]:
        """Check a file against each profile in turn.

        `profiles` are veraPDF flavours, as in the values of PROFILES or from `detect`. `name` is what the
        Results call the file; a path names itself. ConformanceUnavailable if the checker is not installed,
        OSError if the path cannot be read, KeyError if a profile is unknown.
        """
        data = file.read_bytes() if isinstance(file, Path) else file
        label = name or (str(file) if isinstance(file, Path) else "")
        return tuple(_check(data, profile, label) for profile in profiles)


def detect(data: bytes) -> tuple[str, ...]:
    """The profiles that a PDF claims in its XMP metadata, in the order of PROFILES; none if none."""
    claims: tuple[str, ...] = ()
    for packet in _PACKET.finditer(data):
        claims = tuple(_claims(packet[0])) or claims  # an update is appended: the last word counts
    return claims


def _claims(packet: bytes) -> Iterator[str]:
    said = {scheme + entry: value.decode().lower() for scheme, entry, value in _CLAIM.findall(packet)}
    if (ua := f"ua{said.get(b'pdfuaidpart')}") in FLAVOURS:
        yield ua
    declared = set(_DECLARATION.findall(packet))
    yield from (profile for word, profile in _DECLARED.items() if word in declared)
    part, level = said.get(b"pdfaidpart", ""), said.get(b"pdfaidconformance", "")
    yield from [name for name in (part + level, part + "b") if name in FLAVOURS][:1]


def _check(data: bytes, profile: str, name: str) -> Result:
    try:
        verdict = engine().check(data, profile)
    except UnreadableError as reason:
        failure = _unreadable(profile, str(reason))
        return Result(name=name, profile=profile, compliant=False, checks=0, failures=(failure,))
    failures = tuple(_failure(profile, finding) for finding in verdict.findings)
    return Result(name=name, profile=profile, compliant=verdict.compliant, checks=verdict.checks, failures=failures)


def _failure(profile: str, finding: Finding) -> Failure:
    return Failure(
        profile=profile,
        clause=finding.clause,
        test=finding.test,
        count=finding.count,
        rule=finding.rule,
        message=finding.message,
        context=finding.context,
        plain=in_plain_words(profile, finding.clause, finding.test, finding.rule),
    )


def _unreadable(profile: str, reason: str) -> Failure:
    return Failure(
        profile=profile,
        clause="file",
        test=0,
        count=1,
        rule=_UNREADABLE_RULE,
        message=reason,
        context="",
        plain=_UNREADABLE_PLAIN,
    )
