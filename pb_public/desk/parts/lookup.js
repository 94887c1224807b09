import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Known } from "./known.js";
import { read } from "../lib/api.js";
import { step } from "../lib/customer.js";
import { trouble } from "../lib/errors.js";
import { label, t, tn } from "../lib/i18n.js";
import { query, seed } from "../lib/lookup.js";
import { catalog } from "../lib/state.js";

/** Asks while typing, a moment after the last key; an answer to what was typed before is dropped. */
function useFound(typed) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    const wanted = query(typed);
    if (!wanted) return setFound(null);
    let stale = false;
    const timer = setTimeout(async () => {
      try {
        const { customers } = await read("lookup", wanted, "lookup");
        if (!stale) setFound(customers);
      } catch (error) {
        if (!stale && trouble(error) !== "aborted") setFound("failed");
      }
    }, 250);
    return () => { stale = true; clearTimeout(timer); };
  }, [typed]);
  return found;
}

const newFields = ["name", "phone", "email", "document_type", "document_number", "address"];

function NewCustomer({ form, set, errors }) {
  const types = (catalog.value.document_types || []).map((code) => ({ value: code, label: label("document_type", code) === code ? code.toUpperCase() : label("document_type", code) }));
  return html`<div class="stack tight">${newFields.map((name) => html`<${Input} key=${name} name=${`customer.${name}`} label=${t(`desk.customer.${name}`)}
    type=${name === "email" ? "email" : name === "phone" ? "tel" : name === "document_type" && types.length ? "select" : "text"} options=${types}
    value=${form[`customer.${name}`]} error=${errors[`customer.${name}`] || errors[name]} onValue=${(value) => set({ [`customer.${name}`]: value })} />`)}</div>`;
}

/** The field with its answers: arrows move among them, Enter takes one, the first unless another was reached. */
function Search({ typed, onType, found, onChoose, error }) {
  const [at, setAt] = useState(0);
  const list = Array.isArray(found) ? found : [];
  useEffect(() => { setAt(0); }, [found]);
  const key = (event) => {
    const name = event.key.toLowerCase();
    if (!list.length || event.isComposing) return;
    if (name === "enter" && !event.ctrlKey && list[at]) { event.preventDefault(); onChoose(list[at]); }
    if (name.startsWith("arrow") && step(name, at, list.length) !== at) { event.preventDefault(); setAt(step(name, at, list.length)); }
  };
  return html`<div class="field"><label for="lookup">${t("desk.lookup.label")}</label>
      <input id="lookup" class="input num" role="combobox" aria-expanded=${String(list.length > 0)} aria-controls="found" aria-autocomplete="list" data-field="lookup" autocomplete="off"
        aria-activedescendant=${list[at] ? `found-${list[at].id}` : null} aria-invalid=${error ? "true" : null} placeholder=${t("desk.lookup.hint")} value=${typed || ""}
        onInput=${(e) => onType(e.target.value)} onKeyDown=${key} />
      ${error && html`<span class="error"><${Icon} name="alert" />${error}</span>`}</div>
    <ul class="found stack tight" id="found" role="listbox" aria-label=${t("desk.lookup.found")} hidden=${!list.length}>${list.map((one, i) => html`<li class="option" key=${one.id} id=${`found-${one.id}`} role="option"
      aria-selected=${String(i === at)} onClick=${() => onChoose(one)}><${Known} one=${one} plain /><p class="tiny faint">${t("desk.lookup.choose")}${i === at && html` <kbd>↵</kbd>`}</p></li>`)}</ul>
    <p class="small soft" role="status">${found === "failed" ? html`<${Icon} name="offline" />${t("desk.lookup.failed")}` : Array.isArray(found) ? (list.length ? html`<span class="hidden">${tn("desk.lookup.count", list.length)}</span>` : t("desk.lookup.none")) : ""}</p>`;
}

/** Who it is: found while typing, new, or nobody who wants to say. */
export function Who({ form, set, errors, chosen, onChosen }) {
  const found = useFound(form.who === "new" || form.who === "anonymous" || chosen ? "" : form.lookup), again = useRef();
  // a form that came back from a draft knows the id; who it was is looked up again
  useEffect(() => {
    if (form.who === "known" && !chosen && Array.isArray(found)) onChosen(found.find((one) => one.id === form["customer.id"]) || null);
  }, [found, form.who]);
  const change = () => { onChosen(null); set({ who: "", "customer.id": "", "complaint.linked": [] }); setTimeout(() => document.getElementById("lookup")?.focus()); };
  const choose = (one) => { onChosen(one); set({ who: "known", "customer.id": one.id }); setTimeout(() => again.current?.focus()); };
  const create = () => set({ who: "new", ...Object.fromEntries(Object.entries(seed(form.lookup)).map(([k, v]) => [`customer.${k}`, v])) });
  if (form.who) {
    // the focus comes here and not to its button: a second Enter takes nothing back
    return html`<div class="stack tight" ref=${again} tabindex="-1">
      ${form.who === "known" && (chosen ? html`<${Known} one=${chosen} />` : html`<p class="small soft">${t("desk.lookup.chosen")}</p>`)}
      ${form.who === "new" && html`<${NewCustomer} form=${form} set=${set} errors=${errors} />`}
      ${form.who === "anonymous" && html`<${Input} type="area" name="complaint.anonymous_reason" label=${t("desk.lookup.anonymous.why")} hint=${t("desk.lookup.anonymous.hint")} value=${form["complaint.anonymous_reason"]}
        error=${errors["complaint.anonymous_reason"] || errors.anonymous_reason} onValue=${(value) => set({ "complaint.anonymous_reason": value })} />`}
      <p><button type="button" class="link small" onClick=${change}>${t("desk.lookup.again")}</button></p></div>`;
  }
  return html`<${Search} typed=${form.lookup} onType=${(value) => set({ lookup: value })} found=${found} onChoose=${choose} error=${errors.customer} />
    <p class="cluster near">
      <button type="button" class="button" onClick=${create}><${Icon} name="plus" />${t("desk.lookup.new")}</button>
      <button type="button" class="link small" onClick=${() => set({ who: "anonymous" })}>${t("desk.lookup.anonymous")}</button></p>`;
}
