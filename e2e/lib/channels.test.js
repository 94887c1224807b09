import { equal, table, test } from "./harness.js";
import { contacts, fieldsOf, offered, platforms, recordOf, speaks } from "/desk/lib/channels.js";
import { body, seconds } from "/desk/lib/register.js";

const texts = await (await fetch("/i18n/es.json")).json();

test("every field of a contact has its word", () => equal(Object.values(contacts).flatMap((one) => one.fields.flat())
  .filter((one) => one.type !== "file" && !texts[`channels.${one.name}`]).map((one) => one.name), []));
test("every platform has a name", () => equal(platforms((key) => texts[key]).filter((one) => !one.label), []));
table("offered", offered, [["no post, nothing to answer", [{ posts: [] }], ["call", "letter", "handed", "post"]], ["a post", [{ posts: [{}] }], ["call", "letter", "handed", "post", "public"]]]);
table("recordOf", recordOf, [
  ["a call of five minutes", ["call", { minutes: "5", text: "Llamó", came_by: "no cuenta" }], { direction: "note", purpose: "call", channel: "phone", text: "Llamó", call_direction: "in", call_seconds: 300 }],
  ["our own call is never off the channels", ["call", { call_direction: "out", off_channel: true, came_by: "x", text: "Le llamé" }], { direction: "note", purpose: "call", channel: "phone", call_direction: "out", text: "Le llamé", call_seconds: 0 }],
  ["a letter that was sent", ["letter", { letter_direction: "out", posted_on: "2026-11-12", text: "Va" }], { channel: "letter", posted_on: "2026-11-12", text: "Va", direction: "out" }],
  ["a post", ["post", { link: "https://social.example/1", reach: "2500" }], { link: "https://social.example/1", reach: 2500 }],
  ["an answer in public", ["public", { text: "Gracias" }], { direction: "out", purpose: "public_reply", channel: "social", text: "Gracias" }],
]);
table("fieldsOf", (what, typed) => fieldsOf(what, typed).flat().map((one) => one.name).slice(6), [
  ["no recording, no consent", ["call", {}], ["off_channel"]], ["a recording", ["call", { file: {} }], ["recording_consent", "consent_at", "off_channel"]],
  ["by where", ["call", { off_channel: true }], ["off_channel", "came_by"]],
]);
const quiet = { complaint: { open: true }, posts: [], messages: [{ approval: "" }] };
table("speaks", speaks, [["of nothing", [quiet], false], ["of a post", [{ ...quiet, posts: [{}] }], true], ["of an answer that waits", [{ ...quiet, messages: [{ approval: "pending" }] }], true],
  ["of where it came from", [{ ...quiet, complaint: { open: true, off_channel: true } }], true], ["told already", [{ ...quiet, complaint: { open: true, off_channel: true, redirected_at: "x" } }], false]]);
table("seconds", seconds, [["half a minute", ["0,5"], 30], ["nothing", [undefined], 0], ["words", ["mucho"], 0]]);
const taken = (form) => { const { call, post, confirm, complaint } = body({ who: "anonymous", ...form }, "now"); return { call, post, confirm, complaint }; };
table("what came along", taken, [
  ["a call", [{ "complaint.channel": "phone", "call.minutes": "2", "call.call_with": "Su hija", "post.link": "x" }], { call: { call_direction: "in", call_with: "Su hija", call_seconds: 120 }, complaint: { channel: "phone" } }],
  ["a post", [{ "complaint.channel": "social", "post.link": "https://social.example/1", "call.minutes": "2" }], { post: { link: "https://social.example/1" }, complaint: { channel: "social" } }],
  ["to confirm", [{ confirm: true }], { confirm: true, complaint: {} }], ["confirmed already", [{ confirm: true, confirmed: true }], { complaint: { understanding_confirmed_at: "now" } }],
  ["taken back", [{ "complaint.arrived_at": "2026-11-01", "complaint.arrived_reason": "x", "complaint.came_by": "y" }], { complaint: {} }],
  ["before today", [{ came_before: true, "complaint.arrived_at": "2026-11-01", "complaint.arrived_reason": "x", "complaint.off_channel": true, "complaint.came_by": "y" }],
    { complaint: { arrived_at: "2026-11-01", arrived_reason: "x", off_channel: true, came_by: "y" } }],
]);
