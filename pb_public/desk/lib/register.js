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
  if (form.who === "new") delete chosen.id;
  const out = { customer: chosen, complaint };
  if (form.now_resolved) {
    out.immediate = pick(form, "immediate.");
    if (!out.immediate.understanding_channel) out.immediate.understanding_channel = complaint.channel;
  }
  return out;
}
