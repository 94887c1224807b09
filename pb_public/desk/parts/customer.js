import { html, useState } from "../../vendor/vendor.js";
import { History, Purchases } from "./customer-history.js";
import { Incidents } from "./incidents.js";
import { Profiles } from "./customer-profiles.js";
import { Types } from "./customer-types.js";
import { Survey } from "./survey.js";
import { t, words } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { href } from "../lib/routes.js";
import { initials } from "../lib/say.js";
import { toast } from "../lib/state.js";

const Person = ({ one, more, onMore }) => html`<section class="panel" aria-labelledby="customer">
  <header class="heading"><h2 id="customer" class="person"><span class="avatar customer" aria-hidden="true">${initials(one.name)}</span><a class="tap" href=${href("customer", { id: one.id })}>${one.name}</a></h2></header>
  ${one.preferred_name && one.preferred_name !== one.name && html`<p class="small faint">${t("desk.customer.preferred", { name: one.preferred_name })}</p>`}
  ${one.notes_handling && html`<p class="small soft">${one.notes_handling}</p>`}
  <p class="cluster small">
    ${one.phone && html`<a href=${`tel:${one.phone.replace(/[^\d+]/g, "")}`} class="num tap">${one.phone}</a>`}
    ${one.email && html`<a class="tap" href=${`mailto:${one.email}`}>${one.email}</a>`}
    ${one.document_number && html`<span class="num faint">${(one.document_type || "").toUpperCase()} ${one.document_number}</span>${one.document_state === "wrong" && html`<span class="badge outline">${t("desk.customer.wrong")}</span>`}`}</p>
  ${more || html`<p class="apart"><button type="button" class="link small" onClick=${onMore}>${t("desk.customer.more")}</button></p>`}
</section>`;

/** Who it is and how to speak with them: data, technique, types, history, purchases. */
export function CustomerCard({ c }) {
  const [asked, setAsked] = useState(null), [identity, identify] = useLater(() => import("./identity.js"));
  const [dialog, note] = useLater(() => import("./conduct-dialog.js"));
  const [shelf, teach] = useLater(() => Promise.all([import("./teach.js"), words("articles")]).then(([one]) => one));
  const [plan, showPlan] = useLater(() => import("./loyalty-dialog.js"));
  const { customer, complaint, customer_card: card, history } = c.file.value;
  if (!customer) return html`<section class="panel"><h2>${t("desk.customer.anonymous")}</h2><p class="small soft">${complaint.anonymous_reason || t("desk.customer.anonymous.text")}</p></section>`;
  // what is asked now and then comes when it is asked
  const open = async (what, one) => {
    try {
      const { CustomerDialog } = await import("./customer-dialog.js");
      setAsked({ Ask: CustomerDialog, what, one });
    } catch { toast(t("desk.error.offline"), "late"); }
  };
  const aids = complaint.open && { gestures: href("case", { id: c.id, tab: "propuesta", query: { ver: "gestos" } }), articles: () => teach({ c }) };
  return html`<${Person} one=${customer} more=${identity} onMore=${() => identify({ c })} />
    ${card && html`<${Incidents} c=${c} list=${card.incidents} /><${Profiles} card=${card} open=${open} aids=${aids} onApply=${card.may.note && complaint.open && ((one) => note({ c, what: "technique", one }))} /><${Types} types=${card.types} onCorrect=${card.may.note && (() => open("correct"))} />`}
    ${complaint.stage === "closed" && html`<${Survey} c=${c} />`}
    <${History} list=${history} />
    ${card && html`<${Purchases} list=${card.purchases} onAdd=${card.may.note && (() => open("purchase"))} />
      ${card.may.note && html`<p class="cluster near"><button type="button" class="link small" onClick=${() => open("observe")}>${t("desk.behaviour.add")}</button>
        <button type="button" class="link small" onClick=${() => note({ c, what: "incident" })}>${t("desk.incident.add")}</button></p>`}
      <p><button type="button" class="link small" onClick=${() => showPlan({ customer, complaint: c.id })}>${t("desk.loyalty")}</button></p>`}${dialog}${plan}${shelf}
    ${asked && html`<${asked.Ask} c=${c} what=${asked.what} one=${asked.one} onClose=${() => setAsked(null)} />`}`;
}
