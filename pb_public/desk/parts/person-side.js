import { html } from "../../vendor/vendor.js";
import { Contacts } from "./contacts.js";
import { Profiles } from "./customer-profiles.js";
import { caseLink } from "./row.js";
import { href } from "../lib/routes.js";
import { label, t } from "../lib/i18n.js";
import { dayName, dayOf, shortNumber, sum } from "../lib/say.js";

export const dial = (phone) => `tel:${phone.replace(/[^\d+]/g, "")}`;
const documentName = (code) => (label("document_type", code) === code ? code.toUpperCase() : label("document_type", code));

/** What is known, as [name, what is shown]; what is not has no line. */
function facts(one) {
  return [
    [one.document_type ? documentName(one.document_type) : t("desk.customer.document_number"), one.document_number && html`<span class="num">${one.document_number}</span>`],
    [t("desk.customer.address"), one.address],
    [t("people.one.notes_handling"), one.notes_handling],
    [t("people.one.language"), one.language && t(`people.one.language.${one.language}`)],
    [t("people.one.public_reach"), one.public_reach > 0 && one.public_reach],
    [t("people.one.press"), one.press && t("desk.yes")],
    [t("people.one.survey_opt_out"), one.survey_opt_out && dayName(dayOf(one.survey_opt_out))],
    [t("people.one.referred_by"), one.referred_by && html`<a href=${href("customer", { id: one.referred_by })}>${one.referred_by_name || t("people.one.see")}</a>`],
  ].filter(([, value]) => value);
}

const Panel = ({ id, name, action, children }) => html`<section class="panel" aria-labelledby=${id}>
  <header class="heading"><h2 id=${id}>${name}</h2>${action}</header>${children}</section>`;

/** Who it is and how to reach them. */
export const PersonData = ({ one, may, onCorrect, onChange }) => html`<${Panel} id="h-data" name=${t("people.one.data")}
  action=${onCorrect && html`<button type="button" class="link small" onClick=${onCorrect}>${t("people.one.correct")}</button>`}>
  ${facts(one).length ? html`<dl class="facts small">${facts(one).map(([name, value]) => html`<dt key=${name}>${name}</dt><dd>${value}</dd>`)}</dl>` : null}
  <h3 class="hidden">${t("desk.contacts")}</h3><div class="reached small"><${Contacts} customer=${one} may=${may} onChange=${onChange} /></div><//>`;

const aids = ([going]) => ({ articles: href("articles"), gestures: going && href("case", { id: going.id, tab: "propuesta", query: { ver: "gestos" } }) });

/** How to treat them better: techniques that stand, what is suggested, and the facts behind both. */
export const PersonCare = ({ card, open }) => html`<${Panel} id="h-care" name=${t("people.one.care")}>
  <div class="stack tight"><${Profiles} card=${card} open=${open} aids=${aids(card.open)} />
    ${!card.profiles.length && !card.behaviours.length && html`<p class="small faint">${t("people.one.care.none")}</p>`}
    ${card.may.note && card.cases > 0 && html`<p><button type="button" class="link small" onClick=${() => open("observe")}>${t("desk.behaviour.add")}</button></p>`}</div><//>`;

const Given = ({ data, at }) => html`<li>${data.name} <span class="num soft">${sum(data.cost, data.currency)}</span> <span class="faint">· ${t(`desk.gesture.status.${data.status}`).toLowerCase()} · ${dayName(dayOf(at))} ·</span> <a class="num" href=${caseLink({ id: data.complaint })}>${shortNumber(data.number)}</a></li>`;

/** What they were given beyond a solution. */
export const PersonGestures = ({ list }) => html`<${Panel} id="h-gestures" name=${t("people.one.line.gesture")}>
  ${list.length ? html`<ul class="stack tight small">${list.map((one) => html`<${Given} key=${one.id} ...${one} />`)}</ul>` : html`<p class="small faint">${t("people.one.gestures.none")}</p>`}<//>`;
