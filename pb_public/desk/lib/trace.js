// The days of a deadline as a calendar: whole weeks from Monday on. Pure.
import { dateOnly } from "./dates.js";

const oneDay = 86400000;
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const mondayFirst = (day) => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;

/** [{date, n, kind}]: n counts the days that count; kind is "", counted, gone, holiday, last with gone or counted. */
export function weeks(trace, { received, due, today }) {
  if (!trace?.length) return [];
  const by = new Map(trace.map((one) => [dateOnly(one.date), one]));
  const days = [...by.keys(), received].filter(Boolean).sort();
  const first = Date.parse(`${days[0]}T12:00:00Z`) - mondayFirst(days[0]) * oneDay;
  const end = days[days.length - 1];
  const last = Date.parse(`${end}T12:00:00Z`) + (6 - mondayFirst(end)) * oneDay;
  const out = [];
  let n = 0;
  for (let time = first; time <= last; time += oneDay) {
    const date = iso(time), one = by.get(date);
    if (one?.counted) n++;
    const kinds = [];
    if (one?.counted) kinds.push(date <= today ? "gone" : "counted");
    else if (one && /holiday|suspen/.test(one.reason || "")) kinds.push("holiday");
    if (date === due) kinds.push("last");
    out.push({ date, n: one?.counted ? n : 0, kind: kinds.join(" "), name: one?.name || "", arrives: date === received || one?.reason === "received" });
  }
  return out;
}

export const counted = (trace) => (trace || []).filter((one) => one.counted).length;

/** Days that do not count and have a name, for the sentence below the calendar. */
export const named = (trace) => (trace || []).filter((one) => !one.counted && one.name);
