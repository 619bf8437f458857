"""What all author files share: a frozen, strict pydantic model and the field types people meet."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, StringConstraints

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and list positions from the top."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A short name in file names: lower-case letters, digits and single hyphens."""

AskName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""The name of a question, as it stands in braces: lower-case letters, digits, underscores."""

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text with **bold**, [links](https://...), {asks} and [@SOURCE] marks; never empty."""

Plain = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text that is printed as it stands, without markup."""

Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")]
"""A language tag such as en-GB, ur or zh-Hans."""


class Model(BaseModel):
    """A part of an author's file: unknown keys are refused, values cannot be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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
