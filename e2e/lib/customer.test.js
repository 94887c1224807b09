import { table } from "./harness.js";
import { note, signals, step } from "/desk/lib/customer.js";
import { body, script, scripts, trouble, without } from "/desk/lib/register.js";

const today = "2026-11-24", of = (criterion, numbers, value = "x") => [{ criterion, numbers, value }, today];
table("note of a type", note, [
  ["active", of("activity", { last: "2026-11-12", window: 285 }), ["desk.type.note.last", { n: 12, window: 285 }]],
  ["nothing bought", of("activity", undefined, ""), null],
  ["every 96 days", of("frequency", { purchases: 4, gap: 96, business_gap: 95 }), ["desk.type.note.gap", { n: 4, gap: 96, business: 95 }]],
  ["once", of("frequency", { purchases: 1 }), ["desk.type.note.bought", { n: 1 }]],
  ["too new to tell", of("frequency", { purchases: 2, first: "2026-11-01" }, ""), ["desk.type.note.new", { n: 23 }]],
  ["only the business is known", of("frequency", { business_gap: 95 }, ""), null],
  ["volume", of("volume", { amount: 2316, currency: "PEN", mean: 1940, customers: 12 }), ["desk.type.note.amount", { amount: 2316, currency: "PEN", mean: 1940 }]],
  ["too few to compare", of("volume", { amount: 10, currency: "PEN", customers: 3 }, ""), ["desk.type.note.few", { n: 3 }]],
  ["never asked", of("satisfaction", undefined, ""), null],
  ["asked twice", of("satisfaction", { mean: 4, answers: 2 }), ["desk.type.note.answers", { n: 2, mean: 4 }]],
  ["of the press", of("influence", { reach: 0, referred: 0, press: true }), ["desk.type.note.press", {}]],
  ["nobody referred", of("influence", { reach: 0, referred: 0 }), ["desk.type.note.close", {}]],
  ["brought one", of("influence", { reach: 0, referred: 1 }), ["desk.type.note.reach", { reach: 0, referred: 1 }]],
  ["since", of("relation", { purchases: 2, first: "2025-03-01" }), ["desk.type.note.since", { day: "2025-03-01" }]],
  ["a criterion of nobody", of("colour", {}), null],
]);
table("signals", signals, [["the strongest first", [{ channels: 3, day_contacts: 6 }], [["desk.signal.day_contacts", 6], ["desk.signal.channels", 3]]], ["none", [null], []]]);
table("step among options", step, [
  ["down", ["arrowdown", 0, 3], 1], ["down from the last", ["arrowdown", 2, 3], 0], ["up", ["arrowup", 2, 3], 1], ["up from the first", ["arrowup", 0, 3], 2],
  ["another key", ["home", 1, 3], 1], ["none to go to", ["arrowdown", 0, 0], -1],
]);

const known = { who: "known", "customer.id": "c1" };
table("what to compare a trouble by", trouble, [
  ["nobody yet", [{ "complaint.product_text": "Lámpara" }], null], ["nothing told yet", [known], null],
  ["a product", [{ ...known, "complaint.product_text": "Lámpara" }], { customer: "c1", product_text: "Lámpara", text: "", cause: "" }],
  ["a story, cut", [{ ...known, "complaint.narrative": "a".repeat(3000) }], { customer: "c1", product_text: "", text: "a".repeat(2000), cause: "" }],
]);
table("links of a filing", (form) => body(form, "now").complaint.linked, [
  ["one", [{ ...known, "complaint.linked": ["x"] }], ["x"]], ["taken off again", [{ ...known, "complaint.linked": [] }], undefined],
]);
table("scripts", (list) => scripts(list).map((one) => one.id), [
  ["in the order of a conversation", [[{ id: "despedida", body: "a" }, { id: "acuse", body: "b" }, { id: "saludo", body: "c" }]], ["saludo", "despedida"]],
  ["one without words is left out", [[{ id: "saludo", body: "" }]], []], ["none", [undefined], []],
]);
table("script", script, [
  ["filled", ["Hola, {{nombre}}.", { nombre: "Rosa" }], [{ text: "Hola, " }, { text: "Rosa" }, { text: "." }]],
  ["a gap", ["{{ dia }} es", {}], [{ gap: "dia" }, { text: " es" }]],
]);
const bad = { narrative: "a", goal: "b", "customer.name": "c" };
table("errors left", without, [
  ["mended under its whole name", [bad, { "customer.name": "Rosa" }], { narrative: "a", goal: "b" }], ["mended where the server left the record out", [bad, { "complaint.goal": "x" }], { narrative: "a", "customer.name": "c" }],
  ["another field", [bad, { "complaint.impact": "x" }], bad],
]);
