import { html } from "../../vendor/vendor.js";
import { TypeBadges } from "./customer-types.js";
import { outcome } from "./customer-history.js";
import { caseLink } from "./row.js";
import { t, tn } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { dayName, dayOf, dayOfMonth, initials, shortNumber, title } from "../lib/say.js";

const bought = (one) => one.types?.find((type) => type.criterion === "activity")?.numbers?.last;

/** Somebody we know: who, of what kind, what is open, how the last case ended. plain has no links, for a list of options. */
export const Known = ({ one, plain }) => html`<div class="stack tight">
  <p class="person"><span class="avatar customer" aria-hidden="true">${initials(one.name)}</span><span><strong>${plain ? one.name : html`<a href=${href("customer", { id: one.id })}>${one.name}</a>`}</strong>
    ${one.preferred_name && html`<br /><span class="small faint">${t("desk.customer.preferred", { name: one.preferred_name })}</span>`}</span></p>
  <${TypeBadges} types=${one.types} />
  ${!plain && one.notes_handling && html`<p class="small soft">${one.notes_handling}</p>`}
  ${(bought(one) || one.last) && html`<p class="small soft">${bought(one) && `${t("desk.lookup.bought", { day: dayOfMonth(bought(one)) })} `}
    ${one.last && t("desk.lookup.last", { number: shortNumber(one.last.number), title: title(one.last), outcome: outcome(one.last).toLowerCase(), day: dayName(dayOf(one.last.received_at)) })}</p>`}
  ${one.open?.length > 0 && html`<p class="banner" data-tone="soon"><span>${tn("desk.lookup.open", one.open.length)} ${one.open.map((card) =>
    (plain ? html`<span key=${card.id} class="num">${shortNumber(card.number)} </span>` : html`<a key=${card.id} class="num" href=${caseLink(card)}>${shortNumber(card.number)}</a> `))}</span></p>`}
</div>`;
