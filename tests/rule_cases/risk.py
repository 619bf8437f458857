"""Cases of `check.risk`."""

from collections.abc import Callable

from msgspec.structs import replace

from hsgleaflet.check.subjects import Paper
from hsgleaflet.model.document import Block, Document, Section, Table, Text, children
from hsgleaflet.model.leaflet import LeafletFile
from tests.rule_cases import Codes, Tried, clean, codes, has, hits, leaf, put, risk_row, says, section
from tests.samples import Json, clinic, composed, read_as

ROW = {"what": "Infection", "n": 1, "per": "100", "period": "in the week after", "who": "women", "means": "Pain",
       "source": "A"}  # fmt: skip
SERIOUS = ROW | {"what": "A hole in the womb", "serious": "true"}


def _rows(*rows: Json) -> Codes:
    return put("risks", risks=list(rows))


def _table(*row: str) -> Codes:
    return has({"table": {"caption": "Choices", "columns": ["One", "Other", "Third"], "rows": [list(row)]}})


def _document(change: Callable[[Table], Table | None]) -> Codes:
    """The leaflet as composed, with its risk table changed afterwards, as by a fault of ours."""

    def found() -> set[str]:
        values = clean()
        section(values, "risks")["risks"] = [ROW, SERIOUS]
        leaflet = read_as(LeafletFile, values)
        document = composed(leaflet, clinic()).document
        return codes(hits(values, papers=(Paper(_changed(document, change), leaflet),)))

    return found


def _changed(document: Document, change: Callable[[Table], Table | None]) -> Document:
    def inside(block: Block) -> Block:
        if isinstance(block, Section):
            return replace(block, blocks=tuple(map(inside, children(block))))
        return (change(block) or block) if isinstance(block, Table) and block.role == "risks" else block

    return replace(document, blocks=tuple(map(inside, document.blocks)))


def _one_frame(table: Table) -> Table:
    first, often, means = table.rows[0]
    return replace(table, rows=((first, replace(often, content=(Text(text="1 in 100."),)), means), *table.rows[1:]))


CASES = [
    Tried("C101", says("It happens to 1 in 7 women [@A]."), says("It happens to 14 in 100 women [@A].")),
    Tried("C101", says("It happens to one in 5 women."), says("It happens one in the morning.")),
    Tried("C101", says("It is seen (1 in 8,000) [@A]."), says("It is seen (1 in 50,000), we found [@A].")),
    Tried("C102", says("It doubles the risk."), says("It doubles the risk, from 1 in 100 to 2 in 100 [@A].")),
    Tried("C102", says("Twice as many women feel it."), says("Take it twice a day.")),
    Tried("C102", says("It was reduced by half."), says("It doubles as a bed, 3 times as large.")),
    Tried(
        "C103",
        says("It is 3 in 100 now and 2 in 1,000 then [@A]."),
        says("It is 3 in 100 now [@A]. Then 2 in 1,000 [@A]."),
    ),
    Tried("C103", _table("Pain", "3 in 100 [@A]", "2 in 1,000 [@A]"), _table("Pain", "3 in 100 [@A]", "2 in 100 [@A]")),
    Tried("C104", says("It helps 3 in 8 women [@A]."), says("They scored 3 out of 10.")),
    Tried("C105", says("It helps most, 5% of them more."), says("It helps 5 in 100 more [@A].")),
    Tried("C106", says("It helps 2.5 in 100 [@A]."), says("It helps 25 in 1,000 [@A].")),
    Tried("C106", says("It helps 237 in 1,000 [@A]."), says("It helps 240 in 1,000 [@A].")),
    Tried("C107", risk_row(who=None), risk_row(who="women")),
    Tried("C107", risk_row(period=None), risk_row(period=None, n=None, per=None, unknown="true", source=None)),
    Tried("C108", says("It is rare, 3 in 100 [@A]."), says("It is common, 3 in 100 [@A].")),
    Tried("C108", risk_row(what="A rare infection"), risk_row(what="A common infection")),
    Tried("C109", says("Rarely, the womb is hurt."), says("This is a common test.")),
    Tried("C109", says("Fainting is rare."), says("Fainting is rare, but we found no figure.")),
    Tried("C110", says("The chance of harm is low."), says("The table is low.")),
    Tried("C110", says("This is a low risk."), says("This is a test.")),
    Tried("C111", says("There is a good chance that it works."), says("We found no figure for a good chance of it.")),
    Tried("C112", risk_row(what="A hole in the womb"), risk_row(what="A hole in the womb", serious="true")),
    Tried("C113", _document(lambda table: replace(table, rows=table.rows[:1])), _document(lambda table: None)),
    Tried("C114", _rows(SERIOUS, ROW), _rows(ROW, SERIOUS)),
    Tried("C114", _rows(ROW, ROW | {"n": 5}), _rows(ROW | {"n": 5}, ROW)),
    Tried("C115", risk_row(means=None, we_do=None), risk_row(means=None)),
    Tried(
        "C116",
        put("benefits", body=["It gives an answer. How it helps may vary."]),
        put("benefits", use="all", body=None),
    ),
    Tried("C117", put("benefits", body=["It helps 90 in 100 women [@A]."]), risk_row(n=None, per=None, unknown="true")),
    Tried("C118", put("alternatives", body=["You can have a scan."]), put("alternatives", body=["You can wait."])),
    Tried("C119", says("It helps 3 in 100 [@A], and 5 in 100."), says("It helps 3 in 100, and 5 in 100 [@A].")),
    Tried("C120", _document(_one_frame), _document(lambda table: None)),
    Tried("C121", says("Two thirds of women feel it."), says("Most women feel it.")),
    Tried("C121", says("Take half the dose."), leaf(lambda values: None)),
]  # fmt: skip
