// The preview: what is chosen, what is tried, and when it is drawn.

import { ask, byId, calmly, make } from "./dom.js";
import { Answers, Brand } from "./forms.js";
import { draw, have } from "./pages.js";
import { list } from "./problems.js";

const CHOICES = ["clinic", "leaflet", "lang", "format"];
const state = { choice: {}, brand: {}, answers: {} };
const changed = calmly(() => refresh(), 40);
const forms = [new Brand(state, changed), new Answers(state, changed)];
let offers = null;
let busy = false;
let again = false;

// ---------------------------------------------------------------- drawing

async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  do {
    again = false;
    await once();
  } while (again);
  busy = false;
}

async function once() {
  const start = performance.now();
  const asked = { choice: state.choice, brand: state.brand, answers: state.answers };
  const data = await ask("show", { ...asked, have: have() });
  if (!data) return gone();
  draw(data);
  if (data.stale) list(data.problems);
  document.title = `${data.title ?? state.choice.leaflet} · preview`;
  byId("drawn").textContent = `Drawn in ${Math.round(performance.now() - start)} ms at ${new Date().toLocaleTimeString()}.`;
  document.body.dataset.drawn = Number(document.body.dataset.drawn ?? 0) + 1;
  for (const form of forms) if (!again) await form.refresh();
  if (!data.stale) inspect();
}

/** The rules take longer than the page does: they wait until nobody types or saves. */
const inspect = calmly(async () => {
  const number = document.body.dataset.drawn;
  const problems = await ask("check", { choice: state.choice, brand: state.brand, answers: state.answers });
  if (number !== document.body.dataset.drawn) return;
  if (Array.isArray(problems)) list(problems);
  document.body.dataset.checked = number;
}, 250);

function gone() {
  byId("drawn").textContent = "The preview has ended. Start it again in its terminal.";
}

// ---------------------------------------------------------------- choosing

function options(name, entries, value) {
  const select = byId(name);
  select.replaceChildren(...entries);
  const values = [...select.options].map((option) => option.value);
  select.value = values.includes(value) ? value : values[0];
  state.choice[name] = select.value;
}

const option = (value, text) => make("option", { value }, text);
const group = (label, entries) => entries.length ? make("optgroup", { label }, entries) : "";

function offer() {
  const wanted = { ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))) };
  const begin = Object.keys(wanted).length ? wanted : { ...offers.begin, ...state.choice };
  options("clinic", offers.clinics.map((one) => option(one.id, one.name)), begin.clinic);
  const clinic = offers.clinics.find((one) => one.id === state.choice.clinic);
  const names = Object.keys(clinic.leaflets);
  const leaflet = (name) => option(name, clinic.leaflets[name]);
  options("leaflet", [group("Given by this clinic", names.filter((name) => clinic.first.includes(name)).map(leaflet)),
    group("Others", names.filter((name) => !clinic.first.includes(name)).map(leaflet))].filter(Boolean), begin.leaflet);
  options("lang", clinic.langs[state.choice.leaflet].map((name) => option(name, offers.languages[name])), begin.lang);
  const others = Object.keys(offers.formats).filter((name) => !clinic.formats.includes(name));
  const format = (name) => option(name, offers.formats[name]);
  options("format", [group("Given by this clinic", clinic.formats.map(format)), group("Others", others.map(format))].filter(Boolean), begin.format);
}

function chosen() {
  for (const name of CHOICES) state.choice[name] = byId(name).value;
  location.replace(`#${new URLSearchParams(state.choice)}`);
  for (const form of forms) state[form.kind] = {};
  offer();
  location.replace(`#${new URLSearchParams(state.choice)}`);
  byId("desk").scrollTop = 0;
  refresh();
}

for (const name of CHOICES) byId(name).addEventListener("change", chosen);
byId("choice").addEventListener("submit", (event) => event.preventDefault());

// ---------------------------------------------------------------- tabs

const tabs = [...document.querySelectorAll("[role=tab]")];

function select(tab, focus = false) {
  for (const one of tabs) {
    const on = one === tab;
    one.setAttribute("aria-selected", String(on));
    one.tabIndex = on ? 0 : -1;
    byId(one.getAttribute("aria-controls")).hidden = !on;
  }
  if (focus) tab.focus();
  for (const form of forms) form.refresh();
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step ? tabs[(index + step + tabs.length) % tabs.length] : { Home: tabs[0], End: tabs.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    select(next, true);
  });
}

// ---------------------------------------------------------------- beginning

async function begin() {
  offers = await ask("offers");
  if (!offers || offers.refused) return gone();
  offer();
  refresh();
}

const line = new EventSource("events");
let met = false;
line.addEventListener("hello", () => {
  if (met) begin(); // the line broke and is there again
  met = true;
});
line.addEventListener("saved", async () => {
  await refresh();
  offers = (await ask("offers")) ?? offers;
});
begin();
