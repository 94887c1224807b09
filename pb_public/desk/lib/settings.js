// The pages of the settings, in groups: their addresses, and which of them somebody has a
// use for. Pure. The server says who may keep which list.
import { catalogues } from "./catalogues.js";

// the words of the addresses, in the order of the pages
const words = { rewards: "gestos", alternatives: "alternativas", plans: "planes", causes: "causas", products: "productos", purchases: "compras",
  channels: "canales", mailboxes: "buzones", mail: "correo", templates: "plantillas", surveys: "encuestas", consents: "datos", law: "ley", rules: "reglas", health: "estado" };

const together = { given: ["rewards", "alternatives", "plans"], cases: ["causes", "products", "purchases"], ways: ["channels", "mailboxes", "mail"],
  said: ["templates", "surveys"], law: ["law", "consents", "rules"], state: ["health"] };

/** "gestos" → "rewards"; what is not known is the first. */
export const pageOf = (word) => Object.keys(words).find((name) => words[name] === word) || "rewards";
export const wordOf = (name) => words[name];

// pages that are about more than one list, by the one that opens them
const places = { law: "books" };
// those that are of no use to who may only look
const working = ["purchases", "mailboxes", "mail"];

/** The pages that somebody has a use for: {COLLECTION: {create, update}} → names. */
export const open = (may) => Object.keys(words).filter((name) => {
  const doors = may[catalogues[name]?.collection || places[name] || name];
  return doors && (doors.create || !(catalogues[name]?.keepers || working.includes(name)));
});

/** The same in their groups, without those that are empty: [{name, pages}]. */
export function groups(may) {
  const here = open(may);
  return Object.entries(together).map(([name, pages]) => ({ name, pages: pages.filter((one) => here.includes(one)) })).filter((one) => one.pages.length);
}
