import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { pb } from "../lib/api.js";
import { label, t } from "../lib/i18n.js";
import { shortNumber, title } from "../lib/say.js";
import { catalog } from "../lib/state.js";

const without = (list, id) => list.filter((one) => one !== id);

/** Some of the team, ticked one by one. */
export const People = ({ name, value = [], error, onValue }) => html`<fieldset class="field"><legend>${label("field", name)}</legend>
  <div class="choices" data-field=${name} tabindex="-1">${(catalog.value.agents || []).map((one) => html`<label class="choice" key=${one.id}>
    <input type="checkbox" checked=${value.includes(one.id)} onChange=${(e) => onValue(e.target.checked ? [...value, one.id] : without(value, one.id))} />${one.name}</label>`)}</div>
  ${error && html`<span class="error"><${Icon} name="alert" />${error}</span>`}</fieldset>`;

/** Other cases, found by their number or their goal; only those that may be seen are found. */
export function Cases({ name, value = [], error, except, onValue }) {
  const [text, setText] = useState(""), [found, setFound] = useState(null), [known, setKnown] = useState({});
  async function look() {
    const filter = pb.filter("id != {:id} && (number ~ {:text} || goal ~ {:text})", { id: except, text: text.trim() });
    try {
      setFound((await pb.collection("complaints").getList(1, 6, { filter, sort: "-received_at", fields: "id,number,goal,stage", requestKey: "link" })).items);
    } catch (failed) { if (!failed.isAbort) setFound([]); }
  }
  const key = (e) => { if (e.key === "Enter") { e.preventDefault(); look(); } };
  const choose = (one) => { setKnown({ ...known, [one.id]: one }); onValue([...without(value, one.id), one.id]); setFound(null); setText(""); };
  return html`<div class="field"><label for="link-case">${label("field", name)}</label>
    ${value.length > 0 && html`<ul class="tray">${value.map((id) => html`<li key=${id}><span class="num">${shortNumber(known[id]?.number) || id}</span>
      <button type="button" class="button quiet only" aria-label=${t("desk.link.remove", { number: shortNumber(known[id]?.number) || id })} onClick=${() => onValue(without(value, id))}><${Icon} name="x" /></button></li>`)}</ul>`}
    <span class="cluster near"><input id="link-case" class="input" type="search" data-field=${name} placeholder=${t("desk.link.hint")} value=${text} onInput=${(e) => setText(e.target.value)} onKeyDown=${key} />
      <button type="button" class="button" onClick=${look}>${t("desk.link.find")}</button></span>
    <div role="status">${found && (found.length ? html`<ul class="stack tight">${found.map((one) => html`<li key=${one.id}><button type="button" class="link small" onClick=${() => choose(one)}><span class="num">${shortNumber(one.number)}</span> ${title(one)}</button></li>`)}</ul>`
      : html`<span class="small faint">${t("desk.link.none")}</span>`)}</div>
    ${error && html`<span class="error"><${Icon} name="alert" />${error}</span>`}</div>`;
}
