// The list of problems: what is wrong, where in which file, and those lines when it is opened.

import { ask, byId, make, plural } from "./dom.js";
import { mark, reveal, sign, word } from "./pages.js";

let open = "";
let last = "";

export function list(problems) {
  const place = byId("problems");
  const counts = ["error", "warning", "info"].map((severity) => problems.filter((one) => one.severity === severity).length);
  const [errors, warnings, notes] = counts;
  byId("count").textContent = problems.length || "";
  byId("count").className = errors ? "error" : warnings ? "warning" : "";
  const told = problems.length
    ? [errors && plural(errors, "error"), warnings && plural(warnings, "warning"), notes && plural(notes, "note")].filter(Boolean).join(", ")
    : "No problems found";
  if (told !== last) byId("told").textContent = `${told}.`;
  last = told;
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const items = problems.map((problem, number) => item(problem, number));
  place.replaceChildren(items.length ? make("ol", { class: "problems" }, items)
    : make("p", { class: "empty" }, "No problems found. What people have to judge, no program can see."));
  mark(problems, (number) => toggle(place.querySelectorAll("button[data-key]")[number], problems[number], number, true));
  problems.forEach((problem, number) => {
    if (keyOf(problem) === open) toggle(place.querySelectorAll("button[data-key]")[number], problem, number, true, false);
  });
  if (focused) [...place.querySelectorAll("button[data-key]")].find((one) => one.dataset.key === focused)?.focus();
}

const keyOf = (problem) => `${problem.code} ${problem.file} ${problem.message}`;

function item(problem, number) {
  const where = problem.file ? `${problem.file}${problem.line ? `:${problem.line}` : ""}` : "";
  const button = make("button", {
    type: "button", "aria-expanded": "false", "data-key": keyOf(problem), onclick: () => toggle(button, problem, number),
  },
  make("span", { class: `sign ${problem.severity}`, "aria-hidden": "true" }, sign(problem.severity)),
  make("span", { class: "what" }, make("span", { class: "said" }, `${word(problem.severity)}: `), problem.message,
    make("span", { class: "where quiet" }, [where, problem.code, problem.place && `page ${problem.place.page}`].filter(Boolean).join(" · "))));
  return make("li", {}, button, make("div", { class: "more", hidden: true }));
}

async function toggle(button, problem, number, always = false, move = true) {
  const more = button.nextElementSibling;
  const show = always || more.hidden;
  for (const other of byId("problems").querySelectorAll(".more")) other.hidden = true;
  for (const other of byId("problems").querySelectorAll("button[data-key]")) other.setAttribute("aria-expanded", "false");
  open = show ? keyOf(problem) : "";
  more.hidden = !show;
  button.setAttribute("aria-expanded", String(show));
  if (!show) return;
  if (move) {
    byId("tab-problems").click();
    if (always) button.focus();
    reveal(number);
  }
  const found = problem.file && problem.line ? await ask("source", { file: problem.file, line: problem.line }) : null;
  more.replaceChildren(...[
    problem.hint && make("p", { class: "hint" }, make("strong", {}, "What to do: "), problem.hint),
    found?.lines?.length ? excerpt(found) : null,
  ].filter(Boolean));
}

function excerpt(found) {
  const lines = found.lines.map((text, index) => {
    const here = found.first + index === found.line;
    return make(here ? "mark" : "span", { class: "line" }, make("span", { class: "number" }, String(found.first + index)), text || " ", "\n");
  });
  return make("figure", { class: "source" }, make("figcaption", {}, `${found.file}, line ${found.line}`),
    make("pre", { tabindex: "0", role: "region", "aria-label": `Lines of ${found.file} around ${found.line}` }, lines));
}
