import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { PersonPick } from "./person-pick.js";
import { read } from "../lib/api.js";
import { label, t } from "../lib/i18n.js";
import { shortNumber, title } from "../lib/say.js";
import { catalog } from "../lib/state.js";

const line = (one) => html`<span class="num">${shortNumber(one.number)}</span> ${title({ ...one, goal: one.goal || one.title })}`;
const Found = ({ list, onValue }) => list.length > 0 && html`<ul class="stack tight" role="group" aria-label=${t("desk.command.results")}>${list.map((one) => html`<li key=${one.id}>
  <button type="button" class="button" onClick=${() => onValue(one)}>${line(one)}</button></li>`)}</ul>`;

/** A case that is there: one of whoever has this address, or found by number or words. */
export function CasePick({ value, offered, error, onValue }) {
  const [typed, setTyped] = useState(""), [found, setFound] = useState(null);
  useEffect(() => {
    if (typed.trim().length < 2) return setFound(null);
    let stale = false;
    // without an answer nothing is offered; what is typed stays
    const timer = setTimeout(() => read("search", { q: typed.trim(), kind: "complaint", limit: 6 }, "mail case").then(({ items }) => {
      if (!stale) setFound(items.map((one) => ({ ...one, id: one.complaint || one.id })));
    }, () => {}), 200);
    return () => { stale = true; clearTimeout(timer); };
  }, [typed]);
  if (value) return html`<div class="field"><span class="name">${t("inbox.field.complaint")}</span><p class="cluster between"><span>${line(value)}</span><button type="button" class="button" onClick=${() => onValue(null)}>${t("inbox.other")}</button></p></div>`;
  return html`<div class="stack tight"><${Input} type="search" name="complaint" label=${t("inbox.field.complaint")} hint=${t("inbox.field.complaint.hint")} autocomplete="off" value=${typed} error=${error} onValue=${setTyped} />
    <${Found} list=${found || offered} onValue=${onValue} />${found && !found.length && html`<p class="small soft" role="status">${t("inbox.none")}</p>`}</div>`;
}

/** Whose case it will be: somebody known, or new; a sender's name is what the mail says, no more. */
export function Who({ form, known, errors, onForm }) {
  const types = (catalog.value.document_types || []).map((code) => ({ value: code, label: label("document_type", code) === code ? code.toUpperCase() : label("document_type", code) }));
  const of = (name, more) => html`<${Input} name=${`customer.${name}`} label=${label("field", name)} value=${form.customer[name]} error=${errors[`customer.${name}`]} onValue=${(value) => onForm({ customer: { ...form.customer, [name]: value } })} ...${more} />`;
  return html`<${Input} type="choices" name="who" label=${t("inbox.who")} value=${form.who} onValue=${(who) => onForm({ who })} options=${["old", "new"].map((value) => ({ value, label: t(`inbox.who.${value}`) }))} />
    ${form.who === "old" ? html`<${PersonPick} name="person" label=${t("inbox.field.person")} value=${form.person} error=${errors.customer} onValue=${(person) => onForm({ person })} />
        ${!form.person && known.length > 0 && html`<ul class="stack tight">${known.map((one) => html`<li key=${one.id}><button type="button" class="button" onClick=${() => onForm({ person: one })}>${one.name}</button></li>`)}</ul>`}`
      : html`<p class="small soft">${t("inbox.who.check")}</p>${of("name")}${of("email", { type: "email" })}<div class="pair">${of("document_type", { type: "select", options: types })}${of("document_number")}</div>`}`;
}
