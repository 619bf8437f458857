"""Cases of `check.wording`."""

from tests.rule_cases import Tried, clean, leaf, put, says, top

EIGHTEEN = "We tell you what we do and why we do it and how long it takes to do"


def _options(one: str) -> dict[str, object]:
    return {"rule": {"type": "choice", "ask": "Which?", "options": {"one": one, "other": "Do nothing."}}}


CASES = [
    Tried("C140", says("You can't eat."), says("You cannot eat. We’re here, it’s fine.")),
    Tried("C140", says("Don’t you eat?"), says("Do you not eat?")),
    Tried("C141", says(f"{EIGHTEEN} and end it."), says(f"{EIGHTEEN} and end.")),
    Tried(
        "C142", says(f"{EIGHTEEN} and to end it and then go home to sleep."), says(f"{EIGHTEEN} and to end it. Rest.")
    ),
    Tried("C143", says("Rest prior to the test."), says("Rest before the test.")),
    Tried("C143", says("Please notify us."), says("Please tell us.")),
    Tried("C144", says("You require a rest."), says("You need a rest.")),
    Tried("C145", says("You are soon on the mend."), says("You are soon well.")),
    Tried("C146", says("The patient should rest."), says("You should rest. Other patients wait.")),
    Tried("C147", says("It is completely safe."), says("It is mostly safe.")),
    Tried("C148", says("Take 400 mg now."), top(asks=_options("Take 400 mg now."))),
    Tried("C148", says("Take 2 tablets now."), says("Take tablets now.")),
    Tried("C149", says("Take Nurofen now."), says("Take ibuprofen (Nurofen) now.")),
    Tried("C150", says("Bring ??? with you."), says("To do more is fine.")),
    Tried("C150", put("what-it-is", body=["Say what is done."]), leaf(lambda values: clean())),
]
