import { html } from "../../vendor/vendor.js";
import { Csv, How } from "./report-table.js";
import { t } from "../lib/i18n.js";
import { bySubject, chief, pick } from "../lib/report.js";
import { basis, headline, over, pageOf, silence, was } from "../lib/report-say.js";

export const nameOf = (code) => t(`reports.figure.${code}`);

/** The words of a value, or why there is none. */
export function Value({ one, page }) {
  const [big, small] = headline(one, page);
  return big ? html`${big}${small && html` <small>${small}</small>`}` : html`<span class="faint small">${silence(one)}</span>`;
}

const Chief = ({ one, page, query }) => html`<a class="figure" href=${pageOf(one.code, query)} data-code=${one.code}><small>${nameOf(one.code)}</small>
  <b class="num"><${Value} one=${one} page=${page} /></b><small>${basis(one, page)}</small><small>${was(one, page)}</small></a>`;

/** What matters first. */
export function ChiefFigures({ page, query }) {
  const list = pick(page.figures, chief);
  return html`<nav class="figures four" aria-label=${t("reports.chief")}>${list.map((one) => html`<${Chief} key=${one.code} one=${one} page=${page} query=${query} />`)}</nav>
    <details class="why"><summary>${t("reports.how")}</summary><dl class="facts">${list.map((one) => html`<dt key=${one.code}>${nameOf(one.code)}</dt><dd>${t(`reports.formula.${one.code}`)}</dd>`)}</dl></details>`;
}

const Subject = ({ code, items, page, query, span }) => html`<section class="card stack tight subject" aria-labelledby=${`h-${code}`}>
  <div class="cluster between"><h3 id=${`h-${code}`}>${t(`reports.subject.${code}`)}</h3></div>
  <ul>${items.map((one) => html`<li key=${one.code} data-code=${one.code}><a class="tap" href=${pageOf(one.code, query)}>${nameOf(one.code)}</a>
    <b class="num"><${Value} one=${one} page=${page} /></b>
    <small class="faint">${one.value != null && over(one)}${one.value != null && " · "}${was(one, page)}</small><${How} text=${t(`reports.formula.${one.code}`)} /></li>`)}</ul></section>`;

/** All the others, by what they speak of. */
export const OtherFigures = ({ page, query, span }) => html`<section class="stack" aria-labelledby="h-others"><div class="cluster between"><h2 id="h-others">${t("reports.others")}</h2><${Csv} name="page" span=${span} of=${t("reports.others")} /></div>
  <div class="columns wide">${bySubject(page.figures).map((one) => html`<${Subject} key=${one.code} ...${one} page=${page} query=${query} span=${span} />`)}</div></section>`;
