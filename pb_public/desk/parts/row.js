import { html } from "../../vendor/vendor.js";
import { Agent, LegalDue, Promised, Stage } from "./badge.js";
import { label, t } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { byChannel, dayOf, dayOfMonth, title } from "../lib/say.js";

/** One line of small print: who, which number, what kind, since when. */
export const Sub = ({ card, extra, quiet }) => html`
  <p class="sub one-line">
    ${card.lane === "attend_now" && !quiet && html`<span class="now">${label("lane", "attend_now")}</span>`}
    ${card.customer_name && html`<span>${card.customer_name}</span>`}
    <span class="num">${card.number}</span>
    ${extra || html`<span>${label("kind", card.kind)} ${byChannel(card.channel)}</span><span>${dayOfMonth(dayOf(card.received_at))}</span>`}
  </p>`;

export const caseLink = (card, tab) => href("case", { id: card.id, tab });

/** A case in the queue; columns drop away as room shrinks. */
export const QueueRow = ({ card, current }) => html`
  <li class="row" data-lane=${card.lane} data-id=${card.id} aria-current=${current ? "true" : null}>
    <${Stage} stage=${card.stage} />
    <div><a class="title" href=${caseLink(card)}>${title(card)}</a><${Sub} card=${card} /></div>
    <p class="next small soft">${card.next_step ? html`<span class="one-line">${card.next_step}</span>` : html`<span class="faint">${t("desk.next.none")}</span>`} <${Promised} at=${card.next_step_due} /></p>
    <p class="where small soft one-line">${label("stage", card.stage)}</p>
    <p class="who small">${card.owner_name ? html`<${Agent} name=${card.owner_name} short />` : html`<span class="faint">${t("desk.nobody")}</span>`}</p>
    <${LegalDue} date=${card.legal_due} state=${card.due_state} />
  </li>`;
