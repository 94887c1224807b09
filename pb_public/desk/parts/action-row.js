import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t, tn } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { dayName, dayOf, shortNumber } from "../lib/say.js";

const glyph = (one) => ({ verified: "check", dropped: "x", done: "eye" }[one.status] || (one.late ? "alert" : "clock"));

/** Until when, from when on its effect can be seen, or what came of it. */
const When = ({ one }) => {
  if (one.status === "verified") return html`<span class="badge outline">${t(`actions.effect.${one.effect_code}`)}</span>`;
  if (one.status === "dropped") return html`<span class="small faint">${t("actions.status.dropped")}</span>`;
  if (one.status === "done") return html`<span class="due"><${Icon} name="eye" />${t("actions.check.from", { day: dayName(dayOf(one.check_from)) })}</span>`;
  return one.due ? html`<span class="due" data-due=${one.late ? "late" : null}><${Icon} name="calendar" />${dayName(dayOf(one.due))}</span>`
    : html`<span class="due faint">${t("actions.no_date")}</span>`;
};

/** A corrective action in a list; its title opens it. */
export const ActionRow = ({ one }) => html`
  <li class="row">
    <span title=${t(`actions.status.${one.status}`)}><${Icon} name=${glyph(one)} /><span class="hidden">${t(one.late ? "actions.late" : `actions.status.${one.status}`)}</span></span>
    <div><a class="title" href=${href("actions", { id: one.id })}>${one.title}</a>
      <p class="sub one-line"><span>${t(`actions.kind.${one.kind}`)}</span>${one.owner_name && html`<span>${one.owner_name}</span>`}
        ${one.cause_name && html`<span>${one.cause_name}</span>`}${one.product_name && html`<span>${one.product_name}</span>`}
        ${one.cases > 1 ? html`<span>${tn("actions.cases", one.cases)}</span>` : one.number && html`<span class="num">${shortNumber(one.number)}</span>`}
        ${one.source !== "manual" && html`<span>${t(`actions.source.${one.source}`)}</span>`}</p></div>
    <${When} one=${one} />
  </li>`;
