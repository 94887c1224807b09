// What of a customer is corrected by hand, and what of it is sent. Pure.
import { same } from "./merge.js";

/** The fields of the form, in its order; of and options are filled in by who shows them. */
export const fields = [
  { name: "name" }, { name: "preferred_name" },
  { name: "document_type", type: "select", pair: true }, { name: "document_number", pair: true },
  { name: "address" }, { name: "notes_handling", type: "area" }, { name: "language", type: "choices" },
  { name: "referred_by", type: "person" }, { name: "public_reach", type: "number" }, { name: "press", type: "check" },
  { name: "survey_opt_out", type: "date" }];

/** The fields that were written and differ from what is stored: {name: value}. */
export const changed = (written, stored) => Object.fromEntries(Object.entries(written)
  .filter(([name, value]) => fields.some((one) => one.name === name) && !same(value, stored[name])));

/** The names of those that somebody else changed since the writing began. kept: fields of the draft. */
export const met = (changes, kept, stored) => Object.keys(changes)
  .filter((name) => kept[name] && "base" in kept[name] && !same(kept[name].base, stored[name]));
