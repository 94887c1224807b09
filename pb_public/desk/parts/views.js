import { html, useEffect, useRef } from "../../vendor/vendor.js";
import { t } from "../lib/i18n.js";
import { changes } from "../lib/state.js";
import { readTabs, same, tabs } from "../lib/views.js";

export const viewName = (view) => view.name || t(`desk.queue.view.${view.id}`);

/** The view that the address is, if it is one. */
export const viewOf = (query) => tabs().views.find((view) => same(view.query, query));

/** The views as tabs: those of everybody, one's own, and what others share. */
export function Views({ query }) {
  const version = changes.value, before = useRef(null), here = useRef();
  useEffect(() => {
    readTabs(before.current === null);
    before.current = version;
  }, [version]);
  const chosen = viewOf(query)?.id;
  useEffect(() => {
    const bar = here.current, tab = bar.querySelector("[aria-current]");
    if (tab) bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - 16; // along the bar only: the page stays where it is
  }, [chosen]);
  return html`<nav class="tabs" ref=${here} aria-label=${t("desk.queue.views")}>
    ${tabs().views.map((view) => html`<a key=${view.id} href=${`#/cola${view.query && "?"}${view.query}`} aria-current=${view.id === chosen ? "page" : null}>
      ${viewName(view)} <span class="count">${view.broken ? "–" : `${view.count}${view.more ? "+" : ""}`}</span></a>`)}
  </nav>`;
}
