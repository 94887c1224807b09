// Dates, sums and names as this desk's language, zone and country say them.
import * as dates from "./dates.js";
import { money } from "./money.js";
import { has, label, locale, t } from "./i18n.js";
import { catalog, now, session, zone } from "./state.js";

export const place = () => {
  const country = session.value?.business?.country;
  return country && locale.value === "es" ? `es-${String(country).toUpperCase()}` : locale.value;
};

export const today = () => dates.civil(now.value, zone.value);
export const when = (text) => dates.moment(text, locale.value, zone.value, now.value);
export const dayOf = (text) => (text ? dates.civil(dates.instant(text), zone.value) : "");
/** The civil date of a deadline in the business's zone. */
export const dateOf = (text) => dates.civilDay(text, zone.value);
export const dayName = (text) => (text ? dates.dayName(dateOf(text), locale.value, today()) : "");
export const dayOfMonth = (text) => (text ? dates.dayOfMonth(dateOf(text), locale.value) : "");
export const monthOf = (day, short) => (day ? dates.month(day, locale.value, short) : "");
export const longDay = (text) => (text ? dates.longDay(dateOf(text), locale.value) : "");
export const fullDay = (text) => (text ? dates.fullDay(dateOf(text), locale.value) : "");
export const clock = (date) => dates.time(date, locale.value, zone.value);
export const daysTo = (text) => dates.daysBetween(today(), dateOf(text));
export const left = (text) => dates.span(text, now.value);
export const sum = (amount, currency) =>
  money(amount, currency || session.value?.business?.currency, place(), session.value?.business?.country);

/** "Inés Paredes" → "IP" */
export function initials(name) {
  const parts = String(name || "").trim().split(/\s+/).filter(Boolean);
  return ((parts[0]?.[0] || "") + (parts.length > 1 ? parts[1][0] : "")).toUpperCase();
}
export const firstName = (name) => String(name || "").trim().split(/\s+/)[0] || "";

/** The beginning of a story, cut between words. */
export function beginning(text, most = 140) {
  const whole = String(text || "").replace(/\s+/g, " ").trim(), cut = whole.slice(0, most);
  return whole.length <= most ? whole : `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most / 2))}…`;
}

/** What a case is called in a list: its goal, else how its story begins. */
export const title = (card) => card.goal || card.excerpt || t("desk.case.untitled");

/** "000000188-2026" → "188-2026": in a list the zeros only push the rest out of sight. */
export const shortNumber = (number) => String(number || "").replace(/^0+(?=\d)/, "");

/** The name of a channel as the business calls it. */
export const channelName = (id) =>
  label("channel", id) !== id ? label("channel", id) : session.value?.catalog?.channels?.find((one) => one.id === id)?.name || id;

/** "por correo", "en el mostrador": a channel inside a sentence. */
export const byChannel = (id) => (has(`desk.by.${id}`) ? t(`desk.by.${id}`) : channelName(id));

/** The same with a capital, for the start of a line. */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The name of a move, as the server calls it. */
export const moveName = (move) => move.label || label("stage", move.to);

const final = ["closed", "voided"];

/** What a list of cases can be narrowed by: [[name, options]]. */
export function filters() {
  const { stages = [], kinds = [], channels = [], areas = [], agents = [], tags = [] } = catalog.value;
  const all = {
    stage: stages.filter((code) => !final.includes(code)).map((code) => ({ value: code, label: label("stage", code), glyph: code })),
    lane: ["attend_now", "normal"].map((code) => ({ value: code, label: label("lane", code) })),
    area: areas.map((one) => ({ value: one.id, label: one.name })),
    owner: [{ value: "me", label: t("desk.queue.me") }, { value: "none", label: t("desk.nobody") },
      ...agents.map((one) => ({ value: one.id, label: one.name }))],
    due: ["overdue", "today", "week", "next_step"].map((code) => ({ value: code, label: t(`desk.queue.due.${code}`) })),
    kind: kinds.map((code) => ({ value: code, label: label("kind", code) })),
    channel: channels.map((one) => ({ value: one.id, label: channelName(one.id) })),
    tag: tags.map((one) => ({ value: one.id, label: one.name })),
  };
  return Object.entries(all).filter(([, list]) => list.length);
}
