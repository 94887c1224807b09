import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { create } from "../lib/api.js";
import { byField } from "../lib/errors.js";
import { label, t } from "../lib/i18n.js";
import { catalog, me, session, spoken } from "../lib/state.js";

const named = (id) => (catalog.value.tags || []).find((one) => one.id === id);

/** The words that the business put on a case. */
export const Tags = ({ ids = [] }) => ids.filter(named).map((id) => html`<span class="badge outline" key=${id}>${named(id).name}</span>`);

/** Tags ticked one by one: those in use, and those that the case has already. Who may make new ones makes them here. */
export function TagPicker({ name, value = [], error, onValue }) {
  const [fresh, setFresh] = useState(""), [refused, setRefused] = useState("");
  const list = (catalog.value.tags || []).filter((one) => one.active || value.includes(one.id));
  const put = (id, on) => onValue(on ? [...value, id] : value.filter((one) => one !== id));
  async function make() {
    const text = fresh.trim();
    if (!text) return;
    try {
      const { id } = await create("tags", { name: text, active: true });
      const tags = [...catalog.value.tags, { id, name: text, active: true }].sort((a, b) => a.name.localeCompare(b.name));
      session.value = { ...session.value, catalog: { ...catalog.value, tags } };
      put(id, true);
      setFresh("");
      setRefused("");
      spoken.value = t("desk.tag.made", { name: text });
    } catch (failed) { setRefused(Object.values(byField(failed.response?.data))[0]?.message || failed.response?.message || t("desk.error.offline")); }
  }
  const key = (event) => { if (event.key === "Enter") { event.preventDefault(); make(); } };
  return html`<fieldset class="field"><legend>${label("field", name)}</legend>
    <div class="choices" data-field=${name} tabindex="-1">${list.map((one) => html`<label class="choice" key=${one.id}>
      <input type="checkbox" checked=${value.includes(one.id)} onChange=${(e) => put(one.id, e.target.checked)} />${one.name}</label>`)}</div>
    ${!list.length && html`<p class="small faint">${t("desk.tag.none")}</p>`}
    ${error && html`<span class="error"><${Icon} name="alert" />${error}</span>`}</fieldset>
  ${me.value.makes_tags && html`<div class="field"><label for="new-tag">${t("desk.tag.new")}</label>
    <span class="cluster near"><input id="new-tag" class="input" maxlength="60" value=${fresh} onInput=${(e) => setFresh(e.target.value)} onKeyDown=${key} />
      <button type="button" class="button" onClick=${make}><${Icon} name="plus" />${t("desk.tag.make")}</button></span>
    ${refused && html`<span class="error" role="alert"><${Icon} name="alert" />${refused}</span>`}</div>`}`;
}
