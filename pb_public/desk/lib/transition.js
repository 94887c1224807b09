// From what was written on a case to the one call that moves it. Pure.
import { fields } from "./fields.js";
import { parseAmount } from "./money.js";

// evidence that only some moves take; the server says which of it is needed
const taken = {
  proposed: ["proposal"], executing: ["acceptance"], investigating: ["refusal", "follow_up"],
  resolved: ["letter"], closed: ["follow_up", "closing"],
};

// evidence that belongs to leaving one stage and no other
const origin = { refusal: "proposed", acceptance: "proposed", follow_up: "resolved", closing: "resolved" };

/** The forms that belong to a move, shown even before the server asks for them. */
export function sections(from, to) {
  return (taken[to] || []).filter((name) =>
    (origin[name] || from) === from);
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
  const own = Object.entries(form).filter(([key]) => key in fields && key !== "statement");
  return Object.fromEntries(own.map(([key, value]) => [key, fields[key].type === "amount" ? parseAmount(value) ?? value : value]));
}

const options = (list) => (list || []).filter((one) => !empty(one.text))
  .map((one) => ({ text: one.text, ...(empty(one.cost) ? {} : { cost: one.cost }), ...(one.alternative ? { alternative: one.alternative } : {}) }));
const tasks = (list) => (list || []).filter((one) => !empty(one.title));

// the ways from resolved to closed differ by how it ended
const endings = { T19: "confirmed", T21: "unreachable", T23: "informed_unsatisfied" };

/** A text for the customer: one's own, the template's (empty: the server fills it from
    the case as it will be), or null when it was said in person or not decided. */
function text({ how, ...part }) {
  if (how === "template") return { ...part, text: "" };
  return how === "orally" || empty(part.text) ? null : part;
}

function evidence(name, form) {
  const part = group(form, name);
  if (name === "letter" || name === "closing") return text(part);
  if (name === "proposal") Object.assign(part, { options: options(part.options), tasks: tasks(part.tasks) });
  return empty(part) ? null : part;
}

/** The body of POST …/transition for one of the ways that the server offers from a stage. */
export function body(from, { to, code }, version, form) {
  const out = { to, version, fields: plain(form) };
  if (endings[code]) out.fields.closing_kind = endings[code];
  if (!empty(form.statement)) out.statement = form.statement;
  for (const name of sections(from, to)) {
    const part = evidence(name, form);
    if (part) out[name] = part;
  }
  return out;
}

// a text that is left to the template, or was said in person, is answered for
const settled = (form, name) => ["template", "orally"].includes(form[`${name.split(".")[0]}.how`]);

/** Whether something was written for every name that an item lacks, so that asking the server makes sense. */
export const answered = (names, form) =>
  names.every((name) => !empty(form[name]) || !empty(group(form, name)) || settled(form, name));
