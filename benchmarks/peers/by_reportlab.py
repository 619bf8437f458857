"""A plain ReportLab script: Platypus, no tags; fonts registered once."""

from __future__ import annotations

import io
import re
from typing import Any

from reportlab.graphics.shapes import Drawing, Group, Path, Rect
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Spacer, Table

from benchmarks.peers.text import BOLD, FIGURE, LOGO, QR, REGULAR, SIZE, Clinic, filled, leaflet

TAGGED = False
_SHAPE = re.compile(r"<(path|rect)([^>]*)/>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Peer:
    """Makes the leaflet for one clinic after the other."""

    def __init__(self) -> None:
        for name, path in (("A", REGULAR), ("AB", BOLD)):
            pdfmetrics.registerFont(TTFont(name, str(path)))
        pdfmetrics.registerFontFamily("A", normal="A", bold="AB", italic="A", boldItalic="AB")
        self._words = leaflet()
        self._logo, self._figure = _picture(LOGO.read_text(), 120), _picture(FIGURE.read_text(), 200)
        self._qr = _code()

    def make(self, clinic: Clinic) -> bytes:
        """Return the PDF."""
        colour = HexColor(clinic.colour)
        body = ParagraphStyle("body", fontName="A", fontSize=SIZE, leading=SIZE * 1.25, spaceAfter=3)
        title = ParagraphStyle("title", body, fontName="AB", fontSize=18, leading=21, textColor=colour)
        head = ParagraphStyle("head", body, fontName="AB", fontSize=12.5, leading=15, spaceBefore=6, textColor=colour)
        words = self._words
        right = Paragraph(f"<b>{clinic.name}</b><br/>{clinic.phone}", body)
        story: list[Flowable] = [
            Table([[self._logo, right]]),
            Paragraph(words["title"], title),
            Paragraph(words["subtitle"], body),
        ]
        for section in words["sections"]:
            story.append(Paragraph(section["heading"], head))
            for block in section["blocks"]:
                story += self._block(block, clinic, body, colour)
        story.append(Table([[self._qr, Paragraph(words["qr"]["label"], body)]], colWidths=[26 * mm, None]))
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=14 * mm, bottomMargin=18 * mm,
            title=words["title"], author=clinic.name, lang="en-GB",
        )  # fmt: skip

        def foot(canvas: Any, _: object) -> None:
            canvas.setFont("A", 7.5)
            canvas.drawString(18 * mm, 10 * mm, words["footer"])
            canvas.drawRightString(A4[0] - 18 * mm, 10 * mm, f"Page {canvas.getPageNumber()} of 2")

        document.build(story, onFirstPage=foot, onLaterPages=foot)
        return out.getvalue()

    def _block(self, block: dict[str, Any], clinic: Clinic, body: ParagraphStyle, colour: HexColor) -> list[Flowable]:
        def text(words: str) -> Paragraph:
            return Paragraph(re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", filled(words, clinic)), body)

        ((kind, value),) = block.items()
        if kind == "p":
            return [text(value)]
        if kind in ("ul", "ol"):
            items = [ListItem(text(entry)) for entry in value]
            return [ListFlowable(items, bulletType="bullet" if kind == "ul" else "1", bulletFontName="A")]
        if kind == "figure":
            return [self._figure, text(value["caption"])]
        if kind == "callout":
            style = [("BOX", (0, 0), (-1, -1), 1, colour)]
            return [Spacer(1, 3), Table([[[text(f"**{value['title']}**"), text(value["text"])]]], style=style)]
        rows = [[text(f"**{cell}**" if cell else "") for cell in value["header"]]]
        rows += [[text(cell) for cell in row] for row in value["rows"]]
        grid = [("GRID", (0, 0), (-1, -1), 0.5, HexColor("#888888"))]
        return [text(value["caption"]), Table(rows, style=grid, repeatRows=1)]


def _picture(svg: str, width: float) -> Drawing:
    """Return the few shapes of our test drawings; ReportLab itself reads no SVG."""
    (size,) = re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)
    scale = width / int(size[0])
    group = Group(transform=(scale, 0, 0, -scale, 0, int(size[1]) * scale))
    for kind, attributes in _SHAPE.findall(svg):
        given = dict(_ATTRIBUTE.findall(attributes))
        fill = HexColor(given["fill"]) if given["fill"] != "none" else None
        stroke = HexColor(given["stroke"]) if "stroke" in given else None
        look = {"fillColor": fill, "strokeColor": stroke, "strokeWidth": float(given.get("stroke-width", 0))}
        if kind == "rect":
            group.add(Rect(*(float(given[name]) for name in ("x", "y", "width", "height")), **look))
        else:
            group.add(_path(given["d"], look))
    return Drawing(width, int(size[1]) * scale, group)


def _path(data: str, look: dict[str, Any]) -> Path:
    path = Path(**look)
    calls = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.closePath}
    tokens = re.findall(r"[MLCZ]|-?[\d.]+", data)
    while tokens:
        call = calls[tokens.pop(0)]
        numbers = []
        while tokens and tokens[0] not in calls:
            numbers.append(float(tokens.pop(0)))
        call(*numbers)
    return path


def _code() -> Drawing:
    """Return the QR code of ready-made modules."""
    places = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)", QR.read_text())]
    side = 1 + max(y for _, y in places)
    unit = 20 * mm / side
    drawing = Drawing(20 * mm, 20 * mm)
    for x, y in places:
        rect = Rect(x * unit, (side - 1 - y) * unit, unit, unit, fillColor=HexColor("#000000"), strokeColor=None)
        drawing.add(rect)
    return drawing
