"""Bidi classes as single letters, and the pairs of characters that mirror each other, as compact literals.

In: a text, for its classes. Out: a string with the class letter of each character, and strings in which every
two characters are a pair. They stand apart from `bidi` because they are Unicode's data, which changes with
its version, not the algorithm. The pairs are those of BidiBrackets.txt and BidiMirroring.txt of Unicode 15.0,
which Python's `unicodedata` lacks (licence: tests/data/UNICODE-LICENSE.txt); the classes are Python's own.
"""

import re
from functools import cache
from unicodedata import bidirectional

# Bidi_Paired_Bracket, opening then closing. Two are escapes: Unicode normalisation would change them.
BRACKET_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑"
    "⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)

# The other pairs of Bidi_Mirroring_Glyph.
OTHER_MIRRORED_PAIRS = (
    "<>«»‹›∈∋∉∌∊∍∕⧵∟⯾∠⦣∡⦛∢⦠∤⫮∼∽≃⋍≅≌≒≓≔≕≤≥≦≧≨≩≪≫≮≯≰≱≲≳≴≵≶≷≸≹≺≻≼≽≾≿⊀⊁⊂⊃⊄⊅⊆⊇⊈⊉⊊⊋⊏⊐⊑⊒⊘⦸⊢⊣⊦⫞⊨⫤⊩⫣⊫⫥⊰⊱⊲⊳⊴⊵⊶⊷"
    "⊸⟜⋉⋊⋋⋌⋐⋑⋖⋗⋘⋙⋚⋛⋜⋝⋞⋟⋠⋡⋢⋣⋤⋥⋦⋧⋨⋩⋪⋫⋬⋭⋰⋱⋲⋺⋳⋻⋴⋼⋶⋽⋷⋾⟃⟄⟈⟉⟋⟍⟕⟖⟝⟞⟢⟣⟤⟥⦤⦥⦨⦩⦪⦫⦬⦭⦮⦯⧀⧁⧄⧅⧏⧐⧑⧒⧔⧕⧨⧩⧸⧹⨫⨬⨭⨮⨴⨵⨼⨽⩤⩥⩹⩺⩻⩼"
    "⩽⩾⩿⪀⪁⪂⪃⪄⪅⪆⪇⪈⪉⪊⪋⪌⪍⪎⪏⪐⪑⪒⪓⪔⪕⪖⪗⪘⪙⪚⪛⪜⪝⪞⪟⪠⪡⪢⪦⪧⪨⪩⪪⪫⪬⪭⪯⪰⪱⪲⪳⪴⪵⪶⪷⪸⪹⪺⪻⪼⪽⪾⪿⫀⫁⫂⫃⫄⫅⫆⫇⫈⫉⫊⫋⫌⫍⫎⫏⫐⫑⫒⫓⫔⫕⫖⫬⫭⫷⫸⫹⫺⸂⸃⸄⸅"
    "⸉⸊⸌⸍⸜⸝⸠⸡﹤﹥＜＞"
)

LETTERS = {
    "L": "L", "R": "R", "AL": "A",
    "EN": "E", "AN": "N", "ES": "s", "ET": "t", "CS": "c", "NSM": "m", "BN": "b",
    "B": "B", "S": "S", "WS": "w", "ON": "o",
    "LRE": "l", "RLE": "r", "LRO": "x", "RLO": "y", "PDF": "z",
    "LRI": "i", "RLI": "j", "FSI": "k", "PDI": "p",
}  # fmt: skip
INITIATORS = "ijk"
REMOVED = "lrxyzb"  # by X9

# All blocks of right-to-left scripts, the right-to-left mark, and the explicit codes that raise a level.
RAISES_LEVEL = re.compile(
    "[\u0590-\u08ff\u200f\u202a\u202b\u202d\u202e\u2066-\u2068\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def class_letters(text: str) -> str:
    """The bidi class of every character of `text`, as the letters of `LETTERS`."""
    return "".join(map(_class_letter, text))


@cache
def _class_letter(char: str) -> str:
    # Code points that this Python's Unicode does not know yet take the direction of their block.
    return LETTERS[bidirectional(char) or ("R" if RAISES_LEVEL.match(char) else "L")]
