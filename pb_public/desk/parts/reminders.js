import { html, useEffect } from "../../vendor/vendor.js";
import { Promised } from "./badge.js";
import { has, t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { adding, wordsOf, what } from "../lib/reminders.js";

/** What is to be remembered of this case, by whom; and how often a promise was not kept. */
export function Reminders({ c }) {
  const [dialog, ask] = useLater(() => import("./ask.js"));
  useEffect(() => { wordsOf().catch(() => {}); }, []); // without them the case is whole all the same
  const { reminders = [], complaint } = c.file.value;
  const pending = reminders.filter((one) => one.pending), broken = complaint.promises_broken;
  if (!has("reminders.view.mine")) return null;
  return html`<section class="panel" aria-labelledby="reminders">
    <header class="heading"><h2 id="reminders">${t("desk.nav.reminders")}</h2>
      ${!complaint.erased_at && html`<button type="button" class="link small" onClick=${() => ask({ ...adding(complaint.id), onDone: c.load })}>${t("reminders.add")}</button>`}</header>
    ${pending.length ? html`<ul class="stack tight small">${pending.map((one) => html`<li key=${one.id}><span>${what(one)}</span>
      <div class="faint cluster near"><${Promised} at=${one.snoozed_until > one.due ? one.snoozed_until : one.due} />${one.assignee_name && html`<span>${one.assignee_name}</span>`}</div></li>`)}</ul>`
      : html`<p class="small faint">${t("reminders.none.case")}</p>`}
    ${broken > 0 && html`<p class="small">${tn("reminders.broken.case", broken)}</p>`}${dialog}</section>`;
}
