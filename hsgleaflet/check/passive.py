"""Passive: whether an English sentence hides who acts ("the tube is passed").

Comes in: the words of a sentence. Goes out: yes or no. It stands alone as a pattern with known limits: a form of "be"
or "get", at most two adverbs, then a participle. Participles that say how somebody is ("you are worried", "the tube is
blocked") are not counted; a few real passives of rare irregular verbs are missed.
"""

from __future__ import annotations

from collections.abc import Sequence

_BE = {
    "am", "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "isn't", "aren't", "wasn't",
    "weren't",
}  # fmt: skip
_BETWEEN = {
    "not", "also", "often", "usually", "always", "never", "sometimes", "then", "still", "only", "mostly", "now",
    "just",
}  # fmt: skip
_IRREGULAR = {
    "given", "taken", "done", "made", "seen", "found", "told", "sent", "put", "kept", "held", "left", "brought",
    "shown", "known", "begun", "bought", "built", "caught", "chosen", "cut", "drawn", "driven", "felt", "forgotten",
    "heard", "hidden", "hurt", "laid", "led", "lent", "lost", "meant", "met", "paid", "read", "said", "sold", "set",
    "shut", "spoken", "spent", "sung", "sunk", "taught", "thought", "thrown", "understood", "won", "worn", "written",
}  # fmt: skip
_STATES = {
    "advanced", "aged", "bored", "blocked", "closed", "concerned", "confused", "disabled", "embarrassed", "excited",
    "experienced", "frightened", "interested", "irritated", "involved", "limited", "married", "mixed", "pleased",
    "related", "relaxed", "retired", "scared", "settled", "situated", "skilled", "supposed", "surprised", "tired",
    "trained", "worried",
}  # fmt: skip
"""Participles that say how somebody or something is."""
_NO_PARTICIPLES = {
    "bed", "bleed", "feed", "fed", "indeed", "need", "red", "seed", "speed", "hundred", "sacred", "naked",
}  # fmt: skip


def is_passive(words: Sequence[str]) -> bool:
    """Return whether a sentence holds a passive."""
    low = [word.lower().replace("’", "'") for word in words]
    return any(word in _BE and _participle_follows(low[place + 1 :]) for place, word in enumerate(low))


def _participle_follows(rest: Sequence[str]) -> bool:
    for word in rest[:3]:
        if word in _IRREGULAR or (word.endswith("ed") and word not in _STATES | _NO_PARTICIPLES):
            return True
        if word not in _BETWEEN and not word.endswith("ly"):
            return False
    return False
