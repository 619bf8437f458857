"""What does not fit says which larger format holds it: tried, not guessed."""

import re

import pytest
from msgspec.structs import replace

from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.work import build
from tests.conftest import project, shipped


def refused(leaflet: str, form: str) -> Problem:
    job = next(job for job in shipped() if job.leaflet == leaflet)
    with pytest.raises(LeafletError) as caught:
        build.make(project(), replace(job, format=form, lang="bn"))
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(("form", "wider"), [("trifold", "booklet"), ("zfold-letter", "booklet-letter")])
def test_a_leaflet_too_long_for_a_fold_names_its_longest_parts_and_the_next_format(form: str, wider: str) -> None:
    problem = refused("hsg", form)
    assert problem.code == "L006"
    assert "lines too long" in problem.message
    assert re.search(r'"[^"]+", line \d+', problem.hint)
    assert problem.hint.endswith(f"build it with --format {wider}, which holds it")
