"""Typst's Python wheel, tagged (PDF/UA-1 and PDF/A-2a), its world kept between leaflets."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst

from benchmarks.peers.text import BOLD, FIGURE, LOGO, QR, REGULAR, SIZE, Clinic, leaflet

TAGGED = True
_HEAD = """#let c = json(bytes(sys.inputs.clinic))
#let words = json("words.json")
#set document(title: words.title, author: c.name)
#set page(paper: "a4", margin: (x: 18mm, top: 14mm, bottom: 18mm),
  footer: context [#set text(7.5pt); #words.footer #h(1fr) Page #counter(page).display() of
    #counter(page).final().first()])
#set text(font: "Atkinson Hyperlegible Next", size: SIZEpt, lang: "en", region: "GB", fallback: false)
#set par(leading: 0.5em, spacing: 0.7em)
#show heading.where(level: 1): it => text(18pt, fill: rgb(c.colour), it.body)
#show heading.where(level: 2): it => block(above: 0.9em, below: 0.5em, text(12.5pt, fill: rgb(c.colour), it.body))
#let fill(t) = {
  for (name, answer) in c.answers { t = t.replace("{" + name + "}", answer) }
  for (i, part) in t.split("**").enumerate() { if calc.odd(i) { strong(part) } else { part } }
}
#grid(columns: (1fr, auto), image("logo.svg", width: 42mm, alt: "Logo"), align(right)[*#c.name* \\ #c.phone])
= #words.title
#words.subtitle
#for s in words.sections {
  heading(level: 2, s.heading)
  for b in s.blocks {
    if "p" in b { par(fill(b.p)) }
    else if "ul" in b { list(..b.ul.map(fill)) }
    else if "ol" in b { enum(..b.ol.map(fill)) }
    else if "figure" in b { figure(image("figure.svg", width: 70mm, alt: b.figure.alt), caption: b.figure.caption) }
    else if "callout" in b {
      rect(width: 100%, stroke: 1pt + rgb(c.colour), radius: 3pt, inset: 7pt)[*#fill(b.callout.title)*
        #fill(b.callout.text)]
    } else {
      figure(caption: b.table.caption, table(columns: (22fr, 26fr, 26fr, 26fr),
        table.header(..b.table.header.map(strong)), ..b.table.rows.flatten().map(fill)))
    }
  }
}
#grid(columns: (24mm, 1fr), image("qr.svg", width: 20mm, alt: "QR code"), fill(words.qr.label))
"""


class Peer:
    """Makes the leaflet for one clinic after the other."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        root = Path(self._folder.name)
        words = leaflet()
        files = {
            "leaflet.typ": _HEAD.replace("SIZE", str(SIZE)), "words.json": json.dumps(words, default=str),
            "logo.svg": LOGO.read_text(), "figure.svg": FIGURE.read_text(), "qr.svg": QR.read_text(),
        }  # fmt: skip
        for name, text in files.items():
            (root / name).write_text(text, encoding="utf-8")
        for font in (REGULAR, BOLD):
            (root / font.name).symlink_to(font)
        self._compiler = typst.Compiler(str(root / "leaflet.typ"), root=str(root), font_paths=[str(root)],
                                        ignore_system_fonts=True)  # fmt: skip

    def make(self, clinic: Clinic) -> bytes:
        """Return the PDF."""
        values = clinic._asdict() | {"answers": clinic.answers}
        made = self._compiler.compile(
            format="pdf", sys_inputs={"clinic": json.dumps(values)}, pdf_standards=["ua-1", "a-2a"]
        )
        assert isinstance(made, bytes)
        return made
