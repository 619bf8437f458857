"""Cases of `check.accessible`."""

from msgspec.structs import replace

from hsgleaflet.check.subjects import Paper
from hsgleaflet.model.document import Block, Document, Figure, Section
from hsgleaflet.model.leaflet import LeafletFile
from tests.rule_cases import FIGURE, Codes, Tried, clean, codes, has, hits, put, says
from tests.samples import clinic, composed, read_as

LONG = ["It is a test for you and for us. It is short."] * 10


def _figure(alt: str, caption: str = "Both tubes are open.") -> Codes:
    return has({"figure": FIGURE["figure"] | {"alt": alt, "caption": caption}})


def _document(alt: str) -> Codes:
    def inside(block: Block) -> Block:
        if isinstance(block, Section):
            return replace(block, blocks=tuple(map(inside, block.blocks)))
        return replace(block, alt=alt) if isinstance(block, Figure) else block

    def found() -> set[str]:
        leaflet = read_as(LeafletFile, clean())
        document: Document = composed(leaflet, clinic()).document
        changed = replace(document, blocks=tuple(map(inside, document.blocks)))
        return codes(hits(papers=(Paper(changed, leaflet),)))

    return found


CASES = [
    Tried("A101", says("Read more [here](https://a.org)."), says("Read [our page](https://a.org).")),
    Tried("A102", says("Read the red box."), says("The dye is red. Read the box called Tubes.")),
    Tried("A103", says("See below for more."), says("Rest below the waist.")),
    Tried("A103", says("Use the table above."), says("Lie on the table.")),
    Tried("A104", _figure("A picture of a womb and 2 tubes."), _figure("A womb and 2 tubes.")),
    Tried("A105", _figure("A womb."), _figure("A womb with tubes.")),
    Tried("A106", _figure("Both tubes are open.", "Both tubes are open."), _figure("Both tubes are open and wide.")),
    Tried("A107", put("benefits", body=[f"**Ring us** {now}. We found no figure." for now in ("now", "then")] * 9),
          put("benefits", body=["**Ring us** now. We found no figure."])),
    Tried("A108", put("what-it-is", body=["**We do what you wish and that is all.**", *LONG]),
          put("what-it-is", body=["**We do what you wish and that is** all.", *LONG])),
    Tried("A109", _document(" "), _document("A womb with tubes.")),
]  # fmt: skip
