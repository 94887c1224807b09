// What the command bar shows, and how one walks through it. Pure.
import { href } from "./routes.js";

/** "Atención" → "atencion": how a word is compared. */
export const fold = (text) => String(text || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether every word that was typed begins a word of the text. */
export function matches(text, typed) {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return fold(typed).split(/[^\p{L}\p{N}]+/u).filter(Boolean).every((one) => words.some((word) => word.startsWith(one)));
}

const tabs = { proposal: "propuesta" };

/** Where a found thing is: a customer, or its case. */
export function address(one) {
  return one.kind === "customer" ? href("customer", { id: one.id }) : href("case", { id: one.complaint || one.id, tab: tabs[one.kind] });
}

const order = ["complaint", "customer", "message", "proposal"];

/** Found things by kind: exact ones and their kind before the others. */
export function byKind(items) {
  const exact = items.filter((one) => one.exact).map((one) => one.kind);
  return [...new Set([...exact, ...order])].map((code) => ({ code, items: items.filter((one) => one.kind === code) })).filter((one) => one.items.length);
}

// what is only mentioned in passing comes after what can be done
const mention = ["message", "proposal"];

/** The groups of the bar: [{code, items}], none empty. Without a word typed: the recent
    cases and what can be done here; with one, what fits it: cases, people, actions, words. */
export function arrange({ typed, recent, found, here, away, looks }) {
  const actions = [{ code: "here", items: here }, { code: "go", items: away }];
  const fits = (list) => list.filter((one) => matches(one.text, typed));
  const kinds = found ? byKind(found) : [{ code: "recent", items: recent.filter((one) => matches(`${one.number} ${one.goal}`, typed)) }];
  const later = (one) => mention.includes(one.code) && !one.items.some((item) => item.exact);
  const all = !typed ? [{ code: "recent", items: recent }, ...actions] : [
    ...kinds.filter((one) => !later(one)),
    ...[...actions, { code: "looks", items: looks }].map(({ code, items }) => ({ code, items: fits(items) })),
    ...kinds.filter(later)];
  return all.filter((one) => one.items.length);
}

/** What identifies a line, so that it stays chosen while others come and go. */
export const lineId = (one) => `${one.kind || "do"}-${one.id || one.code}`;

/** The line that a key leads to, or null when the key is none of ours. */
export function step(key, at, count) {
  if (!count) return null;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : (to + count) % count;
}

/** Whether something typed is the name of one thing, so that Enter waits for the answer:
    a number, a phone, a document, a mail. */
export const exactly = (typed) => /\d{2,}/.test(typed) || /\S@\S/.test(typed);
