"""What one page of a PDF shows: marked content with its text, and where text and coloured grounds stand.

In: a page. Out: marks, text with its colours, whatever is neither content nor decoration. It stands alone as the only
place that runs page code. Only what our own writer uses is understood: Type 0 fonts with codes of two bytes, text
placed by Tm, colours in RGB, no form XObjects.
"""

import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Object, String

from tests.pdf_surgery import properties

_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_PAINTS = _FILLS | {"S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "EI"}
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")

Rgb = tuple[float, float, float]
Mcid = tuple[int, int]
"""A page (from 0) and the number of a piece of marked content on it."""


@dataclass(slots=True, kw_only=True)
class Mark:
    """One piece of marked content: what it shows; `paints` is whether it shows anything at all."""

    at: Mcid
    text: str = ""
    paints: bool = False


@dataclass(slots=True, kw_only=True)
class Shown:
    """Text on the page: its first point, size in points, colour, and the colour of what lies below it."""

    page: int
    x: float
    y: float
    size: float
    ink: Rgb
    ground: Rgb
    text: str


@dataclass(slots=True)
class _Open:
    """Marked content that is open: its mark if it is tagged; `silent` if its text is replaced."""

    mark: Mark | None = None
    artifact: bool = False
    silent: bool = False


class PageReader:
    """Walks the code of one page, counted from 0."""

    def __init__(self, number: int, page: pikepdf.Page) -> None:
        self.number = number
        self.marks: list[Mark] = []
        self.twice: list[Mcid] = []
        self.untagged: list[str] = []
        self.shown: list[Shown] = []
        fonts = page.resources.get("/Font", Dictionary())
        self._maps = {name: _to_unicode(font) for name, font in fonts.items()}
        self._open: list[_Open] = []
        self._font, self._size = "", 0.0
        self._at = (0.0, 0.0)
        self._ink: Rgb = (0.0, 0.0, 0.0)
        self._matrix = pikepdf.Matrix()
        self._saved: list[tuple[Rgb, pikepdf.Matrix]] = []
        self._path: list[tuple[float, float]] = []
        self._fills: list[tuple[tuple[float, float, float, float], Rgb]] = []
        for one in pikepdf.parse_content_stream(page):
            self._run(str(one.operator), list(one.operands), one)

    def _run(self, operator: str, operands: list[Object], one: object) -> None:
        if operator in ("BDC", "BMC"):
            self._begin(str(operands[0]), properties(one))  # type: ignore[arg-type]
        elif operator == "EMC":
            self._open.pop()
        elif operator in ("Tj", "TJ"):
            self._show(operands[0])
        elif operator in ("q", "Q", "cm", "rg", "Tf", "Tm"):
            self._set(operator, operands)
        elif operator in ("m", "l", "c", "re"):
            self._draw(operator, [float(number) for number in operands])
        if operator in _PAINTS:
            self._paint(operator)
        if operator in _PAINTS or operator == "n":
            self._path = []

    def _begin(self, kind: str, properties: Object) -> None:
        opened = _Open(artifact=kind == "/Artifact")
        if "/MCID" in properties:
            opened.mark = Mark(at=(self.number, int(properties.MCID)))
            if any(mark.at == opened.mark.at for mark in self.marks):
                self.twice.append(opened.mark.at)
            self.marks.append(opened.mark)
        if "/ActualText" in properties and not self._silent:
            opened.silent = True
            self._say(str(properties.ActualText))
        self._open.append(opened)

    @property
    def _silent(self) -> bool:
        return any(opened.silent for opened in self._open)

    @property
    def _artifact(self) -> bool:
        return any(opened.artifact for opened in self._open)

    def _say(self, text: str) -> None:
        mark = next((opened.mark for opened in reversed(self._open) if opened.mark), None)
        if mark and not self._artifact:
            mark.text += text

    def _show(self, operand: Object) -> None:
        strings = operand.as_list() if isinstance(operand, Array) else [operand]
        code = b"".join(bytes(one) for one in strings if isinstance(one, String))
        units = [code[at : at + 2] for at in range(0, len(code), 2)]
        text = "".join(self._maps[self._font].get(int.from_bytes(unit), "\ufffd") for unit in units)
        x, y = self._at
        ground = next((ink for box, ink in reversed(self._fills) if _holds(box, x, y, self._size)), (1.0,) * 3)
        self.shown.append(Shown(page=self.number, x=x, y=y, size=self._size, ink=self._ink, ground=ground, text=text))
        if not self._silent:
            self._say(text)

    def _set(self, operator: str, operands: list[Object]) -> None:
        match operator:
            case "q":
                self._saved.append((self._ink, self._matrix))
            case "Q":
                self._ink, self._matrix = self._saved.pop()
            case "cm":
                self._matrix = pikepdf.Matrix(*map(float, operands)) @ self._matrix
            case "rg":
                red, green, blue = map(float, operands)
                self._ink = (red, green, blue)
            case "Tf":
                self._font, self._size = str(operands[0]), float(operands[1])
            case "Tm":
                self._at = (float(operands[4]), float(operands[5]))

    def _draw(self, operator: str, numbers: list[float]) -> None:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if operator == "re":
            (x, y), (width, height) = points
            points = [(x, y), (x + width, y + height)]
        self._path += [self._matrix.transform(point) for point in points]

    def _paint(self, operator: str) -> None:
        mark = next((opened.mark for opened in reversed(self._open) if opened.mark), None)
        if mark and not self._artifact:
            mark.paints = True
        if not mark and not self._artifact:
            self.untagged.append(f"page {self.number + 1}: {operator}")
        if operator in _FILLS and self._path:
            xs, ys = zip(*self._path, strict=True)
            self._fills.append(((min(xs), min(ys), max(xs), max(ys)), self._ink))


def _holds(box: tuple[float, float, float, float], x: float, y: float, size: float) -> bool:
    left, bottom, right, top = box
    return left <= x + 0.1 * size <= right and bottom <= y + 0.3 * size <= top


def _to_unicode(font: Object) -> dict[int, str]:
    """The text of each code of a font."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL):
        found.update((int(code, 16), _utf16(text)) for code, text in _PAIR.findall(block))
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", font.ToUnicode.read_bytes(), re.DOTALL):
        for low, high, text in _RANGE.findall(block):
            start = int(text, 16)
            codes = range(int(low, 16), int(high, 16) + 1)
            found.update((code, chr(start + step)) for step, code in enumerate(codes))
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
