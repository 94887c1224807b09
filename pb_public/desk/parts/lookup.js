import { html, useEffect, useState } from "../../vendor/vendor.js";
import { TypeBadges } from "./customer.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { caseLink } from "./row.js";
import { read } from "../lib/api.js";
import { trouble } from "../lib/errors.js";
import { label, t, tn } from "../lib/i18n.js";
import { query, seed } from "../lib/lookup.js";
import { dayName, dayOf, initials, title } from "../lib/say.js";
import { catalog } from "../lib/state.js";

/** Asks while typing, a moment after the last key. */
function useFound(typed) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    const wanted = query(typed);
    if (!wanted) return setFound(null);
    const timer = setTimeout(async () => {
      try { setFound((await read("lookup", wanted, "lookup")).customers); } catch (error) { if (trouble(error) !== "aborted") setFound("failed"); }
    }, 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return found;
}

export const Known = ({ one, onChoose }) => html`<div class="stack tight">
  <p class="person"><span class="avatar customer" aria-hidden="true">${initials(one.name)}</span><span><strong>${one.name}</strong>
    ${one.preferred_name && html`<br /><span class="small faint">${t("desk.customer.preferred", { name: one.preferred_name })}</span>`}</span></p>
  <${TypeBadges} customer=${one} />
  ${one.notes_handling && html`<p class="small soft">${one.notes_handling}</p>`}
  ${one.last && html`<p class="small soft">${t("desk.lookup.last", { number: one.last.number, title: title(one.last), outcome: one.last.outcome || label("stage", one.last.stage), day: dayName(dayOf(one.last.received_at)) })}</p>`}
  ${one.open?.length > 0 && html`<div class="banner" data-tone="soon"><span>${tn("desk.lookup.open", one.open.length)} ${one.open.map((card) => html`<a key=${card.id} class="num" href=${caseLink(card)}>${card.number}</a> `)}</span></div>`}
  ${onChoose && html`<p><button type="button" class="button" onClick=${onChoose}>${t("desk.lookup.choose")}</button></p>`}
</div>`;

const newFields = ["name", "phone", "email", "document_type", "document_number", "address"];

function NewCustomer({ form, set, errors }) {
  const types = (catalog.value.document_types || []).map((code) => ({ value: code, label: label("document_type", code) === code ? code.toUpperCase() : label("document_type", code) }));
  return html`<div class="stack tight">${newFields.map((name) => html`<${Input} key=${name} name=${`customer.${name}`} label=${t(`desk.customer.${name}`)}
    type=${name === "email" ? "email" : name === "phone" ? "tel" : name === "document_type" && types.length ? "select" : "text"} options=${types}
    value=${form[`customer.${name}`]} error=${errors[`customer.${name}`] || errors[name]} onValue=${(value) => set({ [`customer.${name}`]: value })} />`)}</div>`;
}

/** Who it is: found while typing, new, or nobody who wants to say. */
export function Who({ form, set, errors, chosen, onChosen }) {
  const found = useFound(form.who ? "" : form.lookup);
  const again = () => { onChosen(null); set({ who: "", "customer.id": "" }); };
  const choose = (one) => { onChosen(one); set({ who: "known", "customer.id": one.id }); };
  if (form.who) {
    return html`
      ${form.who === "known" && (chosen ? html`<${Known} one=${chosen} />` : html`<p class="small soft">${t("desk.lookup.chosen")}</p>`)}
      ${form.who === "new" && html`<${NewCustomer} form=${form} set=${set} errors=${errors} />`}
      ${form.who === "anonymous" && html`<${Input} type="area" name="complaint.anonymous_reason" label=${t("desk.lookup.anonymous.why")} hint=${t("desk.lookup.anonymous.hint")} value=${form["complaint.anonymous_reason"]}
        error=${errors["complaint.anonymous_reason"] || errors.anonymous_reason} onValue=${(value) => set({ "complaint.anonymous_reason": value })} />`}
      <p><button type="button" class="link small" onClick=${again}>${t("desk.lookup.again")}</button></p>`;
  }
  return html`
    <${Input} name="lookup" kind="num" label=${t("desk.lookup.label")} placeholder=${t("desk.lookup.hint")} value=${form.lookup} error=${errors.customer} autocomplete="off" onValue=${(value) => set({ lookup: value })} />
    <div role="status" class="stack">
      ${found === "failed" && html`<p class="small soft"><${Icon} name="offline" />${t("desk.lookup.failed")}</p>`}
      ${Array.isArray(found) && !found.length && html`<p class="small soft">${t("desk.lookup.none")}</p>`}
      ${Array.isArray(found) && found.map((one) => html`<${Known} key=${one.id} one=${one} onChoose=${() => choose(one)} />`)}
    </div>
    <p class="cluster near">
      <button type="button" class="button" onClick=${() => set({ who: "new", ...Object.fromEntries(Object.entries(seed(form.lookup)).map(([k, v]) => [`customer.${k}`, v])) })}><${Icon} name="plus" />${t("desk.lookup.new")}</button>
      <button type="button" class="link small" onClick=${() => set({ who: "anonymous" })}>${t("desk.lookup.anonymous")}</button></p>`;
}
