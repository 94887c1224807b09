// From the intake form to the one call that registers a case. Pure.
import { empty } from "./transition.js";

const pick = (form, prefix) => Object.fromEntries(Object.entries(form)
  .filter(([key, value]) => key.startsWith(prefix) && !empty(value)).map(([key, value]) => [key.slice(prefix.length), value]));

/** {"complaint.goal": …, "customer.name": …, "immediate.cause": …} → body of POST /api/crm/register. */
export function body(form, now) {
  const complaint = pick(form, "complaint.");
  if (form.confirmed) Object.assign(complaint, { understanding_confirmed_at: now, understanding_channel: complaint.channel });
  const chosen = form.who === "known" ? { id: form["customer.id"] } : form.who === "new" ? pick(form, "customer.") : null;
  if (form.who !== "anonymous") delete complaint.anonymous_reason;
  if (!complaint.off_channel) delete complaint.came_by;
  const late = form.came_before && complaint.arrived_at;
  if (!late) { delete complaint.arrived_at; delete complaint.arrived_reason; }
  if (form.who === "new") delete chosen.id;
  const out = { customer: chosen, complaint, ...along(form, complaint.channel) };
  if (form.now_resolved) {
    out.immediate = pick(form, "immediate.");
    if (!out.immediate.understanding_channel) out.immediate.understanding_channel = complaint.channel;
  }
  return out;
}

/** Minutes as they are typed, in the seconds that are kept. */
export const seconds = (minutes) => Math.round(Number(String(minutes || "").replace(",", ".")) * 60) || 0;

// what belongs to the way by which it came
function along(form, channel) {
  const { minutes, ...call } = pick(form, "call."), post = pick(form, "post."), out = {};
  if (channel === "phone" && (minutes || Object.keys(call).length)) out.call = { call_direction: "in", ...call, call_seconds: seconds(minutes) };
  if (channel === "social" && post.link) out.post = post;
  if (form.confirm && !form.confirmed) out.confirm = true;
  return out;
}

/** The errors that are left once these fields were changed; the server names them with or
    without their record ("complaint.goal", "goal"). */
export const without = (errors, changes) => {
  const mended = Object.keys(changes).flatMap((key) => [key, key.replace(/^(complaint|customer|immediate)\./, "")]);
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !mended.includes(name)));
};

/** What to ask POST /api/crm/alike with, or null while too little is known. */
export function trouble(form) {
  const product = form["complaint.product_text"] || "", text = form["complaint.narrative"] || "";
  if (form.who !== "known" || !form["customer.id"] || (product.length < 4 && text.length < 20)) return null;
  return { customer: form["customer.id"], product_text: product, text: text.slice(0, 2000), cause: form["immediate.cause"] || "" };
}

// the conversation, from hello to goodbye; the owner may rewrite or remove any of them
const order = ["saludo", "calma", "preguntas", "parafrasis_llamada", "tiempos_llamada", "despedida"];

/** The scripts of a conversation among the templates, in its order. */
export const scripts = (templates) => order.map((id) => (templates || []).find((one) => one.id === id && one.body)).filter(Boolean);

/** A template in parts: [{text}] and [{gap: name}] for what nobody knows yet. */
export function script(body, values) {
  return String(body).split(/({{\s*\w+\s*}})/).filter(Boolean).map((part) => {
    const name = part.match(/^{{\s*(\w+)\s*}}$/)?.[1];
    if (!name) return { text: part };
    return values[name] ? { text: String(values[name]) } : { gap: name };
  });
}
