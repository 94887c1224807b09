// Figures as this desk's language says them.
import { duration } from "./report.js";
import { noon } from "./dates.js";
import { label, locale, t, tn } from "./i18n.js";
import { href } from "./routes.js";
import { dayOfMonth, fullDay, monthOf, place, sum } from "./say.js";
import { catalog } from "./state.js";

/** Minutes of a day of the clock. */
export const clockDay = 1440;

export const num = (n, digits = 1) => new Intl.NumberFormat(place(), { maximumFractionDigits: digits }).format(n);
export const percent = (n) => t("reports.percent", { n: num(n, 0) });
const signed = (n) => `${n > 0 ? "+" : ""}${num(n)}`;

/** "1 h 12 min", "3,2 días hábiles"; day as in duration, of the clock or of work. */
export function lasting(minutes, day) {
  const unit = day === clockDay ? "days" : "workdays";
  return duration(minutes, day).map(([n, what]) => (what === "days" ? tn(`reports.${unit}`, n, { n: num(n) }) : t(`reports.unit.${what}`, { n: num(n, 0) }))).join(" ");
}

const units = {
  percent, minutes: lasting, count: (n) => num(n, 0), score: (n) => num(n), money: (n, _, currency) => sum(n, currency),
  days: (n) => tn("reports.workdays", n, { n: num(n) }), points: (n) => tn("reports.points", n, { n: signed(n) }),
};

/** The length of the day in which the times of a figure are said. */
export const dayFor = (figure, page) => (figure.work || figure.net ? page.day_minutes || 0 : clockDay);

/** A value of a figure, "" when there is none. */
export const say = (figure, value, page, currency = figure.amounts?.[0]?.currency) => (value == null ? "" : (units[figure.unit] || num)(value, dayFor(figure, page), currency));

/** Sums in each currency. */
export const amounts = (list) => (list || []).map((one) => sum(one.cost, one.currency)).join(" · ");

// of these each single one counts, so that they are said in numbers and not in percents
const counted = ["compliance", "promises"];

// what it is of the sales, where there is one currency to say it in
function ofSales({ parts = [] }) {
  const found = parts.filter((one) => one.code === "of_sales");
  return found.length === 1 ? t("reports.of.sales", { n: percent(found[0].value) }) : "";
}

/** The big words of a figure: [value, what follows it smaller]. */
export function headline(one, page) {
  if (one.unit === "money" && one.amounts?.length) return [amounts(one.amounts), ofSales(one)];
  if (one.value == null) return ["", ""];
  if (counted.includes(one.code) && one.good != null) return [num(one.good, 0), t("reports.of", { n: num(one.count, 0) })];
  return [say(one, one.value, page), ""];
}

// parts that are of another kind than their figure
const kinds = { of_sales: "percent", oldest_days: "days", staff: "count" };

/** A part of a figure: {name, value}. One of the catalogue or of the team has its name there. */
export function part(one, figure, page) {
  const known = [...(catalog.value.agents || []), ...(catalog.value.urgencies || [])].find((row) => row.id === one.code || row.code === one.code);
  const unit = kinds[one.code] || figure.unit, currency = figure.unit === "money" ? one.label : undefined;
  const name = known?.name || label("reports.part", one.code);
  return { name: currency ? `${name} (${currency})` : name, value: say({ ...figure, unit }, one.value, page, currency) };
}

/** Why a figure has no value. */
export const silence = (one) => t(one.note === "few" ? "reports.few" : "reports.none");

/** What a figure rests on: "36 de 41", "9 de cada 10 en 7,8 días". */
export function basis(one, page) {
  if (one.value != null && counted.includes(one.code)) return percent(one.value);
  if (one.p90 != null) return t("reports.p90", { n: say(one, one.p90, page) });
  return over(one);
}

/** Of how many: "36 de 41", "41". */
export function over(one) {
  const n = num(one.count, 0);
  return one.good != null ? `${num(one.good, 0)} ${t("reports.of", { n })}` : tn("reports.cases", one.count, { n });
}

/** The period before, or that it had none. */
export function was(one, page) {
  const old = one.previous;
  if (!old || old.value == null) return t("reports.before.none");
  const n = old.good != null ? `${num(old.good, 0)} ${t("reports.of", { n: num(old.count, 0) })}` : "";
  if (counted.includes(one.code) && n) return t("reports.before", { value: n });
  return t("reports.before", { value: say(one, old.value, page) });
}

/** "1–23 de noviembre de 2026" */
export function range(from, to) {
  if (from === to) return fullDay(from);
  return new Intl.DateTimeFormat(place(), { timeZone: "UTC", dateStyle: "long" }).formatRange(noon(from), noon(to));
}

/** The name of a day of the week, Monday is 1. */
export const weekdayName = (n) => new Intl.DateTimeFormat(locale.value, { timeZone: "UTC", weekday: "long" }).format(new Date(Date.UTC(2026, 10, 22 + n)));

/** A step of a line over time: "9 nov", "nov 2026". */
export const stepName = (from, step) => (step === "month" ? monthOf(from, true) : dayOfMonth(from));
export const stepWords = (from, step) => t(`reports.step.${step}`, { from: stepName(from, step) });

/** The page of one figure, with the period and split that one looks at. */
export const pageOf = (code, query) => href("reports", { id: code, query });
