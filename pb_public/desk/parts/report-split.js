import { html } from "../../vendor/vendor.js";
import { nameOf } from "./report-figures.js";
import { t } from "../lib/i18n.js";
import { chief, pick, rows } from "../lib/report.js";
import { amounts, num, say } from "../lib/report-say.js";

const Cell = ({ one, figure, page }) => {
  if (!one) return "";
  if (one.hidden) return html`<span class="faint">${t("reports.hidden")}</span>`;
  return html`${one.value == null ? "" : one.amounts ? amounts(one.amounts) : say(figure, one.value, page)} <small class="faint">${t("reports.n", { n: num(one.count, 0) })}</small>`;
};

/** The chief figures, or those that are given, for each group; why some have no numbers. */
export function Split({ page, codes = chief }) {
  const list = pick(page.figures, codes), found = rows(list), title = t("reports.split.by", { by: t(`reports.by.${page.by}`).toLowerCase() });
  const some = found.some((row) => row.cells.some((one) => one?.hidden));
  if (!page.by) return null;
  return html`<section class="stack tight split" aria-labelledby="h-split"><h2 id="h-split">${title}</h2>
    ${!found.length && html`<p class="soft">${t("reports.split.none")}</p>`}
    ${found.length > 0 && html`<div class="scroller" role="region" tabindex="0" aria-labelledby="h-split"><table class="table cards"><caption class="hidden">${title}</caption>
      <thead><tr><th scope="col">${t(`reports.by.${page.by}`)}</th>${list.map((one) => html`<th scope="col" class="n" key=${one.code}>${nameOf(one.code)}</th>`)}</tr></thead>
      <tbody>${found.map((row) => html`<tr key=${row.key}><th scope="row">${row.label || t("reports.split.unset")}</th>${row.cells.map((one, at) => html`<td class="n" key=${at} data-label=${nameOf(list[at].code)}><${Cell} one=${one} figure=${list[at]} page=${page} /></td>`)}</tr>`)}</tbody></table></div>`}
    ${some && html`<p class="small faint">${t("reports.split.hidden")}</p>`}</section>`;
}
