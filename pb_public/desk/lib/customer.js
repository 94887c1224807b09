// What a customer's types say, with the numbers behind them. Pure: a sentence is
// a key with its params, and who shows it looks the words up.
import { daysBetween } from "./dates.js";

/** [key, params] of the numbers of one type on a day (2026-11-24); null when there are none to tell. */
export function note(one, today) {
  const n = one.numbers || {}, tell = notes[one.criterion];
  const found = tell ? tell(n, today, one.value) : null;
  return found ? [`desk.type.note.${found[0]}`, found[1]] : null;
}

const ago = (day, today) => daysBetween(day, today);
const notes = {
  relation: (n) => (n.first ? ["since", { day: n.first }] : ["none", {}]),
  activity: (n, today) => n.last && ["last", { n: ago(n.last, today), window: n.window }],
  frequency: (n, today, value) => {
    if (n.first) return ["new", { n: ago(n.first, today) }];
    if (n.purchases === undefined) return null;
    return n.gap ? ["gap", { n: n.purchases, gap: n.gap, business: n.business_gap }] : ["bought", { n: n.purchases }];
  },
  volume: (n, today, value) => (n.amount === undefined ? null : value ? ["amount", { amount: n.amount, currency: n.currency, mean: n.mean }] : ["few", { n: n.customers }]),
  satisfaction: (n) => n.answers && ["answers", { n: n.answers, mean: n.mean }],
  influence: (n) => (n.press ? ["press", {}] : n.reach || n.referred ? ["reach", { reach: n.reach || 0, referred: n.referred || 0 }] : n.reach === undefined ? null : ["close", {}]),
};

/** The signals of a suggestion, [key, n], the strongest first. */
export const signals = (numbers) => Object.entries(numbers || {}).sort((a, b) => b[1] - a[1]).map(([name, n]) => [`desk.signal.${name}`, n]);

/** The option that an arrow leads to among n, from one that may be none (-1). */
export const step = (key, at, n) => (!n ? -1 : key === "arrowdown" ? (at + 1) % n : key === "arrowup" ? (at <= 0 ? n : at) - 1 : at);
