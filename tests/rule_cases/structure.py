"""Cases of `check.structure`."""

from collections.abc import Callable

from msgspec.structs import replace

from hsgleaflet.check.subjects import Paper
from hsgleaflet.model.document import Block, Callout, Section, Text, children
from hsgleaflet.model.leaflet import LeafletFile
from tests.rule_cases import Codes, Tried, clean, codes, has, hits, leaf, put, says, top
from tests.samples import Json, clinic, composed, read_as

SIX = [f"point {letter}" for letter in "abcdef"]
STEPS = [{"when": f"Step {number}", "do": "Rest."} for number in range(1, 9)]
EIGHT = "We do what you wish. That is all."


def _document(change: Callable[[Block], Block]) -> Codes:
    """The leaflet as composed, with blocks changed afterwards, as by a fault of ours."""

    def inside(block: Block) -> Block:
        block = change(block)
        return replace(block, blocks=tuple(map(inside, children(block)))) if isinstance(block, Section) else block

    def found() -> set[str]:
        leaflet = read_as(LeafletFile, clean())
        document = composed(leaflet, clinic()).document
        changed = replace(document, blocks=tuple(map(inside, document.blocks)))
        return codes(hits(papers=(Paper(changed, leaflet),)))

    return found


def _without_number(block: Block) -> Block:
    emergency = isinstance(block, Callout) and block.role == "emergency"
    return replace(block, title=(Text(text="Emergency"),)) if emergency else block


def _emptied(block: Block) -> Block:
    return replace(block, blocks=()) if isinstance(block, Section) and block.part == "benefits" else block


def _order(*parts: str) -> Codes:
    def change(values: Json) -> None:
        values["sections"].sort(key=lambda one: parts.index(one["part"]) if one["part"] in parts else len(parts))

    return leaf(change)


def _questions(lines: int) -> Codes:
    return put("questions", questions={"ask": ["What if it fails?"], "lines": lines})


def _column(head: str) -> Codes:
    return has({"table": {"caption": "All", "columns": [head, "It"], "rows": [["a", "b"]]}})


CASES = [
    Tried("C170", put("benefits", heading="What are all of the good things that it does?"),
          put("benefits", heading="What are the good things that it does?")),
    Tried("C171", put("benefits", heading="Introduction"), put("benefits", heading="Introduction to the test")),
    Tried("C172", put("benefits", heading="What it does."), put("benefits", heading="What does it do?")),
    Tried("C173", put("benefits", heading="Your Benefits And Gains"),
          put("benefits", heading="Your stay in the New York house")),
    Tried("C174", says("DO NOT EAT before it."), says("Do **not** eat before the MRI.")),
    Tried("C175", says("It is. It was. It may be. It ends."), says("It is. It was. It may be.")),
    Tried("C176", has({"list": [*SIX, "more"]}), has({"list": SIX})),
    Tried("C177", has({"list": ["One point. Another."]}), has({"list": ["One point, and no other"]})),
    Tried("C178", has({"list": ["One point."]}), has({"list": ["One point, at 5pm", "Is this one?"]})),
    Tried("C179", put("benefits", body=["We found no figure.", *[EIGHT] * 20]),
          put("benefits", body=["We found no figure.", {"heading": "What next?", "body": [EIGHT] * 20}])),
    Tried("C180", has({"steps": STEPS}), has({"steps": STEPS[:7]})),
    Tried("C181", has({"steps": [{"when": "Now", "do": "Rest a bit. " + "We do what you wish. " * 5}]}),
          has({"steps": [{"when": "Now", "do": "We do what you wish. " * 3}]})),
    Tried("C182", _column("What you may now choose"), _column("What you may choose")),
    Tried("C183", top(purpose="To tell " + "you and us " * 9), top(purpose="To tell " + "you and us " * 5)),
    Tried("C184", top(key_points=["A thing."] * 6), top(key_points=["A thing."] * 5)),
    Tried("C185", _order("benefits", "what-it-is"), _order("what-it-is", "benefits")),
    Tried("C186", put("questions", questions=None, body=["Ask us.", {"write": {"label": "Notes", "lines": 4}}]),
          _questions(4)),
    Tried("C187", _questions(3), _questions(4)),
    Tried("C188", put("going-home", part="support"), top(kind="aftercare")),
    Tried("C189", put("going-home", body=["You can drive."]), top(kind="aftercare")),
    Tried("C190", has({"steps": [{"when": "Now", "do": "**The water** is for you."}]}),
          has({"steps": [{"when": "Now", "do": "**Drink** the water."}]})),
    Tried("C191", _document(_without_number), _document(lambda block: block)),
    Tried("C192", _document(_emptied), _document(lambda block: block)),
]  # fmt: skip
