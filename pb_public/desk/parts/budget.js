import { html } from "../../vendor/vendor.js";
import { t } from "../lib/i18n.js";
import { sum } from "../lib/say.js";

/** What may be given this month and what is gone of it. */
export function Budget({ budget, may, onChange }) {
  if (!budget.id) return null;
  const { used, limit, currency } = budget, over = limit > 0 && used > limit;
  return html`<section class="card stack tight" aria-labelledby="h-budget">
    <header class="cluster between"><h2 id="h-budget">${t("settings.budget")}</h2>
      ${may?.update && html`<button type="button" class="button" onClick=${onChange}>${t("settings.budget.change")}</button>`}</header>
    <p>${limit > 0 ? t("settings.budget.used", { used: sum(used, currency), limit: sum(limit, currency) }) : t("settings.budget.none", { used: sum(used, currency) })}</p>
    ${limit > 0 && html`<progress class="meter" data-tone=${over ? "late" : null} max=${limit} value=${Math.min(used, limit)} aria-label=${t("settings.budget.used", { used: sum(used, currency), limit: sum(limit, currency) })} />`}
    <p class="small faint">${t(over ? "settings.budget.over" : limit > 0 ? "settings.budget.text" : "settings.budget.free")}</p></section>`;
}

/** What an hour of work costs, by which noted time counts in the cost of complaints. */
export const Hour = ({ budget: { id, labour_rate: hour, currency }, may, onChange }) => id && html`<section class="card stack tight" aria-labelledby="h-hour">
  <header class="cluster between"><h2 id="h-hour">${t("settings.labour")}</h2>
    ${may?.update && html`<button type="button" class="button" onClick=${onChange}>${t("settings.labour.change")}</button>`}</header>
  <p>${hour > 0 ? t("settings.labour.counts", { sum: sum(hour, currency) }) : t("settings.labour.none")}</p>
  <p class="small faint">${t("settings.labour.text")}</p></section>`;

/** How long recordings are kept, and from which reach an answer in public waits for a second person. */
export const Figures = ({ figures, may, onChange }) => figures.id && html`<section class="card stack tight" aria-labelledby="h-figures">
  <header class="cluster between"><h2 id="h-figures">${t("settings.figures")}</h2>
    ${may?.update && html`<button type="button" class="button" onClick=${onChange}>${t("settings.figures.change")}</button>`}</header>
  <p>${t("settings.figures.text", { days: figures.days, reach: figures.reach })}</p></section>`;
