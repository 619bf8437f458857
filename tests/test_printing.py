"""What a copy takes, in words and figures."""

from pathlib import Path

import pytest

from hsgleaflet.cli.printing import copy_of, paper_of
from hsgleaflet.work.build import Job


def job(form: str, output: str = "") -> Job:
    return Job("hsg", Path("clinic.yaml"), "riverside", "en-GB", form, output=output)


@pytest.mark.parametrize(
    ("form", "pages", "words"),
    [
        ("a4", 1, "1 page: 1 sheet"),
        ("a4", 7, "7 pages: 4 sheets"),
        ("booklet", 8, "8 pages: 2 sheets"),
        ("trifold", 6, "6 pages: 1 sheet"),
    ],
)
def test_a_copy_is_told_in_pages_and_sheets(form: str, pages: int, words: str) -> None:
    assert copy_of(job(form), pages) == words


def test_machines_are_told_the_sides_too_and_nothing_of_files_for_printers() -> None:
    assert paper_of(job("booklet"), 8) == {"sheets": 2, "sides": 4}
    assert paper_of(job("booklet", "shop"), 8) == {}
    assert copy_of(job("booklet", "shop"), 4) == "4 pages"
