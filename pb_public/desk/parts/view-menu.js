import { html } from "../../vendor/vendor.js";
import { Menu } from "./dialog.js";
import { Icon } from "./icon.js";
import { viewOf } from "./views.js";
import { t, words } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { href } from "../lib/routes.js";
import { tabs } from "../lib/views.js";

const Order = ({ code, query }) => html`
  <a class="item" href=${href("queue", { query: { ...query, sort: code } })} aria-current=${(query.sort || "") === code ? "true" : null}>
    <span>${t(`desk.queue.sort.${code || "turn"}`)}</span>${(query.sort || "") === code && html`<${Icon} name="check" />`}</a>`;

/** How the queue is looked at: its order, where the server lets one choose, and the views that are kept. */
export function ViewMenu({ query }) {
  const [dialog, open] = useLater(() => import("./view-dialog.js"));
  const [table, take] = useLater(() => Promise.all([import("./report-export.js"), words("reports")]).then(([one]) => one));
  const view = viewOf(query), { sorts } = tabs();
  const own = view?.mine ? view : null;
  return html`<${Menu} kind="end" button="button quiet" summary=${html`<${Icon} name="sort" />${t("desk.queue.look")}`}>
      ${sorts.length > 0 && html`<p class="label">${t("desk.queue.sort")}</p>${["", ...sorts].map((code) => html`<${Order} key=${code} code=${code} query=${query} />`)}<hr />`}
      <button type="button" class="item" disabled=${Boolean(view)} onClick=${() => open({ query })}>${t("desk.view.save")}</button>
      ${own && html`<button type="button" class="item" onClick=${() => open({ query, view: own })}>${t("desk.view.edit", { name: own.name })}</button>`}
          <button type="button" class="item" onClick=${() => take({ first: { open: "1", ...query } })}>${t("desk.queue.export")}</button>
    <//>${dialog}${table}`;
}
