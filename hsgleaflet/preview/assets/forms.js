// The forms: what is tried in them is shown at once, and stands in a file only when it is saved.

import { ask, byId, make } from "./dom.js";

const NAMES = {
  primary: "Main colour", secondary: "Second colour", foreground: "Text", success: "All is well", warning: "Take care",
  danger: "Emergency", link: "Links", light: "Ground of panels",
};
const COLOURS = Object.keys(NAMES);

/** A form in one of the tabs. `state` holds choice and what is tried; `changed` is called when that changes. */
class Form {
  constructor(kind, state, changed) {
    Object.assign(this, { kind, state, changed, place: byId(kind), inputs: new Map(), shape: "" });
  }

  get tried() {
    return this.state[this.kind];
  }

  get isShown() {
    return !this.place.hidden;
  }

  try(name, value) {
    const own = this.values[name] ?? "";
    if (value === own) delete this.tried[name];
    else this.tried[name] = value;
    this.changed();
  }

  async refresh() {
    if (!this.isShown && !Object.keys(this.tried).length) return;
    const asked = { choice: this.state.choice, brand: this.state.brand, answers: this.state.answers };
    const data = await ask(this.kind, asked);
    if (data) this.show(data);
  }

  show(data) {
    const shape = this.shapeOf(data);
    if (shape && shape !== this.shape) {
      this.shape = shape;
      this.inputs.clear();
      this.place.replaceChildren(...this.build(data), this.bar());
    }
    if (shape) this.fill(data);
    if (!this.place.querySelector(".bar")) this.place.replaceChildren(this.bar());
    this.end(data);
  }

  bar() {
    const name = this.kind === "brand" ? "the brand" : "the answers";
    return make("div", { class: "bar" },
      make("p", { class: "wrong", role: "alert" }),
      make("details", { hidden: true }, make("summary", {}, "What would change in ", make("code", { class: "file" })),
        make("pre", { class: "difference", tabindex: "0", role: "region", "aria-label": "Lines that would change" })),
      make("div", { class: "buttons" },
        make("button", { type: "button", class: "save", onclick: () => this.save() }, "Save"),
        make("button", { type: "button", class: "copy", onclick: () => this.copy() }, "Copy YAML"),
        make("button", { type: "button", class: "undo", "aria-label": `Undo what was tried of ${name}`, onclick: () => this.undo() }, "Undo")));
  }

  end(data) {
    const bar = this.place.querySelector(".bar");
    const file = data.file ?? data.panel?.file ?? "";
    const wrong = data.problems?.map((one) => one.message) ?? [];
    bar.querySelector(".wrong").textContent = wrong.join(" ");
    if (file) bar.querySelector(".file").textContent = file;
    const details = bar.querySelector("details");
    details.hidden = !data.difference;
    bar.querySelector(".difference").replaceChildren(...(data.difference ?? "").split("\n").map((line) =>
      make("span", { class: line.startsWith("+") ? "plus" : line.startsWith("-") ? "minus" : "" }, `${line}\n`)));
    this.text = data.text ?? "";
    const refused = wrong.length || Object.keys(data.wrong ?? {}).length;
    bar.querySelector(".save").disabled = !data.difference || Boolean(refused);
    bar.querySelector(".copy").disabled = !this.text;
    bar.querySelector(".undo").disabled = !Object.keys(this.tried).length;
    bar.classList.toggle("live", Boolean(data.difference));
  }

  async save() {
    const asked = { choice: this.state.choice, brand: this.state.brand, answers: this.state.answers };
    const data = await ask("save", { what: this.kind, asked });
    if (!data) return;
    if (!data.saved) {
      this.show(data);
      return;
    }
    this.state[this.kind] = {};
    byId("told").textContent = `Saved to ${data.saved}.`;
    this.changed();
  }

  async copy() {
    await navigator.clipboard.writeText(this.text);
    byId("told").textContent = "The YAML is in the clipboard.";
  }

  undo() {
    this.state[this.kind] = {};
    this.changed();
  }
}

export class Brand extends Form {
  constructor(state, changed) {
    super("brand", state, changed);
  }

  shapeOf(data) {
    return data.panel && JSON.stringify([data.panel.logos, data.panel.families, data.panel.file]);
  }

  build({ panel }) {
    const one = (label, input) => make("label", { class: "field" }, make("span", {}, label), input);
    const style = this.select("style", { calm: "Calm", quiet: "Quiet: thin lines", bold: "Bold: strong boxes", plain: "Plain: one ink" });
    const cover = this.select("cover", { "": "As the style has it", plain: "Plain", rule: "Over a rule", band: "On a band" });
    const logo = this.select("logo", { "": "None", ...Object.fromEntries(panel.logos.map((name) => [name, name])) });
    const fonts = { "": "Atkinson Hyperlegible Next (ours)", ...Object.fromEntries(panel.families.map((name) => [name, name])) };
    return [
      make("h2", {}, "Colours"), make("ul", { class: "colours" }, COLOURS.map((name) => this.colour(name))),
      make("h2", {}, "Logo and type"),
      make("div", { class: "grid" }, one("Logo", logo), one("Height of the logo", this.input("logo-height", "12mm")),
        one("Font", this.select("base", fonts)), one("Font of headings", this.select("headings", { ...fonts, "": "As the text" }))),
      make("h2", {}, "Style"),
      make("div", { class: "grid" }, one("House style", style), one("Title", cover),
        one("Main colour in panels, percent", this.input("tint", "10", { type: "number", min: 0, max: 15, step: "any" }))),
      make("ul", { class: "notes quiet" }),
    ];
  }

  colour(name) {
    const well = make("input", { type: "color", "aria-label": `${NAMES[name]}: choose` });
    const text = make("input", { type: "text", id: `colour-${name}`, spellcheck: "false", autocomplete: "off", "aria-describedby": `figures-${name}` });
    well.addEventListener("input", () => {
      text.value = well.value;
      this.try(name, well.value);
    });
    text.addEventListener("input", () => this.try(name, text.value.trim()));
    this.inputs.set(name, { text, well });
    return make("li", {}, well, make("label", { for: `colour-${name}` }, NAMES[name]), text, make("p", { class: "figures", id: `figures-${name}` }));
  }

  select(name, options) {
    const found = make("select", {}, Object.entries(options).map(([value, text]) => make("option", { value }, text)));
    found.addEventListener("input", () => this.try(name, found.value));
    this.inputs.set(name, { text: found });
    return found;
  }

  input(name, placeholder, attributes = {}) {
    const found = make("input", { type: "text", placeholder, ...attributes });
    found.addEventListener("input", () => this.try(name, found.value.trim()));
    this.inputs.set(name, { text: found });
    return found;
  }

  fill({ panel }) {
    if (!Object.keys(this.tried).length) this.values = panel.values;
    for (const [name, { text, well }] of this.inputs) {
      const value = panel.values[name];
      if (text !== document.activeElement && text.value !== value) {
        if (text.tagName === "SELECT" && ![...text.options].some((option) => option.value === value)) text.append(make("option", { value }, value));
        text.value = value;
      }
      if (!well) continue;
      const mine = panel.figures.filter((one) => one.role === name);
      if (mine.length) well.value = mine[0].wanted;
      else well.value = panel.ground;
      text.placeholder = mine.length ? mine[0].wanted : panel.ground;
      byId(`figures-${name}`).replaceChildren(...mine.map(figure));
    }
    this.place.querySelector(".notes").replaceChildren(...panel.notes.map((note) => make("li", {}, note)));
  }
}

function figure(one) {
  const enough = one.before >= one.needed;
  const where = one.large ? "in large headings" : `on ${one.ground}`;
  return make("span", { class: enough ? "figure" : "figure short" },
    make("strong", {}, `${one.before.toFixed(1)} : 1 `), `${where}, ${one.needed} needed`,
    enough ? make("span", {}, " ✓") : make("span", {}, "; printed as ", make("span", { class: "chip", style: `background:${one.printed}` }), ` ${one.printed}, ${one.after.toFixed(1)} : 1`));
}

export class Answers extends Form {
  constructor(state, changed) {
    super("answers", state, changed);
  }

  shapeOf(data) {
    return data.groups?.length && JSON.stringify(data.groups.map((group) => group.fields.map((field) => [field.name, field.options])));
  }

  build({ groups }) {
    return groups.flatMap((group) => [make("h2", {}, group.title), ...group.fields.map((field) => this.field(field))]);
  }

  field(field) {
    const id = `answer-${field.name}`;
    const wrong = make("p", { class: "wrong", id: `${id}-wrong` });
    const hints = [field.optional && "Optional: without it, its sentences are left out.", field.seen && `Seen elsewhere: ${field.seen}.`,
      field.within && `Between day ${field.within[0]} and day ${field.within[1]}.`].filter(Boolean).join(" ");
    const hint = hints ? make("p", { class: "quiet hint", id: `${id}-hint` }, hints) : null;
    const title = field.lang ? `${field.ask} (${field.lang})` : field.ask;
    const told = [hint && `${id}-hint`, `${id}-wrong`].filter(Boolean).join(" ");
    if (field.kind === "choice") {
      const options = { ...field.options, ...(field.optional ? { "": "Not answered" } : {}) };
      const radios = Object.entries(options).map(([value, text]) => make("label", { class: "radio" },
        make("input", { type: "radio", name: id, value, onchange: () => this.try(field.name, value) }), make("span", {}, text)));
      const set = make("fieldset", { class: "field", "aria-describedby": told }, make("legend", {}, title), hint, radios, wrong);
      this.inputs.set(field.name, { set, wrong });
      return set;
    }
    const input = make("input", { id, type: { date: "date", email: "email", phone: "tel" }[field.kind] ?? "text", "aria-describedby": told, autocomplete: "off",
      placeholder: { duration: "30 min", "day-range": "6, 12" }[field.kind] });
    input.addEventListener("input", () => this.try(field.name, input.value));
    this.inputs.set(field.name, { input, wrong });
    return make("div", { class: "field" }, make("label", { for: id }, title), hint, input, wrong);
  }

  fill(data) {
    const fields = data.groups.flatMap((group) => group.fields);
    this.values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    for (const field of fields) {
      const { input, set, wrong } = this.inputs.get(field.name);
      const value = this.tried[field.name] ?? field.value;
      if (input && input !== document.activeElement) input.value = value;
      if (set) for (const radio of set.querySelectorAll("input")) radio.checked = radio.value === value;
      const told = data.wrong[field.name] ?? "";
      if (wrong.textContent !== told) wrong.textContent = told;
      (input ?? set).toggleAttribute("data-wrong", Boolean(told));
      input?.setAttribute("aria-invalid", String(Boolean(told)));
    }
  }
}
