"""What all author files share: a frozen, strict pydantic model and the field types people meet."""

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core.core_schema import StringSchema, str_schema

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and list positions from the top."""


class Text(Struct, frozen=True):
    """What a text must be, in pydantic's inner words: hundreds of fields then need no working out at every start."""

    pattern: str | None = None
    max_length: int | None = None
    min_length: int | None = None
    strip_whitespace: bool | None = None

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> StringSchema:
        """Return the schema of a text."""
        return str_schema(
            pattern=self.pattern, max_length=self.max_length, min_length=self.min_length,
            strip_whitespace=self.strip_whitespace,
        )  # fmt: skip


Slug = Annotated[str, Text(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A short name in file names: lower-case letters, digits and single hyphens."""

AskName = Annotated[str, Text(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""The name of a question, as it stands in braces: lower-case letters, digits, underscores."""

LONGEST = 5000
"""Characters of one text: a page has about half of them."""

Line = Annotated[str, Text(min_length=1, max_length=LONGEST, strip_whitespace=True)]
"""Text with **bold**, [links](https://...), {asks} and [@SOURCE] marks; never empty."""

Plain = Annotated[str, Text(min_length=1, max_length=LONGEST, strip_whitespace=True)]
"""Text that is printed as it stands, without markup."""

LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
Lang = Annotated[str, Text(pattern=LANGUAGE)]
"""A language tag such as en-GB, ur or zh-Hans."""


EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
"""No date of ours lies outside: a day before or after each of them is a date as well."""
Date = Annotated[datetime.date, Field(ge=EARLIEST, le=LATEST)]
"""A day, as 2026-11-23."""


Counted = Annotated[int, Field(ge=0, le=100_000)]
"""How many people, never more than the largest group that is counted in."""

Minutes = Annotated[int, Field(ge=1, le=600)]
"""How long something takes; ten hours at most."""


def none() -> list[Any]:
    """Return a list of nothing, as a default; the signature of `list` itself is text, which pydantic would tokenize."""
    return []


class Model(BaseModel):
    """A part of an author's file: unknown keys are refused, values cannot be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    longest: ClassVar[int] = 250_000
    """Characters of a file of this kind; the longest leaflet has a seventh of them."""


def strings(value: object) -> Iterator[str]:
    """Yield every text in a model, list or mapping, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name))
    elif isinstance(value, dict):
        for inside in value.values():
            yield from strings(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from strings(inside)


class Finding(Struct, frozen=True):
    """A mistake that a schema cannot see: its path in the file, and what a `Problem` needs."""

    path: Path
    code: str
    message: str
    hint: str = ""
    on_key: bool = False
