"""Cases of `check.terms`."""

from tests.rule_cases import Tried, says, top

CASES = [
    Tried("C160", says("We take a biopsy."), says("We take a small sample (biopsy).")),
    Tried("C160", says("You have sedation."), says("You have sedation (a medicine that makes you sleepy).")),
    Tried("C161", top(words={"stent": "a tube"}), top(words={"test": "a trial"})),
    Tried("C162", says("Your womb is the uterus."), says("Your womb (uterus) is here. The womb is there.")),
    Tried("C163", says("You have an ECG first."), says("You have a heart trace (ECG) first. The ECG is short.")),
    Tried("C163", says("Your LMP matters."), says("Your GP and the NHS know.")),
]
