import { html } from "../../vendor/vendor.js";
import { note } from "../lib/customer.js";
import { has, t, tn } from "../lib/i18n.js";
import { dayOfMonth, fullDay, sum, today } from "../lib/say.js";

export const typeName = (one, short) => {
  const key = `desk.type.${one.criterion}.${one.value}`;
  return short && has(`${key}.short`) ? t(`${key}.short`) : has(key) ? t(key) : one.value;
};

/** The numbers of a type as a sentence; a text that depends on a number has two forms. */
export function because(one) {
  const found = note(one, today());
  if (!found) return "";
  const [key, p] = found;
  const params = { ...p, day: p.day && fullDay(p.day), amount: p.amount !== undefined && sum(p.amount, p.currency), mean: p.amount !== undefined ? sum(p.mean, p.currency) : p.mean };
  return has(`${key}.one`) ? tn(key, p.n, params) : t(key, params);
}

const Row = ({ one }) => html`<dt>${t(`desk.type.${one.criterion}`)}</dt>
  <dd>${one.value ? typeName(one, true) : html`<span class="faint">${t("desk.type.unknown")}</span>`}
    ${one.source === "manual" && html`<small>${t("desk.type.manual", { day: dayOfMonth(one.expires), reason: one.reason })}</small>`}
    ${because(one) && html`<small>${because(one)}</small>`}</dd>`;

/** What kind of customer, criterion by criterion; too few data is said, not guessed. */
export const Types = ({ types, onCorrect }) => html`<section class="panel" aria-labelledby="types">
  <header class="heading"><h3 id="types">${t("desk.customer.types")}</h3><span class="tiny faint">${t("desk.customer.types.at", { day: dayOfMonth(today()) })}</span></header>
  <dl class="facts small">${types.map((one) => html`<${Row} key=${one.criterion} one=${one} />`)}</dl>
  ${onCorrect && html`<p><button type="button" class="link small" onClick=${onCorrect}>${t("desk.type.correct")}</button></p>`}</section>`;

/** The same in a few words, for a list: what is known, and nothing about what is not. */
export function TypeBadges({ types = [] }) {
  const known = types.filter((one) => one.value && !(one.criterion === "influence" && one.value === "family") && !(one.criterion === "relation" && one.value === "current"));
  const count = types.find((one) => one.criterion === "frequency")?.numbers?.purchases;
  return html`<p class="cluster near">${known.length ? known.map((one) => html`<span class="badge outline" key=${one.criterion}>${
    one.criterion === "frequency" && count ? `${typeName(one)}: ${tn("desk.type.note.bought", count)}` : typeName(one)}</span>`)
    : html`<span class="badge outline">${t("desk.type.unknown")}</span>`}</p>`;
}
