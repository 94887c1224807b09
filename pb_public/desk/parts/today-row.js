import { html } from "/vendor/vendor.js";
import { LegalDue, Promised, Stage } from "./badge.js";
import { Sub, caseLink } from "./row.js";
import { label } from "../lib/i18n.js";
import { title } from "../lib/say.js";

/** Why a case is in the day's list: what was promised, else the next step. */
const because = (card) => (card.reason_code && card.reason_code !== "next_step" ? label("reminder", card.reason_code) : card.next_step);

/** A case in the day's list: what makes it due today stands at the right. */
export const TodayRow = ({ card, tab, quiet }) => html`
  <li class="row" data-lane=${card.lane} data-id=${card.id}>
    <${Stage} stage=${card.stage} />
    <div><a class="title" href=${caseLink(card, tab)}>${title(card)}</a>
      <${Sub} card=${card} quiet=${quiet} extra=${because(card) && html`<span>${because(card)}</span>`} /></div>
    <div class="cluster near">${card.due ? html`<${Promised} at=${card.due} withLeft />` : html`<${LegalDue} date=${card.legal_due} state=${card.due_state} />`}</div>
  </li>`;
