"""Subject: one leaflet as the score sheets look at it.

Comes in: the leaflet, its Document and Layout, how it reads, what the rules found. Goes out: parts, words, places on
paper. It stands alone so that each item of an instrument is a few words about a leaflet, not a walk through a tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from hsgleaflet.check.prose import Sentence, inside, sentences
from hsgleaflet.check.readability import Report
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import (
    Block,
    Callout,
    Document,
    Figure,
    List,
    Paragraph,
    Section,
    Table,
    plain,
    texts,
    walk,
)
from hsgleaflet.model.leaflet import LeafletFile, Risk
from hsgleaflet.model.pictures import Picture
from hsgleaflet.problems import Location, Problem
from hsgleaflet.typeset.layout import Art, Box, Layout, Words


class Subject:
    """A leaflet for a clinic, composed and laid out."""

    def __init__(
        self,
        leaflet: LeafletFile,
        clinic: ClinicFile,
        document: Document,
        layout: Layout,
        report: Report,
        problems: Iterable[Problem] = (),
        pictures: Mapping[str, Picture] | None = None,
        logo: str = "",
    ) -> None:
        self.leaflet, self.clinic, self.document, self.layout = leaflet, clinic, document, layout
        self.report, self.pictures = report, pictures or {}
        self.problems, self.logo = tuple(problems), logo

    @property
    def is_aftercare(self) -> bool:
        """Whether it is a sheet for the days after, whose procedure has a leaflet of its own."""
        return self.leaflet.kind == "aftercare"

    # ------------------------------------------------------------ the tree

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, in reading order."""
        return tuple(walk(self.document.blocks))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The parts of the leaflet, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Section) and block.part)

    @property
    def sections_and_points(self) -> tuple[Block, ...]:
        """The key points and the parts: what is read in order after the title and the purpose."""
        return (*self.callouts("key-points"), *self.sections)

    def part(self, *names: str) -> tuple[Section, ...]:
        """Return the sections of some parts."""
        return tuple(section for section in self.sections if section.part in names)

    def text(self, *names: str) -> str:
        """Return the words of some parts, a line for each leaf; those of the whole leaflet when none is named."""
        blocks = self.part(*names) if names else self.document.blocks
        return "\n".join(line for block in blocks for line in texts(block))

    def sentences_of(self, *names: str) -> tuple[Sentence, ...]:
        """Return the measured sentences of some parts."""
        return tuple(sentence for section in self.part(*names) for sentence in inside(section))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The measured sentences of the leaflet."""
        return sentences(self.document)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @cached_property
    def lists(self) -> tuple[List, ...]:
        """Every list."""
        return tuple(block for block in self.blocks if isinstance(block, List))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every picture."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))

    def callouts(self, *roles: str) -> tuple[Callout, ...]:
        """Return the boxes of some roles."""
        return tuple(block for block in self.blocks if isinstance(block, Callout) and block.role in roles)

    def figures_in(self, *names: str) -> tuple[Figure, ...]:
        """Return the pictures of some parts."""
        return tuple(block for block in walk(self.part(*names)) if isinstance(block, Figure))

    @cached_property
    def headings(self) -> tuple[tuple[str, Location | None], ...]:
        """The headings of the parts and of what is inside them, with their places."""
        found = (block for block in self.blocks if isinstance(block, Section) and block.role != "leaflet")
        return tuple((plain(block.heading), block.at) for block in found if block.heading)

    @cached_property
    def steps(self) -> tuple[List, ...]:
        """The blocks of numbered steps."""
        return tuple(found for found in self.lists if found.role == "steps")

    # ------------------------------------------------------------ what the author gave

    @cached_property
    def risks(self) -> tuple[Risk, ...]:
        """The rows of the risk tables."""
        return tuple(risk for section in self.leaflet.sections for risk in section.risks or ())

    def broken(self, *codes: str) -> Problem | None:
        """Return the first problem that rules with these codes found."""
        return next((problem for problem in self.problems if problem.code in codes), None)

    # ------------------------------------------------------------ the paper

    def lines_of(self, node: str) -> Iterator[Words]:
        """Yield the lines of a block."""
        for page in self.layout.pages:
            found = (item for item in page.fragments if isinstance(item, Words))
            yield from (item for item in found if _belongs(item.node, node))

    def place(self, node: str) -> tuple[int, float] | None:
        """Return the page of a block, from 0, and how far down it begins, as a share of the page's height."""
        for number, page in enumerate(self.layout.pages):
            tops = [item.y for item in page.fragments if not isinstance(item, Box) and _belongs(item.node, node)]
            if tops:
                return number, min(tops) / page.height
        return None

    def size(self, node: str) -> float:
        """Return the size in points of the type of a block; 0 when it is not on paper."""
        found = next(self.lines_of(node), None)
        return found.line.segments[0].run.size if found else 0.0

    def art_of(self, asset: str) -> Iterator[Art]:
        """Yield each place where a picture is painted."""
        for page in self.layout.pages:
            yield from (item for item in page.fragments if isinstance(item, Art) and item.asset == asset)


def _belongs(leaf: str, node: str) -> bool:
    return leaf == node or leaf.startswith((f"{node}.", f"{node}/"))
