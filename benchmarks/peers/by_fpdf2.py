"""fpdf2, untagged; it parses its fonts anew for every document."""

from __future__ import annotations

from typing import Any, Literal

from fpdf import FPDF

from benchmarks.peers.text import BOLD, FIGURE, LOGO, QR, REGULAR, SIZE, Clinic, filled, leaflet

TAGGED = False
_LINE = SIZE * 1.25 * 25.4 / 72


class _Document(FPDF):
    foot = ""

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("A", size=7.5)
        self.cell(140, 5, self.foot)
        self.cell(0, 5, f"Page {self.page_no()} of {{nb}}", align="R")


class Peer:
    """Makes the leaflet for one clinic after the other."""

    def __init__(self) -> None:
        self._words = leaflet()

    def make(self, clinic: Clinic) -> bytes:
        """Return the PDF."""
        words = self._words
        pdf = _Document(format="A4")
        pdf.foot = words["footer"]
        pdf.set_margins(18, 14, 18)
        pdf.set_auto_page_break(True, 18)
        pdf.set_title(words["title"])
        pdf.set_author(clinic.name)
        pdf.set_lang("en-GB")
        pdf.add_font("A", "", REGULAR)
        pdf.add_font("A", "B", BOLD)
        pdf.add_page()
        pdf.image(str(LOGO), w=42, alt_text="Logo")
        pdf.set_font("A", size=SIZE)
        self._text(pdf, f"**{clinic.name}** {clinic.phone}", clinic)
        self._heading(pdf, words["title"], 18, clinic)
        self._text(pdf, words["subtitle"], clinic)
        for section in words["sections"]:
            pdf.ln(1.5)
            self._heading(pdf, section["heading"], 12.5, clinic)
            for block in section["blocks"]:
                self._block(pdf, block, clinic)
        pdf.image(str(QR), w=20, alt_text="QR code")
        self._text(pdf, words["qr"]["label"], clinic)
        return bytes(pdf.output())

    def _heading(self, pdf: FPDF, text: str, size: float, clinic: Clinic) -> None:
        pdf.set_text_color(*bytes.fromhex(clinic.colour[1:]))
        pdf.set_font("A", "B", size)
        pdf.multi_cell(0, size * 0.44, text, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("A", size=SIZE)
        pdf.set_text_color(0)

    def _text(self, pdf: FPDF, text: str, clinic: Clinic, border: Literal[0, 1] = 0) -> None:
        words = filled(text, clinic)
        pdf.multi_cell(0, _LINE, words, markdown=True, new_x="LMARGIN", new_y="NEXT", border=border, align="L")

    def _block(self, pdf: FPDF, block: dict[str, Any], clinic: Clinic) -> None:
        ((kind, value),) = block.items()
        if kind == "p":
            self._text(pdf, value, clinic)
        elif kind in ("ul", "ol"):
            for number, entry in enumerate(value, 1):
                self._text(pdf, f"{'•' if kind == 'ul' else f'{number}.'} {entry}", clinic)
        elif kind == "figure":
            pdf.image(str(FIGURE), w=70, alt_text=value["alt"])
            self._text(pdf, value["caption"], clinic)
        elif kind == "callout":
            self._text(pdf, f"**{value['title']}**\n{value['text']}", clinic, border=1)
        else:
            self._text(pdf, value["caption"], clinic)
            with pdf.table(col_widths=(22, 26, 26, 26), line_height=_LINE) as table:
                for cells in (value["header"], *value["rows"]):
                    row = table.row()
                    for cell in cells:
                        row.cell(cell)
