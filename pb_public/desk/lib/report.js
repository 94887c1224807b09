// Periods, groups and rows of the reports. Pure: today and figures are arguments.
import { noon } from "./dates.js";

// names of periods in an address; without one the month that runs
const words = { month: "", last_month: "mes-anterior", quarter: "trimestre", months: "12-meses", year: "anual", custom: "fechas" };
export const periods = Object.keys(words);
/** By what the figures can be told apart. */
export const splits = ["area", "agent", "cause", "product", "channel", "kind", "profile", "type"];
/** Criteria of the split by type of customer. */
export const criteria = ["relation", "activity", "frequency", "volume", "satisfaction", "influence"];

const first = (day, months) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10);
const before = (day) => new Date(noon(day) - 86400000).toISOString().slice(0, 10);

const spans = {
  month: (today) => [first(today, 0), today],
  last_month: (today) => [first(today, -1), before(first(today, 0))],
  quarter: (today) => [first(today, -((Number(today.slice(5, 7)) - 1) % 3)), today],
  months: (today) => [first(today, -11), today],
  year: (today) => [`${today.slice(0, 4)}-01-01`, today],
};

const isDay = (text) => /^2\d{3}-\d\d-\d\d$/.test(text || "") && !isNaN(noon(text));

/** What an address asks for: {period, from, to, by, criterion}; dates that are none are those of the month. */
export function asked({ periodo, desde, hasta, por, criterio }, today) {
  const by = splits.includes(por) ? por : "", criterion = by !== "type" ? "" : criteria.includes(criterio) ? criterio : criteria[0];
  const dated = isDay(desde) && isDay(hasta) && desde <= hasta;
  if (periodo === words.custom && dated) return { period: "custom", from: desde, to: hasta, by, criterion };
  const period = periods.find((one) => one !== "custom" && words[one] === (periodo || "")) || "month";
  const [from, to] = spans[period](today);
  return { period, from, to, by, criterion };
}

/** The other way: the query of the address that asks for it. */
export const address = ({ period, from, to, by, criterion }) => ({
  periodo: words[period], ...(period === "custom" ? { desde: from, hasta: to } : {}), por: by, criterio: by === "type" ? criterion : "" });

/** What is read at once, in this order. */
export const chief = ["compliance", "resolution", "first_response", "promises", "csat", "repurchase"];
const subjects = {
  times: ["acknowledgement", "first_response", "resolution", "immediate", "backlog"],
  promises: ["compliance", "promises", "follow_up", "queue_jumps"],
  quality: ["outcome", "reopened", "recurrence", "unreachable", "off_channel", "both_versions", "issues", "effectiveness"],
  voice: ["csat", "treatment", "response_rate", "nps", "ces", "expectation", "compared", "recovery_gap"],
  money: ["cost", "reward_effect", "repurchase", "retention"],
  team: ["staff_load", "incidents"],
};

/** Figures by their codes, in the order of the codes; one that is not there is left out. */
export const pick = (figures, codes) => codes.map((code) => figures.find((one) => one.code === code)).filter(Boolean);

/** All figures but the chief ones, by subject; one of a subject that nobody knows comes last. */
export function bySubject(figures) {
  const rest = figures.filter((one) => !chief.includes(one.code)), known = Object.values(subjects).flat();
  const all = { ...subjects, team: [...subjects.team, ...rest.map((one) => one.code).filter((code) => !known.includes(code))] };
  return Object.entries(all).map(([code, codes]) => ({ code, items: pick(rest, codes) })).filter((one) => one.items.length);
}

/** How many of the first causes explain more than half of the cases. */
export const vital = (causes) => Math.max(0, causes.findIndex((one) => one.cumulative > 50)) + (causes.length ? 1 : 0);

/** Rows of a table by group: [{key, label, cells: [group or null]}], one cell for each figure. */
export function rows(figures) {
  const found = new Map();
  figures.forEach((figure, at) => (figure.groups || []).forEach((one) => {
    if (!found.has(one.key)) found.set(one.key, { key: one.key, label: one.label, cells: figures.map(() => null) });
    found.get(one.key).cells[at] = one;
  }));
  return [...found.values()];
}

/** Minutes in the two units that one says: [[1, "h"], [12, "min"]], or days with a decimal
    from two days on; day: how many minutes one has, of work or of the clock. */
export function duration(minutes, day) {
  const all = Math.round(minutes);
  if (day && all >= 2 * day) return [[Math.round((minutes / day) * 10) / 10, "days"]];
  const h = Math.floor(all / 60), min = all % 60;
  if (!h) return [[min, "min"]];
  return min ? [[h, "h"], [min, "min"]] : [[h, "h"]];
}

/** Columns for a chart over time: seconds of each step, then one column for each name. */
export const columns = (points, names) => [points.map((one) => noon(one.from) / 1000), ...names.map((name) => points.map((one) => one[name] ?? null))];

/** Whether nothing at all happened in a period. */
export const silent = (page) => page.figures.every((one) => !one.count) && !page.causes.length && !page.ageing.open;
