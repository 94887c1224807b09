import { html } from "../../vendor/vendor.js";
import { ActionRow } from "./action-row.js";
import { Empty, Skeleton, Trouble } from "./notice.js";
import { read } from "../lib/api.js";
import { closing, issuing, opening } from "../lib/corrective.js";
import { t, tn } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { dayName, dayOf } from "../lib/say.js";

const about = (one) => [one.cause_name, one.product_name].filter(Boolean).join(" · ");
const reach = (one) => `${tn("actions.cases", one.cases)}, ${tn("actions.customers", one.customers)}`;

/** What the numbers show and nobody has looked at as one trouble. */
const Proposals = ({ list, may, ask, again }) => list.length > 0 && html`<section class="panel" aria-labelledby="h-proposed"><h2 id="h-proposed">${t("actions.issue.proposed")}</h2>
  <p class="small soft">${t("actions.issue.proposed.text")}</p>
  <ul class="stack">${list.map((one) => html`<li class="cluster between" key=${`${one.cause} ${one.product}`}><span><b>${about(one)}</b> <span class="small soft">${reach(one)}</span></span>
    ${may && html`<button type="button" class="button" onClick=${() => ask(issuing({ cause: one.cause, product: one.product, title: about(one) }, again))}>${t("actions.issue.open")}<span class="hidden">: ${about(one)}</span></button>`}</li>`)}</ul></section>`;

const Issue = ({ one, may, ask, again }) => html`<section class="panel" aria-labelledby=${`i-${one.id}`}>
  <header class="heading"><h2 id=${`i-${one.id}`}>${one.title}</h2><span class="badge outline">${t(`actions.issue.status.${one.status}`)}</span></header>
  <p class="small soft">${[about(one), reach(one), one.status === "open" ? tn("actions.issue.days", one.days) : t("actions.issue.closed", { day: dayName(dayOf(one.closed_at)) }), one.owner_name].filter(Boolean).join(" · ")}</p>
  ${one.note && html`<p class="small">${one.note}</p>`}
  ${one.actions.length > 0 ? html`<ul class="list" aria-label=${t("actions.title")}>${one.actions.map((a) => html`<${ActionRow} key=${a.id} one=${a} />`)}</ul>` : one.status === "open" && html`<p class="small soft">${t("actions.issue.no_action")}</p>`}
  ${one.status === "open" && html`<p class="cluster near">
    ${may && html`<button type="button" class="button" onClick=${() => ask(opening({ issue: one.id, source: "issue", cause: one.cause, product: one.product }, again))}>${t("actions.open")}<span class="hidden">: ${one.title}</span></button>`}
    ${one.may.filter((to) => to !== "mended" || one.helped).map((to) => html`<button type="button" class="button" key=${to} onClick=${() => ask(closing(one, to, again))}>${t(`actions.issue.do.${to}`)}<span class="hidden">: ${one.title}</span></button>`)}</p>`}
</section>`;

/** The troubles of the system: those that the numbers propose, those that are open, those that ended. */
export function Issues({ ask, again }) {
  const { data, error, slow, reload } = useLoad(() => read("issues"), []);
  if (!data) return error ? html`<${Trouble} kind=${error} onRetry=${reload} />` : slow && html`<${Skeleton} />`;
  const rest = { may: data.create, ask, again };
  return html`<${Proposals} list=${data.proposals} ...${rest} />
    ${data.create && html`<p><button type="button" class="button" onClick=${() => ask(issuing({}, again))}>${t("actions.issue.open.own")}</button></p>`}
    ${data.items.map((one) => html`<${Issue} key=${one.id} one=${one} ...${rest} />`)}
    ${!data.items.length && !data.proposals.length && html`<${Empty} title=${t("actions.issue.none")} text=${t("actions.issue.none.text")} />`}`;
}
