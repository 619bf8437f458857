"""Faults in what a PDF says of itself, in its tags and in its links.

In: an open PDF. Out: the same with one fault. They stand apart from those of the page because no page code
changes.
"""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.mutants.registry import caught_by
from tests.pdf_surgery import (
    attributes,
    element,
    elements,
    first,
    kids,
    link,
    page_with_link,
    replace_in_metadata,
    role_map,
)

# --- what the file says of itself


@caught_by("ua1/5-1")
def no_pdfuaid(pdf: Pdf) -> None:
    replace_in_metadata(pdf, rb'<pdfuaid:part>.*?</pdfuaid:part>|pdfuaid:part="[^"]*"', b"")


@caught_by("a/6.6.4-1")
def no_pdfaid(pdf: Pdf) -> None:
    replace_in_metadata(pdf, rb'<pdfaid:(\w+)>\w*</pdfaid:\1>|pdfaid:\w+="[^"]*"', b"")


@caught_by("a/6.6.4-3")
def lower_level_claimed(pdf: Pdf) -> None:
    replace_in_metadata(pdf, rb"(pdfaid:conformance[>=\"]+)A", rb"\1B")


@caught_by("ua1/7.1-9")
def no_title_in_metadata(pdf: Pdf) -> None:
    replace_in_metadata(pdf, rb"<dc:title>.*?</dc:title>", b"")


@caught_by("a/6.6.2.3.1-1")
def no_extension_schema(pdf: Pdf) -> None:
    replace_in_metadata(pdf, rb"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>", b"")


@caught_by("a/6.6.2.1-4")
def metadata_not_well_formed(pdf: Pdf) -> None:
    replace_in_metadata(pdf, rb"</rdf:RDF>", b"")


@caught_by("ua1/7.1-8")
def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


@caught_by("ua1/7.1-10")
def file_name_in_title_bar(pdf: Pdf) -> None:
    del pdf.Root["/ViewerPreferences"].DisplayDocTitle


@caught_by("ua1/7.2-33")
def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


@caught_by("ua1/7.2-29")
def language_not_a_tag(pdf: Pdf) -> None:
    pdf.Root.Lang = String("en_GB (English)")


@caught_by("ua1/6.2-1")
def not_marked(pdf: Pdf) -> None:
    pdf.Root["/MarkInfo"].Marked = False


@caught_by("ua1/7.1-4")
def tags_suspect(pdf: Pdf) -> None:
    pdf.Root["/MarkInfo"].Suspects = True


@caught_by("a/6.2.4.3-2")
def no_output_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@caught_by("a/6.2.4.3-2")
def no_colour_profile(pdf: Pdf) -> None:
    del pdf.Root["/OutputIntents"][0].DestOutputProfile


@caught_by("a/6.5.1-1")
def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@caught_by("a/6.5.2-2")
def page_action(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


@caught_by("a/6.8-5")
def attachment(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = b"not a PDF/A file"


# --- tags


@caught_by("ua1/7.1-11")
def no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


@caught_by("ua1/7.1-3")
def page_cut_off_from_tags(pdf: Pdf) -> None:
    del pdf.pages[0].obj.StructParents


@caught_by("ua1/7.1-12")
def no_parent(pdf: Pdf) -> None:
    del element(pdf, "P").P


@caught_by("ua1/7.1-5")
def unknown_role(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Paragraf


@caught_by("ua1/7.1-6")
def circle_of_roles(pdf: Pdf) -> None:
    roles = role_map(pdf)
    roles.Here, roles.There = Name.There, Name.Here
    element(pdf, "P").S = Name.Here


@caught_by("ua1/7.1-7")
def standard_role_remapped(pdf: Pdf) -> None:
    element(pdf, "P")
    role_map(pdf).P = Name.Span


@caught_by("ua1/7.3-1")
def figure_without_alt(pdf: Pdf) -> None:
    figure = element(pdf, "Figure")
    for key in {"/Alt", "/ActualText"} & set(figure.keys()):
        del figure[key]


@caught_by("ua1/7.3-1")
def figure_with_empty_alt(pdf: Pdf) -> None:
    figure_without_alt(pdf)
    element(pdf, "Figure").Alt = String("")


@caught_by("ua1/7.4.2-1")
def heading_skipped(pdf: Pdf) -> None:
    element(pdf, "H2").S = Name.H4


@caught_by("ua1/7.4.4-3")
def heading_without_level(pdf: Pdf) -> None:
    element(pdf, "H2").S = Name.H


@caught_by("ua1/7.2-19")
def list_item_as_paragraph(pdf: Pdf) -> None:
    element(pdf, "LI").S = Name.P


@caught_by("ua1/7.2-20")
def list_body_as_paragraph(pdf: Pdf) -> None:
    element(pdf, "LBody").S = Name.P


@caught_by("ua1/7.2-42")
def table_row_too_short(pdf: Pdf) -> None:
    row = first((row for row in elements(pdf, "TR") if len(kids(row)) > 1), "TR with two cells")
    row.K = Array(kids(row)[:-1])


@caught_by("ua1/7.2-3")
def table_row_as_division(pdf: Pdf) -> None:
    element(pdf, "TR").S = Name.Div


@caught_by("ua1/7.5-1")
def header_cells_without_scope(pdf: Pdf) -> None:
    entries = [entry for cell in elements(pdf, "TH") for entry in attributes(cell) if "/Scope" in entry]
    first(entries, "Scope")
    for entry in entries:
        del entry.Scope


# --- links


@caught_by("ua1/7.18.5-2")
def link_without_contents(pdf: Pdf) -> None:
    del link(pdf).Contents


@caught_by("ua1/7.18.5-1")
def link_without_struct_parent(pdf: Pdf) -> None:
    del link(pdf).StructParent


@caught_by("ua1/7.18.5-1")
def link_tagged_as_span(pdf: Pdf) -> None:
    element(pdf, "Link").S = Name.Span


@caught_by("a/6.3.2-1")
def link_without_flags(pdf: Pdf) -> None:
    del link(pdf).F


@caught_by("a/6.3.2-2")
def link_not_printed(pdf: Pdf) -> None:
    link(pdf).F = 0


@caught_by("ua1/7.18.3-1")
def tab_order_not_stated(pdf: Pdf) -> None:
    del page_with_link(pdf).Tabs
