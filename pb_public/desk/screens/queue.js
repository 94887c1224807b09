import { html } from "../../vendor/vendor.js";
import { Hint } from "../parts/hint.js";
import { Filters } from "../parts/filters.js";
import { QueueList } from "../parts/queue-list.js";
import { ViewMenu } from "../parts/view-menu.js";
import { Views } from "../parts/views.js";
import { t, tn } from "../lib/i18n.js";
import { route } from "../lib/state.js";
import { takeNext } from "../lib/take.js";
import { tabs } from "../lib/views.js";

/** "19 abiertas.", or "Más de 99 abiertas." */
function open() {
  const all = tabs().views.find((view) => view.id === "all");
  if (!all) return "";
  return all.more ? t("desk.queue.open.many", { n: all.count }) : tn("desk.queue.open", all.count);
}

/** Every open case in the order in which it is due its turn; the server keeps that order. */
export function Queue() {
  const { query } = route.value;
  return html`<div class="page">
    <header class="page-head"><div><h1 tabindex="-1">${t("desk.queue.title")}</h1><p>${open()} ${t(query.sort ? "desk.queue.ordered" : "desk.queue.order", { by: query.sort && t(`desk.queue.sort.${query.sort}`) })}</p></div>
      <div class="cluster near"><${ViewMenu} query=${query} /><button type="button" class="button primary" onClick=${takeNext}>${t("desk.take")} <kbd>T</kbd></button></div></header>
    <div class="stack tight">
      <${Hint} code="queue.order" /><${Views} query=${query} /><${Filters} query=${query} />
      <${QueueList} key=${JSON.stringify(query)} query=${query} keys=${{ t: takeNext }} />
    </div>
  </div>`;
}
