import { equal, table, test } from "./harness.js";
import { fieldOf } from "/desk/lib/conflict.js";
import { draft } from "/desk/lib/drafts.js";
import { changedBy, later, newest, overlaps, prune, reconcile, same, stored, unsent, values } from "/desk/lib/merge.js";
import { doing } from "/desk/lib/presence.js";
import { session } from "/desk/lib/state.js";
import { rejoin, secondsTo } from "/desk/lib/undo.js";

const at = (minute) => `2026-11-24T10:${String(minute).padStart(2, "0")}:00.000Z`, now = new Date(at(30));
const w = (value, minute, more) => ({ value, at: at(minute), ...more }), gone = (minute, more) => ({ gone: true, at: at(minute), ...more });
const safe = { safe: true }, old = { at: "2026-11-22T10:00:00.000Z" };

table("later", later, [
  ["other fields stand beside each other", [{ a: w("x", 1) }, { b: w("y", 2) }], { a: w("x", 1), b: w("y", 2) }],
  ["the later word", [{ a: w("x", 1) }, { a: w("y", 2) }], { a: w("y", 2) }], ["the other way", [{ a: w("y", 2) }, { a: w("x", 1) }], { a: w("y", 2) }],
  ["of one moment, one's own", [{ a: w("x", 1) }, { a: w("y", 1) }], { a: w("x", 1) }],
  ["sent is later than written", [{ a: w("x", 1) }, { a: gone(2) }], { a: gone(2) }], ["an older word does not come back", [{ a: gone(2) }, { a: w("x", 1) }], { a: gone(2) }],
  ["safe there is safe here", [{ a: w("x", 1) }, { a: w("x", 1, safe) }], { a: w("x", 1, safe) }], ["nothing there", [{ a: w("x", 1) }, undefined], { a: w("x", 1) }],
]);
table("reconcile", (here, there) => reconcile(here, there, now), [
  ["what only the server has", [{}, { a: w("x", 1) }], { a: w("x", 1, safe) }],
  ["newer here is to be sent", [{ a: w("x", 2) }, { a: w("y", 1) }], { a: w("x", 2) }], ["newer there", [{ a: w("x", 1) }, { a: w("y", 2) }], { a: w("y", 2, safe) }],
  ["never sent and unknown there", [{ a: w("x", 1) }, {}], { a: w("x", 1, { safe: false }) }],
  ["safe once, unknown there, and fresh: the server lost it", [{ a: w("x", 1, safe) }, {}], { a: w("x", 1, { safe: false }) }],
  ["safe once, unknown there, and old: finished elsewhere", [{ a: { value: "x", ...old, safe: true } }, {}], {}],
  ["written long ago, never sent", [{ a: { value: "x", ...old } }, {}], { a: { value: "x", ...old, safe: false } }],
  ["finished there", [{ a: w("x", 1, safe) }, { a: gone(2) }], { a: gone(2, safe) }],
]);
table("prune", (fields) => prune(fields, now), [
  ["sent lately is remembered", [{ a: gone(1, safe) }], { a: gone(1, safe) }], ["sent long ago is not", [{ a: { gone: true, ...old, safe: true } }], {}],
  ["unless the server does not know", [{ a: { gone: true, ...old } }], { a: { gone: true, ...old } }], ["words stay", [{ a: { value: "x", ...old, safe: true } }], { a: { value: "x", ...old, safe: true } }],
]);
table("unsent", unsent, [["what is not safe", [{ a: w("x", 1), b: w("y", 1, safe), c: gone(1) }], { a: w("x", 1), c: gone(1) }]]);
table("values", values, [["without what is gone", [{ a: w("x", 1), b: gone(1), c: w(false, 1) }], { a: "x", c: false }]]);
table("newest", newest, [["of what stands", [{ a: w("x", 1), b: gone(3), c: w("y", 2) }], at(2)], ["of nothing", [{ b: gone(3) }], ""]]);
table("stored", stored, [
  ["by field", [{ fields: { a: w("x", 1) } }], { a: w("x", 1) }], ["as it was before", [{ data: { a: "x" }, at: at(1) }], { a: w("x", 1) }],
  ["nothing", [undefined], {}], ["an empty one", [null], {}],
]);
table("same", same, [
  ["empty is empty", ["", null], true], ["unset is empty", [undefined, ""], true], ["no is no", [false, ""], true], ["zero is none", [0, null], true], ["no points", [[], ""], true],
  ["texts", ["a", "b"], false], ["lists", [[{ text: "a" }], [{ text: "a" }]], true], ["something is not nothing", ["a", ""], false],
]);

const told = (seq, name, who) => ({ seq, actor_name: who, actor_kind: "agent", created: at(seq), data: { changes: { [name]: { before: "", after: "x" } } } });
const events = [told(2, "impact", "Inés"), told(4, "impact", "Graciela"), told(5, "cause", "Tomás"), { seq: 6, data: { ref: "x" } }, { seq: 7 }];
table("changedBy", (name) => changedBy(events, name), [
  ["the last of them", ["impact"], { who: "Graciela", kind: "agent", at: at(4) }], ["nobody", ["goal"], null],
]);
const mine = (value, base) => ({ impact: { value, base } }), theirs = (impact) => ({ impact, goal: "otra cosa" });
const met = [{ name: "impact", mine: "yo", theirs: "ella", who: "Graciela", kind: "agent", at: at(4) }];
table("overlaps", (own, complaint) => overlaps(own, complaint, events), [
  ["only I changed it", [mine("yo", "antes"), theirs("antes")], []], ["only they changed it", [mine("antes", "antes"), theirs("ella")], [{ ...met[0], mine: "antes" }]],
  ["both changed it", [mine("yo", "antes"), theirs("ella")], met], ["both wrote the same", [mine("ella", "antes"), theirs("ella")], []],
  ["they emptied it", [mine("yo", "antes"), theirs("")], [{ ...met[0], theirs: "" }]], ["empty before and after", [mine("yo", ""), theirs(null)], []],
  ["another field of theirs", [mine("yo", "antes"), { impact: "antes", goal: "nuevo" }], []],
  ["begun before there were bases", [{ impact: { value: "yo" } }, theirs("ella")], []], ["nothing of mine", [{}, theirs("ella")], []],
]);
table("fieldOf", fieldOf, [
  ["a field of the case", ["impact"], "impact"], ["a field in a dialog", ["action.transfer.area"], "area"], ["the team's version is no field", ["statement"], ""], ["a message", ["composer.reply"], ""],
]);
table("doing", doing, [["just now", [1000, 2000], "writing"], ["a while ago", [1000, 17000], "looking"], ["never", [0, 1764000000000], "looking"]]);
table("secondsTo", secondsTo, [["begun ones count", [10500, 1000], 10], ["over", [1000, 1000], 0], ["long over", [0, 99000], 0]]);
table("rejoin", rejoin, [["alone", ["Hola", ""], "Hola"], ["before what was begun", ["Hola ", "Otra"], "Hola\n\nOtra"], ["nothing begun", ["Hola", undefined], "Hola"]]);

// the whole of it without a server: what is typed stands, and the browser has it
session.value = { agent: { id: "ines" } };
const kept = () => values(stored(JSON.parse(localStorage.getItem("escucha.draft.ines.t"))));
const d = draft("t");
test("draft: the browser has each word at once", () => { d.set({ reply: "Hola", note: "Ojo" }); equal(kept(), { reply: "Hola", note: "Ojo" }); equal(d.saved.value.where, "here"); });
test("draft: one place is one draft", () => equal(draft("t") === d, true));
test("draft: another tab's later word comes in", () => {
  const far = "2099-01-01T00:00:00.000Z";
  localStorage.setItem("escucha.draft.ines.t", JSON.stringify({ fields: { ...d.fields.value, note: { value: "de la otra", at: far } } }));
  d.set({ reply: "Hola, Rosa" });
  equal(d.data.value, { reply: "Hola, Rosa", note: "de la otra" });
});
test("draft: what was written on while it was sent stays", () => { d.clear(["reply", "note"], false, { reply: "Hola", note: "de la otra" }); equal(kept(), { reply: "Hola, Rosa" }); });
test("draft: the base is that of the first word", () => {
  d.set({ impact: "a" }, { impact: "antes" });
  d.set({ impact: "ab" }, { impact: "otra" });
  equal(d.fields.value.impact.base, "antes");
  d.set({ impact: "ab" }, { impact: "otra" }, true);
  equal(d.fields.value.impact.base, "otra");
});
test("draft: finished, it is gone from the browser's words", () => { d.clear([], true); equal([kept(), d.saved.value], [{}, null]); });
