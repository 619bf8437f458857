"""Cases of `check.numerals`."""

from tests.rule_cases import Tried, says

CASES = [
    Tried("C130", says("Rest for two days."), says("Rest for 2 days.")),
    Tried("C130", says("Twelve hours is enough."), says("A twelve-hour rest for one of you in Ward Two.")),
    Tried("C131", says("We asked 5151 women."), says("We asked 5,151 women in 2022.")),
    Tried("C131", says("We asked 2000 women."), says("Ring 020 7946 0018. Use code 12345 in room 1204.")),
    Tried("C132", says("It takes 5-10 minutes."), says("It takes 5 to 10 minutes.")),
    Tried("C132", says("Come 9am – 5pm."), says("See page 3-4 of COVID-19, open 24-7.")),
    Tried("C133", says("It is .5 cm wide."), says("It is 0.5 cm wide. 5 is more.")),
    Tried("C134", says("Come at 5:30pm today."), says("Come at 5.30pm today.")),
    Tried("C134", says("Come at 5 p.m."), says("Come at 5pm.")),
    Tried("C134", says("Come at 17:30 today."), says("Mix it 1:200.")),
    Tried("C135", says("Come at 12pm today."), says("Come at midday, or at 2pm.")),
    Tried("C136", says("On 6th August 2026 we moved."), says("On 6 August 2026 we moved.")),
    Tried("C136", says("On 6 Aug we moved."), says("On 6 May we moved.")),
    Tried("C136", says("On 06/08/2026 we moved."), says("It is 1/2 full.")),
    Tried("C136", says("On August 6, 2026 we moved."), says("In August 2026 we moved.")),
    Tried("C137", says("Bring a book, e.g. a novel."), says("Bring a book, for example a novel.")),
    Tried("C137", says("Bring pads etc. with you."), says("Bring pads with you.")),
    Tried("C137", says("Bring pads & water."), says("Come to Mothers & Babies.")),
]
