// An open customer: the card, the line of time as far as it was read, and what the
// dialogs about a customer need of them.
import { signal } from "../../vendor/vendor.js";
import { read } from "./api.js";
import { trouble } from "./errors.js";

/** The line of an answer after another one, each entry once. Pure. */
export const after = (items, more) => items.concat(more.filter((one) => !items.some((old) => old.id === one.id)));

/** Their cases as far as they are known here, newest first, each once: [{id, number, title}]. Pure. */
export function casesOf({ open, timeline }) {
  const told = timeline.items.filter((one) => one.kind === "case").map((one) => ({ id: one.id, number: one.data.number, title: one.data.title }));
  return after(open.map((one) => ({ id: one.id, number: one.number, title: one.goal || one.excerpt })), told);
}

/** Entries under the months in which they were: [{month: "2026-11", items}]. month says which. Pure. */
export function byMonth(items, month) {
  const out = [];
  for (const one of items) {
    const name = month(one);
    if (out.at(-1)?.month !== name) out.push({ month: name, items: [] });
    out.at(-1).items.push(one);
  }
  return out;
}

/** onMerged(id) is told when this customer turns out to be another one. */
export function openPerson(id, onMerged) {
  const card = signal(null), problem = signal(""), line = signal({ kind: "", items: [], next: "" }), busy = signal(false);

  async function load() {
    try {
      const answer = await read(`customers/${id}`, {}, `customer ${id}`);
      if (answer.merged_into) return onMerged(answer.merged_into);
      card.value = answer;
      problem.value = "";
      if (line.value.kind) await show(line.value.kind);
      else line.value = { kind: "", ...answer.timeline };
    } catch (error) {
      const kind = trouble(error);
      if (kind !== "aborted" && (kind !== "offline" || !card.value)) problem.value = kind === "gone" ? "nobody" : kind;
    }
  }

  const ask = (kind, before) => read(`customers/${id}/timeline`, { kind, before }, `timeline ${id}`);

  async function attempt(work) {
    busy.value = true;
    try {
      await work();
      return true;
    } catch (error) {
      return trouble(error) === "aborted";
    } finally {
      busy.value = false;
    }
  }

  /** Narrows the line to a kind, "" for all; false when the server could not be asked. */
  const show = (kind) => attempt(async () => { line.value = { kind, ...await ask(kind, "") }; });
  /** Reads on where the line ends. */
  const more = () => attempt(async () => {
    const { kind, items, next } = line.value, found = await ask(kind, next);
    line.value = { kind, items: after(items, found.items), next: found.next };
  });

  /** The customer as the dialogs of a case know them. */
  const like = { id, load, get cases() { return casesOf(card.value); }, file: { get value() { return { customer: card.value.customer, customer_card: card.value }; } } };
  return { id, card, problem, line, busy, load, show, more, like };
}
