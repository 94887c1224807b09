import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { post } from "../lib/api.js";
import { trouble } from "../lib/errors.js";
import { t, tn } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { shortNumber, when } from "../lib/say.js";
import { route, spoken, toast } from "../lib/state.js";

/** Who had it, when, and where it comes from. */
export const Origin = ({ one }) => html`
  <span>${one.survey ? t("ideas.by.customer") : t("ideas.by", { name: one.author_name || t("desk.system") })}</span><span>${when(one.created)}</span>
  ${one.number && html`<span class="num">${t("ideas.case", { number: shortNumber(one.number) })}</span>`}${one.review && html`<span>${t("ideas.review", { week: one.review })}</span>`}`;

/** How many think the same, and the way to be one of them. */
function Support({ one, onChange }) {
  const [busy, setBusy] = useState(false);
  async function turn() {
    if (busy) return;
    setBusy(true);
    try {
      await post(`ideas/${one.id}/support`, { support: !one.supported });
      spoken.value = t(one.supported ? "ideas.support.no" : "ideas.support.yes");
      await onChange();
    } catch (error) {
      toast(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"), "late");
    }
    setBusy(false);
  }
  const count = one.support > 0 && html`<span class="num">${one.support}<span class="hidden"> ${tn("ideas.support", one.support).replace(/^\d+ /, "")}</span></span>`;
  if (!one.may.includes("support")) return one.support > 0 && html`<span class="small soft">${tn("ideas.support", one.support)}</span>`;
  return html`<button type="button" class="button" aria-pressed=${one.supported ? "true" : "false"} aria-busy=${busy} onClick=${turn}>
    <${Icon} name=${one.supported ? "check" : "plus"} />${t("ideas.support")}<span class="hidden">: ${one.title}</span> ${count}</button>`;
}

/** One idea of the board; its title opens it. */
export const IdeaRow = ({ one, onChange }) => html`
  <li class="row"><${Icon} name=${one.kind === "question" ? "info" : "bulb"} />
    <div><a class="title" href=${href("ideas", { id: one.id, query: route.value.query })}>${one.title}</a>
      <p class="sub"><${Origin} one=${one} /></p>
      ${one.outcome && html`<p class="small soft">${one.outcome}</p>`}</div>
    <div class="cluster near"><${Support} one=${one} onChange=${onChange} /></div></li>`;
