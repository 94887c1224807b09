import { html } from "../../vendor/vendor.js";
import { Glyph, Icon } from "./icon.js";
import { label, t } from "../lib/i18n.js";
import { dayName, dayOf, daysTo, firstName, initials, left, today, when } from "../lib/say.js";
import { now } from "../lib/state.js";
import { instant } from "../lib/dates.js";

/** The stage as a glyph, with its word for those who do not see it, or beside it. */
export const Stage = ({ stage, word }) => html`
  <span class="stage" data-stage=${stage} title=${word ? null : label("stage", stage)}>
    <${Glyph} name=${stage} /><span class=${word ? null : "hidden"}>${label("stage", stage)}</span>
  </span>`;

export const Lane = () => html`<span class="lane"><${Icon} name="ahead" />${label("lane", "attend_now")}</span>`;

/** A person of the team: initials, and the name when it is wanted. */
export const Agent = ({ name, bold, short }) => html`
  <span class="person"><span class="avatar small" aria-hidden="true">${initials(name)}</span>${bold ? html`<b>${name}</b>` : html`<span class="one-line">${short ? firstName(name) : name}</span>`}</span>`;

/** The legal date of a case; state is the server's word on it: "", soon or late. */
export function LegalDue({ date, state, far }) {
  if (!date) return html`<span class="due faint">${t("desk.due.none")}</span>`;
  const days = daysTo(date);
  const tone = state || null;
  const text = days < 0 ? t("desk.due.expired", { day: dayName(date) }) : days === 0 ? t("desk.due.today") : dayName(date);
  return html`<span class="due" data-due=${tone}><${Icon} name="scale" />${text}
    ${days > 1 && !far && html` <small>${t("desk.due.days", { n: days })}</small>`}</span>`;
}

/** A promised moment: the clock turns ochre on its day and iron after it. */
export function Promised({ at, withLeft }) {
  if (!at) return null;
  const past = instant(at) < now.value;
  const soon = !past && dayOf(at) === today();
  return html`<span class="due" data-due=${past ? "late" : soon ? "soon" : null}><${Icon} name="clock" />${when(at)}
    ${withLeft && (past || soon) && html` <small>${t(past ? "desk.due.ago" : "desk.due.left", { span: left(at) })}</small>`}</span>`;
}

export function Mood({ value }) {
  if (!value) return html`<span class="faint">${t("desk.mood.none")}</span>`;
  return html`<span class="person"><${Icon} name=${`mood${value}`} /><b>${t(`desk.mood.${value}`)}</b></span>`;
}
