"""What all author files share: a frozen model, what its fields may ask of a value, and the field types people meet.

The annotations of a model are its schema; `kinds` works it out, and only a file that is read asks for that.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import Annotated, Any, ClassVar, dataclass_transform

from msgspec import Struct, StructMeta, field

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and list positions from the top."""


class Text(Struct, frozen=True):
    """What a text must be: its pattern as a whole, its length in characters once spaces around it are gone.

    `check` returns the text as it is kept, or raises ValueError with what is wrong. `known` is what editors offer.
    """

    pattern: str = ""
    least: int = 0
    most: int | None = None
    strip: bool = False
    check: Callable[[str], str] | None = None
    known: tuple[str, ...] = ()


class Size(Struct, frozen=True):
    """How many entries a list or mapping must have."""

    least: int = 0
    most: int | None = None


class Bounds(Struct, frozen=True):
    """The least and the greatest number or day."""

    least: float | datetime.date
    most: float | datetime.date


class ByTag(Struct, frozen=True):
    """Models of which a mapping is the one that has its value under this key as the only choice."""

    key: str


class ByKey(Struct, frozen=True):
    """Models of which a mapping is the one whose first key it holds."""


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Text(pattern=SLUG, most=60)]
"""A short name in file names: lower-case letters, digits and single hyphens."""

AskName = Annotated[str, Text(pattern=r"^[a-z][a-z0-9_]*$", most=60)]
"""The name of a question, as it stands in braces: lower-case letters, digits, underscores."""

LONGEST = 5000
"""Characters of one text: a page has about half of them."""

Line = Annotated[str, Text(least=1, most=LONGEST, strip=True)]
"""Text with **bold**, [links](https://...), {asks} and [@SOURCE] marks; never empty."""

Plain = Annotated[str, Text(least=1, most=LONGEST, strip=True)]
"""Text that is printed as it stands, without markup."""

LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
Lang = Annotated[str, Text(pattern=LANGUAGE)]
"""A language tag such as en-GB, ur or zh-Hans."""


EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
"""No date of ours lies outside: a day before or after each of them is a date as well."""
Date = Annotated[datetime.date, Bounds(EARLIEST, LATEST)]
"""A day, as 2026-11-23."""


Counted = Annotated[int, Bounds(0, 100_000)]
"""How many people, never more than the largest group that is counted in."""

Minutes = Annotated[int, Bounds(1, 600)]
"""How long something takes; ten hours at most."""


class _Frozen(StructMeta):
    """Makes every model frozen, its fields given by name: what msgspec does not hand down from class to class."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> Any:
        return super().__new__(cls, name, bases, namespace, **{"frozen": True, "kw_only": True} | options)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Model(Struct, frozen=True, kw_only=True, metaclass=_Frozen):
    """A part of an author's file: unknown keys are refused, values cannot be changed afterwards."""

    longest: ClassVar[int] = 250_000
    """Characters of a file of this kind; the longest leaflet has a seventh of them."""
    other_keys: ClassVar[bool] = False
    """Whether keys that are not known here belong to somebody else and are left alone."""
    other_names: ClassVar[dict[str, str]] = {}
    """Keys that mean the same as a field, by their names: the field's name in a file."""


def names_of(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a model in their order: the name in Python, and that in a file."""
    return zip(model.__struct_fields__, model.__struct_encode_fields__, strict=True)


def strings(value: object) -> Iterator[str]:
    """Yield every text in a model, list or mapping, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Model):
        for name in value.__struct_fields__:
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
