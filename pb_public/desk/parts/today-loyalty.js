import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { ending } from "./loyalty.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { href } from "../lib/routes.js";
import { dayName, today } from "../lib/say.js";

const Until = ({ day }) => html`<span class="due" data-due=${day < today() ? "late" : null}><${Icon} name="clock" />${dayName(day)}</span>`;

/** What one planned with customers and is due: it belongs to no queue. */
export default function Planned({ list, reload }) {
  const [asked, ask] = useLater(() => import("./ask.js"));
  return html`<section id="loyalty" aria-labelledby="h-loyalty">
    <header class="heading"><h2 id="h-loyalty">${t("desk.loyalty")} <span class="count">${list.length}</span></h2></header>
    <ul class="list">${list.map((one) => html`<li class="row" key=${one.id}>
      <${Icon} name="phone" /><div><a class="title" href=${one.complaint ? href("case", { id: one.complaint }) : href("customer", { id: one.customer })}>${one.title}</a>
        <p class="sub"><span>${one.customer_name}</span>${one.phone && html`<a class="tap num" href=${`tel:${one.phone.replace(/[^+\d]/g, "")}`}>${one.phone}</a>`}</p></div>
      <div class="cluster near"><${Until} day=${one.due.slice(0, 10)} /><button type="button" class="button" onClick=${() => ask(ending(one, reload))}>${t("desk.loyalty.end.send")}<span class="hidden">: ${one.title}</span></button></div>
    </li>`)}</ul>${asked}</section>`;
}
