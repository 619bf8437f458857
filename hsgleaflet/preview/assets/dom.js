// Small helpers: elements from values (text is never read as markup), requests, and a pause before work.

export const byId = (id) => document.getElementById(id);

/** Make an element; `on...` are listeners, true and false set or leave out an attribute, children are nodes or text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") element.style.cssText = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Ask the server; what it refuses comes back as `refused`, and a server that is gone as null. */
export async function ask(path, body) {
  const request = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  try {
    const answer = await fetch(path, request);
    return answer.ok || answer.status === 409 ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Return a function that does its work when it was not called again for some milliseconds. */
export function calmly(work, milliseconds) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}

export const plural = (count, word) => `${count} ${count === 1 ? word : `${word}s`}`;
