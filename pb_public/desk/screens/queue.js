import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Hint } from "../parts/hint.js";
import { Filters, Views } from "../parts/filters.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { QueueRow } from "../parts/row.js";
import { read } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { remember, useList } from "../lib/list.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { lastRow, route } from "../lib/state.js";
import { takeNext } from "../lib/take.js";

const size = 30;

/** Reads as many pages as were open, so that a change elsewhere does not shorten the list. */
async function pages(query, wanted) {
  let items = [], after = "";
  do {
    const page = await read("queue", { ...query, limit: size, after }, `queue ${after}`);
    items = items.concat(page.items || []);
    after = page.next;
  } while (after && items.length < wanted);
  return { items, next: after };
}

/** Every open case in the order in which it is due its turn; the server keeps that order. */
export function Queue() {
  const { query } = route.value;
  const address = JSON.stringify(query);
  const [wanted, setWanted] = useState(size), [more, setMore] = useState(false);
  useEffect(() => setWanted(size), [address]);
  const { data, error, slow, reload } = useLoad(() => pages(query, wanted), [address, wanted]);
  const items = data?.items;
  useEffect(() => setMore(false), [items?.length]);
  useList(Boolean(items), { t: takeNext });
  const filtered = Object.values(query).some(Boolean);
  return html`<div class="page">
    <header class="page-head"><div><h1 tabindex="-1">${t("desk.queue.title")}</h1><p>${t("desk.queue.order")}</p></div>
      <button type="button" class="button primary" onClick=${takeNext}>${t("desk.take")} <kbd>T</kbd></button></header>
    <div class="stack tight">
      <${Hint} code="queue.order" /><${Views} query=${query} /><${Filters} query=${query} />
      ${!items && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}
      ${!items && slow && html`<${Skeleton} rows=${10} />`}
      ${items?.length > 0 && html`<ul class="list queue" aria-label=${t("desk.queue.cases")} onFocusIn=${remember}>
        ${items.map((card) => html`<${QueueRow} key=${card.id} card=${card} current=${card.id === lastRow.value} />`)}</ul>`}
      ${items?.length === 0 && html`<${Empty} icon="queue" title=${t(filtered ? "desk.queue.none" : "desk.queue.empty")} text=${t(filtered ? "desk.queue.none.text" : "desk.queue.empty.text")}>
        <a class="button" href=${filtered ? href("queue") : href("intake")}>${t(filtered ? "desk.queue.clear" : "desk.nav.intake")}</a><//>`}
      ${data?.next && html`<p class="cluster"><button type="button" class="button" aria-busy=${more} onClick=${() => { setMore(true); setWanted(items.length + size); }}>${t("desk.queue.more")}</button></p>`}
    </div>
  </div>`;
}
