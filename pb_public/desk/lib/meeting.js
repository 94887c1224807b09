// The weekly meeting: its weeks, and what a pack comes to. Pure.
import { daysBetween, noon } from "./dates.js";

const day = 86400000;
const iso = (date) => date.toISOString().slice(0, 10);

/** The Monday of an ISO week: "2026-W47" → "2026-11-16"; "" when it is none. */
export function monday(week) {
  const [, year, number] = /^(\d{4})-W(\d\d)$/.exec(week || "") || [];
  if (!year || +number < 1 || +number > 53) return "";
  const fourth = noon(`${year}-01-04`); // always in the first week
  return iso(new Date(fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * day + (number - 1) * 7 * day));
}

/** The ISO week of a civil date: "2027-01-01" → "2026-W53". */
export function weekOf(date) {
  const at = noon(date), thursday = new Date(at.getTime() + (3 - ((at.getUTCDay() + 6) % 7)) * day);
  const year = thursday.getUTCFullYear();
  return `${year}-W${String(Math.floor(daysBetween(`${year}-01-01`, iso(thursday)) / 7) + 1).padStart(2, "0")}`;
}

/** The week so many weeks later. */
export const shift = (week, by) => weekOf(iso(new Date(noon(monday(week)).getTime() + by * 7 * day)));

/** "16 al 22 de noviembre", "November 16 – 22". */
export function span(from, to, locale) {
  const text = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "long" }).formatRange(noon(from), noon(to));
  return locale.startsWith("es") ? text.replace(/\s*[–-]\s*/, " al ") : text;
}

/** "2026-W47" → {n: 47, year: 2026}, as a title says it. */
export const parts = (week) => ({ n: Number(String(week).slice(6)), year: Number(String(week).slice(0, 4)) });

const whole = ["in_time", "both_versions", "broken_promises"];
const within = { new: "new", reopened: "reopened", broken_promises: "broken_promise" };

/** The cells of the week: [{code, count, note, n, reason}]. note: what is said below with n, "of" the whole,
    "before" last week, or how many of the resolved were "immediate"; reason: of the cases of this pack that it
    leads to, else it leads to the report. */
export function cells(figures) {
  const at = Object.fromEntries((figures || []).map((one) => [one.code, one])), { immediate } = at;
  return Object.values(at).filter((one) => one !== immediate).map(({ code, count, of, previous }) => ({
    code, count, reason: within[code] || "",
    ...(code === "resolved" && immediate ? { note: "immediate", n: immediate.count } : whole.includes(code) && of != null ? { note: "of", n: of }
      : previous != null ? { note: "before", n: previous } : { note: "", n: 0 }),
  }));
}

/** Causes with the length of their bars; those that are tied for the first place are marked. */
export function bars(causes) {
  const max = Math.max(1, ...(causes || []).map((one) => one.count));
  return (causes || []).map((one) => ({ ...one, max, most: one.count === max }));
}

/** What the server lacks for closing, of one decision: {owner: message, due: message}. */
export const lacks = (missing, id) => Object.fromEntries((missing || []).filter((one) => one.decision === id).map((one) => [one.field, one.message]));

/** What keeps the meeting from being closed; advice does not. */
export const needed = ({ missing } = {}) => (missing || []).filter((one) => one.level !== "advised");

/** The case in which a decision stands, "" when it is about none. */
export const placeOf = (cases, id) => (cases || []).find((one) => (one.decisions || []).some((each) => each.id === id))?.id || "";

/** How far the talk is: {all, talked}. */
export const talk = (cases) => ({ all: (cases || []).length, talked: (cases || []).filter((one) => one.state).length });

/** Whether a case has both versions: "two", "no_team" or "no_customer". */
export const heard = (one) => (!one.customer_version ? "no_customer" : one.team_versions?.length ? "two" : "no_team");

/** The cases once more, each with `after`: the next one that was not talked about, "" when it is the last. */
export const nextOf = (cases, id) => {
  const at = cases.findIndex((one) => one.id === id), rest = [...cases.slice(at + 1), ...cases.slice(0, Math.max(at, 0))];
  return rest.find((one) => !one.state)?.id || "";
};

/** What was written and what is stored meanwhile, when both moved away from where the writing began: {mine, theirs}, else null. */
export const clash = (field, stored) =>
  field && !field.gone && "base" in field && (field.base || "") !== (stored || "") && (field.value || "") !== (stored || "") ? { mine: field.value, theirs: stored || "" } : null;
