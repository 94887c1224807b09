import { html, useEffect } from "../../vendor/vendor.js";
import { Stage } from "./badge.js";
import { typeName } from "./customer-types.js";
import { Icon } from "./icon.js";
import { label, t } from "../lib/i18n.js";
import { byMonth } from "../lib/person.js";
import { caseLink } from "./row.js";
import { dateOf, dayName, dayOf, initials, monthOf, sentence, shortNumber, sum } from "../lib/say.js";
import { spoken, toast } from "../lib/state.js";

const Case = ({ id, number }) => id && html` · <a class="num" href=${caseLink({ id })}>${shortNumber(number)}</a>`;
const By = ({ name }) => (name ? ` · ${name}` : "");
const Line = ({ icon, children }) => html`<${Icon} name=${icon} /><span>${children}</span>`;

function Filed({ id, at, data }) {
  const state = data.open ? t("people.one.line.opened", { name: data.owner || t("desk.nobody") }) : data.resolution ? label("resolution", data.resolution) : label("stage", data.stage);
  return html`<${Stage} stage=${data.stage} /><span><a href=${caseLink({ id })}><strong class="num">${shortNumber(data.number)}</strong></a> ${data.title} · ${state.toLowerCase() === state ? state : state.charAt(0).toLowerCase() + state.slice(1)} · ${dayName(dayOf(at))}</span>`;
}

function Typed({ data }) {
  const name = (value) => (value ? typeName({ criterion: data.criterion, value }, true) : t("desk.type.unknown"));
  return html`<${Line} icon="sort"><strong>${t(`desk.type.${data.criterion}`)}: ${name(data.value)}</strong>${data.previous && ` · ${t("people.one.line.before", { value: name(data.previous) })}`}${data.reason && ` · ${data.reason}`}<${By} name=${data.agent} /><//>`;
}

/** What they said once it was solved: their words as words, the scores beside them. */
function Answered({ at, data, name }) {
  const scores = t("people.one.line.scores", { solution: data.solution, treatment: data.treatment });
  const title = html`<a href=${caseLink({ id: data.complaint })}><strong>${t("people.one.line.survey.of", { number: shortNumber(data.number) })}</strong></a>`;
  if (!data.comment) return html`<${Line} icon="chat">${title} · ${scores} · ${dayName(dayOf(at))}<//>`;
  return html`<span class="avatar customer" aria-hidden="true">${initials(name)}</span><div class="message" data-direction="in"><header>${title} <span>${scores}</span> <time class="far">${dayName(dayOf(at))}</time></header><div class="body"><p class="pre">${data.comment}</p></div></div>`;
}

const Told = ({ icon, at, data }) => html`<${Line} icon=${icon}><span class="soft">${data.text}</span> ${dayName(dayOf(at))}<${By} name=${data.agent} /><${Case} id=${data.complaint} number=${data.number} /><//>`;

// a kind is told here as it is read; what the team says among itself carries a padlock
const kinds = {
  survey: Answered,
  case: Filed,
  purchase: ({ at, data }) => html`<${Line} icon="box"><strong>${data.product || t("desk.purchase.unnamed")}</strong> · <span class="num">${sum(data.amount, data.currency)}</span> · ${dayName(dateOf(at))}${data.external_id && ` · ${data.external_id}`}<//>`,
  gesture: ({ at, data }) => html`<${Line} icon="gift"><strong>${data.name}</strong> · <span class="num">${sum(data.cost, data.currency)}</span> · ${t(`desk.gesture.status.${data.status}`).toLowerCase()} · ${dayName(dayOf(at))}<${Case} id=${data.complaint} number=${data.number} /><//>`,
  merge: ({ at, data }) => html`<${Line} icon="merge"><strong>${t(data.undone_at ? "people.one.line.parted" : "people.one.line.merged", { name: data.name })}</strong>${data.reason && ` · ${data.reason}`} · ${dayName(dayOf(at))}<${By} name=${data.agent} /><//>`,
  observation: (one) => html`<${Told} icon="eye" ...${one} />`,
  incident: (one) => html`<${Told} icon="alert" ...${one} />`,
  note: (one) => html`<${Told} icon="lock" ...${one} />`,
  type: Typed,
};

const shown = ["", "case", "purchase", "survey", "gesture", "observation", "note"];
const month = (one) => (one.kind === "purchase" ? dateOf(one.at) : dayOf(one.at)).slice(0, 7);

const Modes = ({ p }) => html`<div class="modes" role="group" aria-label=${t("people.one.line.show")}>${shown.map((kind) => html`<label key=${kind}>
  <input type="radio" name="line" checked=${p.line.value.kind === kind} onChange=${async () => { if (!await p.show(kind)) toast(t("desk.error.offline"), "late"); }} />${t(`people.one.line.${kind || "all"}`)}</label>`)}</div>`;

/** Everything that happened between the customer and the business, newest first. */
export function PersonLine({ p }) {
  const { items, next, kind } = p.line.value, name = p.card.value.customer.name;
  useEffect(() => { if (kind) spoken.value = `${t(`people.one.line.${kind}`)}: ${items.length}${next ? "+" : ""}`; }, [kind, items.length]);
  return html`<section class="panel" aria-labelledby="h-line">
    <header class="heading"><h2 id="h-line">${t("people.one.line")}</h2><${Modes} p=${p} /></header>
    ${!items.length && html`<p class="small faint">${t("people.one.line.none")}</p>`}
    <ol class="timeline lived" aria-busy=${p.busy.value}>${byMonth(items, month).map((group) => [
      html`<li class="day label" key=${group.month}><span>${sentence(monthOf(`${group.month}-01`))}</span></li>`,
      group.items.map((one) => { const Kind = kinds[one.kind]; return Kind && html`<li class=${one.data.comment ? null : "event"} key=${one.id}><${Kind} ...${one} name=${name} /></li>`; })])}</ol>
    ${next && html`<p><button type="button" class="button" aria-busy=${p.busy.value} onClick=${async () => { if (!await p.more()) toast(t("desk.error.offline"), "late"); }}>${t("desk.search.more")}</button></p>`}
  </section>`;
}
