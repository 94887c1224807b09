import { html } from "../../vendor/vendor.js";
import { Promised, Stage } from "./badge.js";
import { Menu } from "./dialog.js";
import { Icon } from "./icon.js";
import { label, t, tn } from "../lib/i18n.js";
import { done, dropping, isCall, missed, passing, recovering, snoozing, what } from "../lib/reminders.js";
import { href } from "../lib/routes.js";
import { dayName, dayOf, shortNumber, when } from "../lib/say.js";

const at = (one) => (one.snoozed_until > one.due ? one.snoozed_until : one.due);

/** When: within a day, or at an hour; of what is done, when that was. */
export const When = ({ one }) => {
  if (one.done_at) return html`<span class="due"><${Icon} name="check" />${when(one.done_at)}</span>`;
  if (!one.whole_day) return html`<${Promised} at=${at(one)} withLeft />`;
  const tone = { late: "late", today: "soon" }[one.bucket];
  return html`<span class="due" data-due=${tone}><${Icon} name="calendar" />${dayName(dayOf(at(one)))}</span>`;
};

/** The one thing to do, and what else can be done with it. */
function Do({ one, ask }) {
  const about = html`<span class="hidden">: ${what(one)}, ${shortNumber(one.number)}</span>`;
  const item = (key, open) => html`<button type="button" class="item" onClick=${() => ask(open(one))}>${t(`reminders.${key}`)}</button>`;
  return html`${isCall(one) && one.phone && html`<a class="button phone-only" href=${`tel:${one.phone.replace(/[^+\d]/g, "")}`}><${Icon} name="phone" />${t("desk.today.do.call")}${about}</a>`}
    ${isCall(one) ? html`<button type="button" class="button" onClick=${() => missed(one.complaint)}>${t("desk.today.missed")}${about}</button>`
      : html`<button type="button" class="button" onClick=${() => (one.kind === "detractor" ? ask(recovering(one)) : done(one))}><${Icon} name="check" />${t("reminders.do")}${about}</button>`}
    <${Menu} kind="end" button="button quiet only" summary=${html`<${Icon} name="dots" /><span class="hidden">${t("reminders.more")}: ${what(one)}, ${shortNumber(one.number)}</span>`}>
      ${item("snooze", snoozing)}${!isCall(one) && item("drop", dropping)}${item("pass", passing)}<//>`;
}

/** A reminder, with the case that it leads to and what can be done with it here. */
export const ReminderRow = ({ one, team, ask }) => html`
  <li class="row" data-id=${one.complaint}>
    <${Stage} stage=${one.stage} />
    <div><a class="title" href=${href("case", { id: one.complaint })}>${what(one)}</a>
      <p class="sub one-line">${one.customer_name && html`<span>${one.customer_name}</span>`}<span class="num">${shortNumber(one.number)}</span><span>${one.title}</span>
        ${team && one.assignee_name && html`<span>${one.assignee_name}</span>`}
        ${one.attempts > 0 && html`<span>${tn("reminders.attempts", one.attempts)}</span>`}${one.broken_at && html`<span>${t("reminders.broken")}</span>`}
        ${one.exhausted && html`<span><b>${t("reminders.exhausted")}</b></span>`}
        ${one.done_at && one.outcome && html`<span>${label("reminders.outcome", one.outcome)}</span>`}${one.reason && html`<span>${one.reason}</span>`}</p></div>
    <div class="cluster near"><${When} one=${one} />${!one.done_at && html`<${Do} one=${one} ask=${ask} />`}</div>
  </li>`;
