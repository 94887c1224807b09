import { table } from "./harness.js";
import { choices, companions, fields, inputName, section, widget } from "/desk/lib/fields.js";
import { body as register } from "/desk/lib/register.js";
import { path } from "/desk/lib/steps.js";
import { counted, named, weeks } from "/desk/lib/trace.js";
import { answered, body, plain, sections } from "/desk/lib/transition.js";

table("section", section, [
  ["a part of the proposal", ["proposal.eta_basis"], "proposal"], ["its bare field", ["eta_kind"], "proposal"], ["the letter", ["letter.text"], "letter"],
  ["closing's own fields", ["closing_kind"], "closing"], ["a field of the case", ["cause"], ""], ["nothing", [undefined], ""],
]);
table("widget", (name) => widget(name).type, [
  ["a code of the catalogue", ["fault"], "choices"], ["a moment", ["next_step_due"], "datetime"], ["the team's version", ["statements"], "area"],
  ["a field nobody told us of", ["unheard_of"], "area"],
]);
table("inputName", inputName, [["statements", ["statements"], "statement"], ["others keep theirs", ["cause"], "cause"]]);

table("companions", companions, [
  ["a confirmation comes with its channel", ["understanding_confirmed_at", "", []], ["understanding_channel"]],
  ["a cause that needs words", ["cause", "other", { causes: [{ id: "other", needs_text: true }] }], ["cause_detail"]],
  ["a cause that needs none", ["cause", "misuse", { causes: [{ id: "misuse", needs_text: false }] }], []],
  ["an urgency that passes before others", ["urgency", "safety", { urgencies: [{ id: "safety", rank: 1 }] }], ["urgency_reason"]],
  ["waiting one's turn needs no reason", ["urgency", "normal", { urgencies: [{ id: "normal", rank: 5 }] }], []], ["most stand alone", ["goal", "", []], []],
]);

const label = (space, code) => `${space}:${code}`;
table("choices", (name, catalog) => choices(fields[name], catalog, label), [
  ["codes get their names", ["fault", { faults: ["company"] }], [{ value: "company", label: "fault:company" }]],
  ["records bring theirs; closed channels stay out", ["channel", { channels: [{ id: "email", name: "Correo" }, { id: "fax", name: "Fax", status: "closed" }] }], [{ value: "email", label: "Correo" }]],
  ["an empty catalogue", ["area", {}], []],
]);

table("sections of a move", sections, [
  ["proposing", ["investigating", "proposed"], ["proposal"]], ["refusing a proposal", ["proposed", "investigating"], ["refusal"]],
  ["reopening asks for the call", ["resolved", "investigating"], ["follow_up"]], ["an answer that came in", ["waiting_customer", "investigating"], []],
  ["closing", ["resolved", "closed"], ["follow_up", "closing"]], ["withdrawing asks for nothing of ours", ["assessing", "closed"], []],
]);

const proposing = {
  fault: "company", "composer.reply": "not sent", "proposal.customer_text": "Le proponemos", "proposal.eta_kind": "none",
  "proposal.options": [{ text: "Una", cost: 12, typed: "12" }, { text: "", cost: "" }], "proposal.tasks": [{ title: "", due: "" }], "letter.text": "not yet",
};
table("transition body", (from, way, ...rest) => body(from, typeof way === "string" ? { to: way } : way, ...rest), [
  ["a proposal takes its own part and leaves the rest", ["investigating", "proposed", 4, proposing], {
    to: "proposed", version: 4, fields: { fault: "company" },
    proposal: { customer_text: "Le proponemos", eta_kind: "none", options: [{ text: "Una", cost: 12 }], tasks: [] },
  }],
  ["a false answer is an answer", ["resolved", "closed", 7, { "follow_up.recurred": false, statement: "lo que vi" }], {
    to: "closed", version: 7, fields: {}, statement: "lo que vi", follow_up: { recurred: false },
  }],
  ["a letter that nobody decided on is not sent", ["executing", "resolved", 2, {}], { to: "resolved", version: 2, fields: {} }],
  ["each way to close says how it ended", ["resolved", { to: "closed", code: "T21" }, 2, { "closing.how": "template" }], { to: "closed", version: 2, fields: { closing_kind: "unreachable" }, closing: { text: "" } }],
  ["thanks in person need no message", ["resolved", { to: "closed", code: "T19" }, 2, { "closing.how": "orally", thanked_orally: true }], { to: "closed", version: 2, fields: { thanked_orally: true, closing_kind: "confirmed" } }],
  ["choosing the template drops what was begun", ["executing", "resolved", 2, { "letter.how": "template", "letter.text": "begun", "letter.channel": "email" }], { to: "resolved", version: 2, fields: {}, letter: { text: "", channel: "email" } }],
  ["one's own letter", ["executing", "resolved", 2, { "letter.how": "own", "letter.text": "Estimada" }], { to: "resolved", version: 2, fields: {}, letter: { text: "Estimada" } }],
]);
table("plain fields", plain, [
  ["sums are numbers", [{ amount: "1.234,50" }], { amount: 1234.5 }],
  ["evidence and unknown names stay out", [{ cause: "misuse", statement: "x", "letter.text": "y", odd: 1 }], { cause: "misuse" }]]);
table("answered", answered, [
  ["a field", [["cause"], { cause: "misuse" }], true], ["a form, by any part", [["proposal"], { "proposal.eta_kind": "none" }], true],
  ["every part that is named", [["proposal.eta_kind", "proposal.eta_basis"], { "proposal.eta_kind": "real" }], false],
  ["a text left to the template", [["closing.text"], { "closing.how": "template" }], true], ["one's own needs words", [["letter.text"], { "letter.how": "own" }], false],
  ["no is an answer", [["follow_up.recurred"], { "follow_up.recurred": false }], true], ["blank lines are none", [["proposal.options"], { "proposal.options": [{ text: "" }] }], false],
]);

const moved = (to, created) => ({ type: "complaint.moved", data: { to }, created });
const line = (stage, events) => path(stage, events).map((one) => one.stage + (one.current ? "!" : one.past ? "." : ""));
table("stages", line, [
  ["a new case", ["received", []], ["received!", "assessing", "investigating", "proposed", "executing", "resolved", "closed"]],
  ["resolved at once skips what was not gone through", ["resolved", [moved("assessing", "1"), moved("resolved", "2")]], ["received.", "assessing.", "resolved!", "closed"]],
  ["waiting is a stop on the way", ["waiting_customer", []], ["received.", "assessing.", "investigating.", "waiting_customer!", "proposed", "executing", "resolved", "closed"]],
  ["voided ends the line", ["voided", [{ type: "complaint.filed", created: "0" }, moved("assessing", "1")]], ["received.", "assessing.", "voided!"]],
]);

const trace = [
  { date: "2026-12-04", counted: true }, { date: "2026-12-05", counted: false, reason: "weekend" }, { date: "2026-12-06", counted: false, reason: "weekend" },
  { date: "2026-12-07", counted: true }, { date: "2026-12-08", counted: false, reason: "holiday", name: "Inmaculada" },
];
const grid = weeks(trace, { received: "2026-12-03", due: "2026-12-07", today: "2026-12-04" });
table("trace", (get) => get(), [
  ["whole weeks from Monday", [() => [grid.length, grid[0].date, grid.at(-1).date]], [14, "2026-11-30", "2026-12-13"]],
  ["numbers only what counts", [() => grid.filter((one) => one.n).map((one) => [one.date, one.n, one.kind])], [["2026-12-04", 1, "gone"], ["2026-12-07", 2, "counted last"]]],
  ["holidays are marked", [() => grid.find((one) => one.kind === "holiday").name], "Inmaculada"],
  ["where it begins", [() => grid.find((one) => one.arrives).date], "2026-12-03"],
  ["how many count, and what has a name", [() => [counted(trace), named(trace).length]], [2, 1]],
  ["no trace, no calendar", [() => weeks([], {})], []],
]);

const story = { "complaint.narrative": "Se rompió", "complaint.channel": "phone", lookup: "900000733" };
const at = "2026-11-24 15:42:00.000Z";
table("register", (form) => register(form, at), [
  ["nobody chosen yet", [story], { customer: null, complaint: { narrative: "Se rompió", channel: "phone" } }],
  ["a known customer goes by id alone", [{ ...story, who: "known", "customer.id": "c1", "customer.name": "typed before" }], { customer: { id: "c1" }, complaint: { narrative: "Se rompió", channel: "phone" } }],
  ["a new one by what is known", [{ ...story, who: "new", "customer.id": "c1", "customer.name": "Rosa" }], { customer: { name: "Rosa" }, complaint: { narrative: "Se rompió", channel: "phone" } }],
  ["a reason only for the unnamed", [{ who: "anonymous", "complaint.anonymous_reason": "teme" }], { customer: null, complaint: { anonymous_reason: "teme" } }],
  ["understood by the channel of the call", [{ ...story, confirmed: true }], { customer: null, complaint: { narrative: "Se rompió", channel: "phone", understanding_confirmed_at: at, understanding_channel: "phone" } }],
  ["resolved at once", [{ ...story, now_resolved: true, "immediate.cause": "misuse" }], { customer: null, complaint: { narrative: "Se rompió", channel: "phone" }, immediate: { cause: "misuse", understanding_channel: "phone" } }],
  ["an answer taken back is not sent", [{ ...story, now_resolved: false, "immediate.cause": "misuse" }], { customer: null, complaint: { narrative: "Se rompió", channel: "phone" } }],
]);
