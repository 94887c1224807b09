import { html } from "../../vendor/vendor.js";
import { Agent, LegalDue, Promised, Stage } from "./badge.js";
import { label, t } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { byChannel, dayOf, dayOfMonth, shortNumber, title } from "../lib/say.js";
import { catalog } from "../lib/state.js";

/** One line of small print: who, which number, what kind, since when. */
export const Sub = ({ card, extra, quiet }) => html`
  <p class="sub one-line">
    ${card.lane === "attend_now" && !quiet && html`<span class="now">${label("lane", "attend_now")}</span>`}
    ${card.customer_name && html`<span>${card.customer_name}</span>`}
    <span class="num">${shortNumber(card.number)}</span>
    ${extra || html`<span>${label("kind", card.kind)} ${byChannel(card.channel)}</span><span>${dayOfMonth(dayOf(card.received_at))}</span>`}
  </p>`;

export const caseLink = (card, tab) => href("case", { id: card.id, tab });

/** What the business calls a case, in its own words. */
const tagNames = (card) => (card.tags || []).map((id) => catalog.value.tags?.find((tag) => tag.id === id)?.name).filter(Boolean);

/** A case in the queue; columns drop away as room shrinks. at is its place in the list, size
    how long that is, -1 while nobody knows. */
export const QueueRow = ({ card, current, picked, onPick, tinted, at, size }) => html`
  <li class="row" data-lane=${card.lane} data-id=${card.id} data-changed=${tinted ? "true" : null} data-gone=${card.gone ? "true" : null}
    aria-current=${current ? "true" : null} aria-posinset=${at + 1} aria-setsize=${size}>
    <label class="pick"><input type="checkbox" aria-label=${t("desk.bulk.pick", { number: shortNumber(card.number) })} checked=${picked} onClick=${(e) => onPick(at, e.shiftKey)} /></label>
    <${Stage} stage=${card.stage} />
    <div><a class="title" href=${caseLink(card)}>${title(card)}</a>${card.gone ? html`<p class="sub one-line">${t("desk.queue.gone")}</p>` : html`<${Sub} card=${card} extra=${tagNames(card).length > 0 && html`
      <span>${label("kind", card.kind)} ${byChannel(card.channel)}</span><span>${dayOfMonth(dayOf(card.received_at))}</span><span>${tagNames(card).join(", ")}</span>`} />`}</div>
    <p class="next small soft">${card.next_step ? html`<span class="one-line">${card.next_step}</span>` : html`<span class="faint">${t("desk.next.none")}</span>`} <${Promised} at=${card.next_step_due} /></p>
    <p class="where small soft one-line">${label("stage", card.stage)}</p>
    <p class="who small">${card.owner_name ? html`<${Agent} name=${card.owner_name} short />` : html`<span class="faint">${t("desk.nobody")}</span>`}</p>
    <${LegalDue} date=${card.legal_due} state=${card.due_state} />
  </li>`;

/** A row that is still on its way, as tall as the others. */
export const GreyRow = () => html`<li class="row" aria-hidden="true"><span class="pick" /><span /><div class="stack tight"><p class="skeleton" /><p class="skeleton" /></div></li>`;
