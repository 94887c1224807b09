import { html } from "../../vendor/vendor.js";
import { Cell, numbers, State } from "./catalogue-cell.js";
import { Icon } from "./icon.js";
import { Empty } from "./notice.js";
import { inOrder } from "../lib/catalogues.js";
import { t, tn } from "../lib/i18n.js";
import { beginning } from "../lib/say.js";

/** The rows of one list; the name of each opens it. */
export function Rows({ what, list, rows, shelf, onOpen }) {
  return html`<div class="scroller" role="region" aria-label=${t(`settings.tab.${what}`)} tabindex="0"><table class="table cards">
    <thead><tr><th scope="col">${t(`settings.column.${what}.${list.title}`)}</th>${list.columns.map((one) => html`<th scope="col" key=${one} class=${numbers.includes(one) ? "n" : null}>${t(`settings.column.${what}.${one}`)}</th>`)}</tr></thead>
    <tbody>${inOrder(rows, list.tree).map(({ row, inside }) => html`<tr key=${row.id} data-id=${row.id}>
      <th scope="row" class=${inside ? "inside" : null}><button type="button" class="link" onClick=${() => onOpen(row)}>${row[list.title] || t("settings.nameless")}</button>
        <${State} code=${shelf?.[row.id]?.state} />
        ${(row.conditions || row.trigger || row.text) && html`<p class="small faint">${beginning(row.conditions || row.trigger || row.text)}</p>`}</th>
      ${list.columns.map((one) => html`<${Cell} key=${one} what=${what} column=${one} row=${row} shelf=${shelf?.[row.id]} />`)}</tr>`)}</tbody></table></div>
    <p class="small faint" role="status">${tn(`settings.count`, rows.length)}</p>`;
}

/** Nothing there: what the list is for, with an example, and the way to begin. */
export const Nothing = ({ what, list, text, active, may, onNew }) => (text || !active
  ? html`<${Empty} icon="search" title=${t(text ? "settings.none" : "settings.none.old")} />`
  : html`<${Empty} icon=${list.icon} title=${t(`settings.empty.${what}`)} text=${t(`settings.empty.${what}.text`)}>
      ${may?.create && html`<button type="button" class="button" onClick=${onNew}><${Icon} name="plus" />${t(`settings.new.${what}`)}</button>`}<//>`);
