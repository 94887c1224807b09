import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { nameOf } from "./meeting-decisions.js";
import { t } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { num } from "../lib/report-say.js";
import { firstName } from "../lib/say.js";

/** Whether it helped, as the server found or a person judged; what was not carried out has no effect yet. */
const effect = (one) => one.effect_code || (one.done_at ? "unknown" : one.late ? "late" : "open");

export const Effect = ({ one }) => html`<span class="badge" data-tone=${effect(one) === "better" ? "done" : null}>${effect(one) === "better" && html`<${Icon} name="check" />`}${t(`reviews.effect.${effect(one)}`)}</span>`;

/** What earlier meetings decided: cases per 30 days before and after, and whether it helped. */
export const Earlier = ({ list }) => list?.length > 0 && html`<section class="panel" aria-labelledby="h-earlier">
  <header class="heading"><h2 id="h-earlier">${t("reviews.earlier")}</h2></header>
  <div class="scroller"><table class="table cards"><thead><tr><th scope="col">${t("reviews.earlier.action")}</th><th scope="col">${t("reviews.earlier.owner")}</th><th scope="col" class="n">${t("reviews.earlier.before")}</th>
    <th scope="col" class="n">${t("reviews.earlier.after")}</th><th scope="col">${t("reviews.earlier.effect")}</th></tr></thead>
    <tbody>${list.map((one) => html`<tr key=${one.id}><th scope="row"><a href=${href("actions", { id: one.id })}>${one.title}</a></th><td>${firstName(one.owner_name || nameOf(one.owner))}</td>
      <td class="n" data-label=${t("reviews.earlier.before")}>${one.before == null ? "–" : num(one.before)}</td><td class="n" data-label=${t("reviews.earlier.after")}>${one.after == null ? "–" : num(one.after)}</td><td><${Effect} one=${one} /></td></tr>`)}</tbody></table></div></section>`;
