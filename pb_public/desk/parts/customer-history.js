import { html } from "../../vendor/vendor.js";
import { Stage } from "./badge.js";
import { Icon } from "./icon.js";
import { caseLink } from "./row.js";
import { label, t } from "../lib/i18n.js";
import { dayName, dayOf, dayOfMonth, shortNumber, sum, title } from "../lib/say.js";

/** How it ended, or where it stands. */
export const outcome = (one) => (one.resolution_kind ? label("resolution", one.resolution_kind) : label("stage", one.stage));

const Past = ({ one }) => html`<li class="past-case"><${Stage} stage=${one.stage} />
  <span><a class="tap num" href=${caseLink(one)}>${shortNumber(one.number)}</a> ${title(one)} <span class="faint">· ${outcome(one).toLowerCase()} · ${dayName(dayOf(one.received_at))}</span></span></li>`;

const List = ({ id, name, list }) => list.length > 0 && html`<section class="panel" aria-labelledby=${id}>
  <header class="heading"><h3 id=${id}>${name}</h3></header><ul class="stack tight small">${list.map((one) => html`<${Past} key=${one.id} one=${one} />`)}</ul></section>`;

/** Other cases of the same person: those that are open stand apart. */
export const History = ({ list = [] }) => html`
  <${List} id="open-cases" name=${t("desk.history.open")} list=${list.filter((one) => one.open)} />
  ${list.length ? html`<${List} id="history" name=${t("desk.history")} list=${list.filter((one) => !one.open)} />`
    : html`<section class="panel"><header class="heading"><h3>${t("desk.history")}</h3></header><p class="small faint">${t("desk.history.none")}</p></section>`}`;

const Bought = ({ one }) => html`<li class="past-case faint"><${Icon} name="box" /><span>${one.product || t("desk.purchase.unnamed")} · <span class="num">${sum(one.amount, one.currency)}</span> · ${dayOfMonth(one.date.slice(0, 10))}</span></li>`;

/** The last few purchases, and the way to add one that no system sends. */
export const Purchases = ({ list, onAdd }) => html`<section class="panel" aria-labelledby="purchases">
  <header class="heading"><h3 id="purchases">${t("desk.purchases")}</h3>${onAdd && html`<button type="button" class="link small" onClick=${onAdd}>${t("desk.purchase.add")}</button>`}</header>
  ${list.length ? html`<ul class="stack tight small">${list.map((one) => html`<${Bought} key=${one.id} one=${one} />`)}</ul>` : html`<p class="small faint">${t("desk.purchases.none")}</p>`}</section>`;
