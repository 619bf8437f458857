"""ScoreFile: what people answered on the score sheets, in `scores.yaml` beside a clinic's file.

Comes in: raw values. Goes out: a checked, frozen model. It stands alone because people write this file; it holds roles
and dates and never a name.
"""

from typing import Annotated, Literal

from msgspec import field

from hsgleaflet.model.base import Date, Model, Slug, Text

Answer = Literal["yes", "partly", "no", "na", "1", "2", "3", "4", "5"]
Number = Annotated[str, Text(pattern=r"^[A-Z]?\d{1,2}$")]


class Scores(Model):
    """What one role answered about one version of a leaflet."""

    leaflet: Slug
    """Short name of the leaflet."""
    version: Annotated[str, Text(pattern=r"^\d{1,4}\.\d{1,4}$")]
    """The version that was read; answers about another version do not count."""
    role: Literal["clinician", "lay"]
    """Who answered: clinician, or lay reader. Never a name."""
    date: Date
    """When."""
    answers: dict[Slug, dict[Number, Answer]]
    """Answers by score sheet and item: yes, partly, no, na, or 1 to 5."""


class ScoreFile(Model):
    """Everything that people answered."""

    scores: list[Scores] = field(default_factory=list)
    """One entry for each role and reading."""
