import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Chart, Csv } from "./report-table.js";
import { t, tn } from "../lib/i18n.js";
import { vital } from "../lib/report.js";
import { amounts, num, percent } from "../lib/report-say.js";
import { dayOfMonth } from "../lib/say.js";
import { catalog } from "../lib/state.js";

const most = 8;
const parent = (id) => catalog.value.causes?.find((one) => one.id === id)?.name;
const nameOf = (one) => (one.cause ? [parent(one.parent), one.label].filter(Boolean).join(": ") : t("reports.cause.none"));

/** Why people complain: the few causes that make most of it stand out. */
export function Causes({ page, span }) {
  const all = page.causes, few = vital(all), n = all.reduce((sum, one) => sum + one.count, 0), top = all[0]?.count || 1;
  if (!n) return null;
  const table = { head: [t("reports.cause"), t("reports.count"), t("reports.share"), t("reports.cumulative")],
    rows: all.map((one) => ({ key: one.cause, cells: [nameOf(one), num(one.count, 0), percent(one.share), percent(one.cumulative)] })) };
  return html`<${Chart} title=${t("reports.causes")} table=${table} span=${span} csv="causes" how=${t("reports.formula.causes")}
    sub=${`${tn("reports.causes.n", n, { n: num(n, 0) })} ${few < all.length ? tn("reports.causes.few", few, { share: percent(all[few - 1].cumulative) }) : ""} ${page.causes_unknown ? tn("reports.causes.unknown", page.causes_unknown, { n: num(page.causes_unknown, 0) }) : ""}`}>
    <ol class="bars">${all.slice(0, most).map((one, at) => html`<li key=${one.cause}><span>${nameOf(one)}</span>
      <progress class=${at < few ? "meter a" : "meter"} max=${top} value=${one.count} aria-label=${nameOf(one)} /><b>${num(one.count, 0)}</b><small>${percent(one.cumulative)}</small></li>`)}</ol>
    ${all.length > most && html`<p class="tiny faint">${tn("reports.causes.more", all.length - most)}</p>`}<//>`;
}

// what an action changed, per 30 days; before that is looked at, when it is due
function Effect({ one }) {
  if (!one.effect) return html`<span class="faint">${one.due ? t("reports.effect.due", { day: dayOfMonth(one.due) }) : ""}</span>`;
  const words = one.before_rate == null ? t(`reports.effect.${one.effect}`) : t("reports.effect.change", { from: num(one.before_rate), to: num(one.after_rate) });
  return html`<span class="badge" data-tone=${one.effect === "better" ? "done" : null}>${one.effect === "better" && html`<${Icon} name="check" />`}${words}</span>`;
}

const Actions = ({ list }) => (list.length ? html`<ul>${list.map((one) => html`<li key=${one.id}>${one.title}${one.owner_name && `, ${one.owner_name}`} <${Effect} one=${one} /></li>`)}</ul>` : html`<span class="faint">${t("reports.actions.none")}</span>`);

/** What each cause cost, and what was done against it. */
export function Costs({ page, span }) {
  const list = page.causes.filter((one) => one.cause), head = ["cause", "count", "reopened", "cost", "treatment", "actions"].map((name) => t(`reports.${name}`));
  if (!list.length) return null;
  const cells = (one) => [num(one.count, 0), num(one.reopened, 0), amounts(one.cost), one.treatment == null ? "" : num(one.treatment)];
  return html`<section class="stack tight" aria-labelledby="h-costs"><div class="cluster between"><h2 id="h-costs">${t("reports.costs")}</h2><${Csv} name="causes" span=${span} of=${t("reports.costs")} /></div>
    <div class="scroller"><table class="table cards"><caption class="hidden">${t("reports.costs")}</caption>
      <thead><tr>${head.map((one, at) => html`<th scope="col" key=${at} class=${at && at < 5 ? "n" : null}>${one}</th>`)}</tr></thead>
      <tbody>${list.map((one) => html`<tr key=${one.cause}><th scope="row">${nameOf(one)}</th>
        ${cells(one).map((cell, at) => html`<td key=${at} class="n" data-label=${head[at + 1]}>${cell}</td>`)}<td><${Actions} list=${one.actions || []} /></td></tr>`)}</tbody></table></div></section>`;
}
