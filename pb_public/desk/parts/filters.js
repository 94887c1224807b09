import { html, useState } from "../../vendor/vendor.js";
import { Glyph, Icon } from "./icon.js";
import { Menu } from "./dialog.js";
import { t } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { filters } from "../lib/say.js";

const Choice = ({ name, one, query }) => html`
  <a class="item" href=${href("queue", { query: { ...query, [name]: one.value } })} aria-current=${(query[name] || "") === one.value ? "true" : null}>
    ${one.glyph && html`<span class="stage" data-stage=${one.glyph}><${Glyph} name=${one.glyph} /></span>`}<span>${one.label}</span>
    ${query[name] === one.value && html`<${Icon} name="check" />`}</a>`;

function Filter({ name, list, query }) {
  const chosen = list.find((one) => one.value === query[name]);
  const summary = chosen ? html`${t(`desk.queue.by.${name}`)}: <b>${chosen.label}</b>` : t(`desk.queue.by.${name}`);
  return html`<${Menu} summary=${summary} button=${`button${chosen ? " chosen" : ""}`}>
    <${Choice} name=${name} one=${{ value: "", label: t("desk.queue.any") }} query=${query} />
    ${list.map((one) => html`<${Choice} key=${one.value} name=${name} one=${one} query=${query} />`)}<//>`;
}

/** What the list is narrowed by; the address keeps it, so a view can be a bookmark. */
export function Filters({ query }) {
  const [shown, setShown] = useState(false);
  const any = Object.entries(query).some(([name, value]) => value && name !== "sort");
  return html`
    <p class="phone-only"><button type="button" class="button" aria-expanded=${shown} onClick=${() => setShown(!shown)}><${Icon} name="filter" />${t("desk.queue.filter")}</button></p>
    <div class=${`cluster near${shown ? "" : " wide-only"}`} role="group" aria-label=${t("desk.queue.filters")}>
      ${filters().map(([name, list]) => html`<${Filter} key=${name} name=${name} list=${list} query=${query} />`)}
      ${any && html`<a class="button quiet" href=${href("queue", { query: { sort: query.sort } })}>${t("desk.queue.clear")}</a>`}
    </div>`;
}
