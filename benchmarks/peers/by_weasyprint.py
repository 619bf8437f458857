"""WeasyPrint, tagged (PDF/UA-1), its font configuration kept between leaflets.

Its tables stay whole: where a page ends between a caption and its table, its tagging fails ("Table wrapper without a
table", WeasyPrint issue 2761), and where pages end depends on the clinic's name.
"""

from __future__ import annotations

import html

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.peers.text import BOLD, FIGURE, LOGO, QR, REGULAR, SIZE, Clinic, filled, leaflet, spans

TAGGED = True
_CSS = f"""@font-face {{ font-family: A; src: url({REGULAR.as_uri()}) }}
@font-face {{ font-family: A; font-weight: bold; src: url({BOLD.as_uri()}) }}
@page {{ size: A4; margin: 14mm 18mm 18mm; @bottom-left {{ content: string(foot); font: 7.5pt A }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); font: 7.5pt A }} }}
body {{ font: {SIZE}pt/1.25 A; margin: 0 }} .foot {{ string-set: foot content(); display: none }}
h1 {{ font-size: 18pt; margin: 2mm 0 0 }} h2 {{ font-size: 12.5pt; margin: 2.5mm 0 1mm }} p, ul, ol {{ margin: 1mm 0 }}
.box {{ border: 1pt solid; border-radius: 3pt; padding: 2mm; margin: 2mm 0 }}
table {{ border-collapse: collapse }} .whole {{ break-inside: avoid }}
td, th {{ border: .5pt solid #888; padding: 1mm; text-align: left; width: 26% }} figure {{ margin: 2mm 0 }}
"""


class Peer:
    """Makes the leaflet for one clinic after the other."""

    def __init__(self) -> None:
        self._words = leaflet()
        self._qr = QR.read_text()
        self._fonts = FontConfiguration()
        self._css = weasyprint.CSS(string=_CSS, font_config=self._fonts)

    def make(self, clinic: Clinic) -> bytes:
        """Return the PDF."""
        page = weasyprint.HTML(string=self._html(clinic), base_url=str(LOGO.parent))
        return bytes(page.write_pdf(stylesheets=[self._css], font_config=self._fonts, pdf_variant="pdf/ua-1"))

    def _html(self, clinic: Clinic) -> str:
        words = self._words
        parts = [
            f'<html lang="en-GB"><head><title>{words["title"]}</title><style>h1, h2 {{ color: {clinic.colour} }}'
            f'</style></head><body><div class="foot">{words["footer"]}</div><img src="{LOGO.as_uri()}" alt="Logo" '
            f'width="160"><p><b>{clinic.name}</b><br>{clinic.phone}</p><h1>{words["title"]}</h1><p>{words["subtitle"]}'
        ]
        for section in words["sections"]:
            parts.append(f"<h2>{section['heading']}</h2>")
            parts += [_block(block, clinic) for block in section["blocks"]]
        parts.append(f'<div style="width: 20mm">{self._qr}</div><p>{words["qr"]["label"]}</p></body></html>')
        return "".join(parts)


def _inline(text: str, clinic: Clinic) -> str:
    return "".join(
        f"<b>{html.escape(part)}</b>" if bold else html.escape(part) for part, bold in spans(filled(text, clinic))
    )


def _block(block: dict[str, object], clinic: Clinic) -> str:
    ((kind, value),) = block.items()
    if isinstance(value, str):
        return f"<p>{_inline(value, clinic)}</p>"
    if isinstance(value, list):
        return f"<{kind}>{''.join(f'<li>{_inline(text, clinic)}</li>' for text in value)}</{kind}>"
    assert isinstance(value, dict)
    if kind == "figure":
        image = f'<img src="{FIGURE.as_uri()}" alt="{html.escape(value["alt"])}" width="260">'
        return f"<figure>{image}<figcaption>{value['caption']}</figcaption></figure>"
    if kind == "callout":
        return f'<div class="box"><b>{value["title"]}</b><p>{_inline(value["text"], clinic)}</p></div>'
    head = "".join(f"<th>{text}</th>" for text in value["header"])
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in value["rows"])
    table = f"<caption>{value['caption']}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f'<div class="whole"><table>{table}</table></div>'
