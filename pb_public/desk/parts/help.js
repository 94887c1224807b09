import { html } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { t } from "../lib/i18n.js";
import { bound, inborn, table } from "../lib/keys.js";
import { panel } from "../lib/panel.js";
import { prefer, prefs } from "../lib/prefs.js";
import { toast } from "../lib/state.js";

const shown = { escape: "Esc", enter: "↵", "ctrl+enter": "Ctrl ↵", "ctrl+k": "Ctrl K", j: "J ↓", k: "K ↑" };
const codes = { "?": "help", "/": "search", "ctrl+k": "bar" };

/** The text of a key: desk.key.WHERE.CODE. */
export const keyText = (where, key) => t(`desk.key.${where}.${codes[key] || key.replace("ctrl+", "")}`);

/** What works in this place comes first; the rest is there to be learnt. */
function Keys({ where, keys, here }) {
  return html`<section class="stack tight"><h3 class="label">${t(`desk.keys.${where}`)}</h3>
    <dl class="keys">${keys.map((key) => html`<dt key=${key} data-key=${key} data-here=${here.includes(key) || null}><kbd>${shown[key] || key.toUpperCase()}</kbd></dt><dd>${where === "other" ? key : keyText(where, key)}</dd>`)}</dl></section>`;
}

function again() {
  prefer("hints", []);
  toast(t("desk.hint.again.done"));
}

/** Every key of the desk, by where it works, and the hints once more. */
export default function Help({ onClose }) {
  const here = [...bound(), ...inborn], known = Object.values(table).flat();
  const lists = { ...table, other: here.filter((key) => !known.includes(key)) };
  return html`<${Dialog} title=${t("desk.keys.title")} onClose=${onClose} footer=${html`
      ${prefs.value.hints?.length > 0 && html`<button type="button" class="button" onClick=${again}>${t("desk.hint.again")}</button>`}
      <button type="button" class="button" onClick=${() => { panel.value = "settings"; }}>${t("desk.settings.title")}</button>`}>
    ${prefs.value.keys === "off" && html`<p class="banner">${t("desk.keys.off")}</p>`}
    <div class="columns">${Object.entries(lists).filter(([, keys]) => keys.length).map(([where, keys]) => html`<${Keys} key=${where} where=${where} keys=${keys} here=${here} />`)}</div>
  <//>`;
}
