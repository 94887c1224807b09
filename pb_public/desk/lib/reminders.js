// What is done with a reminder: the questions that are asked and what is sent.
import { create, post, update } from "./api.js";
import { civil, fromWall, noon } from "./dates.js";
import { label, t, words } from "./i18n.js";
import { today } from "./say.js";
import { catalog, changes, me, toast, zone } from "./state.js";

/** Their words are of few screens and come with them. */
export const wordsOf = () => words("reminders");

/** What a reminder is about: one's own words, else its kind. */
export const what = (one) => one.note || label("reminder", one.kind);

/** Those that are to be called: the call itself is noted in the case. */
export const isCall = (one) => one.kind === "follow_up";

const now = () => new Date().toISOString();
const people = () => (catalog.value.agents || []).map((one) => ({ value: one.id, label: one.name }));
/** Tomorrow at nine on the clock of the business, as most things are put off. */
const tomorrow = () => fromWall(`${civil(new Date(noon(today()).getTime() + 864e5), "UTC")}T09:00`, zone.value);
const again = () => { changes.value++; };

/** Says what went wrong; the list stays as it was. */
async function tried(send, said) {
  try {
    await send();
    toast(t(said));
    again();
  } catch (error) {
    const first = Object.values(error.response?.data || {})[0]?.message;
    toast(first || t(error.status ? "desk.error.failed" : "desk.error.offline"), "late");
  }
}

/** Nobody answered the call of a case. */
export async function missed(id) {
  await wordsOf();
  await tried(() => create("follow_ups", { complaint: id, contacted: false, channel: "phone", agent: me.value.id }), "reminders.missed");
}

export const done = (one) => tried(() => update("reminders", one.id, { done_at: now() }), "reminders.done");

const question = (name, one, fields, send, more) => ({ keep: `reminder.${name}.${one.id}`, texts: `reminders.${name}`, intro: what(one), fields, send, onDone: again, ...more });

/** Put off until a moment; a promise to the customer with a word to them. */
export const snoozing = (one) => question("snooze", one,
  [{ name: "snoozed_until", type: "datetime" }, { name: "reason", type: "line", max: 500 },
    ...(one.promised ? [{ name: "tell", type: "check" }, { name: "text", type: "area", hint: t(one.person_only ? "reminders.snooze.text.own" : "reminders.snooze.text.hint") }] : [])],
  ({ snoozed_until: until, reason, tell, text }) => post(`reminders/${one.id}/snooze`, { until: until ? new Date(until.replace(" ", "T")).toISOString() : "", reason, tell: Boolean(tell), text }),
  { first: { tell: one.promised, snoozed_until: tomorrow() } });

export const dropping = (one) => question("drop", one, [{ name: "reason", type: "line", max: 500 }],
  ({ reason }) => update("reminders", one.id, { done_at: now(), outcome: "not_needed", reason }));

export const passing = (one) => question("pass", one, [{ name: "assignee", type: "select", options: people().filter((p) => p.value !== one.assignee) }],
  ({ assignee }) => update("reminders", one.id, { assignee }));

/** How it went with a customer to win back, in one's own words. */
export const recovering = (one) => question("recover", one, [{ name: "outcome", type: "area" }],
  ({ outcome }) => update("reminders", one.id, { done_at: now(), outcome }));

/** A reminder of a case: for whom, until when, or in how many minutes one promised to call. */
export const adding = (complaint) => question("new", { id: complaint }, [{ name: "note", type: "line", max: 2000 },
  { name: "promise_minutes", type: "select", options: [20, 60, 120].map((n) => ({ value: String(n), label: t(`reminders.new.in.${n}`) })) },
  { name: "due", type: "datetime" }, { name: "assignee", type: "select", options: people() }],
(data) => create("reminders", { complaint, ...data, promise_minutes: Number(data.promise_minutes) || 0 }), { first: { assignee: me.value.id }, intro: "" });
