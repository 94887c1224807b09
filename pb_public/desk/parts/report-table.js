import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { hand } from "../lib/hand.js";
import { t } from "../lib/i18n.js";

/** Hands out the rows of a report. name: as in its address; span: what the page asks for. */
export function Csv({ name, span, of }) {
  const query = new URLSearchParams(Object.entries({ from: span.from, to: span.to, by: span.by, criterion: span.criterion }).filter(([, one]) => one));
  return html`<button type="button" class="button quiet no-print" onClick=${() => hand(`reports/${name}.csv?${query}`, `${name}-${span.from}-${span.to}.csv`)}>
    <${Icon} name="download" />${t("reports.csv")}<span class="hidden">: ${of}</span></button>`;
}

/** Figures in rows. head: names of columns; rows: [{key, cells}], the first cell is the row's name. */
export const Grid = ({ caption, head, rows, cards }) => html`<table class=${cards ? "table cards" : "table"}>
  <caption class="hidden">${caption}</caption>
  <thead><tr>${head.map((one, at) => html`<th scope="col" key=${at} class=${at ? "n" : null}>${one}</th>`)}</tr></thead>
  <tbody>${rows.map((row) => html`<tr key=${row.key}>${row.cells.map((cell, at) => (at
    ? html`<td key=${at} class="n" data-label=${head[at]}>${cell}</td>` : html`<th key=${at} scope="row">${cell}</th>`))}</tr>`)}</tbody></table>`;

export const How = ({ text }) => html`<details class="why"><summary>${t("reports.how")}</summary><p>${text}</p></details>`;

/** A chart with its words and its table. The table is there for who does not see the chart;
    the button shows it to everybody. */
export function Chart({ title, sub, table, span, csv, how, children }) {
  const [open, setOpen] = useState(false);
  return html`<figure class="card chart stack tight"><figcaption><strong>${title}</strong><span>${sub}</span></figcaption>
    ${children}
    <div class=${open ? "scroller told" : "hidden told"} role=${open ? "region" : null} aria-label=${open ? title : null} tabindex=${open ? 0 : null}><${Grid} caption=${title} ...${table} /></div>
    <div class="cluster near below"><button type="button" class="button quiet no-print" aria-pressed=${open} onClick=${() => setOpen(!open)}>${t("reports.table")}<span class="hidden">: ${title}</span></button>
      ${csv && html`<${Csv} name=${csv} span=${span} of=${title} />`}
      ${how && html`<${How} text=${how} />`}</div></figure>`;
}
