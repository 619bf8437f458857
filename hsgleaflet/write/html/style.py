"""Style: the style sheet of a web page, and its colours as custom properties.

Comes in: the inks of a theme. Goes out: CSS. It stands alone because no element chooses a colour or a size of its own.
No height is fixed, so that readers may space and enlarge text as they need; what is told by colour is told by a shape
too. Pictures keep a light ground in the dark: they were drawn for paper.
"""

from __future__ import annotations

from hsgleaflet.model.inks import at_night
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.theme import Theme
from hsgleaflet.units import Colour

BOLD_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "th", "caption"])
BOLD_CLASSES = frozenset(["b", "when", "fact"])
"""Elements that the sheet below sets in bold."""

SHEET = """
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:auto}
body{margin:0;background:var(--paper);color:var(--text);font-family:var(--family);font-size:calc(1.125rem*var(--size));
  line-height:var(--leading);overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6,strong,b,th,caption,.b{font-weight:700}
h1,h2,h3,h4{line-height:calc(var(--leading)*.8);text-wrap:balance;margin:0}
h1{font-size:1.9em;color:var(--brand);margin-top:.4em}
h2{font-size:1.4em;color:var(--brand);margin-top:0}
h3{font-size:1.15em}
:lang(zh) h1,:lang(zh) h2,:lang(zh) h3{text-wrap:wrap}
p,ul,ol,table,figure{margin:.75em 0 0}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:3px}
a:focus-visible,summary:focus-visible{outline:3px solid var(--text);outline-offset:2px;background:var(--paper)}
.tel,.n{white-space:nowrap}.tel{font-weight:inherit}
.edge{margin:0;padding:.55em var(--side);background:var(--band);color:var(--text);font-size:.9em;text-align:center}
.on-paper{display:none}
.page{--side:max(1rem,calc((100vw - 62rem)/2));}
.masthead{padding:1em var(--side);display:flex;flex-wrap:wrap;gap:.5em 1.25em;align-items:center;
  border-bottom:1px solid var(--hairline)}
.masthead p{margin:0;font-size:.95em}.masthead .clinic{font-weight:400}.masthead .audience{color:var(--muted)}
.masthead .who{flex:1 1 14rem}
.logo{height:2.9em;width:auto;max-width:100%;background:#fff;border-radius:.25em}
.others{padding:.35em var(--side);font-size:.95em;border-bottom:1px solid var(--hairline);background:var(--tint)}
.others ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1em .4em;align-items:center}
.others li{display:flex}.others a,.others .here{display:inline-block;padding:.35em .5em;line-height:1.5!important}
.others .here{font-weight:400;border-bottom:3px solid var(--second)}
.columns-of-page{padding:0 var(--side)}
main{max-width:44rem;padding:.5rem 0 2.5rem}
.contents{margin:1.2em 0 0}.contents.beside{display:none}.contents p{margin:0 0 .3em;font-size:.95em}
.contents summary{cursor:pointer;padding:.4em 0;color:var(--link);text-decoration:underline;text-underline-offset:.18em}
.contents summary{list-style:none}.contents summary::-webkit-details-marker{display:none}
.contents summary::before{content:"";display:inline-block;border:.32em solid transparent;border-inline-start:.5em solid;
  border-inline-end:0;margin-inline-end:.5em}
.contents details[open] summary::before{transform:rotate(90deg)}
[dir=rtl] .contents details[open] summary::before{transform:rotate(-90deg)}
.contents ol{list-style:none;margin:0;padding:0;font-size:.95em}
.contents li{margin:0}.contents a{display:block;padding:.3em 0}
.purpose{font-size:1.15em;line-height:calc(var(--leading)*.92);text-wrap:pretty}
.medical-name,.english-title{color:var(--muted);margin-top:.3em}
.small,.small-print,.reading,.minutes{font-size:.9em}.small{color:var(--muted)}
.part{margin-top:2.4em;padding-top:1.1em;border-top:1px solid var(--hairline)}
.part .part{margin-top:1.4em;padding-top:0;border:0}
section h2,.box h2,.box h3{display:flex;gap:.5em;align-items:flex-start}
.icon{flex:none;width:1.1em;height:1.1em;margin-top:.06em}
.sign{flex:none;width:1.2em;height:1.2em;margin-top:.04em}
.box{margin-top:1.75em;padding:1em 1.1em 1.15em;border-radius:.3em;background:var(--tint);
  border:1px solid transparent}
.box h2,.box h3{font-size:1.25em;color:var(--accent)}
.key-points{border-inline-start:.45em solid var(--brand)}
.tell-us-first,.important,.call-us,.warning,.emergency{background:var(--paper);border:2px solid var(--warning)}
.warning{border:3px solid var(--danger)}.emergency{border:4px solid var(--danger)}
.tell-us-first>h2,.tell-us-first>h3,.important>h2,.important>h3{color:var(--warning)}
.warning>h2,.warning>h3{color:var(--danger)}
.expected>h3,.call-us>h3,.emergency>h3{color:var(--text)}
.part>.box{margin-top:1.1em}
ul{padding-inline-start:1.25em}li{margin-top:.4em}li p:first-child{margin-top:0}li::marker{color:var(--accent)}
ol{list-style:none;padding:0}ol>li{display:flex;gap:.75em;margin-top:.8em}ol>li>div,ul.square>li>div{flex:1;min-width:0}
ol .mark{flex:none;min-width:1.9em;height:max-content;padding:.15em .3em;border-radius:1em;background:var(--accent);
  color:var(--paper);text-align:center;font-size:.9em;line-height:1.6}
ol p.do{margin-top:.1em}
.when,.fact,.frames strong{font-weight:700}
ul.square{list-style:none;padding:0}ul.square>li{display:flex;gap:.7em}
ul.square>li::before{content:"";flex:none;width:1.05em;height:1.05em;margin-top:.28em;border:2px solid var(--accent);
  border-radius:.15em;background:var(--paper)}
ul.none{list-style:none;padding:0}
.glance{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13em),1fr));gap:.7em 1.4em;
  border-top:1px solid var(--accent);padding-top:.9em!important;margin-top:1.2em}
.glance li{margin:0}.glance p{margin:0}.glance .note{font-size:.9em}
table{border-collapse:collapse;width:100%}
caption{text-align:start;padding-bottom:.4em}
th,td{text-align:start;vertical-align:top;padding:.55em .9em .55em 0;border-bottom:1px solid var(--hairline)}
th:last-child,td:last-child{padding-inline-end:0}
thead th{color:var(--accent);border-bottom:2px solid var(--accent)}
figure{margin:1.4em 0 0}
figure svg,figure img,.beside-idea svg,.beside-idea img{display:block;max-width:100%;height:auto}
figure svg{overflow:visible}
figure>svg,figure>img{color-scheme:light}
figcaption{font-size:.9em;margin-top:.6em}
figure text{font-family:var(--family);white-space:pre}
svg .b{font-weight:700}
.on-desk{display:none!important}
.key{display:flex;gap:.6em;align-items:flex-start;margin-top:.4em}.key .sign{width:1.1em;height:1.1em;margin-top:.25em}
.group.beside{display:flex;flex-wrap:wrap;gap:.4em 1.5em;align-items:flex-start;margin-top:1em}
.group.beside>figure{flex:none;max-width:100%}
.group.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15em),1fr));gap:0 2em}
.words{flex:1 1 14em;min-width:0}
.group.idea{display:grid;grid-template-columns:minmax(4.5em,24%) 1fr;gap:0 1.2em;align-items:center;margin-top:1.6em}
.words>:first-child{margin-top:0}.beside-idea .art{margin:auto;width:100%;max-height:9em}
.blank{margin-top:.8em}.blank .rule{border-bottom:1px solid var(--rule);padding-top:2em}
.blank.inline{display:flex;flex-wrap:wrap;gap:0 .5em;align-items:flex-end}
.blank.inline .rule{flex:1 1 6em}.blank p{margin:0}
.foot{padding:1.25em var(--side);border-top:1px solid var(--hairline);font-size:.9em}
.foot p{margin:.2em 0}.foot ul{display:inline;list-style:none;padding:0;margin:0}.foot li{display:inline}
.foot li+li::before{content:" · "}
@media (max-width:47.99rem){
  .cards,.cards tbody,.cards tr,.cards th,.cards td,.cards caption{display:block}
  .cards thead{position:absolute;clip-path:inset(50%);width:1px;overflow:hidden;white-space:nowrap}
  .cards tr{padding:.7em 0;border-bottom:1px solid var(--hairline)}
  .cards th,.cards td{border:0;padding:.1em 0}
  .cards td[data-under]{margin-top:.35em}
  .cards td[data-under]::before{content:attr(data-under);display:block;font-weight:700;color:var(--accent);
    font-size:.9em}
}
@media (min-width:48rem){
  h1{font-size:2.5em}h2{font-size:1.55em}
  .on-phone{display:none!important}.on-desk{display:block!important}
  .steps>li>div{display:grid;grid-template-columns:minmax(7em,27%) 1fr;gap:0 1.2em}.steps .do{margin-top:0!important}
}
@media (min-width:64rem){
  .columns-of-page{display:grid;grid-template-columns:minmax(0,44rem) 14.5rem;gap:3.5rem;justify-content:space-between}
  .contents.beside{display:block;grid-column:2;grid-row:1;position:sticky;top:1.5rem;align-self:start;margin-top:2rem;
    max-height:calc(100vh - 3rem);overflow:auto;border-inline-start:3px solid var(--hairline);padding-inline-start:1rem}
  main{grid-column:1;grid-row:1}
  .contents.at-hand{display:none}
}
@media (prefers-color-scheme:dark){
  figure>svg,figure>img,.logo,.beside-idea img{background:#fff;border-radius:.3em}
  figure>svg,figure>img{padding:.6rem}.key .sign{background:#fff;border-radius:.2em;padding:.12em}
}
@media (forced-colors:active){figure>svg,.logo{background:#fff;forced-color-adjust:none}
  ol .mark{border:1px solid}.sign,.icon{forced-color-adjust:none;background:#fff}}
@media print{
  @page{margin:16mm}
  body{font-size:12pt}
  .others,.contents{display:none}
  .columns-of-page{display:block;padding:0}main{max-width:none}
  .page{--side:0}
  .on-phone{display:none!important}.on-desk{display:block!important}
  h1,h2,h3,h4{break-after:avoid}tr,figure,.box,li{break-inside:avoid}
  a{color:inherit}.to-print{display:none}.edge{border:1px solid;margin-bottom:.4em}
  .on-paper{display:block;border-width:2px}ol .mark{background:none;color:var(--text);border:1px solid}
}
"""


def sheet(theme: Theme, lang: str) -> str:
    """Return the style sheet of a page in the colours of a theme, by day and by night."""
    own = setting(lang)
    day, night = _properties(theme.inks), _properties(at_night(theme.inks))
    factors = f"--size:{own.size:g};--leading:{1.5 * own.leading:.2f}"
    return (
        f":root{{color-scheme:light dark;{day};{factors}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{night}}}}}\n"
        f"figure,.key .sign{{{day};color-scheme:light}}\n@media print{{:root{{{day}}}}}\n{SHEET.strip()}"
    )


def _properties(inks: dict[str, Colour]) -> str:
    return ";".join(f"--{name}:{ink}" for name, ink in inks.items())
