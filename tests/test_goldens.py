"""A shipped leaflet as it is meant and as it is set: every change of either shows here."""

from msgspec.structs import replace

from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.project import Project
from tests.conftest_goldens import Golden
from tests.dumps import document_text, layout_text
from tests.samples import ROOT, workspace

CLINIC = ROOT / "clinics" / "riverside" / "clinic.yaml"


def test_the_hsg_leaflet_means_what_it_meant(golden: Golden) -> None:
    prepared = Project(workspace()).prepare("hsg", CLINIC, "en-GB", "a4")
    golden("hsg.document.txt", document_text(prepared.document))


def test_the_hsg_leaflet_is_set_as_it_was(golden: Golden) -> None:
    project = Project(workspace())
    prepared = project.prepare("hsg", CLINIC, "en-GB", "a4")
    document = replace(
        prepared.document, code="H3X7-2345"
    )  # the code of these very words: it changes with each of them
    golden("hsg.layout.txt", layout_text(lay_out(document, prepared.theme, project.setter, prepared.images)))
