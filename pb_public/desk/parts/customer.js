import { html } from "../../vendor/vendor.js";
import { Stage } from "./badge.js";
import { caseLink } from "./row.js";
import { has, t } from "../lib/i18n.js";
import { dayName, dayOf, initials, title } from "../lib/say.js";

const types = ["relation", "activity", "frequency", "volume", "satisfaction", "influence"];
const typeName = (name, code) => (has(`desk.type.${name}.${code}`) ? t(`desk.type.${name}.${code}`) : code);

/** What kind of customer, as far as the data say; an empty type is not enough data. */
export function Types({ customer }) {
  const known = types.filter((name) => customer[name]);
  if (!known.length) return html`<p class="small faint">${t("desk.customer.untyped")}</p>`;
  return html`<dl class="facts small">${known.map((name) => html`<dt key=${name}>${t(`desk.type.${name}`)}</dt><dd>${typeName(name, customer[name])}</dd>`)}</dl>`;
}

export const TypeBadges = ({ customer }) => html`<p class="cluster near">${types.filter((name) => customer[name]).map((name) => html`<span class="badge outline" key=${name}>${typeName(name, customer[name])}</span>`)}</p>`;

/** Who it is and how to speak with them. */
export function CustomerCard({ customer, complaint }) {
  if (!customer) return html`<section class="panel"><h2>${t("desk.customer.anonymous")}</h2><p class="small soft">${complaint.anonymous_reason || t("desk.customer.anonymous.text")}</p></section>`;
  return html`
    <section class="panel" aria-labelledby="customer">
      <header class="heading"><h2 id="customer" class="person"><span class="avatar customer" aria-hidden="true">${initials(customer.name)}</span>${customer.name}</h2></header>
      ${customer.preferred_name && customer.preferred_name !== customer.name && html`<p class="small faint">${t("desk.customer.preferred", { name: customer.preferred_name })}</p>`}
      ${customer.notes_handling && html`<p class="small soft">${customer.notes_handling}</p>`}
      <p class="cluster small">
        ${customer.phone && html`<a href=${`tel:${customer.phone.replace(/[^\d+]/g, "")}`} class="num tap">${customer.phone}</a>`}
        ${customer.email && html`<a class="tap" href=${`mailto:${customer.email}`}>${customer.email}</a>`}
        ${customer.document_number && html`<span class="num faint">${(customer.document_type || "").toUpperCase()} ${customer.document_number}</span>`}</p>
    </section>
    <section class="panel" aria-labelledby="types"><header class="heading"><h3 id="types">${t("desk.customer.types")}</h3></header><${Types} customer=${customer} /></section>`;
}

/** Other cases of the same person, newest first as the server sends them. */
export const History = ({ list }) => html`<section class="panel" aria-labelledby="history">
  <header class="heading"><h3 id="history">${t("desk.history")}</h3></header>
  ${list?.length ? html`<ul class="stack tight small">${list.map((one) => html`<li class="past-case" key=${one.id}><${Stage} stage=${one.stage} />
    <span><a class="tap num" href=${caseLink(one)}>${one.number}</a> <span class="faint">${title(one)} · ${dayName(dayOf(one.received_at))}</span></span></li>`)}</ul>`
    : html`<p class="small faint">${t("desk.history.none")}</p>`}</section>`;
