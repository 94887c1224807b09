import { html, useState } from "../../vendor/vendor.js";
import { Menu } from "./dialog.js";
import { Icon } from "./icon.js";
import { typeName } from "./customer-types.js";
import { t } from "../lib/i18n.js";
import { narrowed, types } from "../lib/people.js";
import { href } from "../lib/routes.js";

const Choice = ({ query, label, now }) => html`<a class="item" href=${href("customers", { query })} aria-current=${now ? "true" : null}><span>${label}</span>${now && html`<${Icon} name="check" />`}</a>`;

/** One chip: what it narrows by, and what was chosen. options: [{label, query, now}] */
function Chip({ name, any, options }) {
  const chosen = options.find((one) => one.now);
  return html`<${Menu} summary=${chosen ? html`${name}: <b>${chosen.label}</b>` : name} button=${`button${chosen ? " chosen" : ""}`}>
    <${Choice} label=${t("desk.queue.any")} query=${any} now=${!chosen} />${options.map((one) => html`<${Choice} key=${one.label} ...${one} />`)}<//>`;
}

/** What the list is narrowed by: a value of each criterion, and a way of behaving. The server says which there are. */
export function PeopleFilters({ query, codes }) {
  const [shown, setShown] = useState(false);
  const now = types(query.type), to = (criterion, value) => ({ ...query, type: narrowed(query.type, criterion, value) });
  return html`<p class="phone-only"><button type="button" class="button" aria-expanded=${shown} onClick=${() => setShown(!shown)}><${Icon} name="filter" />${t("desk.queue.filter")}</button></p>
    <div class=${`cluster near${shown ? "" : " wide-only"}`} role="group" aria-label=${t("desk.queue.filters")}>
    ${Object.entries(codes.types).map(([criterion, values]) => html`<${Chip} key=${criterion} name=${t(`desk.type.${criterion}`)} any=${to(criterion, "")}
      options=${values.map((value) => ({ label: typeName({ criterion, value }, true), query: to(criterion, value), now: now[criterion] === value }))} />`)}
    <${Chip} name=${t("people.profile")} any=${{ ...query, profile: "" }} options=${codes.profiles.map((code) => ({ label: t(`desk.profile.${code}`), query: { ...query, profile: code }, now: query.profile === code }))} />
    ${(query.type || query.profile) && html`<a class="button quiet" href=${href("customers", { query: { q: query.q } })}>${t("desk.queue.clear")}</a>`}
  </div>`;
}
