import { html } from "../../vendor/vendor.js";
import { LegalDue, Promised, Stage } from "./badge.js";
import { Icon } from "./icon.js";
import { Sub, caseLink } from "./row.js";
import { label, t } from "../lib/i18n.js";
import { title } from "../lib/say.js";
import { toast } from "../lib/state.js";

/** Nobody answered: one touch, and the server says when to try again. */
const missed = (id) => import("../lib/reminders.js").then((module) => module.missed(id), () => toast(t("desk.error.offline"), "late"));

/** Why a case is in the day's list: which call it is, what was promised, else the next step. */
function because(card) {
  if (card.attempt) return t(`desk.today.attempt.${Math.min(card.attempt, 4)}`);
  return card.reason_code && card.reason_code !== "next_step" ? label("reminder", card.reason_code) : card.next_step;
}

const calls = ["attend_now", "follow_ups", "recovery"];

/** The one thing to do with it. A phone dials, where nothing else needs a button: the row opens the case. */
function Do({ card, code, tab }) {
  if (code === "mine") return null;
  const call = calls.includes(code) && card.phone, name = t(`desk.today.do.${call ? "call" : code}`);
  const about = html`<span class="hidden">: ${title(card)}</span>`, icon = call && html`<${Icon} name="phone" />`;
  return html`<a class="button wide-only" href=${caseLink(card, tab)}>${icon}${name}${about}</a>
    ${code === "follow_ups" && html`<button type="button" class="button" onClick=${() => missed(card.id)}>${t("desk.today.missed")}${about}</button>`}
    ${call && html`<a class="button phone-only" href=${`tel:${card.phone.replace(/[^+\d]/g, "")}`}>${icon}${name}${about}</a>`}`;
}

/** A case in the day's list: what makes it due today, and what to do, stand at the right. */
export const TodayRow = ({ card, code, tab, quiet }) => html`
  <li class="row" data-lane=${card.lane} data-id=${card.id}>
    <${Stage} stage=${card.stage} />
    <div><a class="title" href=${caseLink(card, tab)}>${title(card)}</a>
      <${Sub} card=${card} quiet=${quiet} extra=${because(card) && html`<span>${because(card)}</span>`} /></div>
    <div class="cluster near">${card.due ? html`<${Promised} at=${card.due} withLeft />` : html`<${LegalDue} date=${card.legal_due} state=${card.due_state} />`}
      <${Do} card=${card} code=${code} tab=${tab} /></div>
  </li>`;
