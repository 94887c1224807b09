import { html } from "../../vendor/vendor.js";
import { outcome } from "./customer-history.js";
import { Icon } from "./icon.js";
import { caseLink } from "./row.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { href } from "../lib/routes.js";
import { dayName, dayOf, shortNumber, title } from "../lib/say.js";

const Link = ({ one }) => html`<a class="num tap" href=${caseLink(one)} title=${title(one)}>${shortNumber(one.number)}</a> <span class="faint">${outcome(one).toLowerCase()}</span>`;

/** The cases of the same trouble, each with how it ended. */
const Linked = ({ nth, list }) => html`<p class="cluster near small">
  ${nth >= 2 && html`<span class="badge outline"><${Icon} name="link" />${t("desk.kin.nth", { n: nth })}</span>`}
  <span class="soft">${tn("desk.kin.with", list.length)}</span> ${list.slice(0, 4).map((one) => html`<span key=${one.id}><${Link} one=${one} /></span>`)}
  ${list.length > 4 && html`<span class="faint">${t("desk.kin.more", { n: list.length - 4 })}</span>`}</p>`;

/** One that may be the same: offered, and linked by a person. */
const Offer = ({ c, one }) => html`<p class="cluster near small"><span class="soft">${t("desk.kin.alike")}</span> <span><${Link} one=${one} /></span> <span class="one-line">${title(one)}</span>
  <button type="button" class="link small" onClick=${() => c.act("link", { linked: [...(c.file.value.complaint.linked || []), one.id] })}>${t("desk.kin.link")}</button></p>`;

/** What is done so that it does not come back; whoever answers for it ends it here. */
const Action = ({ one, onEnd }) => html`<li class="past-case small"><${Icon} name=${["done", "verified"].includes(one.status) ? "check" : "clock"} />
  <span><b>${t(`desk.corrective.${one.status}`)}</b> ${one.title} <span class="faint">${one.status === "open"
    ? [one.owner_name, one.due && t("desk.corrective.due", { day: dayName(dayOf(one.due)) })].filter(Boolean).join(" · ") : one.effect || one.outcome}</span>
  ${one.may.map((what) => html` <span class="faint">·</span> ${what === "verified" ? html`<a class="small" href=${href("actions", { id: one.id })}>${t("desk.corrective.do.verified")}</a>`
    : html`<button type="button" class="link small" onClick=${() => onEnd({ what, one })}>${t(`desk.corrective.do.${what}`)}</button>`}`)}</span></li>`;

/** Whether this happened before, and what is done about it. */
export function Kin({ c }) {
  const { complaint, linked = [], alike = [], actions = [] } = c.file.value;
  const [dialog, open] = useLater(() => import("./conduct-dialog.js"));
  if (!linked.length && !alike.length && !actions.length) return null;
  return html`<div class="stack tight kin">
    ${linked.length > 0 && html`<${Linked} nth=${complaint.recurrence} list=${linked} />`}
    ${alike.length > 0 && html`<${Offer} c=${c} one=${alike[0]} />`}
    ${actions.length > 0 && html`<ul class="stack tight" aria-label=${t("desk.corrective.list")}>${actions.map((one) => html`<${Action} key=${one.id} one=${one} onEnd=${(ask) => open({ c, ...ask })} />`)}</ul>`}
    ${dialog}</div>`;
}
