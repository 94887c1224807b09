import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { read } from "../lib/api.js";
import { t } from "../lib/i18n.js";

/** Another customer, found by name, telephone, mail or document. value: {id, name} or null. */
export function PersonPick({ name, label, value, error, except, onValue }) {
  const [typed, setTyped] = useState(""), [found, setFound] = useState([]);
  useEffect(() => {
    if (typed.trim().length < 2) return setFound([]);
    let stale = false;
    // without an answer nobody is offered; what is typed stays
    const timer = setTimeout(() => read("customers", { q: typed.trim(), limit: 6 }, "pick").then(({ items }) => { if (!stale) setFound(items.filter((one) => one.id !== except)); }, () => {}), 200);
    return () => { stale = true; clearTimeout(timer); };
  }, [typed]);
  if (value?.id) return html`<div class="field"><span class="name">${label}</span><p class="cluster between"><span>${value.name}</span>
    <button type="button" class="button" onClick=${() => onValue(null)}>${t("people.one.pick.off")}</button></p>${error && html`<span class="error">${error}</span>`}</div>`;
  return html`<div class="stack tight"><${Input} type="search" name=${name} label=${label} placeholder=${t("people.hint")} autocomplete="off" value=${typed} error=${error} onValue=${setTyped} />
    ${found.length > 0 && html`<ul class="stack tight" role="group" aria-label=${t("desk.command.results")}>${found.map((one) => html`<li key=${one.id}>
      <button type="button" class="button" onClick=${() => { setTyped(""); onValue(one); }}>${one.name} <span class="faint num">${one.phone || one.email}</span></button></li>`)}</ul>`}</div>`;
}
