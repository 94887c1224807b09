// From what was written on a case to the one call that moves it. Pure.
import { fields } from "./fields.js";

// evidence that only some moves take; the server says which of it is needed
const taken = {
  proposed: ["proposal"], executing: ["acceptance"], investigating: ["refusal", "follow_up"],
  resolved: ["letter"], closed: ["follow_up", "closing"],
};

/** The forms that belong to a move, shown even before the server asks for them. */
export function sections(from, to) {
  return (taken[to] || []).filter((name) =>
    (name !== "refusal" || from === "proposed") && (name !== "follow_up" || from === "resolved")
    && (name !== "acceptance" || from === "proposed"));
}

export const empty = (value) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.every(empty))
  || (typeof value === "object" && !Array.isArray(value) && Object.values(value).every(empty));

/** Groups "proposal.eta" style names of the form into {proposal: {eta}}. */
function group(form, name) {
  const out = {};
  for (const [key, value] of Object.entries(form)) {
    if (key.startsWith(`${name}.`) && !empty(value)) out[key.slice(name.length + 1)] = value;
  }
  return out;
}

/** The complaint's own fields in a form; nested and local names stay out. */
export function plain(form) {
  return Object.fromEntries(Object.entries(form).filter(([key]) => key in fields && key !== "statement"));
}

const options = (list) => (list || []).filter((one) => !empty(one.text))
  .map((one) => ({ text: one.text, ...(empty(one.cost) ? {} : { cost: one.cost }) }));
const tasks = (list) => (list || []).filter((one) => !empty(one.title));

/** The body of POST …/transition for a move from one stage to another. */
export function body(from, to, version, form) {
  const out = { to, version, fields: plain(form) };
  if (!empty(form.statement)) out.statement = form.statement;
  if (!empty(form.tasks_done)) out.tasks_done = form.tasks_done;
  for (const name of sections(from, to)) {
    const part = group(form, name);
    if (name === "proposal") {
      part.options = options(part.options);
      part.tasks = tasks(part.tasks);
    }
    // a letter or thanks without text is the template's, which the server fills in
    if (!empty(part) || name === "letter" || name === "closing") out[name] = part;
  }
  return out;
}

/** Whether something was written for every name that an item lacks, so that asking the server makes sense. */
export const answered = (names, form) => names.every((name) => !empty(form[name]) || !empty(group(form, name)));
