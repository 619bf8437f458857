// The pages: drawn, marked where a problem is, enlarged; what did not change is not touched, so the place is kept.

import { byId, make } from "./dom.js";

const drawn = new Map();
const PIXELS = 96 / 72;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];
const SIGNS = { error: "!", warning: "?", info: "i" };
let shown = { kind: "none", pages: [] };
let zoom = 0; // 0 fits the width

export const have = () => [...drawn.keys()];

export function draw(data) {
  for (const [key, text] of Object.entries(data.svgs)) drawn.set(key, text);
  byId("stale").hidden = !data.stale || data.kind === "none";
  const place = byId("pages");
  const before = shown;
  shown = data;
  if (data.kind !== before.kind) place.replaceChildren();
  place.className = data.kind;
  if (data.kind === "pages") pages(place, data);
  if (data.kind === "html") edition(place, data, before);
  if (data.kind === "text") texts(place, data);
  if (data.kind === "none") place.replaceChildren(make("p", { class: "empty" }, "There is no page yet: see the problems."));
  const wanted = new Set(data.pages.map((page) => page.key));
  for (const key of have()) if (!wanted.has(key)) drawn.delete(key);
  byId("zoom").hidden = data.kind !== "pages";
  size();
}

function pages(place, data) {
  place.style.cssText = data.inks;
  while (place.children.length > data.pages.length) place.lastElementChild.remove();
  data.pages.forEach((page, index) => {
    const element = place.children[index] ?? place.appendChild(empty());
    const name = `Page ${index + 1} of ${data.pages.length}`;
    element.setAttribute("aria-label", name);
    element.querySelector(".number").textContent = name;
    element.style.setProperty("--width", page.width * PIXELS);
    element.style.setProperty("--ratio", page.height / page.width);
    layer(element, "body", page.key, drawn.get(page.key));
    layer(element, "edge", page.edge, page.edge);
    const said = element.querySelector(".said");
    if (said.textContent !== page.words) said.textContent = page.words;
    said.lang = data.lang;
    said.dir = data.dir;
  });
}

/** Draw one layer of a page, unless it is drawn already. */
function layer(page, name, key, text) {
  const place = page.querySelector(`.${name}`);
  if (place.drawn === key) return;
  place.drawn = key;
  place.innerHTML = text;
}

function empty() {
  return make("section", { class: "page" },
    make("div", { class: "sheet" }, make("div", { class: "body", "aria-hidden": "true" }), make("div", { class: "edge", "aria-hidden": "true" })), make("p", { class: "said" }), make("p", { class: "number quiet", "aria-hidden": "true" }));
}

function edition(place, data, before) {
  if (before.edition === data.edition && place.firstElementChild) return;
  const old = place.querySelector("iframe");
  const top = old?.contentWindow?.scrollY ?? 0;
  const frame = make("iframe", { title: `${data.title}, web page`, sandbox: "allow-same-origin", src: `edition/${data.edition}` });
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top));
  place.replaceChildren(frame);
}

function texts(place, data) {
  const top = byId("desk").scrollTop;
  place.replaceChildren(...data.files.map((file) => make("section", { class: "words", "aria-label": file.name },
    make("h2", {}, file.name), make("pre", { lang: data.lang, dir: "auto" }, file.text))));
  byId("desk").scrollTop = top;
}

// ---------------------------------------------------------------- size

function size() {
  const widest = Math.max(...shown.pages.map((page) => page.width * PIXELS), 1);
  const style = getComputedStyle(byId("desk"));
  const room = byId("desk").clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const used = zoom || Math.min(room / widest, 1.5);
  byId("pages").style.setProperty("--zoom", used);
  byId("size-told").textContent = `${Math.round(used * 100)} %`;
  byId("fit").setAttribute("aria-pressed", String(!zoom));
  return used;
}

function resize(next) {
  const desk = byId("desk");
  const middle = (desk.scrollTop + desk.clientHeight / 2) / desk.scrollHeight;
  zoom = next;
  size();
  desk.scrollTop = middle * desk.scrollHeight - desk.clientHeight / 2;
}

byId("smaller").addEventListener("click", () => resize(STEPS.filter((step) => step < size() - 0.01).pop() ?? STEPS[0]));
byId("larger").addEventListener("click", () => resize(STEPS.find((step) => step > size() + 0.01) ?? STEPS.at(-1)));
byId("fit").addEventListener("click", () => resize(0));
new ResizeObserver(() => size()).observe(byId("desk"));

// ---------------------------------------------------------------- marks

/** Mark problems where they are; `open` is called with the number of one whose mark is pressed. */
export function mark(problems, open) {
  for (const old of document.querySelectorAll(".mark")) old.remove();
  const taken = new Map();
  problems.forEach((problem, number) => {
    const place = problem.place;
    const page = place && shown.pages[place.page - 1];
    const sheet = page && byId("pages").children[place.page - 1]?.querySelector(".sheet");
    if (!sheet) return;
    const spot = `${place.page} ${Math.round(place.y / 12)}`;
    const beside = taken.get(spot) ?? 0;
    taken.set(spot, beside + 1);
    const box = [`left:${percent(place.x - 3, page.width)}`, `top:${percent(place.y - 2, page.height)}`,
      `width:${percent(place.width + 6, page.width)}`, `height:${percent(place.height + 4, page.height)}`].join(";");
    sheet.append(make("div", { class: `mark ${problem.severity}`, style: box, id: `mark-${number}` },
      make("button", {
        type: "button", style: `--beside:${beside}`, onclick: () => open(number),
        "aria-label": `${word(problem.severity)} ${problem.code} on page ${place.page}: ${problem.message}`,
      }, make("span", { "aria-hidden": "true" }, SIGNS[problem.severity]))));
  });
}

const percent = (part, whole) => `${(100 * part / whole).toFixed(3)}%`;
export const word = (severity) => ({ error: "Error", warning: "Warning", info: "Note" })[severity];
export const sign = (severity) => SIGNS[severity];

/** Bring the mark of a problem into sight. */
export function reveal(number) {
  for (const other of document.querySelectorAll(".mark.now")) other.classList.remove("now");
  const found = byId(`mark-${number}`);
  if (!found) return;
  found.classList.add("now");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  found.scrollIntoView({ block: "center", inline: "nearest", behavior: calm ? "auto" : "smooth" });
}
