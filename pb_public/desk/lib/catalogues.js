// The lists that the business keeps by hand, as data: what a row is made of, which columns
// the list has, and how what is typed becomes what is stored. Pure. The server says who may
// keep which list, and whether a row is sound.
import { overlaps, same } from "./merge.js";
import { parseAmount } from "./money.js";

const name = { name: "name", type: "text", max: 200, focus: true };
const amount = (field) => ({ name: field, type: "amount" });
const kinds = ["gift", "service", "refund", "credit", "discount"];

/** Of each list: its collection, fields in the order of the form (those in one line in a list
    of their own), columns, the field that names a row, where words are looked for, and
    whether the pickers of the desk show it. */
export const catalogues = {
  rewards: {
    collection: "rewards", icon: "gift", title: "name", search: ["name", "conditions"], sort: "name",
    fields: [name, [{ name: "kind", type: "select", list: kinds }, { name: "valid_until", type: "date" }],
      [amount("cost"), { name: "currency", type: "currency" }], [amount("limit_agent"), amount("limit_lead")],
      { name: "unlimited", type: "check" }, { name: "stock", type: "amount", unless: "unlimited", kind: "short" }, { name: "conditions", type: "area", max: 2000 }],
    columns: ["kind", "cost", "left", "month", "limits", "valid_until"],
  },
  alternatives: {
    collection: "alternatives", icon: "bulb", title: "title", search: ["title", "text", "product_text"], sort: "title",
    fields: [{ name: "title", type: "text", max: 200, focus: true }, { name: "text", type: "area", max: 5000, voice: true, rows: 3 },
      [{ name: "cause", type: "select", from: "causes" }, { name: "product", type: "select", from: "products" }], { name: "product_text", type: "text", max: 300, unless: "product" },
      [amount("cost"), { name: "currency", type: "currency" }], { name: "temporary", type: "check" }],
    columns: ["cause", "product", "cost", "used"],
  },
  plans: {
    collection: "plans", icon: "shield", title: "name", search: ["name", "trigger", "script"], sort: "kind,name", runs: true,
    fields: [{ name: "name", type: "text", max: 60, focus: true }, { name: "kind", type: "choices", list: ["contingency", "emergency"] },
      { name: "trigger", type: "area", max: 2000 }, { name: "steps", type: "steps" }, { name: "script", type: "area", max: 10000, voice: true, rows: 3, script: true },
      [{ name: "owner", type: "select", from: "agents" }, { name: "reward", type: "select", from: "rewards" }],
      [{ name: "criterion", type: "select", from: "criteria" }, { name: "value", type: "select", from: "values", when: "criterion" }],
      [{ name: "profile", type: "select", from: "profiles" }, { name: "cause", type: "select", from: "causes" }], { name: "product", type: "select", from: "products" }],
    columns: ["kind", "aim", "steps", "owner"],
  },
  consents: {
    collection: "consents", icon: "shield", title: "version", search: ["version", "text"], sort: "-valid_from,language", lasting: true, keepers: true,
    fields: [[{ name: "version", type: "text", max: 40, focus: true }, { name: "language", type: "select", list: ["es", "en"] }], { name: "valid_from", type: "date", kind: "short" },
      { name: "text", type: "area", max: 20000, rows: 8 }],
    columns: ["language", "valid_from"],
  },
  surveys: {
    collection: "campaigns", icon: "chat", title: "name", search: ["name"], sort: "-starts,name",
    fields: [{ name: "name", type: "text", max: 120, focus: true }, { name: "audience", type: "choices", list: ["closed", "consent"] },
      [{ name: "months", type: "amount" }, { name: "sample", type: "amount" }], { name: "per_hour", type: "amount", kind: "short" },
      [{ name: "starts", type: "date" }, { name: "ends", type: "date" }]],
    columns: ["starts", "ends", "invited", "answered"],
  },
  templates: {
    collection: "templates", title: "subject", lasting: true,
    fields: [{ name: "subject", type: "text", max: 300 }, { name: "body", type: "area", max: 10000, rows: 9, voice: true }],
  },
  causes: {
    collection: "causes", icon: "filter", title: "name_es", search: ["name_es", "name_en"], sort: "position", pickers: true, tree: true,
    fields: [{ name: "name_es", type: "text", max: 120, focus: true }, { name: "name_en", type: "text", max: 120 },
      { name: "parent", type: "select", from: "above" }, { name: "needs_text", type: "check" }],
    columns: ["name_en", "needs_text"],
  },
  channels: {
    collection: "channels", icon: "phone", title: "name_es", search: ["name_es", "name_en", "contact"], sort: "position,name_es", pickers: true, lasting: true,
    fields: [[{ name: "name_es", type: "text", max: 120, focus: true }, { name: "name_en", type: "text", max: 120 }],
      { name: "status", type: "choices", list: ["official", "tolerated", "closed"] }, { name: "contact", type: "text", max: 300 }, { name: "answers", type: "select", from: "agents" },
      { name: "redirect_es", type: "area", max: 2000, rows: 3 }, { name: "redirect_en", type: "area", max: 2000, rows: 3 }, { name: "gateway", type: "check" }],
    columns: ["status", "contact", "answers"],
  },
  products: {
    collection: "products", icon: "box", title: "name", search: ["name", "code"], sort: "name", pickers: true,
    fields: [name, { name: "code", type: "text", max: 60, kind: "short" }],
    columns: ["code"],
  },
};

/** What may be given in a month: a field of the business, kept by the same form. */
export const budget = { collection: "business", title: "reward_budget", fields: [{ ...amount("reward_budget"), focus: true, kind: "short" }], lasting: true };

/** What an hour of work costs, of the business too. */
export const hour = { collection: "business", title: "labour_rate", fields: [{ ...amount("labour_rate"), focus: true, kind: "short" }], lasting: true };

/** The figures by which calls and posts are judged, of the business too. */
export const figures = { collection: "business", title: "recording_days", fields: [{ ...amount("recording_days"), focus: true, kind: "short" }, { ...amount("reach_approval"), kind: "short" }], lasting: true };
const short = (field) => ({ ...amount(field), kind: "short" });
/** When customers are asked once their case is solved: fields of the business too. */
export const days = { collection: "business", title: "survey", lasting: true,
  fields: [{ name: "survey_off", type: "check" }, [short("survey_after"), short("survey_remind")], [short("survey_close"), short("survey_pause")]] };

/** All fields of a form, in one list. */
export const fieldsOf = (list) => list.fields.flat();

const numbers = ["amount"];

/** Whether a field has a place in the form as it is filled in now. */
export const asked = (field, values) => !(field.unless && values[field.unless]) && !(field.when && !values[field.when]);

/** A stored value as its input takes it. */
export function typed(field, value) {
  if (numbers.includes(field.type)) return value ? String(value) : "";
  if (field.type === "steps") return Array.isArray(value) ? value : [];
  if (field.type === "date") return String(value || "").slice(0, 10);
  return value ?? (field.type === "check" ? false : "");
}

/** What an input holds as it is stored; a number that is none goes as it was typed, for the server to refuse. */
export function stored(field, value) {
  if (!numbers.includes(field.type)) return value;
  if (String(value ?? "").trim() === "") return 0;
  return parseAmount(value) ?? String(value);
}

/** The body that changes a row, or makes one: only what differs from what is stored. */
export function changed(list, written, row = {}) {
  const out = {};
  for (const field of fieldsOf(list)) {
    if (!(field.name in written)) continue;
    const value = stored(field, written[field.name]);
    if (!same(value, stored(field, typed(field, row[field.name])))) out[field.name] = value;
  }
  return out;
}

/** The names of what I began to change and somebody else has changed since; draft: its fields, see merge.js. */
export function met(list, draft, row) {
  const mine = fieldsOf(list).filter((field) => draft[field.name] && !draft[field.name].gone)
    .map((field) => [field.name, { ...draft[field.name], value: stored(field, draft[field.name].value) }]);
  return overlaps(Object.fromEntries(mine), row).map((one) => one.name);
}

/** Rows with those inside of another right after it: [{row, inside}]. */
export function inOrder(rows, tree) {
  if (!tree) return rows.map((row) => ({ row, inside: false }));
  const here = new Set(rows.map((one) => one.id));
  const roots = rows.filter((one) => !here.has(one.parent));
  return roots.flatMap((row) => [{ row, inside: false }, ...rows.filter((one) => one.parent === row.id).map((each) => ({ row: each, inside: true }))]);
}

/** The filter of the record API for what is in use or not, with words to look for. */
export function filterOf(list, active, text, filled) {
  const words = String(text || "").trim();
  const found = words ? ` && (${list.search.map((field) => `${field} ~ {:words}`).join(" || ")})` : "";
  return filled(`${list.lasting ? "id != ''" : `active = ${active}`}${found}`, { words });
}
